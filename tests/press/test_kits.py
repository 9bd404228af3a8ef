"""Press kits: everything a newsroom needs of a story, and the same bytes each time."""

import csv
import hashlib
import io
import json
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from PIL import Image

from khuyencong.describing.products import ProductDescriptions
from khuyencong.press.kits import MOST_KITS, Kit, make_kits
from khuyencong.press.plain_text import Block, story_blocks
from khuyencong.vietnamese.slugs import is_device_name
from tests.conftest import CENTRE, NOW, Content
from tests.feeds.newsroom import FILM, HOST, PHOTO

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
        *("01-anh.jpg", "SHA256SUMS"),
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


@pytest.mark.slow
@pytest.mark.programs
def test_the_photo_is_the_original_without_what_is_private(content: Content) -> None:
    file = photo_with_secrets(content)
    content.story(photos=PHOTO)
    data = unpacked(kits(content)[STORY])["01-anh.jpg"]
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
        "Tệp": "01-anh.jpg",
        "Chú thích": "Buổi học đầu",
        "Nguồn ảnh": "Ảnh: Tên Mẫu (minh họa)",
        "Mô tả": "Lớp học đông người",
        "Lưu ý": "",
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


def test_words_of_a_kit_are_made_when_something_in_them_changed(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    content.story(body="Xem [lớp sau](/tin-tuc/lop-sau/).")
    made: list[str] = []

    def noted(*given: Any) -> tuple[Block, ...]:
        made.append(given[1].address)
        return story_blocks(*given)

    monkeypatch.setattr("khuyencong.press.kits.story_blocks", noted)
    seen = {kits(content)[STORY].file.place}
    assert kits(content)[STORY].file.place in seen
    assert made == [STORY]
    content.write("site.yml", CENTRE + "press_terms: Hỏi trước khi dùng.\n")
    seen.add(kits(content)[STORY].file.place)
    content.story("tin-tuc/lop-sau.md", title="Lớp sau", embargo="25/11/2026")
    seen.add(kits(content)[STORY].file.place)
    content.story(title="Mở lớp tập huấn khuyến công", body="Xem [lớp sau](/tin-tuc/lop-sau/) nhé.")
    seen.add(kits(content)[STORY].file.place)
    assert len(seen) == len(made) == 4


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


def text_of(content: Content, address: str = STORY) -> list[str]:
    """Lines of the story in its kit."""
    with zipfile.ZipFile(kits(content)[address].file.place) as archive:
        (name,) = [n for n in archive.namelist() if n.endswith(".txt") and "dieu-kien" not in n]
        return archive.read(name).decode().splitlines()


def word_of(content: Content) -> "docx.document.Document":
    return docx.Document(io.BytesIO(unpacked(kits(content)[STORY])[f"{SLUG}.docx"]))


LISTS = """\
Các bước:

1. Nộp đơn
2. Thẩm định

    Trong 20 ngày.

3. Ký hợp đồng
    - bên A
    - bên B

4. Giải ngân

> 1. Trích dẫn

- chấm tròn
"""


def test_numbers_of_a_list_stay_numbers(content: Content) -> None:
    content.story(body=LISTS)
    lines = text_of(content)
    start = lines.index("1. Nộp đơn")
    assert lines[start : start + 7] == [
        "1. Nộp đơn",
        "2. Thẩm định",
        "  Trong 20 ngày.",
        *("3. Ký hợp đồng", "  - bên A", "  - bên B"),
        "4. Giải ngân",
    ]
    assert "- chấm tròn" in lines and "“Trích dẫn”" in lines
    items = [part.text for part in word_of(content).paragraphs if part.style.name == "List Bullet"]
    assert items[:3] == ["1.\tNộp đơn", "2.\tThẩm định", "Trong 20 ngày."]
    assert items[-1] == "•\tchấm tròn"


@pytest.mark.parametrize("body", ["2024. Năm có nhiều đề án.", "Tin:\n\n2024. Năm có nhiều đề án."])
def test_a_year_at_the_beginning_of_a_line_is_not_lost(content: Content, body: str) -> None:
    content.story(body=body)
    assert "2024. Năm có nhiều đề án." in text_of(content)


LINKS = """\
Xem [trang của bộ](https://moit.gov.vn/a?b=1&c=2) và [bài cũ](/tin-tuc/khac/), https://vbpl.vn.

[Mục](#muc-a), thư <a@b.vn>, gọi [0912 345 678](tel:+84912345678).

| Văn bản |
|---|
| [Nghị **định**](https://vbpl.vn/nd) 45 |
"""


def test_links_follow_their_words_in_brackets_and_can_be_clicked_in_word(content: Content) -> None:
    content.story("tin-tuc/khac.md", title="Khác", slug="khac")
    content.story(body=LINKS)
    lines = text_of(content)
    assert (
        f"Xem trang của bộ (https://moit.gov.vn/a?b=1&c=2) và bài cũ ({HOST}/tin-tuc/khac/), "
        "https://vbpl.vn."
    ) in lines
    assert "Mục, thư a@b.vn, gọi 0912 345 678." in lines
    assert "Nghị định (https://vbpl.vn/nd) 45" in lines
    word = word_of(content)
    links = [link for part in word.paragraphs for link in part.hyperlinks]
    links += [
        link for part in word.tables[0].rows[1].cells[0].paragraphs for link in part.hyperlinks
    ]
    assert {link.text: link.address for link in links} == {
        "trang của bộ": "https://moit.gov.vn/a?b=1&c=2",
        "bài cũ": f"{HOST}/tin-tuc/khac/",
        "a@b.vn": "mailto:a@b.vn",
        "0912 345 678": "tel:+84912345678",
        "https://vbpl.vn": "https://vbpl.vn",
        "Nghị định": "https://vbpl.vn/nd",
    }


LONG = "trung-tam-khuyen-cong-phoi-hop-so-cong-thuong-to-chuc-hoi-nghi-tap-huan-" * 2 + "cuoi"


@pytest.mark.parametrize("slug", ["mo-lop", LONG[:151]])
def test_a_kit_unpacks_on_windows(content: Content, slug: str) -> None:
    """One folder, and names that leave room for the folders above it in a path of 260 letters."""
    for name in ("CON.jpg", "Ảnh Lễ hội số 1 (1).JPG", f"{'dài ' * 30}.jpg"):
        content.photo(f"anh/{name}")
    photos = [
        f'{{file: "anh/{name}", alt: Lớp học {number}, caption: A, credit: "Ảnh: B"}}'
        for number, name in enumerate(("CON.jpg", "Ảnh Lễ hội số 1 (1).JPG", f"{'dài ' * 30}.jpg"))
    ]
    content.story(slug=slug, photos=f"[{', '.join(photos)}]")
    (kit,) = kits(content).values()
    with zipfile.ZipFile(kit.file.place) as archive:
        names = archive.namelist()
    unpacked_to = len(Path(kit.path).stem) + len(r"C:\Users\NguoiDungMay\Downloads\\")
    for name in names:
        assert len(name) <= 100 and unpacked_to + len(name) < 260
        folder, _, file = name.partition("/")
        assert file and "/" not in file
        for part in (folder, file):
            assert not is_device_name(part.partition(".")[0].lower())
            assert part.isascii() and part.rstrip(". ") == part


def test_kits_whose_slugs_begin_alike_have_names_of_their_own(content: Content) -> None:
    for number in (1, 2):
        content.story(f"tin-tuc/{number}.md", slug=f"{LONG[:140]}-{number}", uid=f"kc-{number}")
    paths = {Path(kit.path).name for kit in kits(content).values()}
    assert len(paths) == 2


@pytest.mark.parametrize(
    "caption", ['=HYPERLINK(""http://x.y"")', "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)"]
)
def test_a_caption_is_no_formula(content: Content, caption: str) -> None:
    content.photo()
    caption = caption.replace('""', '"')
    escaped = caption.replace("'", "''")
    content.story(
        photos=f"[{{file: anh/anh.jpg, alt: A cây, caption: '{escaped}', credit: '=B()'}}]"
    )
    data = unpacked(kits(content)[STORY])["captions.csv"].decode("utf-8-sig")
    _, row = csv.reader(io.StringIO(data))
    assert row[1] == f"'{caption}" and row[2] == "'=B()"


BROADCAST = f"""\
{FILM}video: tep/Phim miến.mp4
transcript: tep/loi.vtt
broll:
  - {{scene: Phơi miến, duration: "00:25", file: tep/canh.mp4}}
  - {{scene: Toàn cảnh, file: tep/to.mp4}}
---
Nội dung
"""
SUBTITLES = "WEBVTT\n\n00:00.500 --> 00:04.000\nThưa quý vị\n"


def test_subtitles_and_footage_are_inside_up_to_a_limit(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("khuyencong.press.kits.MOST_FOOTAGE", 1_000)
    for name, size in (("Phim miến", 600), ("canh", 300), ("to", 200)):
        content.write(f"tep/{name}.mp4", name[:1].encode() * size)
    content.write("tep/loi.vtt", SUBTITLES)
    content.write("truyen-hinh/a.md", BROADCAST)
    kit = kits(content)["/truyen-hinh/phong-su/"]
    with zipfile.ZipFile(kit.file.place) as archive:
        files = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    assert files["video-01-phim-mien.mp4"] == b"P" * 600
    assert files["video-02-canh.mp4"] == b"c" * 300
    assert "Thưa quý vị" in files["phu-de.vtt"].decode()
    assert not any("to.mp4" in name for name in files)
    assert "video-01-phim-mien.mp4" in files["SHA256SUMS"].decode()
    lines = text_of(content, "/truyen-hinh/phong-su/")
    assert lines[lines.index("Video và phụ đề") + 2 :][:4] == [
        "- video-01-phim-mien.mp4: Phóng sự nghề miến (00:16)",
        "- video-02-canh.mp4: Phơi miến (00:25)",
        f"- {HOST}/tep/to.mp4: Toàn cảnh",
        "- phu-de.vtt: phụ đề của chương trình",
    ]


def test_footage_that_was_replaced_makes_the_kit_anew(content: Content) -> None:
    for name in ("Phim miến", "canh", "to"):
        content.write(f"tep/{name}.mp4", b"1")
    content.write("tep/loi.vtt", SUBTITLES)
    content.write("truyen-hinh/a.md", BROADCAST)
    first = kits(content)["/truyen-hinh/phong-su/"].file.read_bytes()
    content.write("tep/canh.mp4", b"2")
    assert kits(content)["/truyen-hinh/phong-su/"].file.read_bytes() != first


def test_a_video_of_another_host_is_named_by_its_address(content: Content) -> None:
    text = BROADCAST.replace("tep/Phim miến.mp4", "https://youtu.be/dQw4w9WgXcQ")
    head, _, _ = text.partition("transcript:")
    content.write("truyen-hinh/a.md", f"{head}---\nNội dung\n")
    lines = text_of(content, "/truyen-hinh/phong-su/")
    assert "- https://youtu.be/dQw4w9WgXcQ: Phóng sự nghề miến (00:16)" in lines


@pytest.mark.parametrize("hostile", ["]]> & <b>", "a\\x0bb", "🌾👩‍🌾", "e\u0301\u0302"])
def test_hostile_words_leave_the_document_whole(content: Content, hostile: str) -> None:
    content.story(body=f"Chữ {hostile} chữ")
    data = unpacked(kits(content)[STORY])[f"{SLUG}.docx"]
    assert any("chữ" in part.text for part in docx.Document(io.BytesIO(data)).paragraphs)
