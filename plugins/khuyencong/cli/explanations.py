"""What docs/kiem-tra.md says of a code, for a terminal; the page travels with the program."""

import difflib
import re
from pathlib import Path

from khuyencong.model.rules import Rule

_PACKAGE = Path(__file__).parent.parent
_HOMES = (_PACKAGE, _PACKAGE.parent.parent)
"""Where `docs/` lies: in the installed package, or in the repository it is worked on."""
_SECTION = re.compile(
    r"^### (?P<code>KC\d{3}) – .*?(?=^### KC|^## [^\n]*\n\n### KC|\Z)", re.MULTILINE | re.DOTALL
)
_WEIGHT = re.compile(r"^\*([^*\n]+)\*", re.MULTILINE)
_FENCED = re.compile(
    r"^(?P<ticks>`{3,})(?P<about>[^\n`]*)\n(?P<example>.*?)^(?P=ticks)$", re.MULTILINE | re.DOTALL
)


class UnknownCodeError(ValueError):
    """No rule has this code; the words say which are near."""


def explanation(code: str) -> str:
    """The section of a code as plain text, examples indented.

    Raises:
        UnknownCodeError: there is no such code.
    """
    wanted = code.strip().upper()
    wanted = wanted if wanted.startswith("KC") else f"KC{wanted}"
    codes = [rule.code for rule in Rule]
    if wanted not in codes:
        near = difflib.get_close_matches(wanted, codes, n=3, cutoff=0.6)
        raise UnknownCodeError(f"Không có mã “{code}”. Có phải là {', '.join(near or codes[:1])}?")
    page = next(home / "docs" / "kiem-tra.md" for home in _HOMES if (home / "docs").is_dir())
    text = page.read_text(encoding="utf-8")
    section = next(found[0] for found in _SECTION.finditer(text) if found["code"] == wanted)
    return _FENCED.sub(_indented, _WEIGHT.sub(r"\1", section.removeprefix("### "))).rstrip()


def _indented(found: re.Match[str]) -> str:
    lines = found["example"].rstrip("\n").split("\n")
    return "\n".join(f"    {line}".rstrip() for line in lines)
