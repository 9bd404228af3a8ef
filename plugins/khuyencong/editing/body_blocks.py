"""A Markdown body as top-level blocks, each with its own source and what readers will see of it.

Where a block ends, the renderer of `content/` says and nobody else: marker paragraphs are put
between lines, and wherever what is shown stays the same with a marker, two blocks meet. So no
second parser of Markdown can disagree with the page.
"""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from khuyencong.alignment import aligned
from khuyencong.content.chart_blocks import take_charts
from khuyencong.content.markdown_body import BodyImage, render_body, split_at_images
from khuyencong.content.markdown_limits import complexity_fault
from khuyencong.html_tags import TAG

PictureAddress = Callable[[str], str]
"""Where a browser gets a picture that the body names (`anh/…`)."""

_LINE = re.compile(r"[^\n]*\n?")
_SPACE = re.compile(r"\s+")
_BREAK = re.compile(r" ?<br> ?")
_VOID = frozenset({"br", "hr", "img", "source", "track"})
_NOTE = re.compile(r"\s*\[\^(?P<name>[^\]]+)\]:")
_BACKLINK = re.compile(r'(?:&nbsp;|(?<!\s)\s+)?<a class="footnote-backref".*?</a>')
_FOOTNOTES = '<div class="footnote">'

MOST_LETTERS = 4_000_000
"""Letters rendered until a body is left whole: a decree of 300 KB is rendered 13 times."""

CHART = "chart"
"""Kind of a block that is drawn as a chart; its HTML is that of its lines."""
KINDS = {
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("ul", "ol"), "list"),
    "p": "paragraph",
    "blockquote": "quote",
    "hr": "rule",
    "table": "table",
    "figure": "figure",
}
"""First tag of what a block shows → kind of the block; all others are `html`."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a body that stands by itself."""

    source: str
    """Exact slice of the body, with the blank lines behind it."""
    kind: str
    html: str
    """What readers see, sanitised."""


