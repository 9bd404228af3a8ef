"""A page for each đề án: how far it is, what was planned, what came of it."""

from khuyencong.describing.elements import Link
from khuyencong.figures.de_an_tables import every_de_an
from khuyencong.model.rules import Rule
from khuyencong.pages.de_an_views import DeAnEntryView, DeAnView
from khuyencong.rendering.renderer import Renderer
from tests.conftest import Content
from tests.pages.test_views import misfits_of, pages, rendered, renderer, shown

__all__ = ["renderer"]

HEADING = (
    "ma;ten;chuong_trinh;don_vi_thu_huong;kinh_phi_ho_tro;giai_doan;ngay_dang_ky;ngay_phe_duyet;"
    "muc_tieu;ket_qua;kinh_phi_quyet_toan;ly_do;cong_khai_ly_do\n"
)
ACCEPTED = (
    "QG-1;Lò gốm;kcqg;HTX Gốm;900.000.000;nghiem-thu;15/6/2023;12/3/2024;"
    "Giảm 30%;Giảm 37%;890.000.000;;\n"
)
APPRAISED = "DP-2;Máy <b>cắt</b>;kcdp;Hộ Đá;150.000.000;tham-dinh;1/7/2024;;;;;;\n"
REFUSED = "DP-3;Xe chở hàng;kcdp;HTX Rau;250.000.000;khong-phe-duyet;;;;;;Thiếu vốn đối ứng;{}\n"


def table(content: Content, *rows: str) -> None:
    content.write("de-an/2024.csv", HEADING + "".join(rows))


def entry(content: Content, address: str) -> DeAnEntryView:
    view = pages(content)[address].view
    assert isinstance(view, DeAnEntryView)
    return view


def test_the_list_of_a_year_leads_to_each_de_an(content: Content) -> None:
    table(content, ACCEPTED, APPRAISED)
    view = pages(content)["/de-an/2024/"].view
    assert isinstance(view, DeAnView) and view.listing
    assert [row[0] for row in view.listing.rows] == [
        Link("Lò gốm", "/de-an/2024/qg-1/"),
        Link("Máy <b>cắt</b>", "/de-an/2024/dp-2/"),
    ]
    assert not misfits_of(content)


def test_the_stages_behind_are_marked_and_dated(content: Content, renderer: Renderer) -> None:
    table(content, APPRAISED)
    page = shown(renderer, pages(content)["/de-an/2024/dp-2/"])
    assert [item.get_text(" ", strip=True) for item in page.select(".stages li")] == [
        "Đăng ký 01/07/2024 (đã qua)",
        "Thẩm định (hiện nay)",
        "Phê duyệt (chưa tới)",
        "Thực hiện (chưa tới)",
        "Nghiệm thu (chưa tới)",
    ]
    assert page.select_one("h1") and "Máy <b>cắt</b>" in page.get_text()


def test_plan_stands_beside_result(content: Content) -> None:
    table(content, ACCEPTED, APPRAISED)
    result = entry(content, "/de-an/2024/qg-1/").result
    assert result and result.rows == (
        ("Mục tiêu, kết quả", "Giảm 30%", "Giảm 37%"),
        ("Kinh phí hỗ trợ (đồng)", "900.000.000", "890.000.000"),
    )
    assert entry(content, "/de-an/2024/dp-2/").result is None
    view = pages(content)["/de-an/2024/"].view
    assert isinstance(view, DeAnView)
    (summed,) = [each for each in view.totals if each.caption == "Kế hoạch và thực hiện"]
    assert summed.rows == (("Khuyến công quốc gia", "1", "1", "900.000.000", "890.000.000"),)


def test_models_stories_and_documents_are_found_from_their_de_an(content: Content) -> None:
    table(content, ACCEPTED)
    content.story("mo-hinh/a.md", title="Mô hình lò gas", slug="lo", de_an="QG-1", year="2024")
    content.story(title="Tin về lò", slug="tin", de_an="QG-1")
    found = dict(entry(content, "/de-an/2024/qg-1/").records)
    assert found == {
        "Bài viết": (Link("Tin về lò", "/tin-tuc/tin/"),),
        "Mô hình trình diễn": (Link("Mô hình lò gas", "/mo-hinh/lo/"),),
    }


