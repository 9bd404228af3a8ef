"""Photos are taken in by what they hold, never by what they are called."""

from io import BytesIO

import pytest
from PIL import Image

from khuyencong.desk.photo_store import PhotoStore
from khuyencong.desk.workspace import Workspace
from tests.conftest import Content
from tests.desk.conftest import TestClient, Visitor


def picture(format: str = "JPEG", size: tuple[int, int] = (640, 480), **exif: object) -> bytes:
    stream = BytesIO()
    image = Image.new("RGB", size, "#2a6f7a")
    if format == "HEIF":
        from pillow_heif import from_pillow

        from_pillow(image).save(stream)
        return stream.getvalue()
    tags = Image.Exif()
    for tag, value in exif.items():
        tags[int(tag[1:])] = value
    image.save(stream, format, exif=tags)
    return stream.getvalue()


def sent(visitor: Visitor, *files: tuple[str, bytes], folder: str = "tin-tuc") -> list[dict]:
    parts = [("anh", (name, data, "application/octet-stream")) for name, data in files]
    answer = visitor.post("anh", {"folder": folder}, files=parts)
    assert answer.status_code == 200, answer.text
    return answer.json()["photos"]


def test_many_photos_at_once_get_plain_names(visitor: Visitor, content: Content) -> None:
    a, b = picture(size=(640, 480)), picture(size=(800, 600))
    taken = sent(visitor, ("Lớp học ở Na Rì (1).JPG", a), ("Lớp học ở Na Rì (1).jpeg", b))
    assert [each["file"] for each in taken] == [
        "anh/tin-tuc/lop-hoc-o-na-ri-1.jpg",
        "anh/tin-tuc/lop-hoc-o-na-ri-1-2.jpg",
    ]
    assert (content.folder / taken[0]["file"]).read_bytes() == a


def test_what_a_photo_says_of_itself_is_filled_in_and_the_alternative_is_not(
    visitor: Visitor,
) -> None:
    (taken,) = sent(visitor, ("a.jpg", picture(t270="Lop hoc o xa", t315="Hoang Van Tho")))
    assert taken["caption"] == "Lop hoc o xa" and taken["credit"] == "Ảnh: Hoang Van Tho"
    assert "alt" not in taken


def test_a_phones_heic_is_taken_whatever_its_name(visitor: Visitor) -> None:
    (taken,) = sent(visitor, ("IMG_0001.JPG", picture("HEIF")))
    assert taken["file"].endswith(".heic")


def test_the_same_photo_twice_is_one_file(visitor: Visitor, content: Content) -> None:
    data = picture()
    first, again = sent(visitor, ("a.jpg", data), ("ten-khac.jpg", data))
    assert again["wasThere"] and again["file"] == first["file"]
    assert len(list((content.folder / "anh").rglob("*.*"))) == 1


HOSTILE = {
    "a.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "a.jpg": b"<!doctype html><script>alert(1)</script>",
    "b.jpg": b"\xff\xd8\xff\xe0" + b"\0" * 100,
    "c.png": b"\x89PNG\r\n\x1a\n",
    "d.jpg": b"",
    "e.gif": b"GIF89a<script>alert(1)</script>",
    "f.jpg": b"%PDF-1.4",
    "g.exe": b"MZ\x90",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_photo_is_refused_and_not_written(
    visitor: Visitor, content: Content, name: str
) -> None:
    (taken,) = sent(visitor, (name, HOSTILE[name]))
    assert taken["trouble"] and not (content.folder / "anh").exists()


NAMES = ["../../x.jpg", "..\\..\\x.jpg", "C:\\x.jpg", "/etc/x.jpg", "con.jpg", "\u202egpj.x", "."]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("folder", ["tin-tuc", "..", "../..", "/", "a/b"])
def test_no_name_leads_out_of_the_photos(
    visitor: Visitor, content: Content, name: str, folder: str
) -> None:
    (taken,) = sent(visitor, (name, picture()), folder=folder)
    place = (content.folder / taken["file"]).resolve()
    assert place.is_file() and place.is_relative_to((content.folder / "anh").resolve())


@pytest.mark.parametrize("path", ["../site.yml", "tin-tuc/bai.md", "anh/../site.yml", "site.yml"])
def test_only_photos_are_shown_small(
    visitor: Visitor, client: TestClient, content: Content, path: str
) -> None:
    content.story()
    assert visitor.get(f"anh-nho/{path}").status_code == 404


def test_a_small_photo_is_small(visitor: Visitor, content: Content) -> None:
    content.photo("anh/lon.jpg", (1600, 1200))
    answer = visitor.get("anh-nho/anh/lon.jpg")
    assert answer.headers["content-type"] == "image/jpeg"
    assert Image.open(BytesIO(answer.content)).width == 400


def test_the_library_says_where_a_photo_is_used(
    visitor: Visitor, content: Content, workspace: Workspace
) -> None:
    content.photo("anh/dung.jpg")
    content.photo("anh/thua.jpg", (800, 600))
    content.story(title="Có ảnh", photos="[{file: anh/dung.jpg, alt: Máy sấy}]")
    by_path = {photo.path: photo for photo in PhotoStore(workspace).library()}
    assert by_path["anh/dung.jpg"].uses[0].title == "Có ảnh"
    assert by_path["anh/thua.jpg"].uses == ()
    for part in ("²", "9" * 5000):
        assert visitor.get("anh", phan=part).is_success
        assert visitor.get("danh-sach", phan=part).is_success
    page = visitor.get("anh", **{"chua-dung": "1"}).text
    assert "thua.jpg" in page and "dung.jpg" not in page
    assert "dung.jpg" in visitor.get("anh", tim="may say").text
