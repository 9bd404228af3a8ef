"""No screen of the desk sticks out of a phone or has a fault of accessibility, light or dark."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from khuyencong.desk.accounts import Accounts
from khuyencong.desk.sessions import Role
from tests.conftest import Content
from tests.desk.served_desk import (
    PAUSE,
    SITE,
    ServedDesk,
    fits_a_phone,
    saved_and_compared,
    write_body,
)
from tools.desk_process import running_desk

pytestmark = pytest.mark.slow

AUDIT = pytest.mark.audit
PATHS = {
    "hom-nay": [""],
    "bai": ["viet/tin-tuc", "bai/tin-tuc/bai.md", "bai/san-pham/mien.md"],
    "anh": ["anh"],
    "lich-su": ["lich-su"],
    "tim-thay": ["tim-thay?tim=Na%20R%C3%AC"],
    "trung-tam": ["trung-tam"],
    "dua-len": ["dua-len-mang"],
    "nhap": ["nhap"],
    "bang": ["bang/san-pham?them=1"],
}
"""Screen → paths of the desk at which it stands; these in every run of the tests."""
RARER = {
    "hom-nay": ["?loai=tin-tuc&buoc=nhap"],
    "bai": ["viet/san-pham", "bai/tin-tuc/cho-duyet.md", "viet/tin-tuc?dich=tin-tuc/bai.md"],
    "tai-khoan": ["tai-khoan"],
    "mo-ta-anh": ["anh/chua-mo-ta"],
    "binh-chon": ["binh-chon"],
    "bang": ["bang/san-pham"],
    "de-an": ["bang/de-an", "bang/de-an/2026"],
    "lich-su": ["lich-su/tin-tuc/bai.md"],
    "cac-ban": ["dua-len-mang/ban"],
    "hong": ["bai/tin-tuc/hong.md"],
    "nguoi-doc": ["nguoi-doc"],
    "noi-dang": ["noi-dang"],
    "tuan-thu": ["tuan-thu"],
    "chia-se": ["chia-se/tin-tuc/bai.md"],
    "dien-thoai": ["dien-thoai"],
    "tu-choi": ["bai/tin-tuc/khong-co.md"],
}
ELSEWHERE = {"ban-in": "test_sharing.py"}
"""Screens whose own tests ask axe: a sheet of paper is as wide as paper."""
PARTS = {"nen", "dau", "o-nhap", "bang-o", "danh-sach"}
"""Templates of which screens are put together."""


def every(screens: dict[str, list[str]]) -> list[str]:
    return [path for paths in screens.values() for path in paths]


@pytest.mark.parametrize(
    "path", [*every(PATHS), *(pytest.param(path, marks=AUDIT) for path in every(RARER))]
)
def test_a_screen_at_its_address(page: Page, served: ServedDesk, path: str) -> None:
    if path.endswith("cho-duyet.md"):
        served.content.story("tin-tuc/cho-duyet.md", title="Chờ duyệt", status="review")
    if path.endswith("hong.md"):
        served.content.write("tin-tuc/hong.md", "---\ntitle: [\n---\nChữ.\n")
    if path.endswith("buoc=nhap"):
        served.content.story("tin-tuc/nhap.md", title="Còn là nháp", status="draft")
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(served.at(path))
    fits_a_phone(page)
    (served.content.folder / "tin-tuc/hong.md").unlink(missing_ok=True)


def compared(page: Page, served: ServedDesk) -> None:
    """Two versions of a story."""
    page.goto(served.at("bai/tin-tuc/bai.md"))
    saved_and_compared(page, " Thêm một câu.")


def clashed(page: Page, served: ServedDesk) -> None:
    """What two people wrote, beside each other."""
    page.goto(served.at("bai/tin-tuc/bai.md"))
    write_body(page, " Chữ của Hoa.")
    file = served.content.folder / "tin-tuc/bai.md"
    file.write_text(file.read_text().replace("Có 05 lớp", "Có 06 lớp") + "\nĐoạn của Lan.\n")
    page.get_by_role("button", name="Lưu vào bài").click()
    expect(page.get_by_text("Chưa có gì bị ghi đè.")).to_be_visible()


def faulty(page: Page, served: ServedDesk) -> None:
    """A story that was not saved, with what is wrong at its fields."""
    page.goto(served.at("bai/tin-tuc/bai.md"))
    page.get_by_label("Tít").fill("")
    page.get_by_label("Ngày đăng").first.fill("hôm kia")
    page.get_by_role("button", name="Lưu vào bài").click()
    expect(page.get_by_text("Chưa ghi vào bài.")).to_be_visible()


def open_to_phones(page: Page, served: ServedDesk) -> None:
    page.goto(served.at("dien-thoai"))
    page.get_by_role("button", name="Mở cho điện thoại").click()
    expect(page.get_by_role("img", name="Mã QR")).to_be_visible()


def asked_for_the_log(page: Page, served: ServedDesk) -> None:
    settings = "targets: {chinh: {address: 'file:///srv/khuyencong'}}"
    (served.folder / "xuat-ban.yml").write_text(settings)
    page.goto(served.at("nguoi-doc"))
    expect(page.get_by_role("button", name="Ghi và đọc nhật ký")).to_be_visible()


def wrong_place(page: Page, served: ServedDesk) -> None:
    (served.folder / "xuat-ban.yml").unlink(missing_ok=True)
    page.goto(served.at("noi-dang"))
    page.get_by_role("button", name="Ghi nơi đặt trang").click()
    expect(page.get_by_role("alert")).to_contain_text("Ghi tên máy chủ")


def about_to_publish(page: Page, served: ServedDesk) -> None:
    """What readers will see change."""
    served.content.product("san-pham/mien.md", "Miến dong")  # sample data is never published
    target = (served.folder / "web").as_uri()
    (served.folder / "xuat-ban.yml").write_text(f"targets: {{chinh: {{address: '{target}'}}}}")
    (served.folder / "web").mkdir(exist_ok=True)
    page.goto(served.at("dua-len-mang"))
    if (begin := page.get_by_role("button", name="Xem thay đổi")).count():
        begin.click()
    expect(page.get_by_text("người đọc sẽ thấy:")).to_be_visible()


def published(page: Page, served: ServedDesk) -> None:
    about_to_publish(page, served)
    page.get_by_role("button", name="Đưa lên mạng").click()
    expect(page.get_by_text("Đã đưa lên").first).to_be_visible()


def matched(page: Page, served: ServedDesk) -> None:
    """The results of a round beside the products that they mean."""
    page.goto(served.at("binh-chon"))
    page.get_by_label("Cấp").select_option(label="Cấp tỉnh")
    page.get_by_label("Năm").fill("2026")
    page.get_by_label("Danh sách sản phẩm").fill("Miến dong – HTX Thử (minh họa)\nChè – Hộ Mới")
    page.get_by_role("button", name="Đối chiếu danh sách").click()
    expect(page.get_by_text("Thêm danh hiệu vào sản phẩm Miến dong")).to_be_visible()


def written_to_a_chief(page: Page, served: ServedDesk) -> None:
    """The file that is sent to a chief, opened on a phone."""
    served.content.story("tin-tuc/thu.md", title="Trao máy", status="draft", uid="kc-thu")
    page.goto(served.at("bai/tin-tuc/thu.md"))
    page.get_by_label("Người duyệt vắng mặt").fill("Bà Nguyễn Thị B")
    page.get_by_role("button", name="Lập thư duyệt").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp để gửi").click()
    file = served.folder / "duyet.html"
    download.value.save_as(file)
    page.goto(file.as_uri())


DEEDS: dict[str, tuple[Callable[[Page, ServedDesk], None], ...]] = {
    "so-sanh": (compared,),
    "xung-dot": (clashed,),
    "bai": (faulty,),
    "dien-thoai": (open_to_phones,),
    "nguoi-doc": (asked_for_the_log,),
    "noi-dang": (wrong_place,),
    "dua-len": (about_to_publish, published),
    "binh-chon": (matched,),
    "thu-duyet": (written_to_a_chief,),
}
"""Screen → what one does to come to it."""


@AUDIT
@pytest.mark.parametrize("deed", [deed for deeds in DEEDS.values() for deed in deeds])
def test_a_screen_that_comes_of_a_deed(
    page: Page, served: ServedDesk, deed: Callable[[Page, ServedDesk], None]
) -> None:
    deed(page, served)
    fits_a_phone(page)


@pytest.fixture
def stranger(browser: Browser) -> BrowserContext:
    """A browser that nobody let in yet."""
    made = browser.new_context(viewport={"width": 360, "height": 800})
    made.set_default_timeout(PAUSE)
    yield made
    made.close()


@AUDIT
def test_the_first_start(stranger: BrowserContext, tmp_path: Path) -> None:
    with running_desk(tmp_path) as (_, launch):
        page = stranger.new_page()
        page.goto(launch)
        expect(page.get_by_role("heading", name="Trung tâm của bạn")).to_be_visible()
        fits_a_phone(page)


@AUDIT
def test_the_sign_in_of_an_office(stranger: BrowserContext, tmp_path: Path) -> None:
    Content(tmp_path).write("site.yml", SITE)
    accounts = Accounts(tmp_path / "data" / "tai-khoan.json")
    accounts.put("hoa", "Hoa", Role.ADMINISTRATOR, "một mật khẩu dài")
    with running_desk(tmp_path, "--office") as (_, address):
        page = stranger.new_page()
        page.goto(address)
        page.get_by_label("Tên đăng nhập").fill("hoa")
        page.get_by_label("Mật khẩu").fill("sai")
        page.get_by_role("button", name="Đăng nhập").click()
        expect(page.get_by_role("alert")).to_be_visible()
        fits_a_phone(page)


def test_no_screen_is_left_out() -> None:
    folder = Path(__file__).parents[2] / "plugins/khuyencong/desk/screens"
    screens = {file.stem for file in folder.glob("*.html")} - PARTS
    seen = {*PATHS, *RARER, *ELSEWHERE, *DEEDS, "bat-dau", "dang-nhap"}
    assert screens == seen
