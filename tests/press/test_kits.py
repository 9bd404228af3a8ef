"""Press kits: everything a newsroom needs of a story, and the same bytes each time."""

import csv
import hashlib
import io
import json
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path

import docx
import pytest
from PIL import Image

from khuyencong.describing.products import ProductDescriptions
from khuyencong.press.kits import MOST_KITS, Kit, make_kits
from tests.conftest import CENTRE, NOW, Content
from tests.feeds.newsroom import HOST, PHOTO

STORY = "/tin-tuc/mo-lop-tap-huan-khuyen-cong/"
SLUG = "mo-lop-tap-huan-khuyen-cong"


def kits(content: Content, cache: str = "press", now: datetime = NOW) -> dict[str, Kit]:
    products = ProductDescriptions(content.site(now))
    return make_kits(products, HOST, content.folder, content.cache / cache)


def unpacked(kit: Kit) -> dict[str, bytes]:
    with zipfile.ZipFile(kit.file.place) as archive:
        assert archive.testzip() is None
        return {name.removeprefix(f"{SLUG}/"): archive.read(name) for name in archive.namelist()}


def photo_with_secrets(content: Content) -> Path:
    """A JPEG as a telephone writes it: position, maker, serial number."""
    file = content.folder / "anh" / "anh.jpg"
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.effect_noise((900, 600), 60).convert("RGB").save(file, quality=92)
    told = {
        "GPSLatitude": "21.85",
        "GPSLatitudeRef": "N",
        "GPSLongitude": "106.76",
        "GPSLongitudeRef": "E",
        "SerialNumber": "SO-MAY-123456",
        "Make": "Hang May",
    }
    arguments = [f"-{key}={value}" for key, value in told.items()]
    subprocess.run(["exiftool", "-q", "-overwrite_original", *arguments, str(file)], check=True)
    return file


def test_a_kit_holds_words_photos_captions_terms_and_checksums(content: Content) -> None:
    content.photo()
    content.story(photos=PHOTO)
    kit = kits(content)[STORY]
    files = unpacked(kit)
    assert list(files) == [
        *(f"{SLUG}.txt", "captions.csv", "dieu-kien-su-dung.txt", f"{SLUG}.docx"),
        *("anh/01-anh.jpg", "SHA256SUMS"),
    ]
    assert kit.size == kit.file.place.stat().st_size and len(kit.photos) == 1
    assert kit.path == f"tin-tuc/{SLUG}/{SLUG}.zip"
    for line in files["SHA256SUMS"].decode().splitlines():
        told, name = line.split("  ")
        assert hashlib.sha256(files[name]).hexdigest() == told
    assert "ghi rõ nguồn “Bản tin Thử”" in files["dieu-kien-su-dung.txt"].decode()


def test_the_text_is_utf_8_with_windows_line_ends(content: Content) -> None:
    content.photo()
    content.story(
        photos=PHOTO,
        body="## Ai được học\n\n- Một\n- Hai\n\n| Cấp | Số |\n|---|---|\n| Tỉnh | 4 |\n\n> Lời dẫn",
        corrections="[{date: 23/11/2026, note: Đúng là 04 lớp.}]",
        source_name="Sở Công Thương",
    )
    words = unpacked(kits(content)[STORY])[f"{SLUG}.txt"].decode()
    assert "\r\n" in words and "\n" not in words.replace("\r\n", "")
    lines = words.splitlines()
    assert lines[0] == "MỞ LỚP TẬP HUẤN KHUYẾN CÔNG"
    assert lines.index("Đính chính (23/11/2026): Đúng là 04 lớp.") < lines.index("Ai được học")
    assert lines[lines.index("- Một") + 1] == "- Hai"
    assert lines[lines.index("Cấp | Số") + 1] == "Tỉnh | 4"
    assert "“Lời dẫn”" in lines and "Nguồn: Sở Công Thương" in lines
    assert "Buổi học đầu Ảnh: Tên Mẫu (minh họa)" in lines
    assert f"Bài trên trang: {HOST}{STORY}" in lines


