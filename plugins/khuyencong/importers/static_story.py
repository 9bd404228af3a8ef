"""A text of Hugo, Jekyll or Pelican as a draft: its Markdown as readers saw it, no template."""

import re
from pathlib import PurePosixPath

from markdown import Markdown

from khuyencong.importers.body_structure import take_footnotes
from khuyencong.importers.draft import Draft
from khuyencong.importers.html_page import clean_body, finish_story
from khuyencong.importers.html_tree import parse_html
from khuyencong.importers.old_names import OldNames
from khuyencong.importers.page_files import PageFiles
from khuyencong.importers.picture_fetcher import PictureFetcher
from khuyencong.importers.static_site import StaticSite, StaticText
from khuyencong.importers.story_facts import StoryFacts, take_facts
from khuyencong.model.stories import News
from khuyencong.model.stories import Page as StaticPage

_FIGURE = re.compile(r"\{\{[<%]\s*(?:figure|img|image)\s(?P<parts>[^<>%{}]*)[>%]\}\}")
_VIDEO = re.compile(
    r"\{\{[<%]\s*youtube\s++(?:id=)?[\"']?(?P<id>[\w-]{5,20})[\"']?[^<>{}]*[>%]\}\}"
)
_POINTED = re.compile(r"\{\{[<%]\s*(?:rel)?ref\s+[\"'](?P<path>[^\"'{}]*)[\"']\s*[>%]\}\}")
_POSTED = re.compile(r"\{%-?\s*(?:post_url|link)\s+(?P<path>[^\s%{}]+)\s*-?%\}")
_ATTRIBUTES = re.compile(
    r"^[*-] [^\n]*\n[ \t]*\{:toc\}[ \t]*$\n?|^[ \t]*\{:[^{}\n]*\}[ \t]*$\n?", re.MULTILINE
)
_ITEM = re.compile(r"(?P<indent> *)(?:[-*+]|\d{1,3}[.)]) ")
_BASE = re.compile(r"\{\{-?\s*site\.(?:baseurl|url)\s*-?\}\}|\{(?:static|filename|attach)\}")
_FILTERED = re.compile(r"\{\{\s*[\"'](?P<text>[^\"'{}]*)[\"']\s*\|\s*\w+_url\s*\}\}")
_TEMPLATE = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}%]*%\}")
_PART = re.compile(r"\b(\w++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)')")
_HTML = (".html", ".htm", ".rst")


def static_draft(
    site: StaticSite, text: StaticText, names: OldNames, fetcher: PictureFetcher | None
) -> Draft:
    """The draft of one text; its folder is `LEFT_OUT` where a person wants it left behind."""
    headed = text.headed
    words, templates = _without_templates(headed.text)
    if not text.path.lower().endswith(_HTML):
        words = Markdown(extensions=["extra", "sane_lists"]).convert(_as_python_markdown(words))
    soup = parse_html(f"<body>{words}</body>")
    take_footnotes(soup)
    folder, tags = names.place(site.sections(text))
    folder = folder or (News.folder if text.day else StaticPage.folder)
    draft = Draft(f"trang-tinh:{text.path}", text.path, folder, {}, soup.body or soup)
    title = headed.line("title") or _title_of_name(draft)
    facts = StoryFacts(
        title,
        headed.line("summary", "description", "excerpt"),
        headed.line("author", "authors"),
        date=text.day,
        tags=[*headed.items("tags", "keywords"), *tags],
        addresses=text.addresses,
    )
    take_facts(draft, facts, names)
    if templates:
        shown = ", ".join(dict.fromkeys(templates))[:160]
        draft.remarks.append(f"{len(templates)} chỗ gọi mẫu của {site.generator} bị bỏ: {shown}.")
    address = text.addresses[0]
    for link in soup.find_all("a", href=True):
        link["href"] = site.address_of(str(link["href"]), text.path) or link["href"]
    files = PageFiles(lambda source: site.file(source, text.path), fetcher)
    clean_body(soup, draft, [], address, files)
    finish_story(soup, draft, title or text.path)
    return draft


def _without_templates(text: str) -> tuple[str, list[str]]:
    """A text with pictures and links for the templates that mean them; the others are told."""
    text = re.sub(r"<!--\s*more\s*-->", "", text)
    text = _FIGURE.sub(lambda found: _figure(found["parts"]), text)
    text = _VIDEO.sub(r"\n\nhttps://www.youtube.com/watch?v=\g<id>\n\n", text)
    text = _POSTED.sub(r"\g<path>.md", text)
    text = _POINTED.sub(r"\g<path>", _FILTERED.sub(r"\g<text>", _BASE.sub("", text)))
    others = _TEMPLATE.findall(text)
    return _TEMPLATE.sub("", text), others


def _as_python_markdown(text: str) -> str:
    """Markdown of kramdown and Goldmark as Python-Markdown reads it.

    Items below others need four blanks for each level there; two or three are enough here.
    Lines that only give attributes (`{: .no_toc}`) or ask for a table of contents go.
    """
    lines: list[str] = []
    levels: list[int] = []
    for line in _ATTRIBUTES.sub("", text).split("\n"):
        item = _ITEM.match(line)
        if item:
            indent = len(item["indent"])
            levels = [level for level in levels if level < indent] + [indent]
            line = "    " * (len(levels) - 1) + line[indent:]
        elif line and not line[0].isspace():
            levels = levels if lines and lines[-1] else []
        lines.append(line)
    return "\n".join(lines)


def _title_of_name(draft: Draft) -> str:
    """A title from the name of a file, as Jekyll makes one: `2013-11-23-mo-lop.md` → "Mo lop"."""
    draft.remarks.append("Bài không có tít: đã lấy theo tên tệp, gõ lại có dấu.")
    stem = PurePosixPath(draft.source).stem
    return re.sub(r"^\d{4}-\d{1,2}-\d{1,2}-", "", stem).replace("-", " ").capitalize()


def _figure(parts: str) -> str:
    given = {name: one or two for name, one, two in _PART.findall(parts)}
    caption = given.get("caption") or given.get("title") or ""
    alt = given.get("alt", "").replace('"', "&quot;")
    picture = f'<img src="{given.get("src", "")}" alt="{alt}">'
    return f"\n\n<figure>{picture}<figcaption>{caption}</figcaption></figure>\n\n"
