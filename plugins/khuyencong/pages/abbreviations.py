"""Abbreviations of site.yml, explained where a reader first meets them."""

import html
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from khuyencong.content.record import Body, Part
from khuyencong.html_tags import TAG, split_at_tags

_LEFT_ALONE = frozenset({"a", "abbr", "code", "pre", "summary", "h2", "h3", "h4", "h5", "h6"})
"""Elements whose words stay as they are: they are links, headings, or explain themselves."""


def explained(body: Body, meanings: Mapping[str, str]) -> Body:
    """A body with the first use of each abbreviation made an `<abbr>` that tells its meaning.

    `body` holds sanitised HTML; `meanings` gives plain text for each abbreviation. Where the
    author explains it at its first use ("công nghiệp nông thôn (CNNT)"), nothing is added.
    """
    if not meanings:
        return body
    return body.changed(
        f"explained {sorted(meanings.items())}", lambda parts: _explained(parts, meanings)
    )


def _explained(parts: tuple[Part, ...], meanings: Mapping[str, str]) -> tuple[Part, ...]:
    waiting = {html.escape(short, quote=False): meaning for short, meaning in meanings.items()}
    pattern = _any_of(tuple(waiting))
    return tuple(
        "".join(_pieces(part, pattern, waiting))
        if isinstance(part, str) and any(short in part for short in waiting)
        else part
        for part in parts
    )


@lru_cache(maxsize=8)
def _any_of(shorts: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(shorts, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def _pieces(markup: str, pattern: re.Pattern[str], waiting: dict[str, str]) -> Iterator[str]:
    def mark(found: re.Match[str]) -> str:
        meaning = waiting.pop(found[0], None)
        before = found.string[: found.start()].casefold().rstrip("( ")
        if meaning is None or before.endswith(meaning.casefold()):
            return found[0]
        title = f"{found[0]}: {html.escape(meaning)}"
        return f'<abbr class="abbreviation" tabindex="0" title="{title}">{found[0]}</abbr>'

    depth = 0
    for piece in split_at_tags(markup):
        if piece.startswith("<"):
            tag = TAG.match(piece)
            if tag and tag["name"] in _LEFT_ALONE:
                depth += -1 if tag["end"] else 1
            yield piece
        else:
            yield piece if depth else pattern.sub(mark, piece)