def test_a_story_that_names_no_de_an_of_the_tables_is_told(content: Content) -> None:
    table(content, ACCEPTED)
    content.story(de_an="QG-9")
    (problem,) = [p for p in content.read().problems if p.rule is Rule.UNKNOWN_REFERENCE]
    assert "QG-9" in problem.message and "`QG-1`" in problem.advice


def test_why_one_was_refused_is_told_only_where_that_is_allowed(
    content: Content, renderer: Renderer
) -> None:
    table(content, REFUSED.format("co"))
    assert entry(content, "/de-an/2024/dp-3/").reason == "Thiếu vốn đối ứng"
    assert [stage.name for stage in entry(content, "/de-an/2024/dp-3/").stages] == [
        "Đăng ký",
        "Thẩm định",
        "Không phê duyệt",
    ]
    table(content, REFUSED.format(""))
    for page in pages(content).values():
        assert "Thiếu vốn" not in rendered(renderer, page), page.address
    assert "Thiếu vốn" not in every_de_an(content.site()).csv().decode()


def test_days_of_stages_follow_each_other(content: Content) -> None:
    table(content, ACCEPTED.replace("12/3/2024", "12/3/2023"))
    (problem,) = [p for p in content.read().problems if p.rule is Rule.DATES_REVERSED]
    assert problem.line == 2
    assert "`ngay_phe_duyet` trước ngày ở cột `ngay_dang_ky`" in problem.message


def test_165_de_an_add_up_to_what_the_story_of_hoa_binh_says(content: Content) -> None:
    """23.615.149.080 đồng = 16.773.949.080 of national and 6.841.200.000 of local funds."""
    national = [100_000_000] * 99 + [16_773_949_080 - 99 * 100_000_000]
    local = [100_000_000] * 64 + [6_841_200_000 - 64 * 100_000_000]
    rows = [f"QG-{n};A;kcqg;B;{sum_};nghiem-thu;;;;;;;\n" for n, sum_ in enumerate(national)]
    rows += [f"DP-{n};A;kcdp;B;{sum_};nghiem-thu;;;;;;;\n" for n, sum_ in enumerate(local)]
    table(content, *rows)
    view = pages(content)["/de-an/2024/"].view
    assert isinstance(view, DeAnView)
    assert view.totals[0].rows == (
        ("Khuyến công quốc gia", "100", "16.773.949.080"),
        ("Khuyến công địa phương", "65", "6.841.200.000"),
    )
    assert view.totals[0].foot == ("Cộng", "165", "23.615.149.080")


def test_photos_of_before_and_after_stand_side_by_side(
    content: Content, renderer: Renderer
) -> None:
    table(content, ACCEPTED)
    for name in ("cu", "moi", "khac"):
        content.photo(f"anh/{name}.jpg")
    content.story(
        "mo-hinh/a.md",
        title="Mô hình lò gas",
        slug="lo",
        de_an="QG-1",
        year="2024",
        photos="[{file: anh/moi.jpg, alt: Lò gas mới, moment: Sau khi hỗ trợ}, "
        "{file: anh/khac.jpg, alt: Xưởng gốm}]",
    )
    content.story(de_an="QG-1", photos="[{file: anh/cu.jpg, alt: Lò than cũ, moment: truoc}]")
    page = shown(renderer, pages(content)["/de-an/2024/qg-1/"])
    assert [
        (str(part.h2.text), [str(photo["alt"]) for photo in part.select("img")])
        for part in page.select('section[aria-labelledby^="anh-"]')
        if part.h2
    ] == [
        ("Trước khi hỗ trợ", ["Lò than cũ"]),
        ("Sau khi hỗ trợ", ["Lò gas mới"]),
        ("Ảnh của mô hình", ["Xưởng gốm"]),
    ]
