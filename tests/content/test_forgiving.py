"""Forgiving input: text arrives as Windows, Word and Notepad leave it."""

import codecs
import unicodedata

import pytest

from tests.conftest import Content

STORY = "---\ntitle: Nghề đan lát\ndate: 22/11/2026\nuid: kc-1\nsummary: A\n---\nNội dung đậm đà\n"


@pytest.mark.parametrize(
    "data",
    [
        STORY.encode(),
        codecs.BOM_UTF8 + STORY.encode(),
        codecs.BOM_UTF16_LE + STORY.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + STORY.encode("utf-16-be"),
        STORY.replace("\n", "\r\n").encode(),
        unicodedata.normalize("NFD", STORY).encode(),
        ("\n\n" + STORY).encode(),
        STORY.replace("---\n", "--- \n").encode(),
    ],
    ids=["utf-8", "bom", "utf-16-le", "utf-16-be", "crlf", "nfd", "blank lines", "trailing spaces"],
)
def test_every_usual_encoding_gives_the_same_story(content: Content, data: bytes) -> None:
    content.write("tin-tuc/bai.md", data)
    story = content.site().stories[0]
    assert story.entry.title == "Nghề đan lát"
    assert story.address == "/tin-tuc/nghe-dan-lat/"
    assert story.body[0] == "<p>Nội dung đậm đà</p>"


def test_what_was_mended_is_said_with_its_line(content: Content) -> None:
    content.write("tin-tuc/bai.md", STORY.replace("đan", "ðan").encode())
    assert content.said() == ["KC601 tin-tuc/bai.md:2"]


def test_pelicans_plain_header_is_read(content: Content) -> None:
    content.write(
        "tin-tuc/bai.md",
        "Title: Làng nghề\nDate: 2026-11-22 08:30\nTags: mây tre, xuất khẩu\nUid: kc-2\n"
        "Summary: Một dòng\n  và dòng nữa\n\nNội dung.\n",
    )
    entry = content.site().stories[0].entry
    assert entry.title == "Làng nghề"
    assert entry.tags == ("mây tre", "xuất khẩu")
    assert entry.summary == "Một dòng và dòng nữa"


def test_values_may_be_written_as_people_write_them(content: Content) -> None:
    content.product(
        "san-pham/a.md",
        "Miến",
        "price: 85.000 đồng\nprice_unit: gói\nocop_stars: 4\nstandards: HACCP, VietGAP\n"
        "awards:\n  - {level: Cấp tỉnh, year: 2024}",
        group="Thủ công mỹ nghệ",
        producer="{name: HTX, phone: 0912345678, kind: Hợp tác xã}",
    )
    entry = content.site().products[0].entry
    assert entry.price == 85_000
    assert entry.group.value == "thu-cong-my-nghe"
    assert entry.standards == ("HACCP", "VietGAP")
    assert entry.awards[0].level.value == "tinh"
    assert entry.producer.phone == "0912345678"


def test_a_photo_path_may_be_written_the_windows_way(content: Content) -> None:
    content.photo("anh/lop hoc.jpg")
    content.story(
        photos=r"[{file: 'content\anh\lop hoc.jpg', alt: Lớp đông, caption: Lớp, credit: Ảnh}]",
        body=r"![Lớp đông](anh/lop%20hoc.jpg 'Lớp. Ảnh: A')",
    )
    assert len(content.site().stories[0].figures) == 2


def test_a_link_to_a_markdown_file_becomes_its_address(content: Content) -> None:
    content.story("tin-tuc/a.md", title="Một", body="[x](b.md#muc-y) [z](../san-pham/c.md)")
    content.story("tin-tuc/b.md", title="Hai")
    content.product("san-pham/c.md", "Miến dong")
    story = next(s for s in content.site().stories if s.slug == "mot")
    assert [href for href, _ in story.links] == ["/tin-tuc/hai/#muc-y", "/san-pham/mien-dong/"]
    assert 'href="/tin-tuc/hai/#muc-y"' in str(story.body[0])


def test_a_file_in_tep_is_offered_and_a_missing_one_named(content: Content) -> None:
    content.write("tep/van ban.pdf", b"%PDF-1.4")
    content.story(body="[Tải](tep/van%20ban.pdf)\n\n[Thiếu](/tep/khong-co.pdf)")
    assert content.said() == ["KC301 tin-tuc/bai.md:9"]
    content.story(body="[Tải](tep/van%20ban.pdf)")
    (story,) = content.site().stories
    assert story.files == ("tep/van ban.pdf",)
    assert story.links[0][0] == "/tep/van%20ban.pdf"


@pytest.mark.parametrize("before", [b"\n\n", b"\xef\xbb\xbf", b"\0" * 8, b"x" * 1019])
def test_a_pdf_may_have_bytes_before_its_header(content: Content, before: bytes) -> None:
    """Scanners and mail programs write them; readers look into the first 1,024 bytes."""
    content.write("tep/a.pdf", before + b"%PDF-1.4")
    content.story(body="[Tải](tep/a.pdf)")
    assert content.said() == []


@pytest.mark.parametrize("before", [b"x" * 1020, b"<!DOCTYPE html><title>%PDF-1.4</title>"])
def test_what_only_speaks_of_pdf_is_none(content: Content, before: bytes) -> None:
    content.write("tep/a.pdf", before + b"%PDF-1.4")
    content.story(body="[Tải](tep/a.pdf)")
    assert content.said() == ["KC305 tin-tuc/bai.md:7"]


def test_a_folder_named_in_site_yml_holds_news(content: Content) -> None:
    content.write(
        "site.yml",
        (content.folder / "site.yml").read_text(encoding="utf-8") + "  lang-nghe: {name: Nghề}\n",
    )
    content.story("lang-nghe/a.md")
    (story,) = content.site().stories
    assert story.address == "/lang-nghe/mo-lop-tap-huan-khuyen-cong/"


def test_a_category_key_moves_a_story_but_not_its_address(content: Content) -> None:
    content.story("tin-tuc/a.md", category="chinh-sach")
    (story,) = content.site().stories
    assert story.category == "chinh-sach"
    assert story.address == "/tin-tuc/mo-lop-tap-huan-khuyen-cong/"
