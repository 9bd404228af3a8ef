"""The content folder of a national site: what its office wrote, and what was harvested."""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter
from pathlib import Path

import msgspec

from khuyencong.content.front_matter import parse
from khuyencong.content.text_file import FileRefusedError, read_text
from khuyencong.model.de_an import FOLDER as DE_AN
from khuyencong.model.policy import Policy
from khuyencong.network.centre_index import CentreIndex, CentreIndexes, EntryLine, columns
from khuyencong.network.centre_list import centre_files
from khuyencong.network.entry_texts import photo_digest
from khuyencong.network.members import FILE, Network
from khuyencong.network.object_store import digest_of_object
from khuyencong.network.same_things import document_key
from khuyencong.parallel import run_parallel
from khuyencong.publishing.public_manifest import PublicManifest
from khuyencong.publishing.target_settings import SETTINGS_FILE
from khuyencong.rendering.output_place import OutputRefusedError
from khuyencong.site.producers import PublicProduct
from khuyencong.store.atomic import atomic_write
from khuyencong.store.digest import digest_of
from khuyencong.store.file_state import is_system_file, own_files_below
from khuyencong.store.sealed_file import read_sealed, write_sealed

FOLDER = "content"
MARKER = ".khuyencong-mang-luoi"
"""A file in the folder that says it is ours to write and clear."""
_PRODUCTS = f"{PublicProduct.folder}/"
_decoder = msgspec.msgpack.Decoder(dict[str, str])


class _File(msgspec.Struct, frozen=True):
    """A file that is wanted: what stands for its bytes, and where they come from."""

    digest: str
    source: str | Callable[[], bytes]
    """The centre whose entry it is, or a way to the bytes."""


