"""Where a page has its text and its title: by a rule, or by what pages are like."""

import re

from bs4 import BeautifulSoup, Tag

from khuyencong.importers.html_cleaner import words_count
from khuyencong.importers.portal_rule import PortalRule
from khuyencong.vietnamese.folding import fold

_LIKELY = (
    "[itemprop=articleBody], .entry-content, .post-content, .article-content, .post-body, "
    ".news-content, .content-detail, .detail-content, .article-body, .noi-dung, #noidung, "
    ".item-page, .DetailContent, .ArticleDetailControl,"
    " .field-name-body, .field--name-body, article"
)
TITLES = (
    "h1, h2, h3, [class*=title i], [class*=tieude i], [class*=tieu-de i], [id*=title i],"
    " [id*=tieude i], [class*=contentheading i], .Head"
)
_NAME_OF_SITE = re.compile(r" [|»] | [-–] (?=[^-–]*$)")
"""Before it stands the title of a page, behind it the name of the site."""
_PARTS_OF_TABLES = ("table", "tbody", "tr")
_TITLE_WORDS = 40
FEWEST_WORDS = 40
"""Words of a page's text below which a page is a list or a notice."""


def body_of(page: BeautifulSoup, rule: PortalRule) -> Tag | None:
    """The element that holds the text of a page; None for a page that has none."""
    if rule.body:
        return page.select_one(rule.body)
    likely = [found for found in page.select(_LIKELY) if words_count(found) >= FEWEST_WORDS]
    if likely:
        return max(likely, key=own_words)
    title = page.select_one(rule.title) if rule.title else None
    return (_densest(page, title) if title else None) or _densest(page)


def own_words(element: Tag) -> int:
    """Words that are in no link: those of a text, not of a list."""
    linked = sum(len(a.get_text().split()) for a in element.find_all("a"))
    return words_count(element) - 2 * linked


def _densest(page: BeautifulSoup, title: Tag | None = None) -> Tag | None:
    """The smallest box with most of the words of the page that are in no link; around a title
    there is no such box."""
    around = {id(box) for box in title.parents} if title else set[int]()
    boxes = page.find_all(["div", "td", "section", "main", "body"])
    counted = [(box, own_words(box)) for box in boxes if id(box) not in around]
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
    headings = [h for h in page.find_all("h1") if words_of(h) and not _names_site(h)]
    return words_of(headings[0]) if len(headings) == 1 else called


def title_shown(page: BeautifulSoup, body: Tag) -> str:
    """The title of a page that stands alone: what its head says where the page shows that too,
    else the heading next to its text; "" for none."""
    named = fold(head_title(page))
    texts = page.find_all(string=lambda text: named != "" and fold(str(text)) == named)
    if any(text.find_parent(["a", "head"]) is None for text in texts):
        return head_title(page)
    return _heading_beside(page, body)


def _heading_beside(page: BeautifulSoup, body: Tag) -> str:
    """The last heading above a text, else the first in it."""
    above: list[Tag] = []
    inside: list[Tag] = []
    for heading in page.select(TITLES):
        if any(outer is body for outer in heading.parents):
            inside.append(heading)
        elif any(part is body for part in heading.next_elements) and not _names_site(heading):
            above.append(heading)
    around = [heading for heading in above if any(part is body for part in heading.descendants)]
    likely = [*(h for h in reversed(above) if all(h is not box for box in around)), *inside]
    lines = (words_of(heading) for heading in likely)
    return next((line for line in lines if 3 <= len(line.split()) <= _TITLE_WORDS), "")


def _names_site(heading: Tag) -> bool:
    """Whether a heading is that of a site, or leads to a page: it is a link, or in the head."""
    linked = sum(len(words_of(link)) for link in heading.find_all("a"))
    whole = linked > 0 and linked >= len(words_of(heading))
    return whole or heading.find_parent(["a", "header", "nav", "aside", "footer"]) is not None


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


def selector_of(element: Tag) -> str:
    """A selector for an element: its id, or its name and first class; "" when it has neither."""
    name = str(element.get("id") or "")
    if re.fullmatch(r"[A-Za-z][\w-]*[A-Za-z_-]", name):
        return f"#{name}"
    classes = str(element.get("class") or "").strip("[]").replace("'", "").split(", ")
    first = next((c for c in classes if re.fullmatch(r"[A-Za-z_][\w-]*", c)), "")
    return f"{element.name}.{first}" if first else ""
