"""A rule file for one portal: where its pages have title, date and text, what is furniture.

Learned from a few pages and written down as YAML, to be corrected by a person before thousands
of pages run through it.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields

import yaml
from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from khuyencong.importers.html_cleaner import words_count
from khuyencong.importers.report import SourceRefusedError
from khuyencong.model.kinds import KINDS

_LIKELY = (
    "[itemprop=articleBody], .entry-content, .post-content, .article-content, .post-body, "
    ".news-content, .content-detail, .detail-content, .article-body, .noi-dung, #noidung, "
    ".item-page, .DetailContent, .ArticleDetailControl, article"
)
_DATES = "time[datetime], [itemprop=datePublished], .entry-date, .post-date, .date, .ngay-dang"
_WRITTEN = re.compile(r"\b\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(19|20)\d\d\b")
FEWEST_WORDS = 40
"""Words of a page's text below which a page is a list or a notice."""


@dataclass
class PortalRule:
    """CSS selectors of a portal's article pages; "" where the program is to look for itself."""

    title: str = ""
    date: str = ""
    summary: str = ""
    author: str = ""
    body: str = ""
    drop: list[str] = field(default_factory=list)
    """What of the text is furniture."""
    addresses: str = ""
    """A regular expression that addresses of articles match; "" for any."""
    kind: str = ""
    """Folder of `content/` for all pages."""

    def search(self, address: str) -> bool:
        """Whether an address is that of an article."""
        return re.search(self.addresses, address) is not None

    def text(self) -> str:
        """The rule as a file."""
        values = {part.name: getattr(self, part.name) for part in fields(self)}
        return _HEAD + yaml.safe_dump(values, allow_unicode=True, sort_keys=False)


_HEAD = """\
# Cách đọc cổng cũ: mỗi dòng là một bộ chọn CSS; để trống thì chương trình tự tìm.
# title tít, date ngày, summary sa-pô, author tác giả, body nội dung, drop những phần bỏ đi,
# addresses biểu thức của địa chỉ bài (ví dụ: viewer\\.aspx), kind thư mục nhận bài.
"""


def read_rule(data: bytes) -> PortalRule:
    """A rule file.

    Raises:
        SourceRefusedError: it is no YAML, has an unknown key, or a selector that is none.
    """
    try:
        values = yaml.safe_load(data.decode("utf-8-sig")) or {}
        rule = PortalRule(**values)
        page = BeautifulSoup("<p></p>", "lxml")
        for selector in (rule.title, rule.date, rule.summary, rule.author, rule.body, *rule.drop):
            if selector:
                page.select(selector)
        re.compile(rule.addresses)
    except (yaml.YAMLError, UnicodeDecodeError, TypeError, AttributeError) as error:
        raise SourceRefusedError(
            "Tệp cách đọc cổng cũ viết sai. Các dòng được dùng: "
            f"{', '.join(part.name for part in fields(PortalRule))}."
        ) from error
    except (SelectorSyntaxError, re.error) as error:
        raise SourceRefusedError(
            "Tệp cách đọc cổng cũ có bộ chọn CSS hoặc biểu thức viết sai: "
            f"{str(error).splitlines()[0]}"
        ) from error
    if rule.kind and rule.kind not in KINDS:
        raise SourceRefusedError(
            f"Tệp cách đọc cổng cũ: không có loại bài “{rule.kind}”. Dùng: {', '.join(KINDS)}."
        )
    return rule


def body_of(page: BeautifulSoup, rule: PortalRule) -> Tag | None:
    """The element that holds the text of a page; None for a page that has none."""
    if rule.body:
        return page.select_one(rule.body)
    likely = [found for found in page.select(_LIKELY) if words_count(found) >= FEWEST_WORDS]
    return max(likely, key=_own_words) if likely else _densest(page)


def _own_words(element: Tag) -> int:
    """Words that are in no link: those of a text, not of a list."""
    linked = sum(len(a.get_text().split()) for a in element.find_all("a"))
    return words_count(element) - 2 * linked


def _densest(page: BeautifulSoup) -> Tag | None:
    """The smallest box with most of the words of the page that are in no link."""
    boxes = page.find_all(["div", "td", "section", "main", "body"])
    counted = [(box, _own_words(box)) for box in boxes]
    most = max((count for _, count in counted), default=0)
    if most < FEWEST_WORDS:
        return None
    full = [(box, count) for box, count in counted if count >= 0.7 * most]
    return _with_surroundings(min(full, key=lambda pair: words_count(pair[0]))[0])


def _with_surroundings(box: Tag) -> Tag:
    """The largest box around a text that adds little: pictures and captions stand beside it."""
    parent = box.parent
    while parent is not None and parent.name not in ("body", "html", "[document]"):
        if parent.find(["h1", "nav"]) or words_count(parent) > 1.3 * words_count(box) + 30:
            break
        box, parent = parent, parent.parent
    return box


def title_of(page: BeautifulSoup, rule: PortalRule) -> str:
    """The title of a page: by its rule, its only h1, or what its head says."""
    if rule.title and (found := page.select_one(rule.title)):
        return " ".join(found.get_text(" ").split())
    headings = [h for h in page.find_all("h1") if h.get_text(strip=True)]
    if len(headings) == 1:
        return " ".join(headings[0].get_text(" ").split())
    shared = page.find("meta", property="og:title")
    named = str(shared.get("content") or "") if isinstance(shared, Tag) else ""
    if not named and page.title:
        named = re.split(r"\s+[|»]\s+|\s+[-–]\s+(?=[^-–]*$)", page.title.get_text())[0]
    return " ".join(named.split())


def date_of(page: BeautifulSoup, rule: PortalRule) -> str:
    """The date of a page as it is written there; "" when none is."""
    for found in page.select(rule.date or _DATES):
        written = str(found.get("datetime") or found.get("content") or "") or found.get_text(" ")
        if re.search(r"(19|20)\d\d", written):
            return " ".join(written.split())
    for name in ("article:published_time", "datePublished", "pubdate"):
        meta = page.find("meta", attrs={"property": name}) or page.find(
            "meta", attrs={"name": name}
        )
        if meta is not None and meta.get("content"):
            return str(meta["content"])
    text = page.find(string=_WRITTEN)
    line = " ".join(str(text).split()) if text else ""
    return line if len(line) < 60 else ""


def learned_rule(pages: Iterable[BeautifulSoup]) -> PortalRule:
    """The selectors by which most of some pages have their text and title."""
    bodies: Counter[str] = Counter()
    titles: Counter[str] = Counter()
    for page in pages:
        body = body_of(page, PortalRule())
        if body is not None and (name := _selector(body)):
            bodies[name] += 1
        for heading in page.find_all(["h1", "h2"])[:1]:
            titles[_selector(heading) or heading.name] += 1
    rule = PortalRule()
    if bodies and bodies.most_common(1)[0][1] > sum(bodies.values()) / 2:
        rule.body = bodies.most_common(1)[0][0]
    if titles and titles.most_common(1)[0][1] > sum(titles.values()) / 2:
        rule.title = titles.most_common(1)[0][0]
    return rule


def _selector(element: Tag) -> str:
    """A selector for an element: its id, or its name and first class; "" when it has neither."""
    name = str(element.get("id") or "")
    if re.fullmatch(r"[A-Za-z][\w-]*[A-Za-z_-]", name):
        return f"#{name}"
    classes = str(element.get("class") or "").strip("[]").replace("'", "").split(", ")
    first = next((c for c in classes if re.fullmatch(r"[A-Za-z_][\w-]*", c)), "")
    return f"{element.name}.{first}" if first else ""
