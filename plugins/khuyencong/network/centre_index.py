"""The entries of each centre, remembered by digests: only what a centre changed is made anew."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from khuyencong.model.de_an import DeAn
from khuyencong.model.validation import validate
from khuyencong.network.entry_texts import CentreTexts, EntryText
from khuyencong.network.harvested import Harvested, decoded_documents
from khuyencong.network.members import Network
from khuyencong.network.object_store import ObjectStore, digest_of_object
from khuyencong.publishing.public_manifest import PublicManifest
from khuyencong.store.digest import hex_digest_of
from khuyencong.store.sealed_file import read_sealed, write_sealed
from khuyencong.store.version import program_version

_YEAR = re.compile(r"(19|20)\d\d")
DeAnRow = dict[str, str]
"""A row of a table of đề án, with its year under `nam`."""


class EntryLine(msgspec.Struct, frozen=True, array_like=True):
    """An entry without its text; see `EntryText`."""

    path: str
    digest: str
    key: str
    published: float
    photos: Mapping[str, str]


class CentreIndex(msgspec.Struct, frozen=True):
    """What a centre's list became."""

    digest: str
    """Digest of everything that shaped it."""
    entries: list[EntryLine]
    de_an: list[DeAnRow]


_decoder = msgspec.msgpack.Decoder(CentreIndex)


@dataclass
class CentreIndexes:
    """The indexes of all centres; `folder` keeps them."""

    network: Network
    folder: Path
    store: ObjectStore
    now: datetime
    _texts: dict[str, dict[str, EntryText]] = field(default_factory=dict)

    def of(self, slug: str, manifest: PublicManifest) -> CentreIndex:
        """The index of a centre, made anew when its list or the program changed.

        Raises:
            HarvestError: a document of the list is gone from this machine.
        """
        member = self.network.centres[slug]
        about = member.model_dump_json(), self.network.province_of(slug), program_version()
        digest = hex_digest_of(msgspec.json.encode(manifest).decode(), *about)
        file = self.folder / f"{slug}.index"
        kept = _load(file)
        if kept and kept.digest == digest:
            return kept
        harvested = decoded_documents(manifest, self.store)
        texts = self._read_texts(slug, harvested)
        lines = [_line(text) for text in texts.values()]
        index = CentreIndex(digest, lines, _de_an(slug, member.province, harvested))
        write_sealed(file, msgspec.msgpack.encode(index))
        return index

    def text(self, slug: str, manifest: PublicManifest, path: str) -> str:
        """The text of an entry."""
        if slug not in self._texts:
            self._read_texts(slug, decoded_documents(manifest, self.store))
        return self._texts[slug][path].text

    def _read_texts(self, slug: str, harvested: Harvested) -> dict[str, EntryText]:
        member, province = self.network.centres[slug], self.network.province_of(slug)
        texts = CentreTexts(slug, member, province, harvested, self.now)
        self._texts[slug] = {text.path: text for text in texts}
        return self._texts[slug]


def _line(text: EntryText) -> EntryLine:
    digest = digest_of_object(text.text.encode())
    return EntryLine(text.path, digest, text.key, text.published, text.photos)


def _load(file: Path) -> CentreIndex | None:
    try:
        return _decoder.decode(read_sealed(file) or b"")
    except msgspec.MsgspecError:
        return None


def _de_an(slug: str, province: str, harvested: Harvested) -> list[DeAnRow]:
    """The rows that our own tables could hold; numbers of đề án are told apart by the centre."""
    rows: dict[tuple[str, str], DeAnRow] = {}
    for row in harvested.de_an:
        values = {name: _words(row.get(name)) for name in DeAn.model_fields}
        values = {name: words for name, words in values.items() if words}
        values |= {"ma": f"{slug}/{values.get('ma', '')}", "tinh": values.get("tinh") or province}
        entry, _ = validate(DeAn, values)
        year = _words(row.get("nam"))
        if entry and not list(entry.faults()) and _YEAR.fullmatch(year):
            rows[year, values["ma"]] = {"nam": year, **values}
    return list(rows.values())


def _words(value: object) -> str:
    return " ".join(str(value).split())[:500] if value not in (None, "", 0) else ""


def columns(rows: Sequence[DeAnRow]) -> list[list[str]]:
    """Rows as the table of one year, its keys first."""
    names = list(DeAn.model_fields)
    return [names, *([row.get(name, "") for name in names] for row in rows)]
