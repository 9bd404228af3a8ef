"""What a body costs grows with its length, whatever stands in it, and stays below two seconds."""

import gc
import time

import pytest

from khuyencong.content.markdown_body import render
from khuyencong.content.markdown_limits import complexity_fault

SECONDS = 2.0
DEAREST = 400_000
"""Letters of the longest body that is tried."""

REPEATED = {
    "stars between letters": "a*b ",
    "stars that open": "*a ",
    "stars of every kind": "**a* ",
    "underscores": "_a_ ",
    "addresses": "https://a.b/c ",
    "addresses without end": "https://",
    "an address of brackets": "https://a.b/)",
    "addresses of mail": "a@b.c ",
    "letters before a mail sign": "a.",
    "tags without end": '<a b="',
    "comments without end": "<!-- ",
    "tags that swallow": "<script>",
    "entities": "&aacute;",
    "backticks": "`a",
    "fences": "```\n",
    "fences of all lengths": "````a\n```\n",
    "items": "- a\n",
    "numbers": "1.1.",
    "items far apart": "2. b\n\n",
    "a plus below a dash": "- a\n+ b\n",
    "nothing but dashes": "- ",
    "cells with tabs": "a\tb\n",
    "cells of several lines": 'a\t"b\nc"\td\n',
    "cells that never end": 'a\t"b\nc\n',
    "quotation marks in a cell": 'a\t"b""',
    "rules of tables": "|a|b\n|-|-\n",
    "bars": "|",
    "quotations": "> a\n",
    "comparisons": "> 5 a\n",
    "pictures with captions": "![a](b.jpg)\n*Chữ. Ảnh: A*\n",
    "credits": "Ảnh: ",
    "definitions": ": a\n",
    "lines of one letter": "a\n",
    "broken lines": "Trung tâm đã hỗ trợ cho mười hai cơ sở công nghiệp ở nông thôn\nvà ",
    "line breaks": "a\\\n",
    "hashes": "# ",
    "equal signs": "= ",
    "full stops": ".....",
}


def seconds(text: str) -> float:
    """Processor time of rendering, without that of a collector which walks all of pytest."""
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        render(text)
        return time.process_time() - started
    finally:
        gc.enable()


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.parametrize("name", REPEATED)
def test_twice_the_text_costs_twice_the_time(name: str) -> None:
    piece = REPEATED[name]
    text = piece * (3_000 // len(piece))
    while len(text) < DEAREST and complexity_fault(text + text) is None:
        text += text
    half, whole = seconds(text[: len(text) // 2]), seconds(text)
    if whole >= 3 * half + 0.05:  # a busy machine, or truly: looked at once more
        half, whole = min(half, seconds(text[: len(text) // 2])), min(whole, seconds(text))
    assert whole < SECONDS
    assert whole < 3 * half + 0.05, f"{half:.2f} s, then {whole:.2f} s for {len(text)} letters"


def test_a_book_of_tables_is_refused_and_a_long_list_is_not() -> None:
    """600,000 cells of a sheet that was pasted whole took seven seconds."""
    assert complexity_fault("a\t" * 3_000 + "\n") is None
    assert complexity_fault("| 1 | Máy sấy | 2 | cái | 300 | triệu |\n" * 19_000) is None
    for cell in ("a\t", "| a "):
        fault = complexity_fault((cell * 3_000 + "\n") * 200)
        assert fault and "150.000 ô bảng" in fault.message
