"""Press kits: all that a newsroom needs of a story, in one zip."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from heapq import nsmallest
from pathlib import Path, PurePath, PurePosixPath

from msgspec import Struct

from khuyencong.addresses import file_path
from khuyencong.content.file_lookup import FileLookup
from khuyencong.content.record import Figure, Record
from khuyencong.content.transcripts import written_vtt
from khuyencong.csv_file import csv_bytes
from khuyencong.describing.broadcasts import Clip, clip_address, clips
from khuyencong.describing.products import ProductDescriptions
from khuyencong.model.entry import Entry
from khuyencong.pictures.derivative_plan import key_in, plain_stem, with_original
from khuyencong.pictures.picture import Credits, Picture
from khuyencong.press.docx import docx
from khuyencong.press.plain_text import Block, as_text, block, story_blocks
from khuyencong.press.zips import packed
from khuyencong.site.index import Site
from khuyencong.site.visibility import hidden_links
from khuyencong.store.cached_file import CachedFile, CacheListing, write_cached
from khuyencong.store.digest import digest_of, hex_digest_of
from khuyencong.store.file_state import file_state
from khuyencong.store.pruning import prune
from khuyencong.store.served_files import ServedFiles
from khuyencong.store.value_cache import ValueCache
from khuyencong.vietnamese.slugs import address_slug

MOST_KITS = 30
"""The newest stories have a kit: it holds original photos, and those are large."""
FORM = "2"
"""Raise it when kits of the same story are to look different."""


MOST_FOOTAGE = 30_000_000
"""Bytes of video in a kit; what goes beyond that is named by its address."""
SUBTITLES = "phu-de.vtt"
_LONGEST_NAME = 40
"""Letters of a name in a kit, and of the folder that holds it all: Windows' "Extract all" puts
them below a folder that is named after the zip, and a path has 260 letters."""
_LONGEST_ZIP = 100


class KitClip(Struct, frozen=True):
    """A video of a story as the kit has it."""

    name: str
    """Name in the kit, or the address of one that is not in it."""
    clip: Clip
    file: Path | None = None
    """The file that is packed."""


class KitPhoto(Struct, frozen=True):
    """A photo of a kit as it came, without what is private; the press feed names it too."""

    name: str
    """Name in the kit: `01-lop-hoc.jpg`."""
    path: str
    """Output path."""
    figure: Figure
    mime: str
    file: CachedFile


class Kit(Struct, frozen=True):
    """A press kit: where it will be on the site, and the file that holds it now."""

    path: str
    photos: tuple[KitPhoto, ...]
    file: CachedFile

    @property
    def size(self) -> int:
        """Bytes."""
        return self.file.size

    def photo(self, figure: Figure) -> KitPhoto | None:
        """The photo behind a figure of the story."""
        source = figure.picture.source
        return next((p for p in self.photos if p.figure.picture.source == source), None)


def newest_changes(site: Site) -> tuple[Record[Entry], ...]:
    """The stories that have a kit: those with the newest changes."""

    def found() -> tuple[Record[Entry], ...]:
        own = (story for story in site.stories if not story.is_link)
        return tuple(nsmallest(MOST_KITS, own, key=lambda story: story.recency))

    return site.memoized("newest changes", None, found)


def kit_path(record: Record[Entry]) -> str:
    """Output path of the press kit of a story."""
    return file_path(f"{record.address}{address_slug(record.slug, _LONGEST_ZIP)}.zip")


def kit_name(record: Record[Entry]) -> str:
    """Name of the folder in a kit and of the story's text: one that every disk takes."""
    return address_slug(record.slug, _LONGEST_NAME)


def _short(file: PurePath) -> str:
    """Name of a file in a kit, behind a number that makes it no name of a device."""
    return plain_stem(file)[:_LONGEST_NAME].rstrip("-")


def kit_paths(site: Site) -> Iterator[str]:
    """Output paths of all kits, found without making any."""
    return map(kit_path, newest_changes(site))


