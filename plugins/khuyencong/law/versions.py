"""The text in force on a day: what others changed in a document stands in its place."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from markupsafe import escape
from msgspec import Struct

from khuyencong.content.record import Body, Part, Record
from khuyencong.law.amendments import Change, changes_in
from khuyencong.law.law_text import LawLine, LawText
from khuyencong.law.quotation import quotation
from khuyencong.model.amendment import Effect
from khuyencong.model.entry import Entry
from khuyencong.model.policy import Policy
from khuyencong.site.index import Site
from khuyencong.site.visibility import shown_body
from khuyencong.vietnamese.dates import short_date

_DAY = timedelta(days=1)


class Version(Struct, frozen=True):
    """From which to which day one wording of a document holds."""

    since: date | None
    """None for the first where nobody has written that day down."""
    until: date | None
    """Last day; None for the last wording."""

    def holds(self, day: date) -> bool:
        """Whether it is the wording of a day."""
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day <= self.until)


def versions(site: Site, record: Record[Entry]) -> tuple[Version, ...]:
    """The wordings of a document, the earliest first: one where nothing is known to have changed.

    A document whose text is not there has none.
    """
    entry = record.entry
    if not isinstance(entry, Policy) or not record.has_articles:
        return ()
    own = changes_in(site, record)
    days = {change.since for change in own if change.since}
    days |= {change.until + _DAY for change in own if change.until}
    later = sorted(day for day in days if entry.effective is None or day > entry.effective)
    starts = [entry.effective, *later]
    ends = [*(day - _DAY for day in later), None]
    return tuple(map(Version, starts, ends))


def text_on(site: Site, record: Record[Entry], day: date) -> Body:
    """The body in force on a day, with a note at everything that was or will be changed."""
    body, own = shown_body(site, record), changes_in(site, record)
    if not own or not record.has_articles:
        return body
    states = [(change.name, change.effect, change.holds(day), note(change, day)) for change in own]
    texts = [change.by.body.digest.hex() for change in own]
    return body.changed(f"law {states} {texts}", lambda parts: _annotated(parts, own, day))


def provisions_on(parts: Iterable[Part], own: Sequence[Change], day: date) -> LawText:
    """A body with what holds on a day in its place."""
    text = LawText.of(parts)
    for change in own:
        if change.holds(day):
            if change.effect is Effect.REPEALED:
                text.repeal(change.name)
            elif new := new_text(change):
                text.put(change.name, new)
    return text


def new_text(change: Change) -> list[LawLine]:
    """The provision as the amending document quotes it at the place of a change."""
    if not change.at or change.effect in (Effect.REPEALED, Effect.SUSPENDED):
        return []
    place = LawText.of(change.by.body).provision(change.at)
    return quotation(place, change.name).provision(change.name)


def note(change: Change, day: date) -> str:
    """HTML of a line that tells of a change at its provision."""
    link = f'<a href="{escape(change.address)}">{escape(change.source)}</a>'
    since = f" từ ngày {short_date(change.since)}" if change.since else ""
    until = f" đến hết ngày {short_date(change.until)}" if change.until else ""
    done = change.holds(day) or change.since is None
    over = change.until is not None and change.until < day
    verb = f"Đã {_PAST[change.effect]}" if over else _PAST[change.effect].capitalize()
    if not done and not over:
        verb = f"Sẽ được {_PAST[change.effect]}"
    return f'<p class="law-note">{verb} theo {link}{since}{until}.</p>'


_PAST = {
    Effect.AMENDED: "sửa đổi",
    Effect.ADDED: "bổ sung",
    Effect.REPEALED: "bãi bỏ",
    Effect.SUSPENDED: "ngưng hiệu lực",
}


def _annotated(parts: tuple[Part, ...], own: Sequence[Change], day: date) -> tuple[Part, ...]:
    text = provisions_on(parts, own, day)
    for change in own:
        text.annotate(change.name, note(change, day))
    return text.parts
