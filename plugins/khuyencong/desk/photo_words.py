"""Photos without a description, one list for all entries; a person writes what is put in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.responses import Response

from khuyencong.desk.entry_screens import bytes_of
from khuyencong.desk.entry_writer import FaultyError, write
from khuyencong.desk.photo_store import PhotoStore
from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import go, screen
from khuyencong.editing.entry_text import EntryText
from khuyencong.editing.header_yaml import HeaderError
from khuyencong.editing.yaml_writer import Value
from khuyencong.importers.markdown_signs import escaped
from khuyencong.model.entry import Entry

PLACE = "anh/chua-mo-ta"
SHOWN = 60
"""Photos of one screen; the others come when these are described."""
SOURCE, PHOTO, WORDS = "bai", "anh", "mo-ta"


def with_descriptions(
    text: EntryText, kind: type[Entry], descriptions: Mapping[str, str]
) -> EntryText:
    """An entry in which photos without a description have those given, by path; what somebody
    described stays.
    """
    body = text.shown_body
    for path, words in descriptions.items():
        body = _described(body, path, words)
    if body != text.shown_body:
        text = text.with_body(body)
    photos = text.read(kind).values.get("photos")
    if not isinstance(photos, list):
        return text
    filled = [_filled(photo, descriptions) for photo in photos]
    return text.with_fields({"photos": filled}, kind) if filled != photos else text


def _described(body: str, path: str, words: str) -> str:
    place = rf"/?{re.escape(path)}"
    body = re.sub(rf"!\[\s*\](?=\({place}[\s)])", lambda _: f"![{escaped(words)}]", body)
    return re.sub(
        rf'(<img\b[^<>]*?\bsrc="{place}"[^<>]*?\balt=")(?=")',
        lambda found: f"{found[1]}{escape(words)}",
        body,
    )


def _filled(photo: Value, descriptions: Mapping[str, str]) -> Value:
    if not isinstance(photo, Mapping) or str(photo.get("alt") or "").strip():
        return photo
    words = descriptions.get(str(photo.get("file") or "").lstrip("/"), "")
    return {**photo, "alt": words} if words else photo


@dataclass(frozen=True)
class PhotoWordsScreens:
    """Answers about photos that nobody described."""

    photos: PhotoStore

    def open(self, asked: Asked) -> Response:
        """The photos without a description, those of one entry together."""
        return self._screen(asked)

    def save(self, asked: Asked) -> Response:
        """Write the descriptions that somebody filled in, each into its entry; those that could
        not be written are told with why."""
        given: dict[str, dict[str, str]] = {}
        for source, photo, words in zip(*map(asked.all, (SOURCE, PHOTO, WORDS)), strict=False):
            if words.strip():
                given.setdefault(source, {})[photo] = " ".join(words.split())
        troubles = [
            f"“{source}”: {why} Chữ đã viết: {'; '.join(words.values())}"
            for source, words in given.items()
            if (why := self._saved(asked, source, words))
        ]
        if troubles:
            return self._screen(asked, troubles)
        return go(PLACE, f"Đã ghi mô tả vào {len(given)} bài." if given else "Chưa điền mô tả nào.")

    def _screen(self, asked: Asked, troubles: Sequence[str] = ()) -> Response:
        found = self.photos.undescribed()
        status = HTTPStatus.UNPROCESSABLE_ENTITY if troubles else HTTPStatus.OK
        return screen(
            "mo-ta-anh", asked, status, photos=found[:SHOWN], found=len(found), troubles=troubles
        )

    def _saved(self, asked: Asked, source: str, words: Mapping[str, str]) -> str:
        """Empty when the descriptions of an entry are written, or why not."""
        workspace = self.photos.workspace
        try:
            with workspace.writing:
                text = EntryText.of(bytes_of(workspace, source))
                kind = workspace.files()[source].kind
                new = with_descriptions(text, kind, words)
                if new.data == text.data:
                    return "Không thấy ảnh còn thiếu mô tả trong bài; mở bài để xem."
                write(workspace, source, kind, new, asked.session, what="Mô tả ảnh")
        except HTTPException as refusal:
            return refusal.detail
        except FaultyError as faulty:
            return faulty.first
        except HeaderError:
            return "Phần khai báo viết sai; mở bài để sửa."
        return ""
