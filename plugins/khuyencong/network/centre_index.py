"""The entries of each centre, remembered by digests: only what a centre changed is made anew.

Where many did, several processes make them. Digests are held in memory, texts never: those of a
centre lie in a file beside its index until they are written into the content folder.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from khuyencong.model.de_an import DeAn
from khuyencong.model.validation import validate
from khuyencong.network.entry_texts import CentreTexts, EntryText
from khuyencong.network.harvested import Harvested, decoded_documents
from khuyencong.network.members import Network
from khuyencong.network.object_store import ObjectStore, digest_of_object
from khuyencong.parallel import run_parallel
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
    photo: str


class CentreIndex(msgspec.Struct, frozen=True):
    """What a centre's list became."""

    digest: str
    """Digest of everything that shaped it."""
    entries: list[EntryLine]
    de_an: list[DeAnRow]


class _Texts(msgspec.Struct, frozen=True):
    """Path → file of each entry of a centre."""

    digest: str
    texts: dict[str, str]


K = TypeVar("K", CentreIndex, _Texts)
_index_decoder = msgspec.msgpack.Decoder(CentreIndex)
_texts_decoder = msgspec.msgpack.Decoder(_Texts)


@dataclass
class CentreIndexes:
    """The indexes of all centres; `folder` keeps them."""

    network: Network
    folder: Path
    store: ObjectStore
    now: datetime

    def all(self, manifests: Mapping[str, PublicManifest]) -> dict[str, CentreIndex]:
        """The index of each centre, made anew where its list or the program changed.

        Raises:
            HarvestError: a document of a list is gone from this machine.
        """
        found = {
            slug: self._kept(slug, manifest, _index_decoder, "index")
            for slug, manifest in manifests.items()
        }
        stale = [(slug, manifests[slug]) for slug, index in found.items() if index is None]
        for share in run_parallel(self._make, stale, serial_up_to=1, share_size=1):
            found |= share
        return {slug: index for slug, index in found.items() if index}

    def texts(self, slug: str, manifest: PublicManifest) -> Mapping[str, str]:
        """Path below the content folder → file, of each entry of a centre.

        Raises:
            HarvestError: a document of its list is gone from this machine.
        """
        if kept := self._kept(slug, manifest, _texts_decoder, "texts"):
            return kept.texts
        harvested = decoded_documents(manifest, self.store)
        return {entry.path: entry.text for entry in self._entries(slug, harvested)}

    def _file(self, slug: str, kind: str) -> Path:
        return self.folder / f"{slug}.{kind}"

    def _digest(self, slug: str, manifest: PublicManifest) -> str:
        member = self.network.centres[slug]
        about = member.model_dump_json(), self.network.province_of(slug), program_version()
        return hex_digest_of(msgspec.json.encode(manifest).decode(), *about)

    def _kept(
        self, slug: str, manifest: PublicManifest, decoder: msgspec.msgpack.Decoder[K], kind: str
    ) -> K | None:
        """What was kept of a centre, as long as it would be made from the same."""
        try:
            kept = decoder.decode(read_sealed(self._file(slug, kind)) or b"")
        except msgspec.MsgspecError:
            return None
        return kept if kept.digest == self._digest(slug, manifest) else None

    def _make(self, centres: Sequence[tuple[str, PublicManifest]]) -> dict[str, CentreIndex]:
        """Make the indexes of some centres, and keep them with the texts."""
        return {slug: self._index(slug, manifest) for slug, manifest in centres}

    def _index(self, slug: str, manifest: PublicManifest) -> CentreIndex:
        digest = self._digest(slug, manifest)
        harvested = decoded_documents(manifest, self.store)
        entries = list(self._entries(slug, harvested))
        rows = _de_an(slug, self.network.centres[slug].province, harvested)
        index = CentreIndex(digest, list(map(_line, entries)), rows)
        texts = _Texts(digest, {entry.path: entry.text for entry in entries})
        write_sealed(self._file(slug, "texts"), msgspec.msgpack.encode(texts))
        write_sealed(self._file(slug, "index"), msgspec.msgpack.encode(index))
        return index

    def _entries(self, slug: str, harvested: Harvested) -> CentreTexts:
        member, province = self.network.centres[slug], self.network.province_of(slug)
        return CentreTexts(slug, member, province, harvested, self.now)


def _line(text: EntryText) -> EntryLine:
    digest = digest_of_object(text.text.encode())
    return EntryLine(text.path, digest, text.key, text.published, text.photo)


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
