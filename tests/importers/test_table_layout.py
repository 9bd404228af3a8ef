"""Tables of old pages: what only places is laid out, what tells something stays."""

from bs4 import BeautifulSoup

from khuyencong.importers.table_layout import lay_out_tables

FIGURES = (
    '<table border="1"><tr><td>Năm</td><td>Lớp</td></tr><tr><td>2025</td><td>4</td></tr></table>'
)


def test_a_table_inside_a_frame_keeps_its_cells_and_its_place() -> None:
    page = f"<table><tr><td><p>Kết quả:</p>{FIGURES}<p>So với năm trước.</p></td></tr></table>"
    soup = BeautifulSoup(page, "lxml")
    assert lay_out_tables(soup) == 1
    assert str(soup.body) == f"<body><p>Kết quả:</p>{FIGURES}<p>So với năm trước.</p></body>"
