"""A text of Hugo, Jekyll or Pelican as a draft: its Markdown as readers saw it, no template."""

import re

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

_FIGURE = re.compile(r"\{\{[<%]\s*(?:figure|img|image)\s(?P<parts>[^<>%{}]*)[>%]\}\}")
_VIDEO = re.compile(
    r"\{\{[<%]\s*youtube\s++(?:id=)?[\"']?(?P<id>[\w-]{5,20})[\"']?[^<>{}]*[>%]\}\}"
)
_POINTED = re.compile(r"\{\{[<%]\s*(?:rel)?ref\s+[\"'](?P<path>[^\"'{}]*)[\"']\s*[>%]\}\}")
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
        words = Markdown(extensions=["extra", "sane_lists"]).convert(words)
    soup = parse_html(f"<body>{words}</body>")
    take_footnotes(soup)
    folder, tags = names.place(headed.items("category", "categories", "section"))
    draft = Draft(
        f"trang-tinh:{text.path}", text.path, folder or News.folder, {}, soup.body or soup
    )
    title = headed.line("title")
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
    files = PageFiles(lambda source: site.file(source, text.path), fetcher)
    clean_body(soup, draft, [], address, files)
    finish_story(soup, draft, title or text.path)
    return draft


def _without_templates(text: str) -> tuple[str, list[str]]:
    """A text with pictures and links for the templates that mean them; the others are told."""
    text = re.sub(r"<!--\s*more\s*-->", "", text)
    text = _FIGURE.sub(lambda found: _figure(found["parts"]), text)
    text = _VIDEO.sub(r"\n\nhttps://www.youtube.com/watch?v=\g<id>\n\n", text)
    text = _POINTED.sub(r"\g<path>", _FILTERED.sub(r"\g<text>", _BASE.sub("", text)))
    others = _TEMPLATE.findall(text)
    return _TEMPLATE.sub("", text), others


def _figure(parts: str) -> str:
    given = {name: one or two for name, one, two in _PART.findall(parts)}
    caption = given.get("caption") or given.get("title") or ""
    alt = given.get("alt", "").replace('"', "&quot;")
    picture = f'<img src="{given.get("src", "")}" alt="{alt}">'
    return f"\n\n<figure>{picture}<figcaption>{caption}</figcaption></figure>\n\n"
