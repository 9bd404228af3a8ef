"""“Khuyến công năm … trong số liệu”: every sentence is added up from the records."""

from khuyencong.describing.elements import Link
from khuyencong.pages.page import Page
from khuyencong.pages.press_views import AnnualFiguresView, FiguresView
from khuyencong.rendering.renderer import Renderer
from tests.conftest import Content
from tests.pages.test_views import misfits_of, pages, renderer, shown

__all__ = ["renderer"]

HEADING = "ma;ten;chuong_trinh;noi_dung;kinh_phi_ho_tro;giai_doan;kinh_phi_quyet_toan;ly_do\n"
LAST_YEAR = "A;Máy sấy;kcdp;Máy móc;200.000.000;nghiem-thu;;\n"
THIS_YEAR = (
    "A;Máy thái;kcqg;Máy móc;300.000.000;nghiem-thu;295.000.000;\n"
    "B;Lò gốm;kcqg;Mô hình;300.000.000;thuc-hien;;\n"
    "C;Bao bì <b>;kcdp;Nhãn hiệu;50.000.000;phe-duyet;;\n"
    "D;Xe chở hàng;kcdp;Khác;90.000.000;khong-phe-duyet;;Thiếu vốn đối ứng\n"
    "E;Tập huấn;kcdp;Khác;60.000.000;tham-dinh;;\n"
)


def sentences(page: Page) -> dict[str, list[str]]:
    view = page.view
    assert isinstance(view, AnnualFiguresView)
    return {
        part.title: [sentence.replace("\u00a0", " ") for sentence in part.sentences]
        for part in view.parts
    }


def test_de_an_of_a_year_are_told_as_an_agency_reports_them(content: Content) -> None:
    content.write("de-an/2025.csv", HEADING + LAST_YEAR)
    content.write("de-an/2026.csv", HEADING + THIS_YEAR)
    found = pages(content)
    assert sentences(found["/so-lieu/2026/"])["Đề án khuyến công"] == [
        "Năm 2026 có 5 đề án đăng ký; 3 đề án được phê duyệt, tổng kinh phí hỗ trợ "
        "650.000.000 đồng.",
        "Trong đó khuyến công quốc gia 2 đề án, 600.000.000 đồng; khuyến công địa phương 1 đề án, "
        "50.000.000 đồng.",
        "Tình hình thực hiện: 1 đề án đã nghiệm thu, 1 đề án đang thực hiện, 1 đề án đang thẩm "
        "định, 1 đề án không được phê duyệt.",
        "Kinh phí đã quyết toán 295.000.000 đồng, bằng 45,4% kinh phí được duyệt.",
        "So với năm 2025, kinh phí hỗ trợ tăng 450.000.000 đồng (225%).",
    ]
    assert sentences(found["/so-lieu/2025/"])["Đề án khuyến công"] == [
        "Năm 2025 có 1 đề án đăng ký; 1 đề án được phê duyệt, tổng kinh phí hỗ trợ "
        "200.000.000 đồng.",
        "Trong đó khuyến công địa phương 1 đề án, 200.000.000 đồng.",
        "Tình hình thực hiện: 1 đề án đã nghiệm thu.",
    ]


def test_a_year_to_come_has_no_figures_yet(content: Content) -> None:
    content.write("de-an/2026.csv", HEADING + THIS_YEAR)
    content.story("dao-tao/a.md", title="Lớp A", slug="a", starts="12/01/2027", capacity="50")
    found = pages(content)
    assert "/so-lieu/2026/" in found and "/so-lieu/2027/" not in found


def test_products_classes_and_stories_of_a_year(content: Content) -> None:
    content.product(
        "san-pham/a.md", "Miến", "awards: [{level: tinh, year: 2026}, {level: xa, year: 2026}]"
    )
    content.product("san-pham/b.md", "Trà", "awards: [{level: tinh, year: 2026}]")
    content.story("dao-tao/a.md", title="Lớp A", slug="a", starts="10/10/2026", capacity="50")
    content.story("dao-tao/b.md", title="Lớp B", slug="b", starts="10/12/2026", capacity="40")
    content.story("dao-tao/c.md", title="Lớp C", slug="c", starts="11/12/2026", cancelled="Mưa lũ")
    content.story()
    assert sentences(pages(content)["/so-lieu/2026/"]) == {
        "Sản phẩm công nghiệp nông thôn tiêu biểu": [
            "Trong danh mục của trang có 2 sản phẩm được công nhận năm 2026: cấp tỉnh 2, cấp xã 1.",
            "Sản phẩm được công nhận ở nhiều cấp tính ở từng cấp.",
        ],
        "Đào tạo, tập huấn, sự kiện": [
            "Năm 2026 có 2 lớp, sự kiện, tổng số 90 chỗ: đã kết thúc 1, chưa kết thúc 1.",
            "Có 1 lớp, sự kiện không tổ chức như đã báo.",
        ],
        "Thông tin, tuyên truyền": ["Trang đã đăng 1 tin, bài trong năm 2026."],
    }
    assert not misfits_of(content)


def test_the_figures_lead_to_each_year(content: Content, renderer: Renderer) -> None:
    content.write("de-an/2025.csv", HEADING + LAST_YEAR)
    content.write("de-an/2026.csv", HEADING + THIS_YEAR)
    found = pages(content)
    view = found["/so-lieu/"].view
    assert isinstance(view, FiguresView)
    assert view.years == (
        Link("Năm 2026", "/so-lieu/2026/"),
        Link("Năm 2025", "/so-lieu/2025/"),
    )
    page = shown(renderer, found["/so-lieu/2026/"])
    assert [str(link["href"]) for link in page.select(".link-cloud a[aria-current]")] == [
        "/so-lieu/2026/"
    ]
    assert page.select_one("h1") and "Khuyến công năm 2026 trong số liệu" in page.text
    assert page.select("svg.chart")


def test_what_may_not_be_told_is_on_no_page_of_a_year(content: Content, renderer: Renderer) -> None:
    """A reason for refusal without consent, a draft, a withdrawn story."""
    content.write("de-an/2026.csv", HEADING + THIS_YEAR)
    content.story("tin-tuc/b.md", title="Bản nháp", slug="nhap", status="draft")
    page = shown(renderer, pages(content)["/so-lieu/2026/"]).text
    assert "Thiếu vốn" not in page and "tin, bài trong năm" not in page


def test_a_site_without_figures_has_no_year(content: Content) -> None:
    content.story()
    assert not [address for address in pages(content) if address.startswith("/so-lieu/")]
