"""The block `bieu-do` of a story: figures of its table, or of a CSV file, become a chart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.content.chart import Chart, ChartKind
from khuyencong.content.chart_blocks import take_charts
from khuyencong.content.chart_data import ChartError, chart_data, csv_rows
from khuyencong.content.chart_reader import MOST
from khuyencong.describing.products import ProductDescriptions
from khuyencong.editing.body_blocks import split
from khuyencong.figures.svg import chart_file
from khuyencong.press.plain_text import as_text, html_blocks
from khuyencong.press.story_html import content_html
from khuyencong.rendering.renderer import Renderer
from khuyencong.vietnamese.number_cells import number_in
from tests.conftest import Content
from tests.pages.test_views import pages, renderer, shown

__all__ = ["renderer"]

TABLE = """Hai nguồn kinh phí của tỉnh Hòa Bình:

| Nguồn | Số tiền (đồng) | Tỷ trọng |
|---|---:|---:|
| Khuyến công quốc gia | 16.773.949.080 | 71,0% |
| Khuyến công địa phương | 6.841.200.000 | 29,0% |
| Tổng cộng | 23.615.149.080 | 100,0% |
"""
BLOCK = """```bieu-do
loại: cột
tiêu đề: Kinh phí 165 đề án
nguồn: Trung tâm Khuyến công tỉnh Hòa Bình
```
"""
CSV = "Năm;Kế hoạch;Thực hiện;Ghi chú\n2024;13;13;đủ\n2025;15;;chưa nghiệm thu\n"
OF_FILE = """```bieu-do
Loại: Đường
Tiêu đề: Đề án theo kế hoạch & thực hiện
Đơn vị: đề án
Số liệu: tep/ke-hoach.csv
Nguồn: Bảng <số> của phòng
```
"""
ALL_NUMBERS = """```bieu-do
tiêu đề: Sản phẩm qua các kỳ
```
"""


def charts(content: Content, body: str) -> tuple[Chart, ...]:
    content.story(body=body)
    return content.site().records[0].body.charts


def problems(content: Content, body: str) -> list[str]:
    content.story(body=body)
    return [f"{p.rule.code}:{p.line} {p.message}" for p in content.read().problems]


def test_a_chart_draws_the_table_above_it(content: Content) -> None:
    (chart,) = charts(content, f"{TABLE}\n{BLOCK}\nHết.")
    assert chart.kind is ChartKind.BAR
    assert chart.labels == ("Khuyến công quốc gia", "Khuyến công địa phương")
    assert chart.series == (("Số tiền (đồng)", (16_773_949_080, 6_841_200_000)),)
    assert chart.unit == "đồng"
    assert chart.table == ()  # it stands in the story
    assert chart.address == "/tin-tuc/mo-lop-tap-huan-khuyen-cong/bieu-do-1"


def test_a_table_pasted_from_excel_is_drawn_as_well(content: Content) -> None:
    rows = "Kỳ\tSố sản phẩm\n2018\t102\n2020\t110\n2022\t200\n2024\t173\n"
    (chart,) = charts(content, f"{rows}\n{ALL_NUMBERS}")
    assert chart.labels == ("2018", "2020", "2022", "2024")
    assert chart.series == (("Số sản phẩm", (102, 110, 200, 173)),)


def test_a_chart_draws_a_file_and_carries_its_figures_along(content: Content) -> None:
    content.write("tep/ke-hoach.csv", CSV)
    (chart,) = charts(content, OF_FILE)
    assert chart.kind is ChartKind.LINE
    assert chart.series == (("Kế hoạch", (13, 15)), ("Thực hiện", (13, None)))
    assert chart.table == (
        ("Năm", "Kế hoạch", "Thực hiện"),
        ("2024", "13", "13"),
        ("2025", "15", ""),
    )


def test_only_columns_that_count_the_same_are_drawn(content: Content) -> None:
    """02 đề án and 600 triệu đồng have no axis in common, nor have numbers and their change."""
    lang_son = """| Nguồn | Số đề án | Kinh phí | Thu hút thêm | Bình quân |
