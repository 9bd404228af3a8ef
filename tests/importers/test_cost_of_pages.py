"""A page of very many pieces costs as much more as it is longer, however its system wrote them."""

from pathlib import Path
from time import process_time

import pytest

from khuyencong.importers.html_tree import parse_html
from tests.importers.conftest import Desk

FEW, MANY = 1_500, 12_000
MOST = 20.0
"""Eight times as many cost eight times as much; a pass over all of them for each, 64 times."""
PIECES = {
    "boxes that go": "<span lang=vi>từ {} </span>",
    "fonts": "<font face=Arial>từ {} </font>",
    "remarks": "từ {}<!-- x -->",
    "words in bold by a style": "và <span style='font-weight:bold'>từ {}</span> ",
}


def seconds(desk: Desk, file: Path, piece: str, number: int) -> float:
    title = f"<title>Lạng Sơn mở {number} lớp tập huấn khuyến công</title>"
    text = "".join(map(piece.format, range(number)))
    file.write_text(f"<html><head>{title}</head><body><p>{text}</p></body></html>", "utf-8")
    started = process_time()
    written = desk.content.folder / desk.only(desk.import_(file)).file
    taken = process_time() - started
    assert written.read_text(encoding="utf-8").count("từ") == number
    return taken


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_a_page_of_many_pieces_costs_no_more_than_its_length(
    desk: Desk, tmp_path: Path, piece: str
) -> None:
    seconds(desk, tmp_path / "dau.html", piece, FEW // 2)  # what the first import loads
    few = seconds(desk, tmp_path / "it.html", piece, FEW)
    assert seconds(desk, tmp_path / "nhieu.html", piece, MANY) < MOST * few


def test_a_child_is_found_wherever_it_was_looked_for_before() -> None:
    box = parse_html(f"<p>{'<b>x</b>' * 7}</p>").p
    assert box is not None
    children = list(box.children)
    for place in (0, 6, 3, 3, 1, 5):
        assert box.index(children[place]) == place
    children[5].extract()
    children[0].extract()
    assert [box.index(child) for child in reversed(list(box.children))] == [4, 3, 2, 1, 0]
    with pytest.raises(ValueError, match="no child"):
        box.index(children[5])
    box.clear()
    with pytest.raises(ValueError, match="no child"):
        box.index(children[1])
