"""Paragraphs of plain words from HTML, as newsrooms get them."""

import gc
from concurrent.futures import ThreadPoolExecutor

import pytest

from khuyencong.press import plain_text
from khuyencong.press.plain_text import Block, Run, html_blocks

STORY = "<p>Bắc Ninh <b>khởi công</b> <a href='/tin/'>cụm</a></p><ul><li>một</li><li>hai</li></ul>"


def test_a_text_is_read_as_if_none_was_read_before() -> None:
    first = html_blocks(STORY, "https://kc.example/a/")
    assert first[0].cells == (
        (
            Run("Bắc Ninh "),
            Run("khởi công", bold=True),
            Run(" "),
            Run("cụm", href="https://kc.example/tin/"),
        ),
    )
    for other in ("", "<p>không đóng <b><i>", "<ol start='7'><li>bảy", "<table><tr><td>ô", "\0"):
        html_blocks(other, "https://other.example/")
        assert html_blocks(STORY, "https://kc.example/a/") == first


def test_a_text_that_fails_spoils_none_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    first = html_blocks(STORY, "https://kc.example/a/")
    with monkeypatch.context() as broken, pytest.raises(ZeroDivisionError):
        broken.setattr(plain_text, "absolute", lambda *_: 1 // 0)
        html_blocks(STORY, "https://kc.example/a/")
    assert html_blocks(STORY, "https://kc.example/a/") == first


def test_threads_read_beside_each_other() -> None:
    texts = [f"<p>{number} {'chữ ' * 500}</p>" for number in range(40)]
    with ThreadPoolExecutor(4) as threads:
        read: list[list[Block]] = list(threads.map(html_blocks, texts * 3))
    assert [blocks[0].text().split()[0] for blocks in read] == [str(n) for n in range(40)] * 3


def test_what_was_read_does_not_stay_in_memory() -> None:
    """A build runs without the collector of cycles, and reads every story."""
    html_blocks(STORY)
    gc.collect()
    for _ in range(50):
        html_blocks(STORY)
    assert gc.collect() < 50
