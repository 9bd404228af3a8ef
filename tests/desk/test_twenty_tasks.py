"""Twenty everyday tasks of a communications officer, by the words on the screen, in two browsers.

The numbers are those of the list by which the desk is measured. Whoever does them opens the desk at
its first screen, as its icon does, and from there on presses what can be seen: no address is typed,
no script does what a person could not. Six of them are done on a screen of 360 pixels too. With
`-s` a table says how often was pressed and how long it took.
"""

import shutil
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from docx import Document
from playwright.sync_api import Browser

from khuyencong.desk.history import History
from khuyencong.vietnamese.dates import VIETNAM
from tests.conftest import Content
from tests.desk.person import PHONE, InChromium, InFirefox, Person
from tests.desk.served_desk import PAUSE, ServedDesk
from tests.desk.test_files import PDF
from tests.desk.test_photos import picture
from tests.desk.test_sheet_in_the_browser import HEAD, ROWS
from tests.statistics.logs import combined
from tests.tools.firefox import firefox

pytestmark = [pytest.mark.slow, pytest.mark.audit]

NO_FIREFOX = pytest.mark.skipif(
    not shutil.which("firefox-esr"), reason="needs firefox-esr (tests/tools/install.sh)"
)
BROWSERS = ["chromium", pytest.param("firefox", marks=NO_FIREFOX)]
ON_A_PHONE = {1, 2, 3, 4, 14, 15}
LOOK, KEY = 3.0, 0.3
"""Seconds of a first-time user for a look with its click, and for a letter."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    number = int(metafunc.function.__name__.split("_")[1])
    browsers = [*BROWSERS, *(["phone"] if number in ON_A_PHONE else [])]
    metafunc.parametrize("person", browsers, indirect=True, scope="module")


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The folder of a rented web server, and where readers find it."""
    folder = tmp_path_factory.mktemp("web")
    handler = partial(QuietHandler, directory=folder / "current")
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield folder, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class QuietHandler(SimpleHTTPRequestHandler):
    """A web server of files that tells its terminal nothing."""

    def log_message(self, *told: object) -> None:
        return


@pytest.fixture(scope="module")
def person(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Person]:
    """Somebody at a desk of their own, who was let in."""
    served = ServedDesk(tmp_path_factory.mktemp("ban"))
    fill(served.content)
    make_a_mistake_yesterday(served)
    served.start()
    if request.param == "firefox":
        with firefox(tmp_path_factory.mktemp("firefox")) as page:
            page.goto(served.launch)
            yield InFirefox(page, served)
    else:
        on_a_phone = request.param == "phone"
        size = PHONE if on_a_phone else {"width": 1280, "height": 900}
        context = browser.new_context(viewport=size, has_touch=on_a_phone)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.set_default_timeout(PAUSE)
        chromium = context.new_page()
        chromium.on("dialog", lambda dialog: dialog.accept())
        chromium.goto(served.launch)
        yield InChromium(chromium, served)
        context.close()
    served.stop()


@pytest.fixture(autouse=True)
def told(request: pytest.FixtureRequest, person: Person) -> Iterator[None]:
    """How often was pressed, and how long it took: by the clock, and of a first-time user."""
    person.clicks = person.letters = 0
    began = time.monotonic()
    yield
    waited = time.monotonic() - began
    seconds = waited + LOOK * person.clicks + KEY * person.letters
    name = request.node.name.removeprefix("test_")
    print(
        f"\n{name}: {person.clicks} clicks, {person.letters} keys, {waited:.1f} s, {seconds:.0f} s"
    )


