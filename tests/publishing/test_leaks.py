"""The last look into the bytes that leave."""

import io
import struct
import zipfile
import zlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from khuyencong.content.download_policy import FILM, OFFERED, SOUND
from khuyencong.publishing.leaks import LONGEST, LeakError, leaks, secrets_of
from khuyencong.publishing.publication import publish_site
from khuyencong.publishing.site_files import site_files
from tests.conftest import NOW, Content
from tests.publishing.sites import SITE, Desk
from tests.rendering.conftest import Desk as Office

DRAFT = "Sở dự kiến đề nghị hỗ trợ ba cơ sở mới ở xã Minh Họa trong quý tới"
VOICES = (*FILM, *SOUND)
HOUSEHOLD = "producer: {name: Hộ Lò Thị Mẫu, kind: ho-kinh-doanh, phone: 0987 654 301}"


@pytest.fixture
def secret_folder(content: Content) -> Content:
    content.story(
        "tin-tuc/nhap.md", title="Ba cơ sở sắp được hỗ trợ máy", body=f"{DRAFT}.", status="draft"
    )
    content.story(
        "tin-tuc/hen.md", title="Hội chợ mở cửa sáng ngày mai", embargo="25/11/2026 07:00"
    )
    content.product(
        "san-pham/mien.md",
        "Miến dong",
        producer="{name: Hộ Lò Thị Mẫu, kind: ho-kinh-doanh, phone: 0987 654 301}",
    )
    return content


def found(content: Content, path: str, data: bytes, days: int = 0) -> list[str]:
    """What is found in one file of an output folder."""
    output = content.folder.parent / "output"
    (output / path).parent.mkdir(parents=True, exist_ok=True)
    (output / path).write_bytes(data)
    now = NOW + timedelta(days=days)
    secrets = secrets_of(content.read(now).records, now)
    return [leak.what for leak in leaks(secrets, site_files(output, content.cache))]


def photo(*, gps: bool) -> bytes:
    data = io.BytesIO()
    exif = Image.Exif()
    if gps:
        exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 51.0, 10.0)})
    Image.new("RGB", (32, 24), "#2a6f7a").save(data, "JPEG", exif=exif)
    return data.getvalue()


def film(position: str) -> bytes:
    """A film as telephones write it: the box of the place, then what was filmed."""
    return boxed(b"\xa9xyz" + len(position).to_bytes(2) + b"\x15\xc7" + position.encode())


def boxed(box: bytes) -> bytes:
    """A film with one box that may hold a place."""
    return b"\x00\x00\x00\x18ftypmp42" + box + bytes(2_000)


def test_a_film_without_a_place_is_no_leak(secret_folder: Content) -> None:
    assert found(secret_folder, "tep/a.mp4", film("")) == []


@pytest.mark.parametrize(
    ("path", "data", "said"),
    [
        ("tin-tuc/a/index.html", f"<p>{DRAFT}.</p>".encode(), "chưa đăng tin-tuc/nhap.md"),
        ("feed.json", '{"t": "Ba cơ sở sắp được hỗ trợ máy"}'.encode(), "tin-tuc/nhap.md"),
        ("a.html", "<a>Hội chợ mở cửa <b>sáng ngày mai</b></a>".encode(), "tin-tuc/hen.md"),
        ("a.csv", "Lò Thị Mẫu;0987.654.301".encode(), "số máy hoặc thư chưa được đồng ý"),
        ("a.html", b'<a href="tel:+84987654301">', "số máy hoặc thư chưa được đồng ý"),
        ("anh/a.jpg", photo(gps=True), "vị trí chụp (GPS)"),
        ("tep/a.mp4", film("+21.8530+106.7610/"), "vị trí quay (GPS)"),
        ("tep/a.m4v", boxed(b"loci"), "vị trí quay (GPS)"),
        (
            "tep/a.mov",
            boxed(b"com.apple.quicktime.location.ISO6709\0\0+21.8530+106.7610+012/"),
            "vị trí quay (GPS)",
        ),
        ("tep/A.MOV", bytes((1 << 20) - 20) + film("-1.5+106.761+012/"), "vị trí quay (GPS)"),
    ],
)
def test_what_is_not_for_readers_is_found(
    secret_folder: Content, path: str, data: bytes, said: str
) -> None:
    assert len(told := found(secret_folder, path, data)) == 1
    assert said in told[0] and "0987" not in told[0]


@pytest.mark.parametrize("ending", sorted(OFFERED.keys() - {"pdf", "doc", "xls", "ppt", *VOICES}))
def test_every_kind_of_download_with_words_is_looked_into(
    secret_folder: Content, ending: str
) -> None:
    data = io.BytesIO(DRAFT.encode())
    if OFFERED[ending]:
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr("content.xml", f"<p>{DRAFT}</p>")
    (said,) = found(secret_folder, f"tep/mau.{ending}", data.getvalue())
    assert "tin-tuc/nhap.md" in said


def test_archives_are_opened(secret_folder: Content) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("bai.txt", DRAFT)
        archive.writestr("anh.jpg", photo(gps=True))
        archive.writestr("phim.mp4", film("+21.8530+106.7610/"))
    assert len(found(secret_folder, "a/a.zip", data.getvalue())) == 3


