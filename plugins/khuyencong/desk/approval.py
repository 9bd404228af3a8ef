"""Who may let readers see a text: an approver, by a button and by no other way.

A header says by itself whether readers get an entry, so every way of writing one could publish
it: an old version brought back, a field chosen out of a clash, an hour replaced. All of them come
through here. An approval by letter stands for the words that were approved and for no others.
"""

from collections.abc import Mapping
from datetime import MINYEAR, datetime

from khuyencong.desk.sessions import Role
from khuyencong.editing.entry_text import EntryText
from khuyencong.editing.header_yaml import HeaderError
from khuyencong.editing.yaml_writer import Value
from khuyencong.model.entry import Entry, Status
from khuyencong.model.validation import validate
from khuyencong.vietnamese.dates import VIETNAM

BY_BUTTON = frozenset({"status", "approved"})
"""Fields that no form holds: a state is changed by a button that says what it means."""
_SEEN_BY = ("status", "embargo")
_AT_ONCE = datetime(MINYEAR, 1, 2, tzinfo=VIETNAM)


class ApprovalNeededError(Exception):
    """Readers would see what no approver let them see; nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            "Ghi như vậy thì người đọc thấy bài, hoặc thấy sớm hơn giờ hẹn; việc này cần người "
            "duyệt. Bấm Gửi duyệt, hoặc để nguyên trạng thái và giờ hẹn."
        )


def refuse_to_show(kind: type[Entry], before: bytes | None, after: bytes, role: Role) -> None:
    """Refuse a text that readers would see, or see earlier, unless an approver writes it.

    `before` are the bytes of the file now; None where there is none.

    Raises:
        ApprovalNeededError: somebody below an approver would show it to readers.
    """
    if role >= Role.APPROVER:
        return
    will = _shown_from(_header_of(kind, after))
    was = _shown_from(_header_of(kind, before)) if before else None
    if will is not None and (was is None or will < was):
        raise ApprovalNeededError


def without_stale_approval(kind: type[Entry], before: bytes | None, text: EntryText) -> EntryText:
    """A text that waits for approval again, when its words are others than those approved.

    `before` are the bytes of the file now; an approval that they do not hold is given just now.

    Raises:
        HeaderError: the header cannot be changed field by field.
    """
    if before is None or text.data == before:
        return text
    header, approved = text.read(kind).values, _header_of(kind, before).get("approved")
    entry = _stage(header)
    if entry is None or entry.status is not Status.REVIEW or approved is None:
        return text
    return (
        text.with_fields({"approved": None}, kind) if header.get("approved") == approved else text
    )


def _header_of(kind: type[Entry], data: bytes) -> Mapping[str, Value]:
    try:
        return EntryText.of(data).read(kind).values
    except HeaderError:
        return {"status": "draft"}  # no build takes such a file, so no reader sees it


def _shown_from(header: Mapping[str, Value]) -> datetime | None:
    """From when readers get an entry with this header; None for never."""
    entry = _stage(header)
    if entry is None or not entry.published:
        return None
    return entry.embargo or _AT_ONCE


def _stage(header: Mapping[str, Value]) -> Entry | None:
    """What a header says of who sees the entry; None where it says that wrongly."""
    seen = {key: header[key] for key in _SEEN_BY if key in header}
    entry, _ = validate(Entry, {"title": "Tít", **seen})
    return entry