def fill(content: Content) -> None:
    """What lies at the desk in the morning."""
    stories = {
        "co": {"title": "Tin có sẵn"},
        "sua": {"title": "Số lớp năm nay", "body": "Có 05 lớp."},
        "hen": {"title": "Tin sáng mai", "status": "draft"},
        "rut": {"title": "Tin phải rút"},
        "ten": {"title": "Về Văn Lãng", "body": "Xã Văn Lãng."},
        "hai": {"title": "Hai người", "body": "Đoạn chung."},
        "duyet": {"title": "Trao máy", "status": "draft"},
        "phim": {"title": "Có phim", "body": "Xem phim."},
        "mau": {"title": "Có mẫu đơn", "body": "Tải mẫu đơn:"},
        "goc": {"title": "Máy sấy ở Na Rì", "body": "Đoạn gốc.", "slug": "may-say"},
    }
    for name, fields in stories.items():
        content.story(f"tin-tuc/{name}.md", **{"uid": f"kc-{name}", "slug": name, **fields})
    content.product("san-pham/mien.md", "Miến dong")  # sample data is never published
    content.photo("anh/may.jpg", (800, 600))
    photos = "photos:\n  - file: anh/may.jpg\n    alt: Máy đặt giữa xưởng\n"
    content.product("san-pham/may.md", "Máy thái lá", photos)


def make_a_mistake_yesterday(served: ServedDesk) -> None:
    """A story as it was written, and as somebody spoiled it yesterday."""
    yesterday = datetime.now(VIETNAM) - timedelta(days=1)
    history = History(served.folder / "data" / "lich-su.git")
    story = {"title": "Sửa nhầm", "uid": "kc-nham", "slug": "nham"}
    for hours, body in ((2, "Bản đúng."), (0, "Bản sai.")):
        file = served.content.story("tin-tuc/nham.md", body=body, **story)
        when = yesterday - timedelta(hours=hours)
        history.record("tin-tuc/nham.md", file.read_bytes(), "Lan", "Sửa bài", when)
    history.close()


def test_1_publish_a_story_that_is_a_word_file(person: Person, tmp_path: Path) -> None:
    file = word_story(tmp_path / "Bàn giao máy.docx")
    person.sit_down()
    person.click("Thả tệp Word vào đây")
    person.upload("Kéo tệp vào khung này", file)
    person.click("Nhập thành bản nháp")
    person.click("Mở bản nháp để xem lại")
    for number in range(4):
        person.describe_photo(number, f"Máy sấy số {number + 1} trong xưởng")
    person.save()
    person.click("Đăng")
    person.sees("Đã đăng.")
    text = person.text("tin-tuc/ban-giao-may-say.md")
    assert "status: published" in text and text.count("![Máy sấy số") == 4
    assert text.count("đoạn") == 44 and "| Xã" in text


def test_2_correct_a_published_figure(person: Person) -> None:
    person.find("Số lớp năm nay")
    person.go_behind_the_text()
    person.press_keys(*["ArrowLeft"] * 5, "Backspace")
    person.write_here("4")
    person.save()
    person.fill("Nội dung đính chính", "Đúng là 04 lớp, không phải 05.")
    person.click("Đính chính", -1)
    person.sees("Đã ghi câu đính chính.")
    text = person.text("tin-tuc/sua.md")
    assert "note: Đúng là 04 lớp, không phải 05." in text and text.endswith("Có 04 lớp.\n")


def test_3_schedule_for_tomorrow_at_seven(person: Person) -> None:
    tomorrow = f"{datetime.now(VIETNAM) + timedelta(days=1):%d/%m/%Y}"
    person.find("Tin sáng mai")
    person.fill("Ngày, giờ đăng", "7 giờ sáng mai")
    person.click("Hẹn giờ đăng")
    person.sees("Đã hẹn giờ.")
    assert f"embargo: {tomorrow} 07:00" in person.text("tin-tuc/hen.md")


def test_4_withdraw_a_story(person: Person) -> None:
    person.find("Tin phải rút")
    person.click("Rút bài")
    person.sees("Đã rút.")
    assert "status: withdrawn" in person.text("tin-tuc/rut.md")


