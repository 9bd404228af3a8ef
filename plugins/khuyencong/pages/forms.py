"""The forms of a centre, by what somebody needs them for."""

from collections.abc import Sequence

from khuyencong.content.record import Record
from khuyencong.describing.documents import download_link
from khuyencong.model.document import Document
from khuyencong.model.entry import Entry
from khuyencong.pages.list_views import FormGroup, FormLine
from khuyencong.site.index import Story
from khuyencong.site.names import identity
from khuyencong.vietnamese.collation import sort_key


def form_groups(stories: Sequence[Story]) -> tuple[FormGroup, ...]:
    """Forms by their tasks; the task that has most of them first."""
    names: dict[str, str] = {}
    found: dict[str, list[FormLine]] = {}
    for record in stories:
        entry = record.entry
        if not isinstance(entry, Document):
            continue
        for task in entry.tasks:
            names.setdefault(identity(task), task)
            found.setdefault(identity(task), []).append(_line(record, entry))
    ordered = sorted(found, key=lambda task: (-len(found[task]), sort_key(names[task])))
    return tuple(
        FormGroup(names[task], tuple(sorted(found[task], key=lambda line: sort_key(line.title))))
        for task in ordered
    )


def _line(record: Record[Entry], entry: Document) -> FormLine:
    download = download_link(entry, record.sizes)
    return FormLine(entry.title, record.address, download, entry.sample)


def is_form(story: Story) -> bool:
    """Whether it is filled in, and stands among the forms instead of in a list of what is read."""
    return isinstance(story.entry, Document) and bool(story.entry.tasks)
