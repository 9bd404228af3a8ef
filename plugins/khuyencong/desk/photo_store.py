"""Photos of a centre: taken in, checked by what they hold, and where each is used."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from khuyencong.content.file_lookup import leads_out
from khuyencong.content.picture_policy import picture_remarks
from khuyencong.desk.content_files import free_path, with_bytes
from khuyencong.desk.workspace import Workspace
from khuyencong.pictures.bylines import own_credits
from khuyencong.pictures.derivative_plan import plain_stem
from khuyencong.pictures.derivatives import cached
from khuyencong.pictures.description import describe
from khuyencong.pictures.encoding import encoded
from khuyencong.pictures.photo_file import opened
from khuyencong.pictures.picture import Credits, Picture, PictureError
from khuyencong.store.atomic import atomic_write
from khuyencong.store.cached_file import CacheListing, write_cached
from khuyencong.store.file_state import own_files_below
from khuyencong.vietnamese.folding import fold
from khuyencong.vietnamese.slugs import slugify

FOLDER = "anh"
LARGEST = 60 * 1024 * 1024
"""Bytes of a photo: a camera's largest JPEG is half of that."""
_SUFFIXES = {
    **{"JPEG": ".jpg", "MPO": ".jpg", "PNG": ".png", "WEBP": ".webp", "TIFF": ".tif"},
    **{"GIF": ".gif", "HEIF": ".heic"},
}


@dataclass(frozen=True, slots=True)
class TakenPhoto:
    """A photo that lies in `content/` now, and what it says of itself."""

    path: str
    caption: str
    credit: str
    was_there: bool
    """Whether the same bytes were there before."""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a photo is used."""

    source: str
    title: str
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class KnownPhoto:
    """A photo of the library."""

    path: str
    size: int
    uses: tuple[Use, ...]

    @property
    def words(self) -> str:
        """What is searched, folded."""
        said = (f"{use.title} {use.alt} {use.caption}" for use in self.uses)
        return fold(" ".join((self.path, *said)))


@dataclass(frozen=True)
class PhotoStore:
    """The photos of a workspace."""

    workspace: Workspace

    @property
    def _cache(self) -> Path:
        return self.workspace.cache / "pictures"

    def take(self, name: str, data: bytes, folder: str) -> TakenPhoto:
        """Put a photo into `anh/<folder>/`; one whose bytes are there already is only named.

        Raises:
            PictureError: it is no photo that can be used; nothing was written.
            OSError: it cannot be written.
        """
        if len(data) > LARGEST:
            raise PictureError("Tệp ảnh lớn hơn 60 MB.", "Xuất ảnh nhỏ hơn rồi thả lại.")
        with tempfile.TemporaryDirectory() as place:
            file = Path(place) / "anh"
            file.write_bytes(data)
            with opened(file) as (_, image):
                suffix = _SUFFIXES[image.format or ""]
                credits = own_credits(image, data)
            picture = describe(file, name, Path(place) / "nho")
        remarks = tuple(remark[1] for remark in picture_remarks(picture, name))
        paths = [*self._paths()]
        known = with_bytes(self.workspace.content, paths, data)
        path = known or free_path(paths, _stem(name, folder), suffix)
        if not known:
            atomic_write(self.workspace.content / path, data)
        credit = credits.credit or (f"Ảnh: {credits.creator}" if credits.creator else "")
        return TakenPhoto(path, credits.caption, credit, bool(known), remarks)

    def thumbnail(self, path: str) -> bytes:
        """A small JPEG of a photo.

        Raises:
            PictureError: there is no such photo, or it cannot be used.
        """
        if leads_out(self.workspace.content, path) or not path.startswith(f"{FOLDER}/"):
            raise PictureError("Không có ảnh này.", "Kiểm tra tên tệp.")
        file = self.workspace.content / path
        picture = describe(file, path, self._cache)
        smallest = picture.jpeg[0]
        place = CacheListing().find(cached(self._cache, smallest.path))
        if place is None:
            (_, data), *_ = encoded(file, picture, Credits(), [smallest])
            place = write_cached(cached(self._cache, smallest.path), data)
        return place.read_bytes()

    def size(self, path: str) -> Picture:
        """Width and height of a photo.

        Raises:
            PictureError: it cannot be used.
        """
        return describe(self.workspace.content / path, path, self._cache)

    def library(self) -> list[KnownPhoto]:
        """Every photo with the places where it is used, the newest file first."""
        uses = self._uses()
        found = []
        for path in self._paths():
            stat = (self.workspace.content / path).stat()
            known = KnownPhoto(path, stat.st_size, tuple(uses.get(path, ())))
            found.append((stat.st_mtime, known))
        return [known for _, known in sorted(found, key=lambda each: (-each[0], each[1].path))]

    def undescribed(self) -> list[tuple[str, Use]]:
        """Photos that an entry shows without a description, each with that entry."""
        uses = ((path, use) for path, found in self._uses().items() for use in found)
        bare = {(use.source, path): (path, use) for path, use in uses if not use.alt.strip()}
        return [bare[place] for place in sorted(bare)]

    def _uses(self) -> Mapping[str, list[Use]]:
        found: dict[str, list[Use]] = {}
        records = (file.record for file in self.workspace.files().values() if file.record)
        for record in records:
            for figure in record.figures:
                use = Use(record.source, record.entry.title, figure.alt, figure.caption)
                found.setdefault(figure.picture.source, []).append(use)
        return found

    def _paths(self) -> Iterator[str]:
        return own_files_below(self.workspace.content, FOLDER)


def _stem(name: str, folder: str) -> str:
    """Where a new photo of this name lies, without its ending."""
    parts = (FOLDER, slugify(folder)) if slugify(folder) else (FOLDER,)
    stem = plain_stem(Path(name.replace("\\", "/").rpartition("/")[2]))
    return "/".join((*parts, stem))
