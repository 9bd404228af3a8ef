"""Pictures and documents of one draft, copied into `content/`: each once, known by its bytes."""

from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from bs4 import Tag

from khuyencong.importers.draft import Draft
from khuyencong.importers.foreign_address import split_address
from khuyencong.importers.ledger import Ledger, LedgerEntry
from khuyencong.importers.source_files import SourceFile, document_ending, picture_ending
from khuyencong.store.atomic import atomic_write
from khuyencong.store.digest import digest_of
from khuyencong.store.os_reason import os_reason
from khuyencong.vietnamese.slugs import address_slug

_TELLING = 3
"""Words of a link that tell a document from others: "Tải về", "tại đây" do not."""


class FilePlacer:
    """Copies pictures to `anh/` and documents to `tep/`, and says where they are."""

    def __init__(
        self, content: Path, ledger: Ledger, draft: Draft, slug: str, *, dry_run: bool
    ) -> None:
        self._content, self._ledger, self._dry_run = content, ledger, dry_run
        self._draft = draft
        self._slug = slug
        self._placed: dict[str, str | None] = {}
        self.remarks: list[str] = []

    def place_documents(self) -> None:
        """Make the links to documents of the source lead to their copies."""
        for link in self._draft.body.find_all("a", href=True):
            address = str(link["href"])
            source = self._draft.documents.get(address)
            if source is None:
                continue
            data = self._read(source, f"Tệp “{address[:120]}”")
            ending = document_ending(data, address) if data else ""
            if data and ending:
                link["href"] = self._stored(data, f"tep/{_name(address, link)}", ending)
            elif data:
                self.remarks.append(
                    f"Tệp “{address[:120]}” không phải PDF, Word, Excel như tên của nó nên không "
                    "chép; liên kết bị bỏ."
                )
                link.unwrap()

    def picture(self, address: str) -> str | None:
        """Path below `content/` of a picture of the source; None when it is left out."""
        if address not in self._placed:
            self._placed[address] = self._copied(address)
        return self._placed[address]

    def _copied(self, address: str) -> str | None:
        source = self._draft.pictures.get(address)
        if source is None:
            self.remarks.append(f"Ảnh “{address[:120]}” không có trong nguồn nên bị bỏ.")
            return None
        data = self._read(source, f"Ảnh “{address[:120]}”")
        if data is None:
            return None
        ending = picture_ending(data)
        if not ending:
            self.remarks.append(
                f"Hình thứ {len(self._placed) + 1} không phải ảnh trang dùng được (có lẽ là hình "
                "vẽ của Word, EMF hay WMF): chụp màn hình rồi thêm vào bài."
            )
            return None
        number = sum(1 for path in self._placed.values() if path) + 1
        return self._stored(data, f"anh/{self._slug}-{number}", ending)

    def _read(self, source: SourceFile, what: str) -> bytes | None:
        try:
            return source.read()
        except OSError as error:
            self.remarks.append(f"{what} không mở được ({os_reason(error)}).")
            return None

    def _stored(self, data: bytes, stem: str, ending: str) -> str:
        """Where a file lies: where its bytes lie already, or under a name that no other has."""
        digest = digest_of(data).hex()
        key = f"{stem.partition('/')[0]}:{digest}"
        known = self._ledger[key]
        if known and (self._content / known.file).exists():
            return known.file
        place = f"{stem}.{ending}"
        file = self._content / place
        if file.exists() and digest_of(file.read_bytes()).hex() != digest:
            place = f"{stem}-{digest[:8]}.{ending}"
            file = self._content / place
        if not self._dry_run:
            if not file.exists():
                atomic_write(file, data)
            self._ledger.add(LedgerEntry(key, place, digest, digest))
        return place


def _name(address: str, link: Tag) -> str:
    """The name of a document: `/Upload/NĐ%2045.pdf` → `nd-45`; of one that a script gives, what
    the link says ("Quyết định số 2"), else `/tai.aspx?id=7` → `tai-id-7`."""
    parts = split_address(address)
    words = link.get_text(" ").split() if parts.query else []
    if len(words) >= _TELLING:
        return address_slug(" ".join(words), 60)
    stem = PurePosixPath(unquote(parts.path)).stem
    return address_slug(f"{stem} {parts.query}".strip(), 60) or "tep"
