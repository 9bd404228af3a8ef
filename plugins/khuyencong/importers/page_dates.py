"""The date of a page, as it is written there."""

import re
from collections.abc import Callable

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from khuyencong.importers.page_parts import FEWEST_WORDS
from khuyencong.importers.portal_rule import PortalRule
from khuyencong.vietnamese.dates import written_day

_DATES = "time[datetime], [itemprop=datePublished], .entry-date, .post-date, .date, .ngay-dang"
_LONGEST_DATE_LINE = 60
_LINKED = 3
"""Words of a link that names a page: a date beside it is that of another story."""
_ROWS = ("li", "tr", "p", "dd", "dt")
_NEAR = 40
"""Words under a title within which its date stands."""
_BEGINNING = 20
"""Letters by which a line is known to be a title."""


def date_of(
    page: BeautifulSoup,
    rule: PortalRule,
    body: Tag | None = None,
    title: str = "",
    is_everywhere: Callable[[str], bool] = lambda _: False,
) -> str:
    """The date of a page as it is written there; "" when none is.

    Of several, that which stands right under the title, else the last above the text: higher up
    is today, below are other stories. A line that `is_everywhere` is not the page's own.
    """
    for found in page.select(rule.date or _DATES):
        written = str(found.get("datetime") or found.get("content") or "") or found.get_text(" ")
        if re.search(r"(19|20)\d\d", written) and (rule.date or not _beside_a_link(found)):
            return " ".join(written.split())
    for name in ("article:published_time", "datePublished", "pubdate"):
        meta = page.find("meta", attrs={"property": name}) or page.find(
            "meta", attrs={"name": name}
        )
        if meta is not None and meta.get("content"):
            return str(meta["content"])
    lines = (line for line in _dated_lines(page, body, title) if not is_everywhere(line))
    return next(lines, "")


def _dated_lines(page: BeautifulSoup, body: Tag | None, title: str) -> list[str]:
    """Short lines with a date, the likeliest first; none that stands beside a link."""
    under_title: list[str] = []
    above: list[str] = []
    below: list[str] = []
    in_head, since = body is not None, _NEAR
    for part in page.descendants:
        in_head = in_head and part is not body
        if not isinstance(part, NavigableString):
            continue
        if _begins(title, _line(part)) and _is_read(part):
            since = -len(title.split())
        elif len(_line(part)) < _LONGEST_DATE_LINE and written_day(part) and _is_read(part):
            found = under_title if since < _NEAR else above if in_head else below
            found.append(_line(part))
        since += len(part.split())
    return [*under_title[:1], *reversed(above), *under_title[1:], *below]


def _begins(title: str, line: str) -> bool:
    """Whether a line is a title, or the first part of one that has parts."""
    long = len(line) >= min(len(title), _BEGINNING)
    return title != "" and long and title.startswith(line[:_BEGINNING])


def _is_read(text: NavigableString) -> bool:
    """Whether readers see a text, and it is no link to another page and beside none."""
    around = text.parent
    unread = around is None or around.name in ("script", "style", "title", "option")
    return not unread and around is not None and not _beside_a_link(around)


def _line(text: NavigableString) -> str:
    return " ".join(str(text).split())


def _beside_a_link(element: Tag) -> bool:
    """Whether an element is a link, or in a row with one, that names a page."""
    row = element if element.name in (*_ROWS, "a") else element.find_parent([*_ROWS, "a"])
    if row is None or len(row.get_text(" ").split()) > 3 * FEWEST_WORDS:
        return False
    links = [row] if row.name == "a" else row.find_all("a")
    return any(map(_names_page, links))


def _names_page(link: Tag) -> bool:
    """Whether a link leads to another page and says which; "Cỡ chữ: A A A" leads nowhere."""
    leads = not str(link.get("href") or "#").strip().lower().startswith(("#", "javascript:"))
    return leads and len(link.get_text(" ").split()) >= _LINKED