def test_5_add_twelve_products_from_excel(person: Person) -> None:
    person.sit_down()
    person.click("Thêm sản phẩm từ Excel")
    person.waits("document.activeElement.name === 'dan'")
    person.paste("\n".join("\t".join(row) for row in (HEAD, *ROWS)))
    person.click("Ghi 12 sản phẩm mới")
    person.sees("Đã thêm 12 mục")
    assert "producer:\n  name: HTX Trà 3" in person.text("san-pham/che-bup-3.md")


def test_6_replace_turn_and_crop_a_photo(person: Person, tmp_path: Path) -> None:
    (tmp_path / "Máy mới.jpg").write_bytes(picture(size=(900, 600)))
    person.find("Máy thái lá")
    person.upload("Thay ảnh khác", tmp_path / "Máy mới.jpg")
    person.sees("Đã thay ảnh.")
    person.click("Cắt, xoay, chọn điểm chính")
    person.click("Xoay phải")
    person.crop()
    person.save()
    text = person.text("san-pham/may.md")
    assert "file: anh/san-pham/may-moi.jpg" in text and "turn: 90" in text and "crop: " in text


def test_7_enter_the_results_of_a_round(person: Person) -> None:
    person.sit_down()
    person.click("Viết loại khác")
    person.click("Kết quả bình chọn")
    person.choose("Cấp", "Cấp tỉnh")
    person.fill("Năm", "2026")
    person.fill("Quyết định", "12/QĐ-UBND")
    person.fill("Danh sách sản phẩm", "Miến dong – HTX Thử (minh họa)\nChè búp – Hộ Mới")
    person.click("Đối chiếu danh sách")
    person.sees("Thêm danh hiệu vào sản phẩm Miến dong")
    person.click("Ghi các dòng đã chọn")
    person.sees("Đã ghi kết quả cho 2 sản phẩm")
    assert "decision: 12/QĐ-UBND" in person.text("san-pham/mien.md")


def test_8_change_the_phone_and_add_a_menu_item(person: Person) -> None:
    person.sit_down()
    person.click("Trung tâm")
    person.fill("Điện thoại", "0208 385 0000")
    person.click("Menu")
    person.click("Thêm menu")
    person.fill("Chữ trên menu", "Sản phẩm", -1)
    person.choose_page("Địa chỉ", "san pham", "/san-pham/")
    person.click("Lưu")
    person.sees("Đã lưu.")
    text = person.text("site.yml")
    assert "0208 385 0000" in text and "  - name: Sản phẩm\n    address: /san-pham/\n" in text


def test_9_find_a_name_everywhere_and_rename(person: Person) -> None:
    person.sit_down()
    person.click("Tìm và thay")
    person.fill("Tìm đúng chữ", "Văn Lãng")
    person.click("Tìm mọi chỗ")
    person.fill("Thay bằng", "Hoàng Văn Thụ", -1)
    person.click("Thay ở các chỗ đã chọn")
    person.sees("Đã thay 2 chỗ.")
    assert "title: Về Hoàng Văn Thụ" in person.text("tin-tuc/ten.md")


def test_10_an_invitation_on_the_front_page(person: Person) -> None:
    person.sit_down()
    person.click("Trung tâm")
    person.click("Thông báo ở trang nhất")
    person.click("Thêm thông báo ở trang nhất")
    person.fill("Lời mời", "Mời đăng ký đề án năm 2027")
    person.choose_page("Liên kết tới", "tin tuc", "/tin-tuc/")
    person.fill("Đến hết ngày", "15/12/2036")
    person.click("Lưu")
    person.sees("Đã lưu.")
    assert "ends: 15/12/2036" in person.text("site.yml")


def test_11_put_the_site_on_the_web(person: Person, web: tuple[Path, str]) -> None:
    folder, address = web
    person.sit_down()
    person.click("Đưa lên mạng")
    person.click("Ghi nơi đặt trang")
    person.choose("Cách gửi", "Một thư mục trên máy này")
    person.fill("Thư mục của trang", str(folder))
    person.fill("Địa chỉ người đọc mở", address)
    person.click("Ghi nơi đặt trang")
    person.click("Xem thay đổi")
    person.sees("người đọc sẽ thấy:")
    person.click("Đưa lên mạng")
    person.sees("Đã đưa lên")
    assert "Tin có sẵn" in (folder / "current/tin-tuc/co/index.html").read_text()


