"""Whatever a body is made of, reading and checking it costs time in proportion to its length.

Each piece of markup that some pattern or processor looks for is repeated to `SIZE` letters, in
every way in which pieces can follow each other. Such a body is read within the bar or refused.
"""

import os
import resource
from pathlib import Path

import pytest

from khuyencong.checking.content_check import check
from tests.conftest import NOW, Content, theme_renderer

SIZE = 40_000
SECONDS = 1.0
"""2 s for 100 KB, and a little for what every check costs."""
PIECES = (
    *("[", "![", "](", "[a](", "![a](", "[a][", "[^1]", "[^1]: a", "[a]: b", "*[A]: b", "[TOC]"),
    *('![a](b "', '[a](b "', "\\[", "[*a](", "`[", "[`"),
    *("<", "<a", "<a ", '<a href="', "<!--", "<![CDATA[", "<?", "</", "</p", "<div>", "<table>"),
    *("<td>", "<b>", "<p>", "<br>", "<a@b", "<http://a", '<video src="', "<iframe"),
    *('<iframe src="//youtube.com/embed/', ' src="//youtube.com/embed/abcdefgh"', "youtu"),
    *("&", "&#", "&amp", "&nbsp;", "&lt;", "&quot;"),
    *("*", "**", "_", "__", "***", "*a", "_a", "*a_", "_a*", "**a*", "***a**", "`", "``", "~~"),
    *("\\", "\\*", "\\`", "|", "| a ", "|-", "|---", "> ", ">", "- ", "+ ", "1. ", "1) ", "2a. "),
    *("a) ", "(1) ", ": b", "# ", "#", "====", "---", "•", "– ", "- a\n  ", "\t", "  ", "    "),
    *("http://", "http://a.", "www.", "a@", "a@a.", "@", "http://a.b/(", "http://a_b*"),
    *("{: ", "{{", "{", "{%", "KT- ", "-", '"', "“", "”", "(", ")", " ( ", "a-", "a–b ", "a\u200b"),
    *("Ảnh: ", "0912 345 678 ", "+84", "ĐT: ", "1.000", "12/", "28/2018/TT-", "QĐ- TTg ", "1", "9"),
    *("Điều 1. ", "vi phạm ", "đồng ", "số ", "ngày 12", "%", "à", "u\u031b", "=", "…", "...", "!"),
    *("x²", "Ð", "µ", "ö", "?", ".", ",", ". ", ", ", "HTX ", "a ", "\u00a0"),
)
BETWEEN = {
    "nothing": "",
    "a space": " ",
    "a line": "\n",
    "a blank line": "\n\n",
    "words": "a" * 180 + " chữ ",
    "an indented line": "\n    ",
}


def seconds(content: Content, body: str) -> float:
    """Processor time of a check of a folder with this body, in a process of its own."""
    content.write("tin-tuc/x.md", f"---\ntitle: Bài\ndate: 22/11/2026\n---\n\n{body}")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
        check(content.folder, content.folder.parent / "cache", NOW, theme_renderer)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert status == 0, f"ended by signal or error {status}"
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.fixture(scope="module", autouse=True)
def _warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What a first check loads and compiles is there before the processes that are measured."""
    content = Content(tmp_path_factory.mktemp("warm"))
    content.story("tin-tuc/a.md", body="Hai hộ ở xã Na Rì.")
    check(content.folder, content.folder.parent / "cache", NOW, theme_renderer)


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.linux
@pytest.mark.parametrize("between", BETWEEN)
def test_no_piece_of_markup_costs_more_than_its_length(tmp_path: Path, between: str) -> None:
    dear = {}
    for number, piece in enumerate(PIECES):
        unit = piece + BETWEEN[between]
        body, folder = unit * (SIZE // len(unit)), tmp_path / str(number)
        # Other work on the machine only adds to it: what seems dear is measured again.
        took = [seconds(Content(folder / "0"), body)]
        while took[-1] > SECONDS and len(took) < 3:
            took.append(seconds(Content(folder / str(len(took))), body))
        if min(took) > SECONDS:
            dear[piece] = round(min(took), 1)
    assert not dear
