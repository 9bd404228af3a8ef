"""From a submitted form to a file: judged first, never over what somebody else wrote unseen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from khuyencong.desk.approval import BY_BUTTON, refuse_to_show, without_stale_approval
from khuyencong.desk.comparison import joined, paragraphs_compared
from khuyencong.desk.drafts import Draft
from khuyencong.desk.judgement import Judgement, all_messages, judge
from khuyencong.desk.old_address import with_old_address
from khuyencong.desk.sessions import Session
from khuyencong.desk.submission import Pairs, applied, changes
from khuyencong.desk.workspace import Workspace
from khuyencong.editing.entry_text import EntryText, new_entry, new_file_name
from khuyencong.editing.header_yaml import HeaderError
from khuyencong.editing.yaml_writer import Value
from khuyencong.model.entry import Entry
from khuyencong.model.skeleton import new_uid


class FaultyError(Exception):
    """The text has errors; nothing was written to `content/`."""

    def __init__(self, judgement: Judgement) -> None:
        super().__init__("the text has errors")
        self.judgement = judgement
        self.first = all_messages(judgement.messages)[0][1].text
        """The first error, a Vietnamese sentence."""


class ClashError(Exception):
    """Somebody else saved the file meanwhile; nothing was written."""

    def __init__(self, submission: "Submission", mine: EntryText, theirs: bytes) -> None:
        super().__init__("the file has another version by now")
        self.submission = submission
        self.mine = mine
        self.theirs = theirs


class UnknownVersionError(Exception):
    """The form was made from a version that nobody has; what was typed stays in its draft."""


@dataclass(frozen=True)
class Submission:
    """A form as it came from a browser."""

    folder: str
    source: str
    """Empty for an entry that has no file yet."""
    base: str
    """Version of the file from which the form was made."""
    draft: str
    pairs: Pairs

    @classmethod
    def of(cls, draft: Draft) -> "Submission":
        """What a draft would have submitted."""
        return cls(draft.folder, draft.source, draft.base, draft.name, draft.pairs)

    @property
    def body(self) -> str | None:
        """The text below the header; None when the form had no place for it."""
        return next((value for name, value in self.pairs if name == "body"), None)

    @property
    def title(self) -> str:
        """The title as it was typed, without spaces around it."""
        return next((value.strip() for name, value in self.pairs if name == "title"), "")


def kind_of(workspace: Workspace, submission: Submission) -> type[Entry]:
    """The kind of what is edited.

    Raises:
        FileNotFoundError: there is no such file, or no such folder.
    """
    if submission.source:
        found = workspace.files().get(submission.source)
        kind = found.kind if found else None
    else:
        kind = workspace.kinds().get(submission.folder)
    if kind is None:
        raise FileNotFoundError(submission.source or submission.folder)
    return kind


def text_of(workspace: Workspace, submission: Submission) -> EntryText:
    """The file as it would be: what was changed in the form, on the version that it shows.

    Raises:
        UnknownVersionError: that version is unknown.
        HeaderError: the header cannot be edited by fields.
    """
    kind = kind_of(workspace, submission)
    if not submission.source:
        values = changes(kind, {}, submission.pairs)
        given: dict[str, Value | None] = {"status": "draft", "uid": _uid_of(submission)}
        return new_entry(kind, given | values, submission.body or "")
    data = workspace.history.bytes_of(submission.base)
    if data is None:
        raise UnknownVersionError
    text = EntryText.of(data)
    text = text.with_fields(changes(kind, text.read(kind).values, submission.pairs), kind)
    return text.with_body(submission.body) if submission.body is not None else text


def differs_from_file(workspace: Workspace, submission: Submission) -> bool:
    """Whether a form holds anything else than the version that it was made from."""
    if not submission.source:
        return True
    try:
        text = text_of(workspace, submission)
    except (HeaderError, UnknownVersionError):
        return True
    return text.data != workspace.history.bytes_of(submission.base)


def with_its_file(workspace: Workspace, submission: Submission) -> Submission:
    """A new entry's form as that of its file, when it was saved before: by a second click, or by
    somebody who went back to it."""
    if submission.source:
        return submission
    uid = _uid_of(submission)
    files = workspace.files().values()
    source = next((f.source for f in files if f.record and f.record.entry.uid == uid), "")
    if not source:
        return submission
    first = [*workspace.history.versions(source)][-1]
    pairs = tuple(pair for pair in submission.pairs if pair[0] != "uid")
    return replace(submission, source=source, base=first.blob, pairs=(*pairs, ("uid", uid)))


def _uid_of(submission: Submission) -> str:
    return f"kc-{submission.draft}"


def values_of(workspace: Workspace, submission: Submission) -> dict[str, Value]:
    """The values of the header as the form shows them."""
    kind = kind_of(workspace, submission)
    data = workspace.history.bytes_of(submission.base) if submission.source else None
    old = EntryText.of(data).read(kind).values if data else {}
    return applied(old, changes(kind, old, submission.pairs))


def source_for(workspace: Workspace, submission: Submission) -> str:
    """The file that a submission is for: its own, or a new one named after the title."""
    if submission.source:
        return submission.source
    return _new_source(workspace, submission.folder, submission.title)


def _new_source(workspace: Workspace, folder: str, title: str) -> str:
    """A file whose name no other file has, nor the last part of an address in its folder."""
    place = workspace.content / folder
    taken = [file.name for file in place.iterdir()] if place.is_dir() else []
    for file in workspace.files().values():
        if file.record and file.source.startswith(f"{folder}/"):
            taken.append(f"{PurePosixPath(file.record.address).name}.md")
    return f"{folder}/{new_file_name(title, taken)}"


def _with_own_address(text: EntryText, kind: type[Entry], source: str, title: str) -> EntryText:
    """A new text with the address of its file, where its title alone gives that of another."""
    name = PurePosixPath(source)
    if name.name == new_file_name(title, ()) or text.read(kind).values.get("slug"):
        return text
    return text.with_fields({"slug": name.stem}, kind)


def save(workspace: Workspace, submission: Submission, by: Session) -> str:
    """Write what was submitted; the source of its file. The draft is let go.

    Raises:
        FaultyError: the text has errors.
        ClashError: the file has another version than the form was made from.
        ApprovalNeededError: readers would see it, and no approver writes it.
        UnknownVersionError, HeaderError: see `text_of`.
        OSError: it cannot be written.
    """
    with workspace.writing:
        submission = with_its_file(workspace, submission)
        kind = kind_of(workspace, submission)
        mine = text_of(workspace, submission)
        source = source_for(workspace, submission)
        if submission.source and workspace.version(source) != submission.base:
            raise ClashError(submission, mine, workspace.read(source))
        if not submission.source:
            mine = _with_own_address(mine, kind, source, submission.title)
        return write(workspace, source, kind, mine, by, draft=submission.draft)


def create(
    workspace: Workspace,
    kind: type[Entry],
    values: Mapping[str, Value | None],
    by: Session,
    *,
    what: str,
) -> str:
    """Write a new entry of a title and other fields; a draft, unless they say otherwise.

    Raises:
        FaultyError, ApprovalNeededError, OSError: see `write`.
    """
    given: dict[str, Value | None] = {"uid": new_uid(), "status": "draft", **values}
    with workspace.writing:
        title = str(given["title"])
        source = _new_source(workspace, kind.folder, title)
        text = _with_own_address(new_entry(kind, given, ""), kind, source, title)
        return write(workspace, source, kind, text, by, what=what)


def write(
    workspace: Workspace,
    source: str,
    kind: type[Entry],
    text: EntryText,
    by: Session,
    *,
    draft: str = "",
    what: str = "",
) -> str:
    """Judge a text and write it; the source of its file.

    Raises:
        FaultyError: the text has errors.
        ApprovalNeededError: readers would see it, and no approver writes it.
        OSError: it cannot be written.
    """
    judgement = judge(workspace.folder, source, kind, text, workspace.now())
    if judgement.has_errors:
        raise FaultyError(judgement)
    known = workspace.files().get(source)
    text = with_old_address(text, kind, known.record if known else None, judgement.record)
    file = Path(workspace.content) / source
    before = file.read_bytes() if file.exists() else None
    text = without_stale_approval(kind, before, text)
    refuse_to_show(kind, before, text.data, by.role)
    what = what or ("Sửa bài" if before is not None else "Viết bài mới")
    workspace.write(source, text.data, by.who, what, kind)
    if draft:
        workspace.drafts.discard(draft)
    return source


@dataclass(frozen=True)
class Settlement:
    """A clash as a person settles it: which fields and which paragraphs are taken from where."""

    fields: Mapping[str, str]
    parts: Mapping[int, str]
    """Number of a difference → `mine`, `theirs` or `both`."""

    def text(self, kind: type[Entry], mine: EntryText, theirs: EntryText) -> EntryText:
        """Their text with what was chosen of mine."""
        values = mine.read(kind).values
        mine_wins = {key for key, side in self.fields.items() if side == "mine"} - BY_BUTTON
        chosen = {key: values.get(key) for key in mine_wins & kind.model_fields.keys()}
        body = joined(
            [
                self._part(number, each.old, each.new)
                for number, each in enumerate(
                    paragraphs_compared(theirs.shown_body, mine.shown_body)
                )
            ]
        )
        return theirs.with_fields(chosen, kind).with_body(body)

    def _part(self, number: int, theirs: str, mine: str) -> str:
        if theirs == mine:
            return mine
        sides = {"mine": [mine], "theirs": [theirs]}
        return joined(sides.get(self.parts.get(number, ""), [theirs, mine]))


def settle(
    workspace: Workspace, submission: Submission, theirs: str, settlement: Settlement, by: Session
) -> str:
    """Write what a person chose of both sides of a clash; the source of the file.

    `theirs` is the version that was shown as the other side.

    Raises:
        ClashError: there is a third version by now.
        FaultyError, ApprovalNeededError, UnknownVersionError, HeaderError, OSError: see `save`.
    """
    kind = kind_of(workspace, submission)
    mine = text_of(workspace, submission)
    data = workspace.history.bytes_of(theirs)
    if data is None:
        raise UnknownVersionError
    with workspace.writing:
        if workspace.version(submission.source) != theirs:
            raise ClashError(submission, mine, workspace.read(submission.source))
        text = settlement.text(kind, mine, EntryText.of(data))
        return write(workspace, submission.source, kind, text, by, draft=submission.draft)
