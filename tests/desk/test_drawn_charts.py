"""A chart is shown in the text editor as readers will see it."""

from tests.conftest import Content
from tests.desk.conftest import Visitor

TABLE = "| Năm | Đề án |\n|---|---:|\n| 2023 | 8 |\n| 2024 | 11 |\n\n"
CHART = "```bieu-do\ntiêu đề: Số đề án <b>qua các năm</b>\nnguồn: Sở Công Thương\n```\n"


def blocks(visitor: Visitor, body: str, above: str = "") -> list[dict[str, str]]:
    return visitor.post("soan/blocks", {"body": body, "above": above}).json()["blocks"]


def test_a_chart_is_drawn_of_the_table_above_it(visitor: Visitor) -> None:
    table, chart = blocks(visitor, TABLE + CHART)
    assert (table["kind"], chart["kind"], chart["source"]) == ("table", "chart", CHART)
    assert "<svg" in chart["html"] and "Nguồn: Sở Công Thương" in chart["html"]
    assert "<b>" not in chart["html"] and "&lt;b&gt;" in chart["html"]
    (alone,) = blocks(visitor, CHART, above=TABLE)
    assert alone["html"] == chart["html"]
    shown = visitor.post("soan/shown", [("piece", TABLE), ("piece", CHART)]).json()["html"]
    assert shown == [table["html"], chart["html"]]


def test_a_chart_is_drawn_of_a_file(visitor: Visitor, content: Content) -> None:
    content.write("tep/de-an.csv", "Năm;Đề án\n2023;8\n2024;11\n")
    named = CHART.replace("\nnguồn:", "\nsố liệu: tep/de-an.csv\nnguồn:")
    (chart,) = blocks(visitor, named)
    assert "<svg" in chart["html"]


def test_what_keeps_a_chart_from_being_drawn_is_said_in_its_place(visitor: Visitor) -> None:
    (chart,) = blocks(visitor, CHART)
    assert chart["kind"] == "chart" and "Phía trên biểu đồ không có bảng nào." in chart["html"]
    (chart,) = blocks(visitor, "```bieu-do\n<script>alert(1)</script>\n```\n", above=TABLE)
    assert "Không hiểu dòng “&lt;script&gt;" in chart["html"] and "<script" not in chart["html"]
