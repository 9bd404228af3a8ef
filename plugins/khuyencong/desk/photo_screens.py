"""Photos: taken in from a browser, shown small, looked through."""

from dataclasses import dataclass
from http import HTTPStatus

from starlette.responses import JSONResponse, Response

from khuyencong.desk.photo_store import PhotoStore
from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import screen
from khuyencong.pictures.picture import PictureError
from khuyencong.store.os_reason import os_reason
from khuyencong.vietnamese.folding import fold
from khuyencong.vietnamese.numbers import whole_number

SHOWN = 60


@dataclass(frozen=True)
class PhotoScreens:
    """Answers about photos."""

    photos: PhotoStore

    def library(self, asked: Asked) -> Response:
        """All photos, or those that are looked for."""
        words = fold(asked.query.get("tim", "")).split()
        unused = asked.query.get("chua-dung") == "1"
        found = [
            photo
            for photo in self.photos.library()
            if all(word in photo.words for word in words) and not (unused and photo.uses)
        ]
        many = SHOWN * max(1, whole_number(asked.query.get("phan"), 1))
        return screen(
            "anh",
            asked,
            wanted=asked.query.get("tim", ""),
            unused=unused,
            undescribed=len(self.photos.undescribed()),
            found=len(found),
            photos=found[:many],
            next=many // SHOWN + 1 if len(found) > many else 0,
        )

    def small(self, asked: Asked) -> Response:
        """A photo in small."""
        try:
            data = self.photos.thumbnail(asked.path["path"])
        except PictureError:
            return Response(status_code=HTTPStatus.NOT_FOUND)
        return Response(
            data, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=600"}
        )

    def take(self, asked: Asked) -> Response:
        """Take photos in; what each says of itself, or why it cannot be used."""
        taken = [self._taken(name, data, asked.get("folder")) for name, data in asked.files]
        return JSONResponse({"photos": taken})

    def _taken(self, name: str, data: bytes, folder: str) -> dict[str, object]:
        try:
            photo = self.photos.take(name, data, folder)
        except PictureError as error:
            return {"name": name, "trouble": error.message}
        except OSError as error:
            return {"name": name, "trouble": f"Không ghi được ảnh: {os_reason(error)}."}
        return {
            "name": name,
            "file": photo.path,
            "caption": photo.caption,
            "credit": photo.credit,
            "wasThere": photo.was_there,
            "remarks": photo.remarks,
        }
