"""A story beside its original: what the form of a translation begins with, and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from khuyencong.content.record import Record
from khuyencong.desk.entry_writer import Submission
from khuyencong.desk.inputs import ROW, as_shown, widget_of
from khuyencong.desk.submission import Pairs
from khuyencong.desk.workspace import Workspace
from khuyencong.editing.entry_text import EntryText
from khuyencong.editing.yaml_writer import Value
from khuyencong.model.entry import Entry, Language
from khuyencong.model.product import Product
from khuyencong.site.translations import folder_of, translations

_COPIED = ("date", "author", "unit", "localities")
"""Keys that are the same in every language."""
_KEPT_OF_PHOTO = ("file", "credit", "ai", "turn", "crop", "focus", "moment")


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The same story in another language."""

    source: str
    title: str
    summary: str
    """HTML, sanitised when it was read, as is `html`: the body without its figures."""
    language: str
    html: str


def languages_of(
    workspace: Workspace, submission: Submission, values: Mapping[str, Value]
) -> dict[str, Any]:
    """What the form of an entry shows of other languages: the other texts of it, and whether an
    English one may be begun."""
    files = workspace.files()
    records = (file.record for file in files.values() if file.record)
    here = files[submission.source].record if submission.source in files else None
    if here:
        group = translations(records).get(here.source, ())
        others = [record for record in group if record is not here]
    else:
        original = values.get("translation_of")
        in_folder = (r for r in records if original and folder_of(r) == submission.folder)
        others = [record for record in in_folder if record.slug == original]
    return {
        "counterparts": [_counterpart(record) for record in others],
        "translatable": bool(here and not others and _is_original(here.entry)),
    }


def _is_original(entry: Entry) -> bool:
    in_vietnamese = entry.lang is Language.VIETNAMESE and not entry.translation_of
    return in_vietnamese and not isinstance(entry, Product)


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
