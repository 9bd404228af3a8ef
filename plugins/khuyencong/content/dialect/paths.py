r"""Places on a disk: `C:\Users\(x)` and `\\maychu\[2026]` keep every backslash."""

import re

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

_FOLDER = (
    r"[^\s\\<>:\"“”|\x02\x03](?:[^\n\\<>:\"“”|\x02\x03]{0,254}[^\s\\<>:\"“”|\x02\x03])?\\(?!\\)"
)
r"""A folder with the backslash behind it: no space at its ends, none of the signs that Windows
forbids in a name. Two backslashes are one that was written for Markdown."""
_PATH = (
    rf"(?:(?<![\w/])[A-Za-z]:\\(?!\\)(?:{_FOLDER})*+"  # on a drive
    rf"|(?<![^\s(“\"])\\\\(?=[A-Za-z0-9])(?:{_FOLDER})++)"  # on a server
)
_PATH_END = re.compile(f"{_PATH}$")


class PathProcessor(InlineProcessor):
    """Makes a text of a path up to its last backslash, before any of them escapes a sign."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(_PATH, md)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        """The path as it stands."""
        return m[0], m.start(), m.end()


def ends_in_path(line: str) -> bool:
    """Whether the backslash at the end of a line is that of a folder."""
    return _PATH_END.search(line) is not None
