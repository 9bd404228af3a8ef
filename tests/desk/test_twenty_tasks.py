"""Everyday tasks of a communications officer, by the words on the screen, in two browsers.

The numbers are those of the list by which the desk is measured.
"""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from khuyencong.vietnamese.dates import VIETNAM
from tests.desk.person import InChromium, InFirefox, Person
from tests.desk.served_desk import PAUSE, ServedDesk
from tests.desk.test_files import PDF
from tests.desk.test_photos import picture
from tests.desk.test_sheet_in_the_browser import HEAD, ROWS
from tests.statistics.logs import combined
from tests.tools.firefox import firefox

pytestmark = [pytest.mark.slow, pytest.mark.audit]

NO_FIREFOX = pytest.mark.skipif(
    not shutil.which("firefox-esr"), reason="needs tests/tools/install.sh"
)


@pytest.fixture(scope="module", params=["chromium", pytest.param("firefox", marks=NO_FIREFOX)])
def person(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Person]:
    """Somebody at a desk of their own, who was let in."""
    served = ServedDesk(tmp_path_factory.mktemp("ban"))
    (served.folder / "web").mkdir()
    target = f"targets:\n  chinh:\n    address: {(served.folder / 'web').as_uri()}\n"
    target += "    access_log: [access.log]\n"
    (served.folder / "xuat-ban.yml").write_text(target)
    served.content.story("tin-tuc/co.md", title="Tin có sẵn", uid="kc-co", slug="co")
    served.content.product("san-pham/mien.md", "Miến dong")  # sample data is never published
    served.start()
    if request.param == "firefox":
        with firefox(tmp_path_factory.mktemp("firefox")) as page:
            page.goto(served.launch)
            yield InFirefox(page, served)
    else:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.set_default_timeout(PAUSE)
        chromium = context.new_page()
        chromium.on("dialog", lambda dialog: dialog.accept())
        chromium.goto(served.launch)
        yield InChromium(chromium, served)
        context.close()
    served.stop()


def test_1_publish_a_story_that_is_a_word_file(person: Person, tmp_path: Path) -> None:
    file = word_story(tmp_path / "Bàn giao máy.docx")
    person.open("")
    person.click("Thả tệp Word vào đây")
    person.upload("Kéo tệp vào khung này", file)
    person.click("Nhập thành bản nháp")
    person.click("Mở bản nháp để xem lại")
    for number in range(1, 5):
        person.describe_photo(number, f"Máy sấy số {number} trong xưởng")
    person.save()
    person.click("Đăng")
    person.sees("Đã đăng.")
    text = person.text("tin-tuc/ban-giao-may-say.md")
    assert "status: published" in text and text.count("![Máy sấy số") == 4
    assert text.count("đoạn") == 44 and "| Xã" in text


def test_2_correct_a_published_figure(person: Person) -> None:
    person.story("tin-tuc/sua.md", title="Số lớp", body="Có 05 lớp.")
    person.open("bai/tin-tuc/sua.md")
    person.fill("Sai ở đâu, đúng là gì", "Đúng là 04 lớp, không phải 05.")
    person.click_last("Đính chính")
    person.sees("Đã ghi câu đính chính.")
    assert "note: Đúng là 04 lớp, không phải 05." in person.text("tin-tuc/sua.md")


def test_3_schedule_for_tomorrow_at_seven(person: Person) -> None:
    person.story("tin-tuc/hen.md", title="Tin sáng mai", status="draft")
    tomorrow = f"{datetime.now(VIETNAM) + timedelta(days=1):%d/%m/%Y}"
    person.open("bai/tin-tuc/hen.md")
    person.fill("Ngày, giờ đăng", f"07:00 {tomorrow}")
    person.click("Hẹn giờ đăng")
    person.sees("Đã hẹn giờ.")
    assert f"embargo: {tomorrow} 07:00" in person.text("tin-tuc/hen.md")


def test_4_withdraw_a_story(person: Person) -> None:
    person.story("tin-tuc/rut.md", title="Tin phải rút")
    person.open("bai/tin-tuc/rut.md")
    person.click("Rút bài")
    person.sees("Đã rút.")
    assert "status: withdrawn" in person.text("tin-tuc/rut.md")