def make_kits(
    products: ProductDescriptions, root: str, content: Path, cache: Path
) -> dict[str, Kit]:
    """Address of a story → its kit. A kit that has not changed is not packed again.

    `root` is the address of the site, `content` where the photos are, `cache` where kits are
    kept.

    Raises:
        PictureError: a photo cannot be read any more.
    """
    keys = ValueCache(str, cache / "keys" / hex_digest_of(str(content.resolve()), root))
    kits = {
        record.address: _kit(products, record, root, content, cache, keys)
        for record in newest_changes(products.site)
    }
    keys.save()
    return kits


def _kit(
    products: ProductDescriptions,
    record: Record[Entry],
    root: str,
    content: Path,
    cache: Path,
    keys: ValueCache[str],
) -> Kit:
    folder = record.address.strip("/")
    photos = tuple(_photos(record.figures, folder, content, cache))
    footage = tuple(_footage(record, root, content))
    words = _Words(products, record, root, photos, footage)
    files = [f"{photo.name} {photo.file.place.name}" for photo in photos]
    files += [f"{clip.name} {file_state(clip.file)}" for clip in footage if clip.file]
    inputs = _inputs(products.site, record, root, files)
    key = keys.get(inputs) if inputs else None
    if key is None:
        key = _key(words.files, files)
        if inputs:
            keys.put(inputs, key)
    generate = partial(_zip, kit_name(record), words, photos, footage)
    return Kit(kit_path(record), photos, _cached(cache, ".zip", generate, key))


def _inputs(site: Site, record: Record[Entry], root: str, files: Sequence[str]) -> str:
    """Stands for all that the words of a kit are made from, besides the code; empty for a record
    that was not read by way of the cache."""
    if not record.body_digest:
        return ""
    centre, hidden = site.centre, sorted(hidden_links(site, record))
    around = (root, centre.terms, centre.press_contact, hidden, files)
    return digest_of(record.body_digest, repr(around).encode()).hex()


def _key(words: Mapping[str, bytes], files: Iterable[str]) -> str:
    """The name of a kit in the cache: what lies in it."""
    texts = (part for item in words.items() for part in (item[0], item[1].decode()))
    return hex_digest_of(FORM, *texts, *files)


class _Words:
    """What a kit says. It is made when it is asked for: that takes longer than anything else of a
    kit that is there already."""

    def __init__(
        self,
        products: ProductDescriptions,
        record: Record[Entry],
        root: str,
        photos: Sequence[KitPhoto],
        footage: Sequence[KitClip],
    ) -> None:
        self._products, self._record, self._root = products, record, root
        self._photos, self._footage = photos, footage

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """What the document says."""
        more = _listed(self._record, self._footage)
        return story_blocks(self._products, self._record, self._root, more)

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Files of plain text, by their names in the kit."""
        text = as_text(self.blocks, links=True).replace("\n", "\r\n")
        files = {
            f"{kit_name(self._record)}.txt": text.encode(),
            "captions.csv": _captions(self._photos),
            "dieu-kien-su-dung.txt": f"{self._products.site.centre.terms}\r\n".encode(),
        }
        if self._record.transcript:
            files[SUBTITLES] = written_vtt(self._record.transcript).encode()
        return files


def _zip(
    name: str,
    words: _Words,
    photos: Iterable[KitPhoto],
    footage: Iterable[KitClip],
) -> bytes:
    """The bytes of a kit."""
    files = {**words.files, f"{name}.docx": docx(words.blocks)}
    files |= {photo.name: photo.file.read_bytes() for photo in photos}
    files |= {clip.name: clip.file.read_bytes() for clip in footage if clip.file}
    sums = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items()]
    files["SHA256SUMS"] = "".join(sums).encode()
    return packed({f"{name}/{inside}": data for inside, data in files.items()})


def _footage(record: Record[Entry], root: str, content: Path) -> Iterator[KitClip]:
    """The videos of a story: those that fit are in the kit, of the others it has the address."""
    room, lookup = MOST_FOOTAGE, FileLookup(content)
    for number, clip in enumerate(clips(record.entry), 1):
        size = record.sizes.get(clip.path, MOST_FOOTAGE + 1)
        if size > room:
            yield KitClip(clip_address(clip.path, root), clip)
            continue
        room -= size
        file = PurePosixPath(clip.path)
        name = f"video-{number:02d}-{_short(file)}{file.suffix.lower()}"
        yield KitClip(name, clip, content / (lookup.find(clip.path) or clip.path))


def _listed(record: Record[Entry], footage: Iterable[KitClip]) -> Iterator[Block]:
    """What the document says of videos and subtitles."""
    lines = [
        f"{clip.name}: {clip.clip.title}"
        + (f" ({clip.clip.duration})" if clip.clip.duration else "")
        for clip in footage
    ]
    if record.transcript:
        lines.append(f"{SUBTITLES}: phụ đề của chương trình")
    if lines:
        yield block("heading", "Video và phụ đề")
    yield from (block("item", line, "-") for line in lines)


def _cached(cache: Path, suffix: str, generate: Callable[[], bytes], key: str) -> CachedFile:
    """The cache's file under a key; generated if there is none."""
    file = cache / key[:2] / f"{key}{suffix}"
    place = CacheListing().find(file) or write_cached(file, generate())
    return CachedFile(place, generate)