@pytest.mark.parametrize(
    "data",
    [
        "<p>Hội chợ mở cửa ở Bắc Ninh. Điện thoại 0205 3812 345.</p>".encode(),
        photo(gps=False),
        b"\xff\xd8 no picture at all",
    ],
)
def test_what_is_for_readers_is_no_leak(secret_folder: Content, data: bytes) -> None:
    assert found(secret_folder, "a.jpg" if data[:1] == b"\xff" else "a.html", data) == []


def test_after_its_moment_an_embargoed_story_is_no_secret(secret_folder: Content) -> None:
    assert found(secret_folder, "a.html", "Hội chợ mở cửa sáng ngày mai".encode(), days=1) == []


def test_nothing_is_sent_where_something_leaks(secret_folder: Content, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk", f"file://{tmp_path}/web")
    secrets = secrets_of(secret_folder.read().records, NOW)
    site = replace(desk.built(SITE | {"a.html": DRAFT.encode()}), secrets=secrets)
    with pytest.raises(LeakError, match=r"a\.html: có chữ của bài chưa đăng tin-tuc/nhap\.md"):
        publish_site(desk.chosen, site, lambda *_: True, desk.tell)
    assert not (tmp_path / "web" / "current").exists()


@pytest.mark.slow
def test_a_real_site_with_drafts_and_households_leaks_nothing(office: Office) -> None:
    office.photo()
    office.story("tin-tuc/ra.md", title="Tin đã ra")
    office.story(
        "tin-tuc/nhap.md", title="Ba cơ sở sắp được hỗ trợ máy", body=DRAFT, status="draft"
    )
    office.product("san-pham/mien.md", "Miến dong", HOUSEHOLD, producer="")
    said = office.run("doctor")
    assert (said.code, said.out.strip()) == (0, "Không thấy gì chưa được công khai."), said.err


@pytest.mark.slow
def test_sample_data_is_refused(office: Office) -> None:
    (office.home / "xuat-ban.yml").write_text(
        f"targets:\n  chinh:\n    address: file://{office.home}/web\n"
    )
    office.story("tin-tuc/mau.md", title="Tin mẫu", sample="true")
    said = office.run("publish", "--yes")
    assert said.code == 1 and "tin-tuc/mau.md" in said.err and not (office.home / "web").exists()


def packed(name: str, data: bytes, method: int = zipfile.ZIP_DEFLATED, count: int = 1) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for number in range(count):
            archive.writestr(f"{number or ''}{name}", data)
    return stream.getvalue()


def locked(data: bytes) -> bytes:
    """An archive that says of itself that it has a password."""
    flags = bytearray(data)
    flags[data.index(b"PK\x03\x04") + 6] |= 1
    flags[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(flags)


def broken(data: bytes) -> bytes:
    """An archive whose member is not what its sum says; some programs open it all the same."""
    return data.replace(DRAFT.encode(), DRAFT.upper().encode()[: len(DRAFT.encode())])


def png(header: bytes) -> bytes:
    """A picture of 8 × 8 points that says something else of itself."""
    data = io.BytesIO()
    Image.new("RGB", (8, 8)).save(data, "PNG")
    chunk = b"IHDR" + header
    start = struct.pack(">I", len(header)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return data.getvalue()[:8] + start + data.getvalue()[33:]


def test_a_picture_too_large_to_be_looked_into_is_named(secret_folder: Content) -> None:
    (said,) = found(
        secret_folder, "tep/ban-do.png", png(struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0))
    )
    assert "ảnh quá lớn, không xem được bên trong" in said


def test_a_picture_that_nobody_can_open_stops_nothing(secret_folder: Content) -> None:
    assert found(secret_folder, "tep/ban-do.png", png(b"khong")) == []


@pytest.mark.parametrize("data", [b"PK", b"PK\x03\x04 x", packed("a.docx", b"PK\x03\x04 x")])
def test_a_download_that_nobody_can_open_stops_nothing(secret_folder: Content, data: bytes) -> None:
    assert found(secret_folder, "tep/mau.docx", data) == []


def test_a_large_archive_is_looked_into_member_by_member(
    secret_folder: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a kit with many photos is; here a large file is one of more than 2000 bytes."""
    monkeypatch.setattr("khuyencong.publishing.leaks.LONGEST", 2000)
    kit = packed("chu-thich.txt", bytes(1000), zipfile.ZIP_STORED, count=5)
    assert found(secret_folder, "tep/bo-anh.zip", kit) == []
    text = DRAFT.encode() + bytes(1000)
    (said, *_) = found(secret_folder, "tep/bo-anh.zip", packed("a.txt", text, 0, count=5))
    assert "tin-tuc/nhap.md" in said


@pytest.mark.parametrize(
    "data",
    [
        locked(packed("a.txt", DRAFT.encode())),
        packed("a.txt", bytes(LONGEST + 1)),
        packed("a.bin", bytes(LONGEST // 2), count=3),
        packed("a.zip", packed("b.zip", packed("c.txt", DRAFT.encode()))),
        packed("a.txt", DRAFT.encode(), zipfile.ZIP_LZMA),
        broken(packed("a.txt", DRAFT.encode(), zipfile.ZIP_STORED)),
    ],
    ids=["password", "bomb", "small bombs", "archives in archives", "LZMA", "broken"],
)
def test_a_download_that_cannot_be_looked_into_is_named(
    secret_folder: Content, data: bytes
) -> None:
    (said,) = found(secret_folder, "tep/mau.zip", data)
    assert "không xem được bên trong" in said
