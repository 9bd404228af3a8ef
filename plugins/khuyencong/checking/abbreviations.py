"""Abbreviations that nothing explains: neither the text nor the page that shows it."""

import re
from collections.abc import Iterator, Mapping

from khuyencong.checking.prose import Prose
from khuyencong.content.record import Record
from khuyencong.model.entry import Entry
from khuyencong.model.product import Product
from khuyencong.model.rules import Problem, Rule

_LINK_OR_HEADING = re.compile(r"^#.*$|\[[^\[\]\n]*\](?=[(\[])", re.MULTILINE)


def unexplained(
    record: Record[Entry], prose: Prose, abbreviations: Mapping[str, str]
) -> Iterator[Problem]:
    """KC706: abbreviations of site.yml whose meaning stands nowhere in an entry.

    In running text of a story or page, the page tells the meaning at the first use; in titles,
    links, headings and product pages it does not.
    """
    text = prose.text
    for short, meaning in abbreviations.items():
        if short not in text:
            continue
        word = re.compile(rf"(?<![\w#]){re.escape(short)}(?!\w)")
        first = word.search(text)
        if first is None or " ".join(meaning.lower().split()) in " ".join(text.lower().split()):
            continue
        body = record.text
        used = not isinstance(record.entry, Product) and word.search(_LINK_OR_HEADING.sub("", body))
        if used or f"*[{short}]:" in body:
            continue
        yield Problem(
            record.source,
            prose.line(first.start()),
            Rule.UNEXPLAINED,
            f"“{short}” chưa được giải nghĩa ở đâu trong bài.",
            f"Lần đầu trong bài viết “{meaning} ({short})”.",
        )
