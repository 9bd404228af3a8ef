"""Figures as pictures: right, readable without colours and without eyes, the same in each file."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree, html
from msgspec.structs import replace as replace_fields
from PIL import Image

from khuyencong.assets.fonts import BOLD, REGULAR, FontError
from khuyencong.content.chart import DONG, Chart, ChartKind
from khuyencong.figures.bar_layout import WIDTH, lines_of
from khuyencong.figures.chart_words import csv, summary, table_rows
from khuyencong.figures.charts import chart_bundles, chart_paths, site_charts
from khuyencong.figures.line_layout import ticks
from khuyencong.figures.png import chart_png
from khuyencong.figures.png_size import png_size
from khuyencong.figures.svg import chart_file, chart_svg, narrow_chart_svg
from khuyencong.rendering.renderer import Renderer
from khuyencong.site.index import Site
from tests.conftest import ROOT, Content
from tests.pages.test_views import pages, renderer, shown

__all__ = ["renderer"]

SVG = "{http://www.w3.org/2000/svg}"
STACKED = Chart(
    ChartKind.STACKED,
    "Số đề án <qua> các năm",
    ("2024", "2025", "2026"),
    (("Khuyến công địa phương", (3, 4, 0)), ("Khuyến công quốc gia & vùng", (2, 1, 1))),
    unit="đề án",
    source="Bảng đề án của Trung tâm",
    address="/so-lieu/so-de-an",
)
BARS = replace(STACKED, kind=ChartKind.BAR)
SHARES = replace(STACKED, kind=ChartKind.SHARE)
LINES = replace(
    STACKED, kind=ChartKind.LINE, series=(("Cấp tỉnh", (-10, None, 30)), ("Cấp xã", (5, 4, 3)))
)
KINDS = pytest.mark.parametrize("chart", (STACKED, BARS, SHARES, LINES), ids=lambda c: c.kind.value)


def drawn(chart: Chart, *, alone: bool = False) -> etree._Element:
    return etree.fromstring(chart_svg(chart, alone=alone).encode())


def bars(chart: Chart) -> list[etree._Element]:
    """The bars behind the boxes of the legend."""
    found = [box for box in drawn(chart).iter(f"{SVG}rect") if "part" in str(box.get("class"))]
    return found[len(chart.series) :]


def test_bars_are_as_long_as_their_figures() -> None:
    widths = [float(bar.get("width", 0)) for bar in bars(STACKED)]
    assert [round(width / widths[0] * 3, 1) for width in widths] == [3, 2, 4, 1, 1]


def test_every_value_is_printed_behind_its_bar() -> None:
    def numbers(chart: Chart) -> list[str]:
        texts = (str(text.text) for text in drawn(chart).iter(f"{SVG}text"))
        return [text for text in texts if text[0].isdigit() and not text.startswith("202")]

    assert numbers(STACKED) == ["5", "5", "1"]
    assert numbers(BARS) == ["3", "2", "4", "1", "0", "1"]
    assert numbers(SHARES) == ["60% · 40%", "80% · 20%", "0% · 100%"]


def test_shares_fill_the_whole_width() -> None:
    left, right = bars(SHARES)[:2]
    assert float(left.get("width", 0)) + float(right.get("width", 0)) == pytest.approx(344, abs=0.2)


def test_a_line_ends_where_nothing_is_known() -> None:
    ends = [path.get("d") for path in drawn(LINES).iter(f"{SVG}path") if path.get("stroke-width")]
    first, second, other = ends[2:]  # behind the two of the legend
    assert first.count("L") == second.count("L") == 0
    assert other.count("L") == 2


@pytest.mark.parametrize(
    ("least", "most", "expected"),
    [(0, 4, [0, 1, 2, 3, 4]), (-10, 30, [-10, 0, 10, 20, 30]), (0, 0.9, [0, 0.25, 0.5, 0.75, 1])],
)
def test_a_scale_has_round_values_and_begins_at_zero(
    least: float, most: float, expected: list[float]
) -> None:
    assert ticks(least, most) == expected


@KINDS
def test_who_does_not_see_it_hears_it(chart: Chart) -> None:
    """WCAG 2.2, 1.1.1: a picture has a name and a text of the same content."""
    picture = drawn(chart)
    named = str(picture.get("aria-labelledby")).split()
    said = {part.get("id"): part.text for part in picture if part.get("id")}
    assert said[named[0]] == chart.title
    assert said[named[1]] == summary(chart)


def test_a_summary_names_every_figure() -> None:
    assert summary(STACKED) == "Số đề án <qua> các năm. 2024: 5; 2025: 5; 2026: 1."
    assert summary(LINES).endswith(
        "2024: Cấp tỉnh -10, Cấp xã 5; 2025: Cấp tỉnh –, Cấp xã 4; 2026: Cấp tỉnh 30, Cấp xã 3."
    )
    assert "2026: Khuyến công địa phương 0%, Khuyến công quốc gia & vùng 100%" in summary(SHARES)


def test_parts_differ_without_colours() -> None:
    """WCAG 2.2, 1.4.1: each series has a pattern, and on a line its own mark and dashes."""
    five = replace(STACKED, series=tuple((f"Nguồn {n}", (1, 2, 3)) for n in range(5)))
    picture = drawn(five)
    tiles = [pattern[0].get("d") for pattern in picture.iter(f"{SVG}pattern")]
    assert len(set(tiles)) == 4  # the first has none
    lines = list(drawn(replace(five, kind=ChartKind.LINE)).iter(f"{SVG}path"))
    assert len({p.get("stroke-dasharray") for p in lines if p.get("stroke-width")}) == 5


@KINDS
def test_nothing_leaves_the_paper(chart: Chart) -> None:
    long = replace(
        chart,
        title="Kết quả thực hiện đề án khuyến công quốc gia và khuyến công địa phương " * 3,
        labels=("Phường Hoàng Văn Thụ", "Xã " + "rất dài " * 12, ""),
        unit=DONG,
        series=tuple((f"{name} {'và ' * 30}", values) for name, values in chart.series),
    )
    for each in (chart, long, replace(chart, series=(("x", (0, 0, 0)),))):
        file, narrow = drawn(each, alone=True), etree.fromstring(narrow_chart_svg(each).encode())
        assert all(end_of(text) <= 230 for text in narrow.iter(f"{SVG}text"))
        for picture in (file, narrow):
            _holds_everything(picture)


def end_of(text: etree._Element) -> float:
    """Where a line of text ends, in a common font."""
    letter = 0.5 * float(text.get("font-size", 15))
    length = letter * len(text.text or "") if text.get("text-anchor") != "end" else 0
    return float(text.get("x", 0)) + length


def test_the_style_hides_no_drawing_that_has_no_narrower_one_before_it() -> None:
    """The desk shows a chart once, on a phone and enlarged too (WCAG 2.2, 1.4.10)."""
    style = (ROOT / "theme" / "components" / "chart" / "style.css").read_text("utf-8")
    hiding = re.findall(r"([^{}]*\.chart--wide) \{ display: none; \}", style)
    assert len(hiding) == 2
    assert all(rule.endswith(".chart--narrow + .chart--wide") for rule in hiding)


def _holds_everything(picture: etree._Element) -> None:
    width, height = (float(side) for side in picture.get("viewBox", "").split()[2:])
    for box in picture.iter(f"{SVG}rect"):
        assert float(box.get("x", 0)) + float(box.get("width", 0)) <= width
        assert float(box.get("y", 0)) + float(box.get("height", 0)) <= height
    for text in picture.iter(f"{SVG}text"):
        assert 0 <= float(text.get("x", 0)) <= width
        assert 0 <= float(text.get("y", 0)) <= height


def test_money_is_printed_as_headlines_have_it() -> None:
    chart = Chart(ChartKind.BAR, "Kinh phí", ("2025",), (("x", (1_511_000_000,)),), unit=DONG)
    assert summary(chart) == "Kinh phí. 2025: 1,5 tỷ đồng."


def test_a_file_carries_title_unit_and_source() -> None:
    file = etree.fromstring(chart_file(replace(STACKED, sample=True)))
    words = " ".join(str(text.text) for text in file.iter(f"{SVG}text"))
    assert words.startswith("Số đề án <qua> các năm")
    assert "Dữ liệu minh họa. Đơn vị: đề án. Nguồn: Bảng đề án của Trung tâm." in words


@KINDS
def test_a_png_has_the_size_that_the_page_announces(chart: Chart) -> None:
    data = chart_png(chart, ROOT / "theme")
    with Image.open(BytesIO(data)) as image:
        assert image.size == png_size(chart)
        assert len(image.convert("RGB").getcolors(2**20) or ()) > 8  # ink, colours, soft edges
    assert data == chart_png(chart, ROOT / "theme")


def test_a_theme_without_our_fonts_is_told_which_file_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(FontError, match=r"thiếu tệp phông “fonts/NotoSans-Regular-vi\.ttf”"):
        chart_png(BARS, tmp_path)
    (tmp_path / "fonts").mkdir()
    for name in (REGULAR, BOLD):
        (tmp_path / name).write_text("không phải phông", encoding="utf-8")
    with pytest.raises(FontError, match="không đọc được như phông chữ “fonts/Noto"):
        chart_png(BARS, tmp_path)


def test_a_spreadsheet_gets_numbers_and_runs_nothing() -> None:
    hostile = replace(STACKED, title="=1+1", labels=("2024", "@SUM(A1)", "2026"))
    text = csv(hostile).decode("utf-8-sig")
    assert text.splitlines() == [
        "'=1+1",
        ",Khuyến công địa phương (đề án),Khuyến công quốc gia & vùng (đề án)",
        "2024,3,2",
        "'@SUM(A1),4,1",
        "2026,0,1",
        "Nguồn,Bảng đề án của Trung tâm",
    ]


def test_a_table_of_parts_has_their_sum() -> None:
    assert table_rows(STACKED, "Năm")[:2] == (
        (
            "Năm",
            "Khuyến công địa phương (đề án)",
            "Khuyến công quốc gia & vùng (đề án)",
            "Cộng (đề án)",
        ),
        ("2024", "3", "2", "5"),
    )
    assert table_rows(BARS, "Năm")[1] == ("2024", "3", "2")


def test_the_sample_has_its_development_over_the_years(sample_site: Site) -> None:
    found = {each.chart.name: each.chart for each in site_charts(sample_site)}
    assert found["so-de-an"].labels == ("2024", "2025", "2026")
    assert found["so-de-an"].sums == (5, 5, 3)
    assert found["kinh-phi-de-an"].sums == (1_511_000_000, 662_000_000, 775_000_000)
    by_content = found["de-an-theo-noi-dung"]
    assert by_content.labels[0] == "Mô hình trình diễn kỹ thuật"
    assert sum(by_content.sums) == sum(found["kinh-phi-de-an"].sums)
    bundles = chart_bundles(sample_site, ROOT / "theme")
    assert [file.path for files in bundles for file in files] == list(chart_paths(sample_site))


HEADING = "Mã đề án;Tên đề án;Chương trình;Kinh phí hỗ trợ;Giai đoạn;Xã, phường;Tỉnh;Nội dung;"


def rows(*lines: str) -> str:
    return "\n".join((f"{HEADING}Kinh phí quyết toán", *lines, ""))


def test_how_far_the_de_an_of_a_year_got(content: Content) -> None:
    stages = ("Đăng ký", "Thẩm định", "Không phê duyệt", "Phê duyệt", "Thực hiện", "Nghiệm thu")
    lines = (f"QG-{n};A;kcqg;100.000.000;{stage};;;;" for n, stage in enumerate(stages))
    content.write("de-an/2026.csv", rows(*lines))
    (found,) = site_charts(content.site())
    assert found.chart.series == (("Khuyến công quốc gia", (6, 5, 3, 1)),)
    assert summary(found.chart) == (
        "Đề án năm 2026 qua các bước. Đăng ký: 6; Thẩm định: 5; Được duyệt: 3; Nghiệm thu: 1."
    )


def test_totals_of_lang_son_2024_come_from_its_rows(content: Content) -> None:
    """02 đề án of the state with 600 triệu đồng, 11 of the province with 02 tỷ đồng."""
    national = [f"QG-{n};Máy {n};kcqg;300.000.000;Nghiệm thu;;Lạng Sơn;A;" for n in (1, 2)]
    local = [f"DP-{n};Máy {n};kcdp;180.000.000;Nghiệm thu;;Lạng Sơn;B;" for n in range(10)]
    last = "DP-10;Máy 10;kcdp;200.000.000;Nghiệm thu;;Lạng Sơn;B;"
    content.write("de-an/2024.csv", rows(*national, *local, last))
    content.write("de-an/2023.csv", rows("QG-1;Máy;kcqg;100.000.000;Nghiệm thu;;;;"))
    found = {each.chart.name: each.chart for each in site_charts(content.site())}
    place = found["so-de-an"].labels.index("2024")
    assert {name: values[place] for name, values in found["so-de-an"].series} == {
        "Khuyến công quốc gia": 2,
        "Khuyến công địa phương": 11,
    }
    assert {name: values[place] for name, values in found["kinh-phi-de-an"].series} == {
        "Khuyến công quốc gia": 600_000_000,
        "Khuyến công địa phương": 2_000_000_000,
    }


def test_totals_of_hoa_binh_come_from_its_165_rows(content: Content) -> None:
    """165 đề án, 23.615.149.080 đồng = 16.773.949.080 of the state + 6.841.200.000 of the
    province; all its years in one table, as its story has them."""
    shares = {"kcqg": (65, 16_773_949_080), "kcdp": (100, 6_841_200_000)}
    lines = []
    for programme, (count, money) in shares.items():
        each, rest = divmod(money, count)
        for n in range(count):
            amount = each + (rest if n == 0 else 0)
            lines.append(f"{programme}-{n};Máy;{programme};{amount};Nghiệm thu;;Phú Thọ;A;")
    content.write("de-an/2025.csv", rows(*lines))
    content.write("de-an/2026.csv", rows("QG-1;Máy;kcqg;100.000.000;Nghiệm thu;;;;"))
    found = {each.chart.name: each.chart for each in site_charts(content.site())}
    assert found["so-de-an"].sums[0] == 165
    assert found["kinh-phi-de-an"].sums[0] == 23_615_149_080
    assert ("2025", "16.773.949.080", "6.841.200.000", "23.615.149.080") in found[
        "kinh-phi-de-an"
    ].table


def test_money_by_commune_and_plan_against_result(content: Content) -> None:
    content.write(
        "de-an/2025.csv",
        rows(
            "A;Máy sấy;kcdp;100.000.000;Nghiệm thu;Na Rì;Thái Nguyên;Máy móc;90.000.000",
            "B;Máy xay;kcdp;50.000.000;Thực hiện;Yên Bình;Lào Cai;Máy móc;",
        ),
    )
    content.write("de-an/2024.csv", rows("A;M;kcdp;70.000.000;Nghiệm thu;;;Máy móc;70.000.000"))
    found = {each.chart.name: each.chart for each in site_charts(content.site())}
    assert found["de-an-theo-xa"].labels == ("Na Rì, Thái Nguyên", "Yên Bình, Lào Cai")
    assert found["ke-hoach-quyet-toan"].series == (
        ("Được duyệt", (70_000_000, 150_000_000)),
        ("Đã quyết toán", (70_000_000, 90_000_000)),
    )


def test_one_year_is_no_development(content: Content) -> None:
    content.write("de-an/2026.csv", rows("QG-1;Máy thái;kcqg;100.000.000;Nghiệm thu;;;;"))
    assert site_charts(content.site()) == ()


def test_the_page_of_de_an_shows_money_and_number_and_offers_the_files(
    content: Content, renderer: Renderer
) -> None:
    for year in (2025, 2026):
        content.write(f"de-an/{year}.csv", rows(f"Q-{year};Máy;kcqg;100.000.000;Nghiệm thu;;;;"))
    page = shown(renderer, pages(content)["/de-an/"])
    assert [str(link["href"]) for link in page.select(".chart-box__files a")] == [
        f"/so-lieu/{name}.{form}"
        for name in ("kinh-phi-de-an", "so-de-an")
        for form in ("svg", "png", "csv")
    ]
    assert len(page.select("svg.chart--wide")) == len(page.select("svg.chart--narrow")) == 2
    assert len(page.select("svg.chart--narrow + svg.chart--wide")) == 2
    ids = re.findall(r' id="([^"]+)"', str(page))
    assert len(ids) == len(set(ids))


def test_a_newspaper_takes_a_chart_in_with_its_source(content: Content, renderer: Renderer) -> None:
    """An `<img>` needs neither script nor frame; no header of the servers forbids it."""
    for year in (2025, 2026):
        content.write(f"de-an/{year}.csv", rows(f"Q-{year};Máy;kcqg;100.000.000;Nghiệm thu;;;;"))
    page = pages(content)["/de-an/"]
    below_folder = replace_fields(page.view.chrome, root="https://so.example/khuyen-cong")
    view = replace_fields(page.view, chrome=below_folder)
    page = shown(renderer, replace_fields(page, shows=view))
    (code, *_) = page.select(".chart-box__code code")
    snippet = html.fromstring(code.text)
    picture = snippet.find(".//img")
    assert picture is not None
    assert picture.get("src") == "https://so.example/khuyen-cong/so-lieu/kinh-phi-de-an.png"
    assert "2025: 100 triệu đồng" in str(picture.get("alt"))
    assert "Nguồn: " in "".join(snippet.itertext())


def test_a_heading_of_two_lines_parts_no_name_and_leaves_no_word_alone() -> None:
    assert lines_of("Kinh phí hỗ trợ đề án theo nội dung", WIDTH, 10.54) == [
        "Kinh phí hỗ trợ đề án",
        "theo nội dung",
    ]
    assert lines_of("Kinh phí khuyến công của Lạng Sơn năm 2024", WIDTH, 10.54) == [
        "Kinh phí khuyến công của",
        "Lạng Sơn năm 2024",
    ]
    assert lines_of("", WIDTH) == [""]