def test_5_add_twelve_products_from_excel(person: Person) -> None:
    person.open("")
    person.click("Thêm sản phẩm từ Excel")
    person.waits("document.activeElement.name === 'dan'")
    person.paste(plain="\n".join("\t".join(row) for row in (HEAD, *ROWS)))
    person.click("Ghi 12 sản phẩm mới")
    person.sees("Đã thêm 12 mục")
    assert "producer:\n  name: HTX Trà 3" in person.text("san-pham/che-bup-3.md")


def test_6_replace_turn_and_crop_a_photo(person: Person, tmp_path: Path) -> None:
    person.content.photo("anh/may.jpg", (800, 600))
    photos = "photos:\n  - file: anh/may.jpg\n    alt: Máy đặt giữa xưởng\n"
    person.content.product("san-pham/may.md", "Máy sấy", photos)
    (tmp_path / "Máy mới.jpg").write_bytes(picture(size=(900, 600)))
    person.open("bai/san-pham/may.md")
    person.upload("Thay ảnh khác", tmp_path / "Máy mới.jpg")
    person.sees("Đã thay ảnh.")
    person.click("Cắt, xoay, chọn điểm chính")
    person.click("Xoay phải")
    person.focus("Khung cắt")
    person.press(*["Shift+ArrowLeft"] * 10)
    person.save()
    text = person.text("san-pham/may.md")
    assert "file: anh/san-pham/may-moi.jpg" in text and "turn: 90" in text and "crop: " in text


def test_7_enter_the_results_of_a_round(person: Person) -> None:
    person.open("")
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
    person.open("trung-tam")
    person.fill("Điện thoại", "0208 385 0000")
    person.click("Menu")
    person.click("Thêm menu")
    person.type("Sản phẩm")
    person.choose_page("Địa chỉ", "san pham", "/san-pham/")
    person.click("Lưu")
    person.sees("Đã lưu.")
    text = person.text("site.yml")
    assert "0208 385 0000" in text and "  - name: Sản phẩm\n    address: /san-pham/\n" in text


def test_9_find_a_name_everywhere_and_rename(person: Person) -> None:
    person.story("tin-tuc/ten.md", title="Về Văn Lãng", body="Xã Văn Lãng.")
    person.open("tim-thay")
    person.fill("Tìm đúng chữ", "Văn Lãng")
    person.click("Tìm mọi chỗ")
    person.fill_last("Thay bằng", "Hoàng Văn Thụ")
    person.click("Thay ở các chỗ đã chọn")
    person.sees("Đã thay 2 chỗ.")
    assert "title: Về Hoàng Văn Thụ" in person.text("tin-tuc/ten.md")


def test_10_an_invitation_on_the_front_page(person: Person) -> None:
    person.open("trung-tam")
    person.click("Thông báo ở trang nhất")
    person.click("Thêm thông báo ở trang nhất")
    person.fill("Lời mời", "Mời đăng ký đề án năm 2027")
    person.choose_page("Bấm vào thì mở", "tin tuc", "/tin-tuc/")
    person.fill("Đến hết ngày", "15/12/2036")
    person.click("Lưu")
    person.sees("Đã lưu.")
    assert "ends: 15/12/2036" in person.text("site.yml")


def test_11_put_the_site_on_the_web(person: Person) -> None:
    person.open("")
    person.click("Đưa lên mạng")
    person.click("Xem sẽ đổi gì")
    person.sees("người đọc sẽ thấy:")
    person.click("Đưa lên mạng")
    person.sees("Đã đưa lên")
    pages = (person.served.folder / "web").rglob("tin-tuc/co/index.html")
    assert any("Tin có sẵn" in page.read_text() for page in pages)


def test_12_undo_a_mistaken_edit(person: Person) -> None:
    person.story("tin-tuc/nham.md", title="Sửa nhầm", body="Bản đúng.")
    person.open("bai/tin-tuc/nham.md")
    person.write(" Nhầm.")
    person.save()
    person.click_last("Lịch sử")
    person.click("Xem đã đổi gì")
    person.click("Trở lại bản trước lần này")
    person.sees("Đã trở lại bản trước")
    assert person.text("tin-tuc/nham.md").endswith("Bản đúng.\n")


