"""The whole text of what a centre lets others print."""

import re

from khuyencong.importers.html_tree import parse_html
from khuyencong.importers.markdown_writer import MarkdownWriter
from khuyencong.network.harvested import Item

MOST_TAGS = 40_000
"""Of one text: a law of 300 KB has a quarter of that, and each takes its time."""
_SAID_ABOVE = re.compile(r"Đính chính \(|Dữ liệu minh họa\.$")


def whole_text(item: Item) -> str:
    """The whole text of an item as Markdown, without its pictures, and without what stands above
    the text on every page: corrections, the sa-pô. Nothing of one that is nested too deep, or has
    more elements than a person writes."""
    if item.content_html.count("<") > MOST_TAGS:
        return ""
    tree = parse_html(item.content_html)
    body = tree.body or tree
    for figure in body.find_all("figure"):
        figure.decompose()
    for part in body.find_all(True, recursive=False):
        words = " ".join(part.get_text().split())
        if words and not (words == item.summary or _SAID_ABOVE.match(words)):
            break
        part.decompose()
    try:
        return MarkdownWriter(lambda _: None).body(body)
    except RecursionError:
        return ""
