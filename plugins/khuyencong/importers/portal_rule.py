"""A rule file for one portal: where its pages have title, date and text, what is furniture.

Learned from a few pages and written down as YAML, to be corrected by a person before thousands
of pages run through it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields

import yaml
from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from khuyencong.importers.html_cleaner import words_count
from khuyencong.importers.report import SourceRefusedError
from khuyencong.model.fields import LONGEST_TITLE
from khuyencong.model.kinds import KINDS

_LIKELY = (
    "[itemprop=articleBody], .entry-content, .post-content, .article-content, .post-body, "
    ".news-content, .content-detail, .detail-content, .article-body, .noi-dung, #noidung, "
    ".item-page, .DetailContent, .ArticleDetailControl, article"
)
_DATES = "time[datetime], [itemprop=datePublished], .entry-date, .post-date, .date, .ngay-dang"
WRITTEN_DAY = re.compile(r"\b\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(19|20)\d\d\b")
_TITLES = (
    "h1, h2, h3, [class*=title], [class*=Title], [class*=tieude], [class*=tieu-de], [class*=TieuDe]"
)
_SUMMARIES = (
    "[class*=sapo], [class*=Sapo], [class*=SaPo], [class*=trichdan], [class*=TrichDan],"
    " [class*=trich-dan], [class*=tomtat], [class*=TomTat], [class*=tom-tat], [class*=summary]"
)
_NAME_OF_SITE = re.compile(r" [|»] | [-–] (?=[^-–]*$)")
"""Before it stands the title of a page, behind it the name of the site."""
_PARTS_OF_TABLES = ("table", "tbody", "tr")
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
    lines: list[str] = field(default_factory=list)
    """Lines that stand around every text, digits as #: "Lượt xem: #"."""
    page: str = ""
    """Address of a page whose words stand in place of selectors; "" once they are found."""

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
# addresses biểu thức của địa chỉ bài (ví dụ: viewer\\.aspx), kind thư mục nhận bài,
# lines những dòng lặp lại quanh mọi bài, chữ số ghi là # (ví dụ: "Lượt xem: #").
# Không biết CSS thì ghi địa chỉ một trang vào page, chép chữ trên trang đó vào title, date, body.
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
        named = () if rule.page else (rule.title, rule.date, rule.summary, rule.author, rule.body)
        for selector in (*named, *rule.drop):
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
    titles = (title for title in parent.select(_TITLES) if title.name not in ("h2", "h3"))
    return any(title is not box and box not in title.parents for title in titles)


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
        named = _NAME_OF_SITE.split(" ".join(page.title.get_text().split()))[0]
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
    text = page.find(string=WRITTEN_DAY)
    line = " ".join(str(text).split()) if text else ""
    return line if len(line) < 60 else ""


def stories_among(pages: Iterable[BeautifulSoup]) -> int:
    """How many of some pages are stories, by their looks: a text of its own, and a date."""
    texts = [page for page in pages if body_of(page, PortalRule()) is not None]
    return sum(1 + bool(date_of(page, PortalRule())) for page in texts)


def learned_rule(pages: Iterable[BeautifulSoup]) -> PortalRule:
    """The selectors by which most of some pages have their text and title."""
    texts: list[Tag] = []
    bodies: Counter[str] = Counter()
    titles: dict[str, list[str]] = defaultdict(list)
    summaries: Counter[str] = Counter()
    for page in pages:
        body = body_of(page, PortalRule())
        texts += [body] if body is not None else []
        if body is not None and (name := selector_of(body)):
            bodies[name] += 1
        for name, title in _headings(page).items():
            titles[name].append(title)
        summaries.update(filter(None, map(selector_of, page.select(_SUMMARIES)[:1])))
    rule = PortalRule(lines=furniture_lines(texts), title=_title_selector(titles, len(texts)))
    rule.body = _of_most(bodies, sum(bodies.values()))
    rule.summary = _of_most(summaries, len(texts))
    return rule


def _of_most(selectors: Counter[str], pages: int) -> str:
    """The selector that more than half of some pages agree on; "" for none."""
    best = selectors.most_common(1)
    return best[0][0] if best and best[0][1] * 2 > pages else ""


def _headings(page: BeautifulSoup) -> dict[str, str]:
    """The first heading of each kind that may be the title of a page → its words."""
    found: dict[str, str] = {}
    for heading in page.select(_TITLES):
        words = " ".join(heading.get_text(" ").split())
        if words and len(words) <= LONGEST_TITLE:
            found.setdefault(selector_of(heading) or heading.name, words)
    return found


def _title_selector(titles: dict[str, list[str]], pages: int) -> str:
    """The heading that most pages have, each with words of its own: no name of the portal."""
    own = {name: len(set(words)) for name, words in titles.items()}
    enough = [name for name, count in own.items() if count > pages / 2 or len(titles[name]) == 1]
    return max(enough, key=lambda name: own[name], default="")


def selector_of(element: Tag) -> str:
    """A selector for an element: its id, or its name and first class; "" when it has neither."""
    name = str(element.get("id") or "")
    if re.fullmatch(r"[A-Za-z][\w-]*[A-Za-z_-]", name):
        return f"#{name}"
    classes = str(element.get("class") or "").strip("[]").replace("'", "").split(", ")
    first = next((c for c in classes if re.fullmatch(r"[A-Za-z_][\w-]*", c)), "")
    return f"{element.name}.{first}" if first else ""


_FEWEST_PAGES, _SHARE = 5, 0.8
"""How many pages, and what share of them, a line stands on that is furniture."""
_SIGNED = re.compile(r"\b(ảnh|tin|bài|tác giả|nguồn|theo|thực hiện)\s*:", re.IGNORECASE)
_NAME = re.compile(r"(?:[^\W\d_a-zà-ỹ]\w*[\s–-]*){1,6}")
"""Credits and names of who wrote, which may be the same on every page and are no furniture."""
_AT_THE_EDGES = (3, 10)
"""Blocks at the beginning and at the end of a text among which furniture stands."""
_LONGEST_LINE = 160
_COUNTER_WORDS = 10
"""Words up to which a line may be a counter."""


def furniture_lines(texts: list[Tag]) -> list[str]:
    """Lines at the edges of nearly all of some texts, digits as #, as the first page has them."""
    if len(texts) < _FEWEST_PAGES:
        return []
    seen: Counter[str] = Counter()
    for text in texts:
        lines = [masked(block) for block in _blocks(text)]
        edges = [*lines[: _AT_THE_EDGES[0]], *lines[-_AT_THE_EDGES[1] :]]
        seen.update(list(dict.fromkeys(edges)))
    common = (line for line, count in seen.items() if line and count >= _SHARE * len(texts))
    return [line for line in common if not _SIGNED.search(line) and not _NAME.fullmatch(line)]


def drop_lines(text: Tag, lines: list[str]) -> None:
    """Take the furniture of a portal out of a text; what holds a picture stays."""
    for block in _blocks(text) if lines else ():
        if masked(block) in lines and not block.find("img"):
            block.decompose()


def _blocks(text: Tag) -> list[Tag]:
    """The innermost blocks of a text."""
    names = ["p", "div", "li", "td", "h2", "h3", "h4", "h5", "h6"]
    return [block for block in text.find_all(names) if block.find(names) is None]


def masked(block: Tag) -> str:
    """A line as it is compared between pages, digits of a short one as #; "" for a long one."""
    line = " ".join(block.get_text(" ").split())
    if len(line.split()) <= _COUNTER_WORDS:
        line = re.sub(r"[\d.,:]*\d", "#", line)
    return line if len(line) <= _LONGEST_LINE else ""