def _photos(
    figures: Iterable[Figure], folder: str, content: Path, cache: Path
) -> Iterator[KitPhoto]:
    """Every photo, each once; those that are not in the cache yet are made."""
    seen: set[str] = set()
    for figure in figures:
        picture = with_original(figure.picture)
        original = picture.original
        if picture.source in seen or original is None:
            continue
        seen.add(picture.source)
        suffix = Path(original.path).suffix
        stem = plain_stem(Path(picture.source))
        name = f"{len(seen):02d}-{_short(Path(picture.source))}{suffix}"
        # The path of a derivative carries a digest of the photo and its credits; so does the one
        # below: Superdesk knows a picture by its address, and keeps what it has of one it knows.
        generate = partial(_untouched, content / picture.source, picture, figure.credits)
        file = _cached(cache, suffix, generate, hex_digest_of(FORM, original.path))
        path = f"{folder}/anh/{stem}-{key_in(original.path)}{suffix}"
        yield KitPhoto(name, path, figure, original.mime, file)


def kit_files(kits: Mapping[str, Kit]) -> dict[str, CachedFile]:
    """Output path → file, of every kit and of every photo that the press feed names."""
    files = {kit.path: kit.file for kit in kits.values()}
    return files | {photo.path: photo.file for kit in kits.values() for photo in kit.photos}


def former_photos(kits: Mapping[str, Kit], served: ServedFiles) -> dict[str, CachedFile]:
    """Output path → file, of photos at the plain addresses (`01-lop-hoc.jpg`) that they once had.

    A newspaper's page may show a photo from there: it shows the one that the story has now. Names
    with a digest were never promised (docs/stability.md) and go with the photo that they name.
    """
    found: dict[str, CachedFile] = {}
    for photo in (photo for kit in kits.values() for photo in kit.photos):
        place = PurePosixPath(photo.path)
        stem = plain_stem(PurePath(photo.figure.picture.source))
        plain = re.compile(rf"\d\d-{re.escape(stem + place.suffix)}")
        for name in filter(plain.fullmatch, served.names_in(str(place.parent))):
            found.setdefault(str(place.with_name(name)), photo.file)
    return found


def prune_kits(cache: Path, kits: Mapping[str, Kit]) -> None:
    """Remove from the cache the kits and photos that no build used for a month."""
    prune(cache.glob("*/*.*"), {file.place for file in kit_files(kits).values()})


def _captions(photos: Iterable[KitPhoto]) -> bytes:
    """What a picture desk must know of each photo, as CSV."""
    heading = ("Tệp", "Chú thích", "Nguồn ảnh", "Mô tả", "Lưu ý", "Rộng", "Cao")
    return csv_bytes([heading, *map(_caption, photos)])


def _caption(photo: KitPhoto) -> tuple[str | int, ...]:
    figure, picture = photo.figure, photo.figure.picture
    words = (figure.caption, figure.credit, figure.alt, figure.label)
    return (photo.name, *words, picture.width, picture.height)


def _untouched(file: Path, picture: Picture, credits: Credits) -> bytes:
    from khuyencong.pictures.press_original import untouched  # Pillow is loaded for new photos

    return untouched(file, picture, credits)
