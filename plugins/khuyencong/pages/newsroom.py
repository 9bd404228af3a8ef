"""The press room and its neighbours: programmes for stations, corrections, figures."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from urllib.parse import quote

from khuyencong.content.record import Record
from khuyencong.describing.broadcasts import captions, players, script_lines
from khuyencong.describing.elements import Link, Table, numeric_columns
from khuyencong.describing.stories import tables
from khuyencong.figures.annual_figures import annual_figures
from khuyencong.figures.charts import charts_of_table
from khuyencong.figures.data_table import DataTable, Value
from khuyencong.figures.site_tables import data_tables
from khuyencong.model.broadcast import Broadcast
from khuyencong.model.entry import Entry, Status
from khuyencong.pages.annual_figures import year_link
from khuyencong.pages.cards import event_line, section_of
from khuyencong.pages.chrome import FIGURES, HOME, PRESS, head
from khuyencong.pages.page import Page
from khuyencong.pages.press_views import (
    Figures,
    FiguresView,
    Kit,
    KitLine,
    LogLine,
    LogView,
    PressView,
    Programme,
    ProgrammesView,
)
from khuyencong.pages.schedule import coming_classes
from khuyencong.pages.views import Chrome
from khuyencong.site.index import Site
from khuyencong.vietnamese.dates import short_date
from khuyencong.vietnamese.numbers import decimal, grouped
from khuyencong.vietnamese.speech import seconds_aloud, spoken_length

LOG = Link("Đính chính, tin đã gỡ", "/dinh-chinh/")
PROGRAMMES = Link("Kịch bản và hình cho đài", "/bao-chi/truyen-hinh/")
LATEST = 5
SHOWN_ROWS = 6


def newsroom_pages(site: Site, chrome: Chrome, kits: Mapping[str, Kit]) -> Iterator[Page]:
    """Those of the pages that have something to show."""
    log = correction_log(site)
    programmes = site.broadcasts
    figures = data_tables(site)
    if site.stories:
        yield _press_room(site, chrome, kits, log, figures, len(programmes))
    if programmes:
        view = ProgrammesView(
            chrome=chrome,
            head=head(
                PROGRAMMES.text,
                PROGRAMMES.address,
                "Lời dẫn kèm thời gian đọc, video, phụ đề, cảnh quay, người xuất hiện.",
                crumbs=(HOME, PRESS),
            ),
            programmes=tuple(_programme(record) for record in programmes),
        )
        yield Page(PROGRAMMES.address, "programmes", view, programmes[0].changed)
    if log:
        view_of_log = LogView(
            chrome=chrome,
            head=head(
                LOG.text,
                LOG.address,
                f"Những chỗ {chrome.name} đã đính chính và những bài đã gỡ.",
                crumbs=(HOME, PRESS) if site.stories else (HOME,),
            ),
            lines=log,
        )
        yield Page(LOG.address, "log", view_of_log, log[0].date)
    if figures:
        yield _figures_page(site, chrome, figures)


def correction_log(site: Site) -> tuple[LogLine, ...]:
    """Corrections of what is published and withdrawals of the last month, newest first."""
    lines = [
        LogLine(item.date, record.entry.title, record.address, item.note, withdrawn=False)
        for record in site.records
        if record.entry.status is not Status.HIDDEN
        for item in record.entry.corrections
        if item.date <= site.now
    ]
    lines += [
        LogLine(record.changed, "Tin đã gỡ", record.address, "", withdrawn=True)
        for record in site.lately_withdrawn
        if record.changed
    ]
    return tuple(sorted(lines, key=lambda line: (-line.date.timestamp(), line.address)))


def _press_room(
    site: Site,
    chrome: Chrome,
    kits: Mapping[str, Kit],
    log: tuple[LogLine, ...],
    figures: tuple[DataTable, ...],
    programmes: int,
) -> Page:
    view = PressView(
        chrome=chrome,
        head=head(
            "Dành cho báo chí",
            PRESS.address,
            PRESS.about,
            crumbs=(HOME,),
        ),
        contact=site.centre.press_contact,
        terms=site.centre.terms,
        kits=tuple(_kit_line(site, site.by_address[address], kit) for address, kit in kits.items()),
        events=tuple(
            event_line(record) for record in coming_classes(site) if record.entry.starts > site.now
        ),
        log=log[:LATEST],
        figures=tuple(Link(table.title, f"{FIGURES.address}#{table.name}") for table in figures),
        programmes=programmes,
    )
    return Page(PRESS.address, "press", view, site.stories[0].changed)


def _kit_line(site: Site, record: Record[Entry], kit: Kit) -> KitLine:
    return KitLine(
        title=record.entry.title,
        address=record.address,
        section=section_of(site, record.category),
        date=record.entry.date,
        changed=record.changed if record.changed != record.entry.date else None,
        corrected=bool(record.entry.corrections),
        sample=record.entry.sample,
        kit=f"/{kit.path}",
        size=weight(kit.size),
        photos=len(kit.photos),
    )


def weight(size: int) -> str:
    """Bytes as people read them: `2,3 MB`, `85 KB`."""
    if size >= 1_000_000:
        return f"{decimal(round(size / 1_000_000, 1))} MB"
    return f"{grouped(max(1, round(size / 1000)))} KB"


def _programme(record: Record[Entry]) -> Programme:
    entry = record.entry
    assert isinstance(entry, Broadcast)  # noqa: S101 -- chosen by kind
    shown = players(record)
    files = [Link("Âm thanh" if each.is_sound else "Video", each.address) for each in shown]
    files += [Link("Phụ đề (.vtt)", captions(record))] if record.transcript else []
    files += [Link(shot.scene, f"/{quote(shot.file)}") for shot in entry.broll if shot.file]
    return Programme(
        title=entry.title,
        address=record.address,
        channel=entry.channel,
        airs=entry.airs,
        cancelled=entry.cancelled,
        duration=entry.duration,
        aloud=spoken_length(seconds_aloud(entry.spoken)) if entry.script else "",
        script=script_lines(record),
        files=tuple(files),
        tables=tables(entry),
        sample=entry.sample,
    )


def _figures_page(site: Site, chrome: Chrome, figures: tuple[DataTable, ...]) -> Page:
    view = FiguresView(
        chrome=chrome,
        head=head(
            "Số liệu",
            FIGURES.address,
            FIGURES.about,
            crumbs=(HOME,),
        ),
        years=tuple(map(year_link, annual_figures(site))),
        tables=tuple(
            Figures(
                title=table.title,
                about=table.about,
                anchor=table.name,
                table=_beginning(table),
                count=len(table.rows),
                sample=table.sample,
                charts=charts_of_table(site, table.name),
                csv=f"/{table.path('csv')}",
                json=f"/{table.path('json')}",
            )
            for table in figures
        ),
    )
    return Page(FIGURES.address, "figures", view)


def _beginning(table: DataTable) -> Table:
    rows = tuple(tuple(map(_shown, row)) for row in table.rows[:SHOWN_ROWS])
    heads = tuple(column.heading for column in table.columns)
    return Table(table.title, heads, rows, numeric_columns(rows)).without_empty_columns


def _shown(value: Value) -> str | Link:
    """A cell as people read it; numbers below 10,000 may be years."""
    match value:
        case None:
            return ""
        case str() | Link():
            return value
        case bool():
            return "Có" if value else ""
        case datetime():
            return f"{value:%H:%M}, {short_date(value)}"
        case date():
            return short_date(value)
        case int() if value < 10_000:
            return str(value)
    return decimal(value)
