"""Charts of a body as the text editor shows them: drawn, or with what keeps them from being."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from markupsafe import escape

from khuyencong.content.chart_blocks import take_charts
from khuyencong.content.chart_reader import ChartReader
from khuyencong.content.file_references import FileReferences, Folder
from khuyencong.editing.body_blocks import is_chart
from khuyencong.figures.svg import chart_svg
from khuyencong.store.digest import digest_of


def with_charts(
    pieces: Iterable[tuple[str, str]], folder: Folder, above: str = ""
) -> Iterator[str]:
    """What readers see of each piece (Markdown, HTML) of a body, its charts drawn.

    `above` is the HTML in front of the first piece: a chart may be drawn of a table there.
    """
    for source, shown in pieces:
        drawn = _drawn(source, folder, above) if is_chart(source) else shown
        yield drawn
        above += drawn


def _drawn(source: str, folder: Folder, above: str) -> str:
    references = FileReferences(folder, "", ai=False)
    _, (block,) = take_charts(source.strip())
    chart = ChartReader(references, 1).read(block, 1, above)
    if chart is None:
        sentences = (f"{problem.message} {problem.advice}" for problem in references.problems)
        return "".join(f"<p>{escape(words.replace('`', ''))}</p>" for words in sentences)
    # Several charts of one screen have names of their own.
    name = digest_of(repr(chart).encode()).hex()
    named = replace(chart, address=f"/bieu-do-{name}")
    origin = f'<p class="chart-box__source">Nguồn: {escape(chart.source)}</p>'
    return (
        f'<figure class="chart-box"><figcaption class="chart-box__title">{escape(chart.title)}'
        f"</figcaption>{chart_svg(named)}{origin if chart.source else ''}</figure>"
    )
