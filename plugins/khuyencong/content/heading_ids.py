"""Ids of headings, made of their words: links lead there, so they stay as long as the words do."""

import html
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from markdown.extensions import toc
from markdown.treeprocessors import Treeprocessor

from khuyencong.vietnamese.slugs import slugify

_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))


class HeadingIds:
    """The ids of one body, each given once."""

    def __init__(self, used: Iterable[str] = ()) -> None:
        self._used = set(used)
        self._counters: dict[str, int] = {}

    def of(self, words: str) -> str:
        """The id of the next heading."""
        return toc.unique(f"muc-{slugify(words) or 'khac'}", self._used, self._counters)


class HeadingIdsTreeprocessor(Treeprocessor):
    """Gives each heading its id, as the engine's own contents do, which also draw a list."""

    def run(self, root: Element) -> None:
        """Set the ids of those that have none."""
        ids = HeadingIds(element.get("id", "") for element in root.iter())
        for element in root.iter():
            if element.tag in _HEADINGS and not element.get("id"):
                element.set("id", ids.of(self._words(element)))

    def _words(self, heading: Element) -> str:
        if len(heading) == 0 and "\x02" not in (heading.text or ""):
            return heading.text or ""
        written = toc.render_inner_html(toc.remove_fnrefs(heading), self.md)
        return html.unescape(toc.strip_tags(written))