@dataclass(frozen=True, slots=True)
class _EntryWriter:
    """Writes entries of centres, wherever it is called."""

    content: Path
    indexes: CentreIndexes
    manifests: Mapping[str, PublicManifest]

    def __call__(self, centres: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Write some entries, by their paths, of each centre.

        New ones in their place, for that takes a third less; what a killed run left, the next one
        writes again.
        """
        for slug, paths in centres:
            texts = self.indexes.texts(slug, self.manifests[slug])
            for folder in {path.rpartition("/")[0] for path in paths}:
                (self.content / folder).mkdir(parents=True, exist_ok=True)
            for path in paths:
                file, data = f"{self.content}/{path}", texts[path].encode()
                try:
                    with open(file, "xb") as stream:  # noqa: PTH123
                        stream.write(data)
                except FileExistsError:
                    atomic_write(file, data)  # what it may be a link to stays


@dataclass
class NationalContent:
    """Brings the content folder of a network up to date; `memory` remembers what lies in it."""

    folder: Path
    """The network folder, with site.yml and trung-tam.yml."""
    memory: Path
    network: Network
    refused: dict[str, str] = field(default_factory=dict)
    """Path → digest of harvested entries that no build can use."""
    own_paths: frozenset[str] = frozenset()
    """Paths of what the office wrote."""
    digest: str = ""
    """Stands for everything that lies in it, once it is up to date."""

    @property
    def content(self) -> Path:
        return self.folder / FOLDER

    @property
    def harvested(self) -> Set[str]:
        """Paths of what came from centres; of tens of thousands none is held in memory."""
        return self._known().keys() - self.own_paths

    def update(self, indexes: CentreIndexes, manifests: Mapping[str, PublicManifest]) -> bool:
        """Write what differs, remove what is gone; whether anything did.

        Raises:
            OutputRefusedError: the folder holds somebody's own files.
            HarvestError: a file of a list is gone from this machine.
            OSError: the disk is full, or the folder may not be written.
        """
        self._refuse_foreign()
        found = indexes.all(manifests)
        wanted = dict(self._own())
        shown = self._shown(found)
        taken = {line.path: _File(line.digest, slug) for slug, line in shown}
        photos = dict.fromkeys(line.photo for _, line in shown if line.photo)
        for path in photos:
            digest = photo_digest(path)
            taken[path] = _File(digest, partial(indexes.store.get, digest))
        taken |= {path: _of(data) for path, data in _de_an(found)}
        listed = centre_files(self.network, manifests, _counted(shown))
        taken |= {path: _of(data) for path, data in listed.items()}
        for path in self.refused.keys() & taken.keys():
            if self._is_refused(path, taken[path].digest):
                del taken[path]
        self.own_paths = frozenset(wanted)
        return self._sync({**taken, **wanted}, _EntryWriter(self.content, indexes, manifests))

    def refuse(self, paths: Iterable[str]) -> bool:
        """Leave harvested files out, as long as they are as they are; whether that is new."""
        now = self._known()
        found = {path: now[path] for path in paths if path in now}
        new = found.items() - self.refused.items()
        self.refused |= found
        return bool(new)

    def _is_refused(self, path: str, digest: str) -> bool:
        return self.refused.get(path) == digest

    def _shown(self, found: Mapping[str, CentreIndex]) -> list[tuple[str, EntryLine]]:
        """Each entry once: of what two centres sent, that of the one who had it first."""
        owners = {document_key(number): "" for number in _documents(self.folder)}
        # A centre that took over another's work has its texts too: the other comes last.
        ranks = {slug: self.network.centres[slug].merged_into is not None for slug in found}
        lines = [
            (ranks[slug], line.published, line.path, slug, line)
            for slug, index in found.items()
            for line in index.entries
        ]
        lines.sort(key=itemgetter(0, 1, 2))
        return [
            (slug, line)
            for _, _, _, slug, line in lines
            if owners.setdefault(line.key, slug) == slug
            and line.photo not in self.refused  # named by its digest, it is the one refused
        ]

    def _own(self) -> Iterator[tuple[str, _File]]:
        """What the office of the network wrote."""
        for place in sorted(self.folder.iterdir()):
            if place.name in (FILE, SETTINGS_FILE, FOLDER) or is_system_file(place.name):
                continue
            paths = own_files_below(self.folder, place.name) if place.is_dir() else (place.name,)
            for path in paths:
                file = self.folder / path
                yield path, _File(digest_of_object(file.read_bytes()), file.read_bytes)

    def _refuse_foreign(self) -> None:
        there = self.content.is_dir() and any(self.content.iterdir())
        if there and not (self.content / MARKER).is_file():
            raise OutputRefusedError(
                f"Thư mục “{self.content}” có tệp không do lệnh này ghi. Chuyển các tệp đó ra "
                f"“{self.folder}” rồi chạy lại."
            )
        atomic_write(self.content / MARKER, b"")

    def _sync(self, wanted: Mapping[str, _File], write: _EntryWriter) -> bool:
        known, there = self._known(), set(_files(self.content))
        changed = {
            path: file
            for path, file in wanted.items()
            if known.get(path) != file.digest or path not in there
        }
        gone = there - wanted.keys()
        if changed or gone:
            self.memory.unlink(missing_ok=True)  # it holds again when everything is written
        entries: dict[str, list[str]] = defaultdict(list)
        for path, file in changed.items():
            if isinstance(file.source, str):
                entries[file.source].append(path)
            else:
                atomic_write(self.content / path, file.source())
        run_parallel(write, list(entries.items()), serial_up_to=1, share_size=1)
        for path in gone:
            (self.content / path).unlink()
        lying = msgspec.msgpack.encode({path: file.digest for path, file in wanted.items()})
        write_sealed(self.memory, lying)
        self.digest = digest_of(lying).hex()
        return bool(changed or gone)

    def _known(self) -> dict[str, str]:
        try:
            return _decoder.decode(read_sealed(self.memory) or b"\x80")
        except msgspec.MsgspecError:
            return {}


def _files(content: Path) -> Iterator[str]:
    for place in content.iterdir():
        if place.is_dir():
            yield from own_files_below(content, place.name)
        elif place.name != MARKER:
            yield place.name


def _of(data: bytes) -> _File:
    return _File(digest_of_object(data), lambda: data)


def _counted(shown: Iterable[tuple[str, EntryLine]]) -> dict[str, tuple[int, int]]:
    """Centre → stories, products."""
    counts = Counter((slug, line.path.startswith(_PRODUCTS)) for slug, line in shown)
    return {slug: (counts[slug, False], counts[slug, True]) for slug, _ in counts}


def _documents(folder: Path) -> Iterator[str]:
    """Numbers of the legal documents that the office itself publishes."""
    for file in sorted((folder / Policy.folder).glob("*.md")):
        try:
            text, _ = read_text(file, file.name)
        except FileRefusedError:
            continue  # the build names it
        yield str(parse(text, file.name, Policy).values.get("document_number", ""))


def _de_an(found: Mapping[str, CentreIndex]) -> Iterator[tuple[str, bytes]]:
    """A table of each year with the đề án of all centres."""
    years: dict[str, list[dict[str, str]]] = defaultdict(list)
    for index in found.values():
        for row in index.de_an:
            years[row["nam"]].append(row)
    for year, rows in sorted(years.items()):
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(columns(rows))
        yield f"{DE_AN}/{year}.csv", text.getvalue().encode()
