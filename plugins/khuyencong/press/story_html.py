"""A whole record as HTML: everything that its page says, in the order of the page."""

import html
from collections.abc import Iterator
from typing import cast

from khuyencong.content.chart import Chart
from khuyencong.content.record import Figure, Record
from khuyencong.describing.elements import Link, Table
from khuyencong.describing.products import ProductDescription, ProductDescriptions
from khuyencong.describing.stories import facts, tables
from khuyencong.figures.chart_words import summary
from khuyencong.figures.png_size import png_size
from khuyencong.model.broadcast import Broadcast
from khuyencong.model.entry import Entry
from khuyencong.site.producers import PublicProduct
from khuyencong.site.visibility import shown_body
from khuyencong.vietnamese.dates import short_date
from khuyencong.vietnamese.phones import phone_links
from khuyencong.vietnamese.speech import seconds_aloud, spoken_length


def content_html(products: ProductDescriptions, record: Record[Entry]) -> str:
    """Sanitised HTML of a whole record; corrections come first. Addresses are root-relative."""
    return "\n".join(_parts(products, record))


def _parts(products: ProductDescriptions, record: Record[Entry]) -> Iterator[str]:
    entry = record.entry
    for item in sorted(entry.corrections, key=lambda item: item.date, reverse=True):
        note = html.escape(item.note)
        yield f"<p><strong>Đính chính ({short_date(item.date)}):</strong> {note}</p>"
    if entry.sample:
        yield "<p><strong>Dữ liệu minh họa.</strong></p>"
    if record.summary:
        yield f"<p><strong>{record.summary}</strong></p>"
    yield from (_figure(figure) for figure in record.photos)
    if entry.key_points:
        yield _list(entry.key_points)
    yield from (_table(table) for table in tables(entry))
    lines = [
        f"{fact.label}: {', '.join(_value(value) for value in fact.values)}"
        for fact in facts(entry, {}, record.sizes, {})
    ]
    lines += (
        _product_lines(products.of(cast(Record[PublicProduct], record)))
        if isinstance(entry, PublicProduct)
        else []
    )
    if lines:
        yield f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
    for part in shown_body(products.site, record):
        if isinstance(part, Chart):
            yield _chart(part)
        else:
            yield _figure(part) if isinstance(part, Figure) else part
    if isinstance(entry, Broadcast) and entry.chapters:
        parts = (f"{each.start} {html.escape(each.name)}" for each in entry.chapters)
        yield f"<h2>Các phần</h2><ul>{''.join(f'<li>{part}</li>' for part in parts)}</ul>"
    if isinstance(entry, Broadcast) and entry.script:
        yield f"<h2>Lời dẫn (đọc khoảng {spoken_length(seconds_aloud(entry.spoken))})</h2>"
        yield from (
            f"<p>{html.escape(line)}</p>" for line in entry.script.splitlines() if line.strip()
        )
    if entry.source_name:
        name = html.escape(entry.source_name)
        if entry.source_url:
            name = f'<a href="{html.escape(entry.source_url)}">{name}</a>'
        yield f"<p>Nguồn: {name}</p>"


def _product_lines(product: ProductDescription) -> list[str]:
    lines = [
        ("Cơ sở", product.producer.name),
        ("Địa phương", product.producer.place),
        ("Điện thoại", product.producer.phone),
        ("Nhóm", product.group.text),
        ("Giá", product.price),
        *(("Danh hiệu", f"{award.level} năm {award.year}") for award in product.awards_by_rank),
    ]
    return [f"{label}: {_value(words)}" for label, words in lines if words]


def _value(value: str | Link) -> str:
    if isinstance(value, str):
        return phone_links(html.escape(value))
    return f'<a href="{html.escape(value.address)}">{html.escape(value.text)}</a>'


def _list(lines: tuple[str, ...]) -> str:
    return f"<ul>{''.join(f'<li>{html.escape(line)}</li>' for line in lines)}</ul>"


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in table.head)
    rows = "".join(
        f"<tr>{''.join(f'<td>{_value(cell)}</td>' for cell in row)}</tr>" for row in table.rows
    )
    caption = html.escape(table.caption)
    return (
        f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _chart(chart: Chart) -> str:
    """The chart as a PNG, which every newsroom can show, with its figures below."""
    width, height = png_size(chart)
    unit = f"Đơn vị: {chart.unit}." if chart.unit else ""
    source = f"Nguồn: {chart.source}." if chart.source else ""
    words = " ".join(filter(None, (f"{chart.title}.", unit, source)))
    rows = _table(Table(chart.title, chart.table[0], chart.table[1:])) if chart.table else ""
    return (
        f'<figure><img src="/{chart.path("png")}" alt="{html.escape(summary(chart))}"'
        f' width="{width}" height="{height}"><figcaption>{html.escape(words)}</figcaption>'
        f"</figure>{rows}"
    )


def _figure(figure: Figure) -> str:
    image = figure.picture.fallback
    tag = (
        f'<img src="/{image.path}" alt="{html.escape(figure.alt)}"'
        f' width="{image.width}" height="{image.height}">'
    )
    if not figure.alone:
        return tag
    words = " ".join(
        html.escape(text) for text in (figure.caption, figure.credit, figure.label) if text
    )
    caption = f"<figcaption>{words}</figcaption>" if words else ""
    return f"<figure>{tag}{caption}</figure>"
