"""Drafts to files of `content/`: once, whole, and never over what a person wrote."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from khuyencong.content.markdown_body import CARD_TEXT, render_body
from khuyencong.editing.entry_text import EntryText, new_entry
from khuyencong.editing.yaml_writer import Value
from khuyencong.importers.draft import Draft
from khuyencong.importers.entry_update import field_digests
from khuyencong.importers.file_placer import FilePlacer
from khuyencong.importers.html_tree import texts
from khuyencong.importers.ledger import Ledger, LedgerEntry
from khuyencong.importers.markdown_writer import MarkdownWriter
from khuyencong.importers.report import ImportedItem, Outcome
from khuyencong.model.kinds import KINDS
from khuyencong.store.atomic import atomic_write
from khuyencong.store.digest import digest_of
from khuyencong.vietnamese.cleanup import clean
from khuyencong.vietnamese.slugs import address_slug

_UID = re.compile(r"^uid:\s*[\"']?(?P<uid>[\w-]+)", re.MULTILINE)
_SHOWN_WORDS = 12
_UNCOUNTED = frozenset({"script", "style", "sup"})


@dataclass(frozen=True, slots=True)
class RenderedDraft:
    """A draft as its file will be."""

    key: str
    item: ImportedItem
    text: EntryText
    fields: Mapping[str, str]
    """Key → digest of each field that a row of a table gave."""
    addresses: tuple[str, ...]
    """Where it was on its old site."""

    def kept(self, *remarks: str) -> ImportedItem:
        """What is told of a draft that is not written, because a person's file is there."""
        return replace(self.item, outcome=Outcome.KEPT, remarks=(*self.item.remarks, *remarks))


@dataclass
class DraftWriter:
    """Writes drafts into a content folder; with `dry_run` it only says what it would do."""

    content: Path
    ledger: Ledger
    dry_run: bool = False
    _taken: dict[str, str] = field(default_factory=dict)
    """Path → key of the draft that is to be written there."""

    def write(self, draft: Draft) -> ImportedItem:
        """One draft to its file, or the reason why not; raises OSError when the disk refuses."""
        return self.save(self.rendered(draft))

    def rendered(self, draft: Draft) -> RenderedDraft:
        """The file that a draft becomes, which is not written yet; its pictures are.

        Raises:
            OSError: the disk refuses.
        """
        place = self.place_of(draft)
        self._taken[place] = draft.key
        files = FilePlacer(self.content, self.ledger, draft, Path(place).stem, dry_run=self.dry_run)
        if draft.markdown is not None:
            body, lost = clean(draft.markdown).text, []
        else:
            files.place_documents()
            body = clean(MarkdownWriter(files.picture).body(draft.body)).text
            lost = _lost_words(draft.body, body)
        remarks = (*draft.remarks, *files.remarks, *lost)
        given: dict[str, Value] = {"slug": Path(place).stem, "uid": draft.uid, **draft.fields}
        text = new_entry(KINDS[draft.folder], {**given, "status": "draft"}, body)
        digests = field_digests(draft.fields) if draft.markdown is not None else {}
        addresses = draft.fields.get("aliases") or ()
        item = ImportedItem(
            draft.source, Outcome.CREATED, draft.title, place, tuple(draft.guesses), remarks
        )
        return RenderedDraft(draft.key, item, text, digests, tuple(map(str, addresses)))

    def place_of(self, draft: Draft) -> str:
        """The path of a draft: that of its last import, or a new one that nobody has.

        An import that was stopped may have written the file and not its line of the ledger.
        """
        known = self.ledger[draft.key]
        if known and not self._moves(known, draft.folder):
            return known.file
        slug = address_slug(draft.title) or draft.uid
        for name in (slug, f"{slug[:70].rstrip('-')}-{draft.uid[3:9]}"):
            place = f"{draft.folder}/{name}.md"
            file = self.content / place
            free = not file.exists() or _uid_of(file) == draft.uid
            if free and self._taken.get(place, draft.key) == draft.key:
                break
        return place

    def _moves(self, known: LedgerEntry, folder: str) -> bool:
        """Whether a draft is for another folder now, and nobody has edited it where it is."""
        file = self.content / known.file
        elsewhere = not known.file.startswith(f"{folder}/") and file.is_file()
        return elsewhere and digest_of(file.read_bytes()).hex() == known.file_digest

    def save(self, rendered: RenderedDraft) -> ImportedItem:
        """Write a draft to its file, unless a person's words are there; raises OSError."""
        key, place = rendered.key, rendered.item.file
        file, digest = self.content / place, digest_of(rendered.text.data).hex()
        known = self.ledger[key]
        moved = known is not None and known.file != place
        if known and not moved and not file.exists():
            return rendered.kept(
                "Bản nháp của lần nhập trước đã bị xóa hoặc chuyển chỗ nên không tạo lại."
            )
        if file.exists() and (now := digest_of(file.read_bytes()).hex()) != digest:
            if known is None or now != known.file_digest:
                same = known is not None and known.source_digest == digest
                remark = "Bài trên máy đã có người sửa; bản nguồn khác đi không ghi đè."
                return rendered.kept(*(() if same else (remark,)))
            outcome = Outcome.UPDATED
        else:
            outcome = Outcome.UNCHANGED if file.exists() else Outcome.CREATED
        if not self.dry_run:
            if outcome is not Outcome.UNCHANGED:
                atomic_write(file, rendered.text.data)
            self.ledger.add(LedgerEntry(key, place, digest, digest, rendered.fields))
            if known and moved:
                (self.content / known.file).unlink(missing_ok=True)
        return replace(rendered.item, outcome=outcome)


def _uid_of(file: Path) -> str:
    found = _UID.search(file.read_text("utf-8", "replace")[:4000])
    return found["uid"] if found else ""


def words_of(root: Tag) -> list[str]:
    """The words of HTML in order, a break between blocks; signs between words do not count."""
    return plain_words("".join(texts(root, " ", _UNCOUNTED)))


def plain_words(text: str) -> list[str]:
    """The words of a text in order, in small letters; signs between them do not count."""
    return re.findall(r"[^\W_]+", clean(text).text.lower())


def _lost_words(source: Tag, markdown: str) -> list[str]:
    """A sentence that names words of a source that its draft does not show, or shows anew."""
    rendered = BeautifulSoup(render_body(markdown), "lxml")
    for link in rendered.find_all("a", class_=["footnote-backref", "footnote-ref"]):
        link.decompose()
    had, has = Counter(words_of(source)), Counter(words_of(rendered))
    for card in rendered.find_all("a", string=CARD_TEXT):
        has.update(plain_words(str(card["href"])))
    for picture in rendered.find_all("img", title=True):
        has.update(plain_words(str(picture["title"])))
    lost = list((had - has).elements())
    if not lost:
        return []
    shown = ", ".join(lost[:_SHOWN_WORDS]) + ("…" if len(lost) > _SHOWN_WORDS else "")
    return [f"{len(lost)} chữ của nguồn không thấy trong bản nháp: {shown}. So lại với nguồn."]