|---|---|---|---|---|
| Quốc gia | 02 | 600 triệu đồng | +5 | 300 triệu đồng |
| Địa phương | 11 | 2 tỷ đồng | −3 | khoảng 182 triệu đồng |
| **Cộng** | **13** | **2,6 tỷ đồng** | | |
"""
    (number,) = charts(content, f"{lang_son}\n{ALL_NUMBERS}")
    assert number.series == (("Số đề án", (2, 11)),)
    block = ALL_NUMBERS.replace("tiêu đề", "các cột: Kinh phí\ntiêu đề")
    (money,) = charts(content, f"{lang_son}\n{block}")
    assert (money.unit, money.series) == ("đồng", (("Kinh phí", (600e6, 2e9)),))


def test_rows_of_one_column_are_parts_of_a_whole(content: Content) -> None:
    block = BLOCK.replace("cột", "tỷ trọng")
    (chart,) = charts(content, f"{TABLE}\n{block}")
    assert chart.labels == ("Số tiền (đồng)",)
    assert [name for name, _ in chart.series] == ["Khuyến công quốc gia", "Khuyến công địa phương"]


def test_staff_name_the_columns(content: Content) -> None:
    block = BLOCK.replace("nguồn:", "các cột: Tỷ trọng\nnguồn:")
    (chart,) = charts(content, f"{TABLE}\n{block}")
    assert chart.series == (("Tỷ trọng", (71, 29)),)
    assert chart.unit == "%"


def test_two_charts_stand_where_they_were_written(content: Content) -> None:
    content.write("tep/ke-hoach.csv", CSV)
    content.story(body=f"Đầu bài.\n\n{OF_FILE}\nGiữa bài.\n\n{TABLE}\n{BLOCK}\nCuối bài.")
    body = content.site().records[0].body
    kinds = ["chart" if isinstance(part, Chart) else "text" for part in body]
    assert kinds == ["text", "chart", "text", "chart", "text"]
    assert "bieudo" not in "".join(part for part in body if isinstance(part, str))
    again = content.site().records[0].body  # from the cache
    assert (tuple(again), again.digest) == (tuple(body), body.digest)


@pytest.mark.parametrize(
    ("block", "line", "message"),
    [
        ("loại: cột", 10, "Biểu đồ thiếu tiêu đề."),
        ("tiêu đề: A\nloại: bánh", 12, "Không có loại biểu đồ “bánh”."),
        ("tiêu đề: A\nmàu: đỏ", 12, "Không hiểu dòng “đỏ” của biểu đồ."),
        ("tiêu đề: A\nvẽ cho đẹp", 12, "Không hiểu dòng “vẽ cho đẹp” của biểu đồ."),
        ("tiêu đề: A\ntiêu đề: B", 12, "Biểu đồ có hai dòng `tiêu đề`."),
        ("tiêu đề: A", 10, "Phía trên biểu đồ không có bảng nào."),
        ("tiêu đề: A\nsố liệu: anh/a.jpg", 12, "Số liệu “anh/a.jpg” không phải tệp CSV"),
        ("tiêu đề: A\nsố liệu: de-an/2025.csv", 12, "Số liệu “de-an/2025.csv” không phải"),
        ("tiêu đề: A\nsố liệu: tep/xa.csv\ncác cột: Tiền", 10, "Bảng số liệu không có cột “Tiền”."),
        ("tiêu đề: A\nsố liệu: tep/chu.csv", 10, "Bảng số liệu không có cột số nào."),
        ("tiêu đề: A\nsố liệu: tep/mot.csv", 10, "Bảng số liệu có 1 dòng số"),
        ("tiêu đề: A\nsố liệu: tep/am.csv", 10, "Dòng “Bắc”, cột “Tăng”: cột không vẽ được số âm"),
        (
            "tiêu đề: A\nloại: đường\nsố liệu: tep/trong.csv\ncác cột: Số",
            10,
            "Cột “Số” của bảng số liệu không có số nào.",
        ),
        (
            "tiêu đề: A\nsố liệu: tep/lan.csv",
            10,
            "Dòng “C”, cột “Số”: “chưa có” không phải một số.",
        ),
    ],
)
def test_what_cannot_be_drawn_is_told_with_its_line(
    content: Content, block: str, line: int, message: str
) -> None:
    content.write("tep/xa.csv", "Xã,Số\nA,1\nB,2\n")
    content.write("tep/chu.csv", "Xã,Ghi chú\nA,x\nB,y\n")
    content.write("tep/trong.csv", "Năm,Số\n2024,\n2025,–\n")
    content.write("tep/mot.csv", "Xã,Số\nA,1\n")
    content.write("tep/am.csv", "Vùng,Tăng\nNam,3\nBắc,-1\n")
    content.write("tep/lan.csv", "Xã,Số\nA,1\nB,2\nC,chưa có\n")
    told = problems(content, f"Đoạn đầu.\nĐoạn hai.\n\n```bieu-do\n{block}\n```\n")
    assert [each for each in told if each.startswith(f"KC119:{line} {message}")]


def test_a_file_outside_the_folder_is_not_read(content: Content) -> None:
    content.write("../ngoai.csv", "Xã,Số\nA,1\nB,2\n")
    (found,) = problems(content, OF_FILE.replace("tep/ke-hoach.csv", "tep/../../ngoai.csv"))
    assert "ra ngoài thư mục nội dung" in found
    (missing,) = problems(content, OF_FILE)
    assert "Không tìm thấy tệp “tep/ke-hoach.csv”" in missing


def test_a_block_inside_something_else_is_told(content: Content) -> None:
    (found,) = problems(content, f"<div>\n{BLOCK}</div>\n")
    assert "Khối biểu đồ không đứng riêng." in found


def test_other_code_stays_code(content: Content) -> None:
    content.story(body="```\nloại: cột\n```\n")
    (part,) = content.site().records[0].body
    assert "<pre><code>loại: cột" in str(part)


def test_the_page_shows_picture_table_files_and_source(
    content: Content, renderer: Renderer
) -> None:
    content.write("tep/ke-hoach.csv", CSV)
    content.story(body=f"{OF_FILE}\n{TABLE}\n{BLOCK}")
    page = shown(renderer, pages(content)["/tin-tuc/mo-lop-tap-huan-khuyen-cong/"])
    assert len(page.select("figure.chart-box svg.chart--wide[role=img]")) == 2
    (table,) = page.select(".chart-box table")
    assert [cell.text for cell in table.select("td")] == ["13", "13", "15", ""]
    assert "Nguồn: Bảng <số> của phòng" in page.text
    assert [str(link["href"])[-14:] for link in page.select(".chart-box__files a")][:3] == [
        "/bieu-do-1.svg",
        "/bieu-do-1.png",
        "/bieu-do-1.csv",
    ]


def test_a_newsroom_gets_figures_as_table_and_words(content: Content) -> None:
    """No SVG, which its programs refuse: a PNG that they may leave out, and all that it shows."""
    content.write("tep/ke-hoach.csv", CSV)
    content.story(body=OF_FILE)
    site = content.site()
    html = content_html(ProductDescriptions(site), site.records[0])
    assert "<svg" not in html
    assert 'src="/tin-tuc/mo-lop-tap-huan-khuyen-cong/bieu-do-1.png"' in html
    text = as_text(html_blocks(html))
    assert "Đơn vị: đề án. Nguồn: Bảng <số> của phòng." in text
    assert "Năm | Kế hoạch | Thực hiện\n2024 | 13 | 13" in text


def test_the_editor_keeps_a_block_byte_for_byte() -> None:
    body = f"Đầu.\n\n{BLOCK}\nCuối.\n"
    blocks = split(body, lambda path: path)
    assert "".join(block.source for block in blocks) == body
    assert [block.kind for block in blocks] == ["paragraph", "chart", "paragraph"]
    assert "Kinh phí 165 đề án" in blocks[1].html


def test_lines_of_the_text_keep_their_numbers() -> None:
    text = f"Một\n{BLOCK}Hai\n{ALL_NUMBERS}Ba"
    taken, blocks = take_charts(text)
    assert [text.split("\n").index(word) for word in ("Hai", "Ba")] == [
        taken.split("\n").index(word) for word in ("Hai", "Ba")
    ]
    assert [block.line for block in blocks] == [2, 8]


@given(st.text(alphabet="bieudo0\n `:|ạ1", max_size=60))
def test_no_text_is_mistaken_for_a_marker(text: str) -> None:
    taken, blocks = take_charts(f"{text}\n\n{ALL_NUMBERS}")
    assert all(taken.count(block.marker) == 1 for block in blocks)
    assert taken.count("\n") == f"{text}\n\n{ALL_NUMBERS}".count("\n")


@given(st.integers(0, 10**14), st.sampled_from(("", "-")), st.sampled_from(("", " đồng", "%")))
def test_a_number_is_read_as_offices_write_it(number: int, sign: str, unit: str) -> None:
    written = f"{sign}{number:,}".replace(",", ".")
    assert number_in(f"{written}{unit}") == float(f"{sign}{number}")


@pytest.mark.parametrize(
    "cell", ("1.2.3", "12 xã", "2024-2025", "1,2,3", "1 2 3 a", "--1", "", "9" * 400)
)
def test_what_is_no_number_is_none(cell: str) -> None:
    assert number_in(cell) is None


@given(st.lists(st.lists(st.text(max_size=6), max_size=4), max_size=5), st.sampled_from(ChartKind))
def test_any_table_is_drawn_or_refused_in_words(rows: list[list[str]], kind: ChartKind) -> None:
    try:
        data = chart_data(rows, kind, ())
    except ChartError as error:
        assert error.message.endswith(".") and error.advice
    else:
        assert all(len(values) == len(data.labels) for _, values in data.series)


@pytest.mark.parametrize("mark", (";", ",", "\t"))
def test_a_csv_file_is_read_as_excel_saves_it(mark: str) -> None:
    text = f'sep={mark}\n"Xã, phường"{mark}Số\n"A; B"{mark}"1.250"\n{mark}\n'
    assert csv_rows(text) == [["Xã, phường", "Số"], ["A; B", "1.250"]]


@pytest.mark.parametrize(
    "table",
    [
        "Năm;Số\n2024;999999999999999999 tỷ\n2025;7\n",
        f"Năm;Số\n{'a' * 60_000};5\n2025;7\n",
        f"Năm;{'Kế hoạch ' * 9_000};Thực hiện\n2024;1;2\n2025;3;4\n",
        f"{'Năm;' * 20_000}Số\n" + "2024;1\n" * 20_000,
        f"Năm{';Số' * 20_000}\n2024{';1' * 20_000}\n2025{';1' * 20_000}\n",
        "",
        "\0" * 100,
    ],
    ids=["number", "label", "name", "rows", "columns", "empty", "binary"],
)
def test_a_table_that_no_picture_can_hold_is_refused_at_its_line(
    content: Content, table: str
) -> None:
    content.write("tep/ke-hoach.csv", table)
    (said,) = problems(content, OF_FILE)
    assert said.startswith(("KC119:7 ", "KC119:11 ", "KC101:11 ")), said


@pytest.mark.parametrize("line", ["tiêu đề", "đơn vị", "nguồn"])
def test_a_line_that_no_picture_can_hold_is_refused(content: Content, line: str) -> None:
    block = BLOCK.replace("nguồn: Trung tâm Khuyến công tỉnh Hòa Bình\n", "")
    block = "\n".join(each for each in block.split("\n") if not each.startswith(line))
    long = block.replace("loại: cột\n", f"loại: cột\n{line}: {'chữ ' * 20_000}\n")
    (said,) = problems(content, f"{TABLE}\n{long}")
    assert said.startswith(f"KC119:17 Dòng `{line}` của biểu đồ dài"), said


def test_a_story_has_as_many_charts_as_somebody_looks_at(content: Content) -> None:
    (said,) = problems(content, f"{TABLE}\n{BLOCK * (MOST + 3)}")
    assert said.endswith(f"Bài có hơn {MOST} biểu đồ.")


@pytest.mark.parametrize("kind", ChartKind)
def test_the_largest_numbers_leave_every_bar_its_width(kind: ChartKind) -> None:
    rows = [
        ["Đơn vị", "A", "B"],
        ["Dòng thứ nhất", "999.999.999.999.999.999", "1"],
        ["b", "1", "0"],
    ]
    data = chart_data(rows, kind, ())
    drawn = chart_file(Chart(kind, "Số lớn", data.labels, data.series))
    assert b'width="-' not in drawn and b"nan" not in drawn


def test_what_is_wrong_in_a_data_file_is_told_with_its_name_from_the_cache_too(
    content: Content,
) -> None:
    content.write("tep/ke-hoach.csv", CSV.replace("13;13", "13;13\u200e"))
    content.story(body=OF_FILE)
    for _ in range(2):
        (said,) = (p for p in content.read().problems if p.rule.code == "KC601")
        assert str(said).startswith("tin-tuc/bai.md:11: “tep/ke-hoach.csv”, dòng 2: ")
