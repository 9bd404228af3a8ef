"""Where a page has its text, its title and its date: by a rule, or by what pages are like."""

import re
from collections.abc import Callable

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from khuyencong.importers.html_cleaner import words_count
from khuyencong.importers.portal_rule import PortalRule

_LIKELY = (
    "[itemprop=articleBody], .entry-content, .post-content, .article-content, .post-body, "
    ".news-content, .content-detail, .detail-content, .article-body, .noi-dung, #noidung, "
    ".item-page, .DetailContent, .ArticleDetailControl, article"
)
_DATES = "time[datetime], [itemprop=datePublished], .entry-date, .post-date, .date, .ngay-dang"
WRITTEN_DAY = re.compile(r"\b\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(19|20)\d\d\b")
_DAY_IN_WORDS = re.compile(r"\b\d{1,2} tháng \d{1,2},? năm (19|20)\d\d\b")
_LONGEST_DATE_LINE = 60
_LINKED = 3
"""Words of a link that names a page: a date beside it is that of another story."""
TITLES = (
    "h1, h2, h3, [class*=title i], [class*=tieude i], [class*=tieu-de i], [id*=title i],"
    " [id*=tieude i], .Head"
)
_NAME_OF_SITE = re.compile(r" [|»] | [-–] (?=[^-–]*$)")
"""Before it stands the title of a page, behind it the name of the site."""
_PARTS_OF_TABLES = ("table", "tbody", "tr")
_ROWS = ("li", "tr", "p", "dd", "dt")
FEWEST_WORDS = 40
"""Words of a page's text below which a page is a list or a notice."""


def body_of(page: BeautifulSoup, rule: PortalRule) -> Tag | None:
    """The element that holds the text of a page; None for a page that has none."""
    if rule.body:
        return page.select_one(rule.body)
    likely = [found for found in page.select(_LIKELY) if words_count(found) >= FEWEST_WORDS]
    return max(likely, key=own_words) if likely else _densest(page)


def own_words(element: Tag) -> int:
    """Words that are in no link: those of a text, not of a list."""
    linked = sum(len(a.get_text().split()) for a in element.find_all("a"))
    return words_count(element) - 2 * linked


def _densest(page: BeautifulSoup) -> Tag | None:
    """The smallest box with most of the words of the page that are in no link."""
    boxes = page.find_all(["div", "td", "section", "main", "body"])
    counted = [(box, own_words(box)) for box in boxes]
    most = max((count for _, count in counted), default=0)
    if most < FEWEST_WORDS:
        return None
    full = [(box, count) for box, count in counted if count >= 0.7 * most]
    return _with_surroundings(min(full, key=lambda pair: words_count(pair[0]))[0])


def _with_surroundings(box: Tag) -> Tag:
    """The largest box around a text that adds little: pictures and captions stand beside it."""
    parent = box.parent
    while parent is not None and parent.name not in ("body", "html", "[document]"):
        if _holds_title(parent, box) or words_count(parent) > 1.3 * words_count(box) + 30:
            break
        if parent.name not in _PARTS_OF_TABLES:
            box = parent
        parent = parent.parent
    return box


def _holds_title(parent: Tag, box: Tag) -> bool:
    """Whether a box around another holds what stands above a text: its title, the menu."""
    if parent.find(["h1", "nav"]):
        return True
    titles = (title for title in parent.select(TITLES) if title.name not in ("h2", "h3"))
    return any(title is not box and box not in title.parents for title in titles)


def title_of(page: BeautifulSoup, rule: PortalRule, called: str = "") -> str:
    """The title of a page: by its rule, its only h1, else `called`, as other pages name it."""
    if rule.title and (found := page.select_one(rule.title)):
        return words_of(found)
    headings = [words for h in page.find_all("h1") if (words := words_of(h))]
    return headings[0] if len(headings) == 1 else called


def head_title(page: BeautifulSoup) -> str:
    """The title that the head of a page names, without the name of its site."""
    shared = page.find("meta", property="og:title")
    named = str(shared.get("content") or "") if isinstance(shared, Tag) else ""
    if not named and page.title:
        named = _NAME_OF_SITE.split(words_of(page.title))[0]
    return " ".join(named.split())


def words_of(element: Tag) -> str:
    """The words of an element, a space between each."""
    return " ".join(element.get_text(" ").split())


def date_of(
    page: BeautifulSoup,
    rule: PortalRule,
    body: Tag | None = None,
    is_everywhere: Callable[[str], bool] = lambda _: False,
) -> str:
    """The date of a page as it is written there; "" when none is.

    Of several, that which stands last above the text: higher up is today, below are other stories.
    A line that `is_everywhere` on the site is not the page's own.
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
    above, others = _dated_lines(page, body)
    lines = [*reversed(above), *others]
    return next((line for line in lines if not is_everywhere(line)), "")


def _dated_lines(page: BeautifulSoup, body: Tag | None) -> tuple[list[str], list[str]]:
    """Short lines with a date above a box, and those in or under it; none that stands by a link."""
    above: list[str] = []
    under: list[str] = []
    found = above if body is not None else under
    for part in page.descendants:
        if part is body:
            found = under
        elif isinstance(part, NavigableString) and names_day(part) and _is_of_page(part):
            found.append(_line(part))
    return above, under


def names_day(text: str) -> bool:
    """Whether a text has a date in it, with its year."""
    return bool(WRITTEN_DAY.search(text) or _DAY_IN_WORDS.search(text))


def _is_of_page(text: NavigableString) -> bool:
    """Whether a text may be a line of the page itself: short, read, no link to another page."""
    around = text.parent
    if around is None or around.name in ("script", "style", "title", "option"):
        return False
    return len(_line(text)) < _LONGEST_DATE_LINE and not _beside_a_link(around)


def _line(text: NavigableString) -> str:
    return " ".join(str(text).split())


def _beside_a_link(element: Tag) -> bool:
    """Whether an element is a link, or in a row with one, that names a page."""
    row = element if element.name in (*_ROWS, "a") else element.find_parent([*_ROWS, "a"])
    if row is None or len(row.get_text(" ").split()) > 3 * FEWEST_WORDS:
        return False
    links = [row] if row.name == "a" else row.find_all("a")
    return any(len(link.get_text(" ").split()) >= _LINKED for link in links)


def selector_of(element: Tag) -> str:
    """A selector for an element: its id, or its name and first class; "" when it has neither."""
    name = str(element.get("id") or "")
    if re.fullmatch(r"[A-Za-z][\w-]*[A-Za-z_-]", name):
        return f"#{name}"
    classes = str(element.get("class") or "").strip("[]").replace("'", "").split(", ")
    first = next((c for c in classes if re.fullmatch(r"[A-Za-z_][\w-]*", c)), "")
    return f"{element.name}.{first}" if first else ""