def split(body: str, picture_address: PictureAddress) -> tuple[Block, ...]:
    """The blocks of a Markdown body; their sources, joined, are the body.

    A body that the renderer refuses is one block of kind `html` that shows its own letters.
    """
    if not body.strip():
        return ()
    if complexity_fault(body):
        return (Block(body, "html", f"<pre>{html.escape(body)}</pre>"),)
    shown, footnotes = _shown(body)
    pieces = _lines(body)
    found = _between_markers(pieces)
    for _ in range(MOST_LETTERS // len(body)):
        if _joined_nodes(found) == shown:
            break
        pieces = _coarser(pieces, found, shown)
        found = _between_markers(pieces)
    else:
        pieces, found = [body], [shown]
    return tuple(
        _block(piece, nodes or [], footnotes, picture_address)
        for piece, nodes in zip(pieces, found, strict=True)
    )


def pieces_shown(pieces: Sequence[str], picture_address: PictureAddress) -> list[str]:
    """What readers see of each piece of a body, "" where it does not stand by itself.

    Each is rendered among its neighbours, so abbreviations, notes and the level of headings
    are those of the whole body. A body that the renderer refuses shows nothing.
    """
    if not pieces or complexity_fault("".join(pieces)):
        return ["" for _ in pieces]
    return [
        _with_pictures("".join(nodes or []), picture_address) for nodes in _between_markers(pieces)
    ]


def _block(
    source: str, nodes: Sequence[str], footnotes: str, picture_address: PictureAddress
) -> Block:
    markup = "".join(nodes)
    if not nodes and (note := _NOTE.match(source)):
        return Block(source, "definition", _footnote(note["name"], footnotes))
    markup = _with_pictures(markup, picture_address)
    return Block(source, CHART if is_chart(source) else _kind(nodes, markup), markup)


def is_chart(source: str) -> bool:
    """Whether a piece of a body is a chart and nothing else."""
    text = source.strip()
    charts = take_charts(text)[1] if text.startswith("```") and text.endswith("```") else ()
    return len(charts) == 1 and charts[0].line == 1


def _kind(nodes: Sequence[str], markup: str) -> str:
    if not nodes:
        return "definition"
    if len(nodes) > 1:
        return "html"
    if 'class="link-card"' in nodes[0]:
        return "video"
    first = TAG.match(markup)
    name = first["name"] if first else ""
    return "table" if "<table" in markup and name == "div" else KINDS.get(name, "html")


def _footnote(name: str, footnotes: str) -> str:
    """The words of one note, without the way back to its mark."""
    note = re.search(rf'<li id="fn-{re.escape(name)}">(.*?)</li>', footnotes)
    return _BACKLINK.sub("", note[1]).strip() if note else ""


def _with_pictures(markup: str, picture_address: PictureAddress) -> str:
    return "".join(
        part if isinstance(part, str) else _picture(part, picture_address)
        for part in split_at_images(markup)
    )


def _picture(image: BodyImage, picture_address: PictureAddress) -> str:
    """A picture as the theme's component `figure` shows it, for the editor's page alone."""
    tag = f'<img src="{html.escape(picture_address(image.file))}" alt="{html.escape(image.alt)}">'
    if not image.alone:
        return tag
    words = html.escape(image.caption)
    if image.credit:
        words += f' <span class="figure__credit">{html.escape(image.credit)}</span>'
    caption = f'<figcaption class="figure__caption">{words}</figcaption>' if words else ""
    return f'<figure class="figure">{tag}{caption}</figure>'


def _lines(body: str) -> list[str]:
    """The finest pieces: lines, each with the blank lines behind it."""
    pieces: list[str] = []
    for line in _LINE.findall(body):
        if pieces and (not line.strip() or not pieces[-1].strip()):
            pieces[-1] += line
        elif line:
            pieces.append(line)
    return pieces


def _shown(body: str) -> tuple[list[str], str]:
    """Top-level nodes of a rendered body, white space folded, and its footnotes apart."""
    nodes = _nodes(render_body(body))
    if nodes and nodes[-1].startswith(_FOOTNOTES):
        return nodes[:-1], nodes[-1]
    return nodes, ""


def _nodes(markup: str) -> list[str]:
    nodes = filter(None, map(str.strip, _top_level(markup)))
    return [_BREAK.sub("<br>", _SPACE.sub(" ", node)) for node in nodes]


def _top_level(markup: str) -> Iterator[str]:
    """HTML that nh3 has written, cut between its outermost elements."""
    depth = start = 0
    for tag in TAG.finditer(markup):
        if tag["name"] in _VOID:
            if depth == 0:
                yield markup[start : tag.end()]
                start = tag.end()
            continue
        if depth == 0 and not tag["end"]:
            yield markup[start : tag.start()]
            start = tag.start()
        depth += -1 if tag["end"] else 1
        if depth == 0:
            yield markup[start : tag.end()]
            start = tag.end()
    yield markup[start:]


Found = Sequence[list[str] | None]
"""For each piece the nodes that it shows; None when something before it swallowed it."""


def _joined_nodes(found: Found) -> list[str] | None:
    """What all pieces show in turn; None when one was swallowed."""
    if any(nodes is None for nodes in found):
        return None
    return [node for nodes in found for node in nodes or ()]


def _between_markers(pieces: Sequence[str]) -> Found:
    """What stands between markers put between the pieces."""
    name = _unused_name("".join(pieces))
    places = range(len(pieces) - 1)
    marks = [f"\n\n{name}{place}{name}\n\n" for place in places]
    markers = {f"<p>{mark.strip()}</p>": place for place, mark in enumerate(marks)}
    found: dict[int, list[str]] = {}
    waiting: list[str] = []
    for node in _shown("".join(map("".join, zip(pieces, [*marks, ""], strict=True))))[0]:
        if node in markers:
            found[markers[node]] = waiting
            waiting = []
        else:
            waiting.append(node)
    if not marks or len(marks) - 1 in found:
        found[len(marks)] = waiting
    return [found.get(place) for place in range(len(pieces))]


def _unused_name(body: str) -> str:
    name = "dauhieu"
    while name in body:
        name += "u"
    return name


def _coarser(pieces: Sequence[str], found: Found, shown: Sequence[str]) -> list[str]:
    """Fewer pieces: what is not shown as it should be is joined with what lies beside it."""
    in_place = _in_place(found, shown)
    joined: list[str] = []
    start = 0
    for good, run in groupby(in_place):
        end = start + len(list(run))
        texts = pieces[start:end]
        joined += texts if good else _joined(texts, found[start] is None)
        start = end
    return joined if len(joined) < len(pieces) else _with_neighbours(pieces, in_place)


def _in_place(found: Found, shown: Sequence[str]) -> list[bool]:
    """For each piece, whether its nodes stand where they stand without markers."""
    flat = [(piece, node) for piece, nodes in enumerate(found) for node in nodes or ()]
    partners: dict[int, list[int]] = {}
    for same, mine, end, other, _ in aligned([node for _, node in flat], shown):
        for step in range(end - mine if same else 0):
            partners.setdefault(flat[mine + step][0], []).append(other + step)
    return [
        nodes is not None and _consecutive(partners.get(piece, []), len(nodes))
        for piece, nodes in enumerate(found)
    ]


def _consecutive(numbers: Sequence[int], count: int) -> bool:
    if not numbers:
        return count == 0
    return list(numbers) == list(range(numbers[0], numbers[0] + count))


def _joined(texts: Sequence[str], swallowed: bool) -> list[str]:
    """Lines joined up to blank ones; where that was done before, all of them.

    What swallows its successors (raw HTML before its end) grows by one at a time instead.
    """
    chunks = _chunks(texts)
    if swallowed and len(chunks[0]) == len(texts[0]):
        return ["".join(texts[:2]), *texts[2:]]
    if swallowed:
        return [chunks[0], *_lines("".join(chunks[1:]))]
    return chunks if len(chunks) < len(texts) else ["".join(texts)]


def _ends_blank(text: str) -> bool:
    return text[len(text.rstrip()) :].count("\n") > 1


def _chunks(texts: Sequence[str]) -> list[str]:
    chunks: list[str] = []
    for text in texts:
        if chunks and not _ends_blank(chunks[-1]):
            chunks[-1] += text
        else:
            chunks.append(text)
    return chunks


def _with_neighbours(pieces: Sequence[str], in_place: Sequence[bool]) -> list[str]:
    """Pieces that stand alone out of place are joined with those on both sides."""
    joined: list[str] = []
    open_end = False
    for piece, good in zip(pieces, in_place, strict=True):
        if joined and (open_end or not good):
            joined[-1] += piece
        else:
            joined.append(piece)
        open_end = not good
    return joined if len(joined) < len(pieces) else ["".join(pieces)]