def test_12_undo_yesterdays_mistaken_edit(person: Person) -> None:
    person.find("Sửa nhầm")
    person.click("Lịch sử", -1)
    person.click("Xem đã đổi gì")
    person.click("Trở lại bản trước lần này")
    person.sees("Đã trở lại bản trước")
    assert person.text("tin-tuc/nham.md").endswith("Bản đúng.\n")


def test_13_two_people_on_one_story(person: Person) -> None:
    """The other one writes with Notepad in the shared folder."""
    person.find("Hai người")
    person.write(" Chữ của Hoa.")
    file = person.content.folder / "tin-tuc/hai.md"
    file.write_text(file.read_text() + "\nĐoạn của Lan.\n")
    person.click("Lưu vào bài")
    person.sees("Chưa có gì bị ghi đè.")
    person.click("Lưu bản ghép")
    person.sees("Đã lưu bản ghép.")
    text = person.text("tin-tuc/hai.md")
    assert "Chữ của Hoa." in text and "Đoạn của Lan." in text


def test_14_write_on_a_phone(person: Person, tmp_path: Path) -> None:
    (tmp_path / "Gian hàng.jpg").write_bytes(picture(size=(900, 600)))
    person.sit_down()
    person.click("Xem và viết trên điện thoại")
    person.click("Mở cho điện thoại")
    person.sees("hướng vào mã")
    camera_saw = person.run("return document.querySelector('code.address')?.textContent")
    with person.on_a_phone():
        person.goto(camera_saw)
        person.click("Viết tin")
        person.fill("Tít", "Viết ở hội chợ")
        person.write("Gian hàng mở cửa lúc 8 giờ.")
        person.upload("Thả ảnh vào đây", tmp_path / "Gian hàng.jpg")
        person.fill("Mô tả ảnh", "Gian hàng giữa sân")
        person.waits("document.querySelector('#bai').dataset.state === 'kept'")
        person.waits("document.documentElement.scrollWidth <= innerWidth")
    person.sit_down()
    person.click("Viết ở hội chợ")
    person.waits("document.getElementById('body')?.value.includes('mở cửa lúc 8 giờ.')")
    assert person.value("Mô tả ảnh") == "Gian hàng giữa sân"
    person.sit_down()
    person.click("Lấy mã, hoặc đóng lại")
    person.click("Đóng và ngắt các điện thoại")
    person.sees("Đã đóng.")


def test_15_a_chief_approves(person: Person) -> None:
    person.find("Trao máy")
    person.click("Gửi duyệt")
    person.sees("Đã gửi duyệt.")
    person.sit_down()
    person.sees("Chờ duyệt")
    person.click("Trao máy")
    person.click("Đăng")
    person.sees("Đã đăng.")
    text = person.text("tin-tuc/duyet.md")
    assert "status: published" in text and "approved:\n  by: " in text


def test_16_a_video_and_an_online_form(person: Person) -> None:
    person.find("Có phim")
    person.write(" Đăng ký ở đây: ")
    person.click("Chèn video, biểu mẫu trực tuyến")
    person.fill("Địa chỉ video", "https://www.youtube.com/watch?v=abcdefghijk")
    person.click("Xong")
    person.sees("Sửa: Video")
    person.click("Liên kết")
    person.fill("Địa chỉ, hoặc vài chữ", "https://forms.gle/abc")
    person.fill("Chữ hiện trong bài", "phiếu đăng ký")
    person.click("Xong")
    person.save()
    text = person.text("tin-tuc/phim.md")
    assert "\nhttps://www.youtube.com/watch?v=abcdefghijk\n" in text
    assert "[phiếu đăng ký](https://forms.gle/abc)" in text