def test_the_word_document_opens_with_headings_lists_and_tables(content: Content) -> None:
    content.story(
        body="## Ai được học\n\nMột **đậm** & <em>nghiêng</em>.\n\n- Mục\n\n"
        "| Cấp | Số |\n|---|---|\n| Tỉnh | 4 |\n"
    )
    data = unpacked(kits(content)[STORY])[f"{SLUG}.docx"]
    document = docx.Document(io.BytesIO(data))
    styles = {part.text: part.style.name for part in document.paragraphs if part.style}
    assert styles["Mở lớp tập huấn khuyến công"] == "Title"
    assert styles["Ai được học"] == "Heading 2"
    assert styles["•\tMục"] == "List Bullet"
    (mixed,) = [part for part in document.paragraphs if part.text == "Một đậm & nghiêng."]
    assert [run.text for run in mixed.runs if run.bold] == ["đậm"]
    assert [run.text for run in mixed.runs if run.italic] == ["nghiêng"]
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Cấp", "Số"],
        ["Tỉnh", "4"],
    ]


@pytest.mark.programs
def test_the_photo_is_the_original_without_what_is_private(content: Content) -> None:
    file = photo_with_secrets(content)
    content.story(photos=PHOTO)
    data = unpacked(kits(content)[STORY])["anh/01-anh.jpg"]
    out = content.folder.parent / "anh.jpg"
    out.write_bytes(data)
    done = subprocess.run(["exiftool", "-j", "-G1", str(out)], capture_output=True, check=True)
    (told,) = json.loads(done.stdout)
    assert told["IPTC:Caption-Abstract"] == "Buổi học đầu"
    assert told["IPTC:Credit"] == "Ảnh: Tên Mẫu (minh họa)"
    assert told["XMP-dc:Description"] == "Buổi học đầu"
    assert not [key for key in told if "GPS" in key or "Serial" in key or key.endswith(":Make")]
    assert b"SO-MAY-123456" not in data
    with Image.open(file) as before, Image.open(out) as after:
        assert before.convert("RGB").tobytes() == after.convert("RGB").tobytes()


def test_the_captions_open_in_excel(content: Content) -> None:
    content.photo()
    content.story(photos=PHOTO)
    data = unpacked(kits(content)[STORY])["captions.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    head, row = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert dict(zip(head, row, strict=True)) == {
        "Tệp": "anh/01-anh.jpg",
        "Chú thích": "Buổi học đầu",
        "Nguồn ảnh": "Ảnh: Tên Mẫu (minh họa)",
        "Mô tả": "Lớp học đông người",
        "Rộng": "640",
        "Cao": "480",
    }


def test_two_builds_give_the_same_zip(content: Content) -> None:
    content.photo()
    content.story(photos=PHOTO)
    first, second = kits(content)[STORY], kits(content, "khac")[STORY]
    assert first.file != second.file
    assert first.file.read_bytes() == second.file.read_bytes()
    with zipfile.ZipFile(first.file.place) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_kit_that_has_not_changed_is_not_packed_again(content: Content) -> None:
    content.story()
    first = kits(content)[STORY].file.place
    stamp = first.stat().st_mtime_ns
    assert kits(content)[STORY].file.place.stat().st_mtime_ns == stamp
    content.story(body="Nội dung khác.")
    assert kits(content)[STORY].file.place != first


def test_the_same_photo_twice_is_packed_once(content: Content) -> None:
    content.photo()
    content.story(photos=PHOTO, body='![Lớp học](anh/anh.jpg "Lần hai")')
    assert len(kits(content)[STORY].photos) == 1


def test_the_newest_thirty_stories_have_a_kit(content: Content) -> None:
    for i in range(MOST_KITS + 3):
        content.story(f"tin-tuc/{i}.md", title=f"Tin {i}", date=f"2026-{i % 9 + 1:02d}-01")
    assert len(kits(content)) == MOST_KITS


def test_terms_and_contact_come_from_the_centre(content: Content) -> None:
    content.write(
        "site.yml",
        CENTRE
        + "press_terms: Hỏi trước khi dùng.\npress_contact: {name: Phòng Tin, phone: 0000}\n",
    )
    content.story()
    files = unpacked(kits(content)[STORY])
    assert files["dieu-kien-su-dung.txt"].decode() == "Hỏi trước khi dùng.\r\n"
    assert "Đầu mối báo chí: Phòng Tin, 0000" in files[f"{SLUG}.txt"].decode()


@pytest.mark.parametrize("hostile", ["]]> & <b>", "a\\x0bb", "🌾👩‍🌾", "e\u0301\u0302"])
def test_hostile_words_leave_the_document_whole(content: Content, hostile: str) -> None:
    content.story(body=f"Chữ {hostile} chữ")
    data = unpacked(kits(content)[STORY])[f"{SLUG}.docx"]
    assert any("chữ" in part.text for part in docx.Document(io.BytesIO(data)).paragraphs)
