"""A line is a paragraph: puts blank lines between lines that the engine would run together.

Runs when code and HTML are taken out, so every line that is left is text. Lines that make one thing
(a table, the items of a list, a wrapped paragraph) stay side by side.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from khuyencong.content.dialect.lines import HOLDERS, Kind, Line, classified
from khuyencong.content.dialect.paths import ends_in_path
from khuyencong.content.dialect.wrapping import is_joined, width_of

_TOGETHER = frozenset(
    {
        *((kind, kind) for kind in (*HOLDERS, Kind.TABLE, Kind.CONTINUED)),
        *((kind, Kind.CONTINUED) for kind in HOLDERS),
        *((Kind.CONTINUED, kind) for kind in HOLDERS),
        (Kind.TEXT, Kind.DEFINITION),
    }
)
"""Kinds of two neighbouring lines between which no paragraph ends."""
_PROSE = frozenset({Kind.TEXT, Kind.ITEM, Kind.CONTINUED, Kind.NOTE, Kind.DEFINITION})
"""What a wrapped line may follow."""
_BACKSLASH = re.compile(r"(?<!\\)(?:\\\\)*\\$")
_BREAK = re.compile(r"(?:  |<br ?/?> *)$")
_DOUBLE_RULE = re.compile(r"^(?:= *){3,}$")
_GOES_ON = (Kind.TEXT, Kind.CONTINUED)
_END = Line(Kind.BLANK, "")
_NUMBERED = re.compile(r" *\d+\.")


class ParagraphsPreprocessor(Preprocessor):
    """Parts lines; `joined` holds the first of each two that were taken for one paragraph."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.joined: list[str] = []

    def run(self, lines: list[str]) -> list[str]:
        """The lines with blank ones between paragraphs."""
        self.joined = []
        return list(self._parted([line.expandtabs(self.md.tab_length) for line in lines]))

    def _parted(self, written: Sequence[str]) -> Iterator[str]:
        for quoted, group in groupby(classified(written), key=_is_quoted):
            if quoted:
                yield ""
                yield from (f"> {line}" for line in self._parted([line.text for line in group]))
                yield ""
            else:
                yield from self._spaced(list(group))

    def _spaced(self, lines: Sequence[Line]) -> Iterator[str]:
        """Lines without a quotation among them."""
        runs = [list(run) for _, run in groupby(lines, key=_is_blank)]
        widths = [_widths(run) if len(run) > 1 else [0] for run in runs]
        elsewhere = max(map(max, widths))
        for run, broken_at in zip(runs, widths, strict=True):
            if len(run) == 1 and run[0].kind is not Kind.ALONE:
                yield run[0].text
            else:
                yield from self._run(run, broken_at, elsewhere)

    def _run(self, lines: Sequence[Line], widths: Sequence[int], elsewhere: int) -> Iterator[str]:
        """Lines without a blank one among them, or blank ones."""
        for (line, width), (following, _) in pairwise(
            (*zip(lines, widths, strict=True), (_END, 0))
        ):
            stays = self._stays(line, following, width, elsewhere)
            if stays and _is_broken_off(line.text) and following.kind in _GOES_ON:
                yield f"{line.text[:-1].rstrip()}  "
            elif line.kind is Kind.ALONE and _DOUBLE_RULE.match(line.text):
                yield "---"
            else:
                yield line.text
            if not stays and Kind.BLANK not in (line.kind, following.kind):
                yield ""

    def _stays(self, line: Line, following: Line, width: int, elsewhere: int) -> bool:
        """Whether two neighbouring lines are part of one thing."""
        if (line.kind, following.kind) in _TOGETHER:
            return True
        if line.kind not in _PROSE or following.kind not in (Kind.TEXT, Kind.ITEM):
            return False
        if following.kind is Kind.ITEM:
            # A number at the beginning of a line may be one of the sentence.
            if line.kind is not Kind.TEXT or not width or not _NUMBERED.match(following.text):
                return False
        elif _BREAK.search(line.text) or _is_broken_off(line.text):
            return True
        if not is_joined(line.text.strip(), following.text.strip(), width, elsewhere):
            return False
        self.joined.append(line.text.strip())
        return True


def _is_broken_off(text: str) -> bool:
    """Whether a line ends in a backslash that means a new line, as pandoc writes it."""
    return _BACKSLASH.search(text) is not None and not ends_in_path(text)


def _is_blank(line: Line) -> bool:
    return line.kind is Kind.BLANK


def _is_quoted(line: Line) -> bool:
    return line.kind is Kind.QUOTE


def _widths(lines: Sequence[Line]) -> list[int]:
    """For each line at how many letters its neighbours are broken."""
    widths: list[int] = []
    for prose, group in groupby(lines, key=lambda line: line.kind in _PROSE):
        run = [line.text.strip() for line in group]
        widths += [width_of(run) if prose and len(run) > 1 else 0] * len(run)
    return widths