def test_13_two_people_on_one_story(person: Person) -> None:
    file = person.story("tin-tuc/hai.md", title="Hai người", body="Đoạn chung.")
    person.open("bai/tin-tuc/hai.md")
    person.write(" Chữ của Hoa.")
    file.write_text(file.read_text() + "\nĐoạn của Lan.\n")
    person.click("Lưu vào bài")
    person.sees("Chưa có gì bị ghi đè.")
    person.click("Lưu bản ghép")
    person.sees("Đã lưu bản ghép.")
    text = person.text("tin-tuc/hai.md")
    assert "Chữ của Hoa." in text and "Đoạn của Lan." in text


def test_14_write_on_a_phone(person: Person) -> None:
    with person.on_a_phone():
        person.open("")
        person.click("Viết tin")
        person.fill("Tít", "Viết ở hội chợ")
        person.write("Gian hàng mở cửa lúc 8 giờ.")
        person.waits("document.querySelector('#bai').dataset.state === 'kept'")
        person.waits("document.documentElement.scrollWidth <= innerWidth")
    person.open("")
    person.click("Viết ở hội chợ")
    person.waits("document.getElementById('body')?.value.includes('mở cửa lúc 8 giờ.')")


def test_15_a_chief_approves(person: Person) -> None:
    person.story("tin-tuc/duyet.md", title="Trao máy", status="draft")
    person.open("bai/tin-tuc/duyet.md")
    person.click("Gửi duyệt")
    person.sees("Đã gửi duyệt.")
    person.open("")
    person.sees("Chờ duyệt")
    person.click("Trao máy")
    person.click("Đăng")
    person.sees("Đã đăng.")
    text = person.text("tin-tuc/duyet.md")
    assert "status: published" in text and "approved:\n  by: " in text


def test_16_a_video_and_an_online_form(person: Person) -> None:
    person.story("tin-tuc/phim.md", title="Có phim", body="Xem phim.")
    person.open("bai/tin-tuc/phim.md")
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
    person.story("tin-tuc/mau.md", title="Có mẫu đơn", body="Tải mẫu đơn:")
    person.open("bai/tin-tuc/mau.md")
    person.waits("Boolean(document.querySelector('.editor[data-state=settled]'))")
    person.upload("Đính kèm tệp cho người đọc tải", tmp_path / "Mẫu đơn.pdf")
    person.sees("Đã nhận tep/mau-don.pdf")
    person.save()
    text = person.text("tin-tuc/mau.md")
    assert text.endswith("Tải mẫu đơn:\n\n[Mẫu đơn](/tep/mau-don.pdf)\n")


def test_18_see_how_many_people_read_it(person: Person) -> None:
    now = f"{datetime.now(VIETNAM):%d/%b/%Y:%H:%M:%S %z}"
    lines = [combined("/tin-tuc/co/", when=now, client=f"203.0.113.{n}") for n in range(3)]
    lines.append(combined("/tin-tuc/co-san/", when=now, status=404))
    (person.served.folder / "access.log").write_text("".join(lines))
    person.open("")
    person.click("Người đọc")
    person.click("Đọc nhật ký ngay")
    person.sees("3 lượt xem")
    person.fill("Dẫn tới bài", "Tin có sẵn")
    person.click("Dẫn tới bài này: /tin-tuc/co-san/")
    person.sees("dẫn tới “Tin có sẵn” từ lần đưa lên mạng tới")
    assert "/tin-tuc/co-san/" in person.text("tin-tuc/co.md")
    person.open("bai/tin-tuc/co.md")
    person.sees("3 lượt xem từ khi đăng")


def test_19_a_message_for_zalo_and_a_bulletin(person: Person) -> None:
    person.open("bai/tin-tuc/co.md")
    person.click("Bản tin in, tin Zalo")
    assert "https://thu.example/tin-tuc/co/\n\n#KhuyenCong" in person.value("Tin gửi Zalo")
    person.open("ban-in/tin-tuc/co.md")
    person.sees("Bản tin khuyến công")
    person.sees("Bài này trên mạng")


def test_20_an_english_version(person: Person) -> None:
    person.story("tin-tuc/goc.md", title="Máy sấy ở Na Rì", slug="may-say", body="Đoạn gốc.")
    person.open("bai/tin-tuc/goc.md")
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
    from io import BytesIO

    from docx import Document

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
