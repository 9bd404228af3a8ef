"""Đề án pages: what is on them is added up from the tables, never typed."""

from collections.abc import Iterator

from khuyencong.assets.theme_assets import AssetLinks
from khuyencong.describing.elements import Link
from khuyencong.describing.products import ProductDescriptions
from khuyencong.pages.chrome import chrome
from khuyencong.pages.de_an_views import DeAnEntryView, DeAnView
from khuyencong.pages.page import Page
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.site_pages import SitePages
from khuyencong.pages.views import StoryView
from tests.conftest import Content

TABLE = """\
ma;ten;chuong_trinh;noi_dung;tinh;kinh_phi_ho_tro;giai_doan
1;Lò gốm;kcqg;Mô hình trình diễn;Đồng Nai;900.000.000;nghiem-thu
2;Dạy nghề;kcdp;Đào tạo nghề;Lạng Sơn;96.000.000;thuc-hien
3;Máy cắt đá;kcdp;Máy móc;Lạng Sơn;150.000.000;khong-phe-duyet
"""


def made(content: Content) -> Iterator[Page]:
    site = content.site()
    return iter(
        SitePages(
            ProductContext(
                ProductDescriptions(site), chrome(site, AssetLinks(), "https://thu.example")
            )
        )
    )


def view(content: Content, address: str) -> DeAnView:
    pages = made(content)
    found = next(page.view for page in pages if page.address == address)
    assert isinstance(found, DeAnView)
    return found


def test_totals_count_what_was_granted_and_the_last_line_adds_up(content: Content) -> None:
    content.write("de-an/2024.csv", TABLE)
    programme, what, province, stage = view(content, "/de-an/2024/").totals
    assert programme.rows == (
        ("Khuyến công quốc gia", "1", "900.000.000"),
        ("Khuyến công địa phương", "1", "96.000.000"),
    )
    assert programme.foot == ("Cộng", "2", "996.000.000")
    assert [row[0] for row in what.rows] == ["Đào tạo nghề", "Mô hình trình diễn"]
    assert [row[0] for row in province.rows] == ["Đồng Nai", "Lạng Sơn"]
    assert [row[0] for row in stage.rows] == ["Không phê duyệt", "Thực hiện", "Nghiệm thu"]


def test_all_years_stand_on_one_page_the_newest_first(content: Content) -> None:
    content.write("de-an/2024.csv", TABLE)
    content.write("de-an/2025.csv", TABLE)
    years = view(content, "/de-an/").totals[0]
    assert [row[0] for row in years.rows] == [
        Link("2025", "/de-an/2025/"),
        Link("2024", "/de-an/2024/"),
    ]
    assert years.foot == ("Cộng", "4", "1.992.000.000")


def test_a_de_an_and_its_model_lead_to_each_other(content: Content) -> None:
    content.write("de-an/2024.csv", TABLE)
    content.write(
        "mo-hinh/a.md",
        "---\ntitle: Lò gas\ndate: 1/1/2025\nsupport_kcqg: 900.000.000\nde_an: 1\n---\nA\n",
    )
    listing = view(content, "/de-an/2024/").listing
    assert listing and listing.rows[0][0] == Link("Lò gốm", "/de-an/2024/1/")
    pages = made(content)
    story = next(page.view for page in pages if page.address == "/mo-hinh/lo-gas/")
    assert isinstance(story, StoryView)
    links = [value for fact in story.facts for value in fact.values if isinstance(value, Link)]
    assert [link.address for link in links] == ["/de-an/2024/1/"]
    entry = next(page.view for page in made(content) if page.address == "/de-an/2024/1/")
    assert isinstance(entry, DeAnEntryView)
    assert entry.records == (("Mô hình trình diễn", (Link("Lò gas", "/mo-hinh/lo-gas/"),)),)


def test_a_site_without_tables_has_no_such_page(content: Content) -> None:
    pages = made(content)
    assert not [page.address for page in pages if page.address.startswith("/de-an/")]
