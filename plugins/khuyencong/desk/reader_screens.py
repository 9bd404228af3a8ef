"""Người đọc: what was read, where readers came from, what they looked for and did not find."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from starlette.responses import Response

from khuyencong.content.chart import Chart, ChartKind
from khuyencong.content.record import Record
from khuyencong.csv_file import csv_bytes
from khuyencong.desk.approval import ApprovalNeededError
from khuyencong.desk.entry_writer import FaultyError, write
from khuyencong.desk.log_place import USUAL, log_place
from khuyencong.desk.readership import Readership, addresses_of
from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import go, refuse, screen
from khuyencong.desk.submission import as_items
from khuyencong.desk.workspace import EntryFile, Workspace
from khuyencong.editing.entry_text import EntryText
from khuyencong.editing.header_yaml import HeaderError
from khuyencong.figures.svg import chart_svg
from khuyencong.model.entry import Entry
from khuyencong.statistics.errors import StatisticsError
from khuyencong.statistics.period import LENGTHS, SHOWN, PageCount, Period, bars, table
from khuyencong.store.os_reason import os_reason
from khuyencong.vietnamese.folding import fold
from khuyencong.vietnamese.numbers import grouped
from khuyencong.vietnamese.slugs import slugify

PATH = "nguoi-doc"
_ALIKE = 0.5
"""Share of words that a missing address and the address of an entry have in common, from which the
entry is proposed."""
_OFFERED = 400
"""Titles that a browser completes, the newest."""


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """An entry that was read."""

    file: EntryFile
    title: str
    views: int
    visits: int


@dataclass(frozen=True, slots=True)
class MissingAddress:
    """An address that readers looked for, and what was probably meant."""

    address: str
    readers: int
    proposed: str
    """Title of an entry; empty where nobody can tell."""


@dataclass(frozen=True)
class ReaderScreens:
    """Answers about readers."""

    workspace: Workspace
    readership: Readership

    def open(self, asked: Asked) -> Response:
        """The counts of 7, 30 or 365 days."""
        self.readership.refresh()
        length = _length(asked)
        trouble, counted = self.readership.trouble, None
        try:
            counted = self.readership.period(length)
        except StatisticsError as error:
            trouble = str(error)
        return screen(
            "nguoi-doc",
            asked,
            length=length,
            lengths=LENGTHS,
            trouble=trouble,
            no_log=self.readership.no_log,
            is_reading=self.readership.is_reading,
            reading=self.readership.last,
            counted=counted,
            most=SHOWN,
            log=log_place(self.workspace.content),
            usual=USUAL,
            **(self._found(counted) if counted else {}),
        )

    def read(self, asked: Asked) -> Response:
        """Read the logs now, or those that were brought."""
        if not asked.files:
            self.readership.refresh(force=True)
            return go(PATH)
        try:
            reading = self.readership.take(asked.files)
        except StatisticsError as error:
            return refuse(PATH, str(error))
        except OSError as error:
            return refuse(PATH, f"Không ghi được số liệu: {os_reason(error)}.")
        read = f"Đã đọc {grouped(reading.lines - reading.unreadable)} dòng nhật ký mới."
        return go(PATH, " ".join((read, *reading.problems)))

    def export(self, asked: Asked) -> Response:
        """What was read, for a spreadsheet."""
        length = _length(asked)
        try:
            counted = self.readership.period(length)
        except StatisticsError as error:
            return refuse(PATH, str(error))
        titles = {r.address: r.entry.title for r in self._records()}
        data = csv_bytes(table(counted.pages if counted else (), titles))
        disposition = f'attachment; filename="nguoi-doc-{length}-ngay.csv"'
        return Response(data, media_type="text/csv", headers={"Content-Disposition": disposition})

    def lead(self, asked: Asked) -> Response:
        """Lead a missing address to the entry that was meant: an alias of it from now on."""
        old, wanted = asked.get("tu"), asked.get("bai").strip()
        found = [
            file
            for file in self.workspace.files().values()
            if file.record and wanted in (file.record.entry.title, file.record.address)
        ]
        if len(found) != 1:
            problem = "Có nhiều bài trùng tít" if found else "Không có bài nào có tít"
            return refuse(
                PATH, f"{problem} “{wanted}”: chọn trong danh sách, hoặc dán địa chỉ bài."
            )
        try:
            title = self._add_alias(found[0], old, asked)
        except (FaultyError, ApprovalNeededError, HeaderError) as error:
            said = error.first if isinstance(error, FaultyError) else str(error)
            return refuse(PATH, f"Chưa dẫn được “{old}”: {said}")
        return go(PATH, f"“{old}” dẫn tới “{title}” từ lần đưa lên mạng tới.")

    def _add_alias(self, file: EntryFile, old: str, asked: Asked) -> str:
        with self.workspace.writing:
            text = EntryText.of(self.workspace.read(file.source))
            known = as_items(text.read(file.kind).values.get("aliases"))
            changed = text.with_fields({"aliases": [*known, old]}, file.kind)
            what = f"Thêm địa chỉ cũ {old}"
            write(self.workspace, file.source, file.kind, changed, asked.session, what=what)
        return _title(file)

    def _found(self, counted: Period) -> Mapping[str, object]:
        """What stands on the screen of the counts."""
        entries, others = self._entries(counted.pages)
        kinds = Counter[str]()
        for each in entries:
            kinds[each.file.kind.label.capitalize()] += each.views
        missed = list(self._missed(counted))
        titles = [r.entry.title for r in self._records()][:_OFFERED]
        return {
            "chart": _chart(counted),
            "entries": entries,
            "others": others,
            "kinds": kinds.most_common(),
            "missed": missed,
            "titles": sorted({*titles, *(each.proposed for each in missed)} - {""}),
        }

    def _entries(self, pages: Iterable[PageCount]) -> tuple[list[ReadEntry], list[PageCount]]:
        """Entries that were read, old addresses and the one of today together; other pages."""
        by_address = {
            address: file
            for file in self.workspace.files().values()
            if file.record
            for address in addresses_of(file.record)
        }
        views, visits, others = Counter[str](), Counter[str](), []
        for page in pages:
            file = by_address.get(page.address)
            if file is None:
                others.append(page)
                continue
            views[file.source] += page.views
            visits[file.source] += page.visits
        files = self.workspace.files()
        found = [
            ReadEntry(files[source], _title(files[source]), number, visits[source])
            for source, number in views.most_common()
        ]
        return found, others

    def _missed(self, counted: Period) -> Iterator[MissingAddress]:
        """Missing addresses to which nothing leads by now."""
        records = list(self._records())
        led = {address for record in records for address in addresses_of(record)}
        words = [(frozenset(r.address.strip("/").split("/")[-1].split("-")), r) for r in records]
        left = [(old, n) for old, n in counted.missing if old not in led]
        for old, readers in left[:SHOWN]:
            yield MissingAddress(old, readers, _proposed(old, words))

    def _records(self) -> Iterator[Record[Entry]]:
        """What readers have, the newest first."""
        now = self.workspace.now()
        files = self.workspace.files().values()
        out = [file.record for file in files if file.record and file.record.published(now)]
        yield from sorted(out, key=lambda record: record.recency)


def _title(file: EntryFile) -> str:
    return file.record.entry.title if file.record else file.source


def _length(asked: Asked) -> int:
    days = asked.query.get("ngay", "")
    return next((length for length in LENGTHS if str(length) == days), LENGTHS[1])


def _proposed(old: str, words: Sequence[tuple[frozenset[str], Record[Entry]]]) -> str:
    """Title of the entry whose address has most words of an old one; empty where few are alike."""
    last = old.partition("?")[0].strip("/").rpartition("/")[2]
    wanted = frozenset(slugify(fold(last.partition(".")[0])).split("-")) - {""}
    if not wanted:
        return ""
    share, title = max(
        ((len(wanted & own) / len(wanted | own), r.entry.title) for own, r in words),
        default=(0.0, ""),
    )
    return title if share >= _ALIKE else ""


def _chart(counted: Period) -> Markup:
    labels, views = bars(counted)
    title = f"Lượt xem từ {counted.first:%d/%m/%Y} đến {counted.last:%d/%m/%Y}"
    series = (("Lượt xem", tuple(map(float, views))),)
    chart = Chart(ChartKind.BAR, title, labels, series, "lượt xem", address="/luot-xem")
    return Markup(chart_svg(chart))  # noqa: S704  (drawn by us; texts in it are escaped there)