def test_17_attach_a_form_in_pdf(person: Person, tmp_path: Path) -> None:
    (tmp_path / "Mẫu đơn.pdf").write_bytes(PDF)
    person.find("Có mẫu đơn")
    person.waits("Boolean(document.querySelector('.editor[data-state=settled]'))")
    person.upload("Đính kèm tệp cho người đọc tải", tmp_path / "Mẫu đơn.pdf")
    person.sees("Đã nhận tep/mau-don.pdf")
    person.save()
    text = person.text("tin-tuc/mau.md")
    assert text.endswith("Tải mẫu đơn:\n\n[Mẫu đơn](/tep/mau-don.pdf)\n")


def test_18_see_how_many_people_read_it(person: Person, web: tuple[Path, str]) -> None:
    folder, address = web
    known = f"targets:\n  chinh:\n    address: {folder.as_uri()}\n    url: {address}\n"
    (person.served.folder / "xuat-ban.yml").write_text(known)  # the site was published before
    now = f"{datetime.now(VIETNAM):%d/%b/%Y:%H:%M:%S %z}"
    lines = [combined("/tin-tuc/co/", when=now, client=f"203.0.113.{n}") for n in range(3)]
    lines.append(combined("/tin-tuc/co-san/", when=now, status=404))
    log = folder / "khuyencong.log"
    log.write_text("".join(lines))
    person.sit_down()
    person.click("Người đọc")
    person.choose("Máy chủ web", "Chỗ khác")
    person.fill("Chỗ khác", str(log))
    person.click("Ghi và đọc nhật ký")
    person.sees("3 lượt xem")
    person.fill("Dẫn tới bài", "Tin có sẵn")
    person.click("Dẫn tới bài này: /tin-tuc/co-san/")
    person.sees("dẫn tới “Tin có sẵn” từ lần đưa lên mạng tới")
    assert "/tin-tuc/co-san/" in person.text("tin-tuc/co.md")
    person.find("Tin có sẵn")
    person.sees("3 lượt xem từ khi đăng")


def test_19_a_message_for_zalo_and_a_bulletin(person: Person) -> None:
    person.find("Tin có sẵn")
    person.click("Bản tin in, tin Zalo")
    assert "https://thu.example/tin-tuc/co/\n\n#KhuyenCong" in person.value("Tin gửi Zalo")
    person.click("Mở bản in")
    with person.in_the_new_window():
        person.sees("Bản tin khuyến công")
        person.sees("Bài này trên mạng")


def test_20_an_english_version(person: Person) -> None:
    person.find("Máy sấy ở Na Rì")
    person.click("Viết bản tiếng Anh")
    person.sees("Đoạn gốc.")
    person.fill("Tít", "A dryer in Na Ri")
    person.fill("Sa-pô", "It runs on sunlight.")
    person.write("The cooperative has a dryer.")
    person.save()
    text = person.text("tin-tuc/a-dryer-in-na-ri.md")
    assert "translation_of: may-say" in text and "lang: en" in text


def word_story(file: Path) -> Path:
    """A story of 700 words with four photos and a table, as Word saves it."""
    document = Document()
    document.add_heading("Bàn giao máy sấy", level=1)
    document.add_paragraph("Trung tâm bàn giao máy sấy cho bốn hợp tác xã ngày 22/11/2026.")
    for number in range(4):
        sentence = "Đây là một đoạn văn kể việc bàn giao máy ở xã, mọi người cùng chạy thử máy. "
        document.add_paragraph(sentence * 11)
        document.add_picture(BytesIO(picture(size=(640 + number, 480))))
        document.add_paragraph(f"Máy sấy số {number + 1}. Ảnh: Hoàng Văn Thọ")
    table = document.add_table(rows=3, cols=2)
    cells = (("Xã", "Số máy"), ("Na Rì", "2"), ("Văn Lang", "2"))
    for row, words in zip(table.rows, cells, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    document.save(str(file))
    return file
