"""A story beside its original: what the form of a translation begins with, and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass

from khuyencong.content.record import Record
from khuyencong.desk.inputs import ROW, as_shown, widget_of
from khuyencong.desk.submission import Pairs
from khuyencong.desk.workspace import Workspace
from khuyencong.editing.entry_text import EntryText
from khuyencong.model.entry import Entry, Language
from khuyencong.model.product import Product
from khuyencong.site.translations import folder_of, translations

_COPIED = ("date", "author", "unit", "localities")
"""Keys that are the same in every language."""
_KEPT_OF_PHOTO = ("file", "credit", "ai", "turn", "crop", "focus")


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The same story in another language."""

    source: str
    title: str
    summary: str
    """HTML, sanitised when it was read, as is `html`: the body without its figures."""
    language: str
    html: str


def counterparts(workspace: Workspace, source: str, original: str = "") -> list[Counterpart]:
    """The other texts of an entry, or those of the slug that a new one translates."""
    records = [file.record for file in workspace.files().values() if file.record]
    by_source = {record.source: record for record in records}
    if source in by_source:
        group = translations(records).get(source, ())
        return [_counterpart(each) for each in group if each.source != source]
    return [_counterpart(by_source[original])] if original in by_source else []


def source_of_slug(workspace: Workspace, folder: str, slug: str) -> str:
    """The file of the entry with a slug in a folder; empty when there is none."""
    records = (file.record for file in workspace.files().values() if file.record)
    found = (r.source for r in records if folder_of(r) == folder and r.slug == slug)
    return next(found, "")


def may_be_translated(record: Record[Entry], others: list[Counterpart]) -> bool:
    """Whether an English text may be begun of an entry."""
    entry = record.entry
    is_original = entry.lang is Language.VIETNAMESE and not entry.translation_of
    return is_original and not others and not isinstance(entry, Product)


def beginning(workspace: Workspace, source: str) -> Pairs:
    """What stands in the form of a new English text of an entry: all that needs no translating.

    The alternative of a photo is written anew: it is read in the language of the page.
    """
    file = workspace.files().get(source)
    if file is None or file.record is None:
        return ()
    values = EntryText.of(workspace.read(source)).read(file.kind).values
    pairs = [("lang", Language.ENGLISH.value), ("translation_of", file.record.slug)]
    for key in _COPIED:
        if key in values:
            widget = widget_of(key, file.kind.model_fields[key], values[key])
            pairs.append((key, as_shown(widget, values[key])))
    photos = values.get("photos")
    for number, photo in enumerate(photos if isinstance(photos, list) else ()):
        if isinstance(photo, Mapping):
            pairs.append((f"photos.m{number}.{ROW}", ""))
            kept = ((key, photo[key]) for key in _KEPT_OF_PHOTO if key in photo)
            pairs += [(f"photos.m{number}.{key}", str(value)) for key, value in kept]
    return tuple(pairs)


def _counterpart(record: Record[Entry]) -> Counterpart:
    html = "".join(part for part in record.body if isinstance(part, str))
    entry = record.entry
    return Counterpart(record.source, entry.title, record.summary, entry.lang.label, html)
