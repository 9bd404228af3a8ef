"""Figures as pictures: right, readable without colours and without eyes."""

import re

from lxml import etree

from khuyencong.figures.charts import BarChart, chart_files, charts, summary, svg
from khuyencong.rendering.renderer import Renderer
from khuyencong.site.index import Site
from tests.conftest import Content
from tests.pages.test_views import pages, renderer, shown

__all__ = ["renderer"]

SVG = "{http://www.w3.org/2000/svg}"
CHART = BarChart(
    "so-de-an",
    "de-an-theo-nam",
    "Số đề án <qua> các năm",
    ("2024", "2025", "2026"),
    (("Khuyến công địa phương", (3, 4, 0)), ("Khuyến công quốc gia & vùng", (2, 1, 1))),
)


def drawn(chart: BarChart = CHART) -> etree._Element:
    return etree.fromstring(svg(chart).encode())


def test_bars_are_as_long_as_their_figures() -> None:
    widths = [float(bar.get("width", 0)) for bar in drawn().iter(f"{SVG}rect") if bar.get("class")]
    assert [round(width / 176 * 5, 2) for width in widths[3:]] == [3, 2, 4, 1, 1]


def test_every_sum_is_printed_behind_its_bar() -> None:
    texts = [text.text for text in drawn().iter(f"{SVG}text")]
    assert texts[2:] == ["2024", "5", "2025", "5", "2026", "1"]


def test_who_does_not_see_it_hears_it() -> None:
    """WCAG 2.2, 1.1.1: a picture has a name and a text of the same content."""
    picture = drawn()
    named = str(picture.get("aria-labelledby")).split()
    said = {part.get("id"): part.text for part in picture if part.get("id")}
    assert said[named[0]] == CHART.title
    assert said[named[1]] == "Số đề án <qua> các năm. năm 2024: 5; năm 2025: 5; năm 2026: 1."


def test_parts_differ_without_colours() -> None:
    """WCAG 2.2, 1.4.1: every second part is hatched besides."""
    hatched = [bar for bar in drawn().iter(f"{SVG}rect") if "url(" in str(bar.get("fill"))]
    assert len(hatched) == 4  # one in the legend, one in each year


def test_nothing_leaves_the_paper() -> None:
    for chart in (CHART, BarChart("a", "b", "c", ("2025", "2026"), (("x", (0, 0)),))):
        width = float(drawn(chart).get("viewBox", "").split()[2])
        for bar in drawn(chart).iter(f"{SVG}rect"):
            assert float(bar.get("x", 0)) + float(bar.get("width", 0)) <= width


def test_money_is_printed_as_headlines_have_it() -> None:
    chart = BarChart("a", "b", "Kinh phí", ("2025",), (("x", (1_511_000_000,)),), money=True)
    assert summary(chart) == "Kinh phí. năm 2025: 1,5 tỷ đồng."


def test_the_sample_has_its_development_over_the_years(sample_site: Site) -> None:
    found = {chart.name: chart for chart in charts(sample_site)}
    assert found["so-de-an"].labels == ("2024", "2025", "2026")
    assert found["so-de-an"].sums == (5, 5, 3)
    assert found["kinh-phi-de-an"].sums == (1_511_000_000, 662_000_000, 775_000_000)
    for file in chart_files(sample_site):
        assert etree.fromstring(file.generate()).tag == f"{SVG}svg"


def test_how_far_the_de_an_of_a_year_got(content: Content) -> None:
    stages = ("Đăng ký", "Thẩm định", "Không phê duyệt", "Phê duyệt", "Thực hiện", "Nghiệm thu")
    rows = [f"QG-{n};A;kcqg;100.000.000;{stage}\n" for n, stage in enumerate(stages)]
    heading = "Mã đề án;Tên đề án;Chương trình;Kinh phí hỗ trợ;Giai đoạn\n"
    content.write("de-an/2026.csv", heading + "".join(rows))
    (chart,) = charts(content.site())
    assert chart.series == (("Khuyến công quốc gia", (6, 5, 3, 1)),)
    assert summary(chart) == (
        "Đề án năm 2026 qua các bước. Đăng ký: 6; Thẩm định: 5; Được duyệt: 3; Nghiệm thu: 1."
    )


def test_one_year_is_no_development(content: Content) -> None:
    content.write(
        "de-an/2026.csv",
        "Mã đề án;Tên đề án;Chương trình;Kinh phí hỗ trợ;Giai đoạn\n"
        "QG-1;Máy thái;Khuyến công quốc gia;100.000.000;Nghiệm thu\n",
    )
    assert charts(content.site()) == ()


def test_the_page_of_de_an_shows_money_and_number_and_offers_the_files(
    content: Content, renderer: Renderer
) -> None:
    for year in (2025, 2026):
        content.write(
            f"de-an/{year}.csv",
            "Mã đề án;Tên đề án;Chương trình;Kinh phí hỗ trợ;Giai đoạn\n"
            f"QG-{year};Máy thái;Khuyến công quốc gia;100.000.000;Nghiệm thu\n",
        )
    page = shown(renderer, pages(content)["/de-an/"])
    assert [str(link["href"]) for link in page.select(".chart-box__file a")] == [
        "/so-lieu/kinh-phi-de-an.svg",
        "/so-lieu/so-de-an.svg",
    ]
    assert len(page.select("svg.chart")) == 2
    ids = re.findall(r' id="([^"]+)"', str(page))
    assert len(ids) == len(set(ids))
