"""Letters of readers to what a person lets through: comments of stories, drafts of answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten

from bs4 import BeautifulSoup

from khuyencong.content.entry_parser import meant_slugs
from khuyencong.content.file_references import Folder
from khuyencong.content.folder import entry_sources, read_centre
from khuyencong.editing.entry_text import EntryText
from khuyencong.editing.header_yaml import HeaderError
from khuyencong.editing.yaml_writer import Value
from khuyencong.importers.draft import Draft
from khuyencong.importers.draft_writer import DraftWriter
from khuyencong.importers.foreign_address import split_address
from khuyencong.importers.ledger import LedgerEntry
from khuyencong.importers.mailbox_source import Letter, letters
from khuyencong.importers.markdown_signs import escaped, line_start_escaped
from khuyencong.importers.report import ImportedItem, Outcome
from khuyencong.model.entry import Entry
from khuyencong.model.question import Question
from khuyencong.store.atomic import atomic_write
from khuyencong.store.digest import digest_of

_COMMENT, _QUESTION = "Ý kiến:", "Hỏi"
"""How the subjects begin that the site's pages give to a mail."""
_LONGEST_TITLE = 120


@dataclass
class MailboxImport:
    """Takes the letters of one mailbox in."""

    writer: DraftWriter

    def items(self, source: Path) -> Iterator[ImportedItem]:
        """What became of each letter."""
        stories = dict(self._stories())
        for letter in letters(source):
            if not letter.text:
                yield _left_out(letter, "Thư không có chữ đọc được.")
            elif letter.subject.startswith(_QUESTION):
                yield self.writer.write(_draft(letter))
            elif letter.subject.startswith(_COMMENT):
                yield self._commented(letter, stories)
            else:
                yield _left_out(letter, f"Chuyển người phụ trách: {letter.text[:300]}")

    def _stories(self) -> Iterator[tuple[str, tuple[str, type[Entry]]]]:
        """Last parts of the address of an entry → its file and kind."""
        content = self.writer.content
        centre, _ = read_centre(content)
        folder = Folder(content, content)
        for source, kind in entry_sources(content, centre, []):
            for slug in meant_slugs(folder, source, kind):
                yield f"{source.partition('/')[0]}/{slug}", (source, kind)

    def _commented(
        self, letter: Letter, stories: Mapping[str, tuple[str, type[Entry]]]
    ) -> ImportedItem:
        """The letter as a comment of its story, which nobody sees before a person lets it."""
        parts = split_address(letter.address).path.strip("/").split("/")[-2:]
        known = stories.get("/".join(parts))
        if known is None:
            return _left_out(
                letter, f"Không rõ thư nói về bài nào ({letter.address or 'không ghi'})."
            )
        source, kind = known
        if self.writer.ledger[letter.key]:
            return ImportedItem(letter.subject, Outcome.UNCHANGED, file=source)
        file = self.writer.content / source
        try:
            text = EntryText.of(file.read_bytes())
            comments = text.read(kind).values.get("comments", [])
            old = list(comments) if isinstance(comments, list | tuple) else []
            comment = _comment(letter)
            is_there = comment in old  # an import that was killed did not come to its ledger
            changed = text if is_there else text.with_fields({"comments": [*old, comment]}, kind)
        except HeaderError:
            return _left_out(letter, f"Phần khai báo của {source} không sửa được; tự thêm ý kiến.")
        if not self.writer.dry_run:
            atomic_write(file, changed.data)
            digest = digest_of(changed.data).hex()
            self.writer.ledger.add(LedgerEntry(letter.key, source, digest, digest))
        remark = "Ý kiến chưa hiện; duyệt ở mục Ý kiến người đọc của bài."
        return ImportedItem(letter.subject, Outcome.UPDATED, file=source, remarks=(remark,))


def _comment(letter: Letter) -> Value:
    return {
        "name": letter.sender,
        "date": f"{letter.received:%d/%m/%Y %H:%M}",
        "text": letter.text,
        "shown": "false",
    }


def _draft(letter: Letter) -> Draft:
    """The draft of an answer: the question as title and quotation."""
    first = letter.text.partition("\n")[0]
    title = shorten(first, _LONGEST_TITLE, placeholder="…")
    lines = (line_start_escaped(escaped(line)) for line in letter.text.splitlines())
    quoted = "\n".join(f"> {line}".rstrip() for line in lines)
    fields: dict[str, Value] = {
        "title": title,
        "date": f"{letter.received:%d/%m/%Y %H:%M}",
        "asked": f"{letter.received:%d/%m/%Y}",
        **({"asker": letter.sender} if letter.sender else {}),
    }
    body = BeautifulSoup("", "lxml")
    markdown = f"{quoted}\n\nViết câu trả lời ở đây."
    return Draft(letter.key, letter.subject, Question.folder, fields, body, markdown=markdown)


def _left_out(letter: Letter, why: str) -> ImportedItem:
    return ImportedItem(letter.subject or "(thư không tiêu đề)", Outcome.LEFT_OUT, remarks=(why,))
