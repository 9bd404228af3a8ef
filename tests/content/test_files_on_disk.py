"""Names on disk: spelt by a Mac, by Windows, by sync programs; and files in the wrong place."""

import os
import unicodedata
from pathlib import Path

import pytest

from khuyencong.checking.content_check import check
from khuyencong.content.stray_files import copied_from
from khuyencong.model.rules import Rule
from tests.conftest import NOW, Content, theme_renderer

PHOTO = "photos: [{{file: {}, alt: Nong miến, caption: Miến phơi., credit: Ảnh}}]"


def codes(content: Content) -> list[str]:
    """Everything that a check says but for what it mended, as `code file:line`."""
    found = check(content.folder, content.cache, NOW, theme_renderer).problems
    serious = (p for p in found if p.rule is not Rule.MENDED)
    return [f"{p.rule.code} {p.file}:{p.line}" for p in serious]


def nfd(name: str) -> str:
    return unicodedata.normalize("NFD", name)


@pytest.mark.parametrize(
    "name",
    [
        *(nfd("phơi miến.jpg"), "phơi miến.jpg", "phơi\u00a0miến.jpg", "\u200ephơi miến.jpg"),
        *("phơi miến.jpg ", "phơi miến\u202c.jpg"),
    ],
    ids=["Mac", "as written", "no-break space", "mark of direction", "trailing space", "embedding"],
)
def test_a_photo_is_found_however_the_disk_spells_its_name(content: Content, name: str) -> None:
    content.photo("anh/tam.jpg").rename(content.folder / "anh" / name)
    content.story(
        author="A",
        body="![Nong miến](anh/phơi miến.jpg)\n\n![Nong miến](anh/ph%C6%A1i%20mi%E1%BA%BFn.jpg)",
        photos="[{file: anh/phơi miến.jpg, alt: Nong miến, caption: Miến., credit: Ảnh}]",
    )
    assert codes(content) == []
    (story,) = content.site().stories
    assert {figure.picture.source for figure in story.figures} == {f"anh/{name}"}


def test_folders_of_photos_may_be_spelt_by_a_mac_too(content: Content) -> None:
    content.photo(f"anh/{nfd('Lớp học')}/{nfd('ảnh')} (1).jpg")
    content.story(author="A", body="![Lớp](anh/Lớp học/ảnh (1).jpg)")
    assert codes(content) == []


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("quyết định.pdf", "tep/quyết định.pdf"),
        (nfd("quyết định.pdf"), "tep/quyết định.pdf"),
        ("van ban.pdf", "tep/van ban.pdf"),
        ("van ban.pdf", "/tep/van%20ban.pdf"),
        ("van ban.pdf", "<tep/van ban.pdf>"),
        ("Quyết-định.pdf", "tep/Quy%E1%BA%BFt-%C4%91%E1%BB%8Bnh.pdf"),
        ("Quyết-định.pdf", f"tep/{nfd('Quyết-định')}.pdf"),
        ("a&b.pdf", "tep/a&b.pdf"),
        ("a+b.pdf", "tep/a+b.pdf"),
        ("(a).pdf", "tep/(a).pdf"),
        ("a (1).pdf", "tep/a (1).pdf"),
        ("a#1.pdf", "tep/a%231.pdf"),
        ("100%.pdf", "tep/100%25.pdf"),
    ],
)
def test_a_file_that_is_there_can_be_linked(content: Content, name: str, link: str) -> None:
    content.write(f"tep/{name}", b"%PDF-1.7\n")
    content.story(author="A", body=f"[Tải]({link})")
    assert codes(content) == []
    (story,) = content.site().stories
    (path,) = story.files
    assert path == unicodedata.normalize("NFC", f"tep/{name}")


def test_the_header_names_files_in_any_spelling_too(content: Content) -> None:
    content.write(f"tep/{nfd('Quyết định')} 45.pdf", b"%PDF-1.7\n")
    for number, path in enumerate(("tep/Quyết định 45.pdf", "tep/Quy%E1%BA%BFt%20định%2045.pdf")):
        content.story(f"chinh-sach/{number}.md", title=f"Bài {number}", file=path)
    assert codes(content) == []


def test_a_photo_that_comes_later_in_another_spelling_is_seen(content: Content) -> None:
    content.story(author="A", photos=PHOTO.format("anh/ảnh.jpg").removeprefix("photos: "))
    assert content.said() == ["KC301 tin-tuc/bai.md:7"]
    content.photo(f"anh/{nfd('ảnh')}.jpg")
    assert content.said() == []
    (content.folder / "anh" / f"{nfd('ảnh')}.jpg").unlink()
    assert content.said() == ["KC301 tin-tuc/bai.md:7"]


def test_the_nearest_name_is_offered(content: Content) -> None:
    content.photo("anh/IMG_2041.JPG")
    content.story(author="A", body="![Lớp](anh/img_2041.jpg)")
    (problem,) = content.read().problems
    assert problem.advice == "Có phải là `anh/IMG_2041.JPG`?"


def test_a_story_whose_name_is_no_unicode_is_named(content: Content) -> None:
    content.story(author="A")
    for place in (
        b"tin-tuc/\xff\xfe.md",
        b"tin-tuc/b\xe0i/a.md",
        b"de-an/\xff.csv",
        b"l\xe0ng/a.md",
        b"tin-tuc/a\x1b[31mb.md",
    ):
        file = os.path.join(os.fsencode(content.folder), place)  # noqa: PTH118
        os.makedirs(os.path.dirname(file), exist_ok=True)  # noqa: PTH103, PTH120
        with open(file, "wb") as stream:  # noqa: PTH123
            stream.write(b"---\ntitle: A\n---\n")
    found = content.read().problems
    assert [p.rule.code for p in found] == ["KC101"] * 5
    assert all("không phải chữ Unicode" in p.message for p in found)
    assert all(str(p).isprintable() for p in found)


SYSTEM = [
    *(
        "Thumbs.db:encryptable",
        "desktop.ini",
        "Thumbs.db",
        "ehthumbs.db",
        "Icon\r",
        "~$bai.docx",
        "~WRL0001.tmp",
        "bai.md~",
    ),
    *("._bai.md", ".DS_Store", "bai.md:Zone.Identifier", "x.tmp", "tai.pdf.crdownload", ".a.swp"),
    *("@eaDir/bai.md", "$RECYCLE.BIN/bai.md", "__MACOSX/bai.md", "#bai.md#"),
]


@pytest.mark.parametrize("name", SYSTEM)
def test_files_of_the_system_are_passed_over(content: Content, name: str) -> None:
    content.story(author="A")
    for folder in ("", "tin-tuc/", "de-an/", "anh/", "tep/"):
        content.write(f"{folder}{name}", b"\0")
    assert codes(content) == []


COPIES = [
    *(
        "Mở lớp (1).md",
        "Mở lớp(2).md",
        "Mở lớp - Copy.md",
        "Mở lớp - Copy (2).md",
        "Mở lớp copy.md",
    ),
    *("Mở lớp - Sao chép.md", "Copy of Mở lớp.md", "Bản sao của Mở lớp.md", "Mở lớp copy 2.md"),
    *("Mở lớp (Máy của Lan's conflicted copy 2026-11-22).md", "Mở lớp-DESKTOP-AB12CD3.md"),
    *("Mở lớp (conflicted copy 2026-11-22 101010).md", "Mở lớp_conflict-20261122-101010.md"),
    *("Bản sao Mở lớp.md", "Mở lớp [Conflict].md", "Mở lớp (bản sao xung đột).md"),
    *("Mở lớp – Copy.md", "Mở lớp (bản sao 1).md", "Mở lớp (copy).md", "Mở lớp-LAN-PC.md"),
    *("Mở lớp (1) (1).md", "Mở lớp - Copy - Copy.md", "Bản sao - Mở lớp.md"),
    *("Mở lớp.sync-conflict-20261122-101010-ABCDEF7.md", f"{nfd('Mở lớp')} (1).md"),
]


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_of_a_sync_program_is_named_and_not_published(content: Content, name: str) -> None:
    content.story("tin-tuc/Mở lớp.md", author="A")
    content.story(f"tin-tuc/{name}", author="A")
    reading = content.read()
    assert reading.site and len(reading.site.stories) == 1
    (problem,) = reading.problems
    assert (problem.rule.code, problem.file) == ("KC122", f"tin-tuc/{name}")
    assert "slug" not in problem.advice and "Mở lớp.md" in problem.advice


def test_a_name_like_a_copys_without_its_original_is_a_story(content: Content) -> None:
    content.story("tin-tuc/Mở lớp (1).md", author="A")
    content.story("tin-tuc/khac/Mở lớp.md", title="Bài khác", author="A")
    assert len(content.site().stories) == 2
    assert copied_from("bai (1).md", {"bai (1).md", "bai.txt"}) == ""
    assert copied_from("a" + " - copy (1)" * 20 + ".md", {"b.md"}) == ""


def test_a_copy_of_a_table_is_named_and_not_added(content: Content) -> None:
    table = "ma,ten,chuong_trinh,kinh_phi_ho_tro,giai_doan\n1,Máy,kcqg,300000000,nghiem-thu\n"
    content.write("de-an/2024.csv", table)
    content.write("de-an/2024 (1).csv", table)
    assert content.said() == ["KC122 de-an/2024 (1).csv:1"]
    assert len(content.site().de_an) == 1


@pytest.mark.parametrize(
    ("path", "code", "advice"),
    [
        ("tin-moi.md", "KC123", "content/tin-tuc/"),
        ("2024.csv", "KC123", "content/de-an/2024.csv"),
        ("IMG_1.JPG", "KC123", "content/anh/"),
        ("van-ban.pdf", "KC123", "content/tep/"),
        ("ghi chu.xyz", "KC123", "content/anh/"),
        ("site.yml.txt", "KC123", "content/"),
        ("xuat-ban.yml.txt", "KC123", "“xuat-ban.yml”"),
        ("anh/tin-moi.md", "KC123", "content/tin-tuc/"),
        ("tep/bai.md", "KC123", "content/tin-tuc/"),
        ("de-an/bai.md", "KC123", "content/tin-tuc/"),
        ("de-an/2024.xlsx", "KC101", "CSV UTF-8"),
        ("tin-tuc/so-lieu.csv", "KC123", "content/de-an/2024.csv"),
        ("tin-tuc/IMG_1.jpg", "KC123", "content/anh/"),
        ("tin-tuc/van-ban.pdf", "KC123", "content/tep/"),
        ("tin-tuc/bai.docx", "KC101", "khuyencong import content/tin-tuc/bai.docx"),
        ("tin-tuc/bai.txt", "KC101", "`.md`"),
        ("tin-tuc/bai.md.txt", "KC101", "“bai.md”"),
    ],
)
def test_a_file_in_the_wrong_place_is_named_with_its_place(
    content: Content, path: str, code: str, advice: str
) -> None:
    content.story(author="A")
    content.write(path, b"x")
    (problem,) = content.read().problems
    assert (problem.rule.code, problem.file) == (code, path)
    assert advice in problem.advice


@pytest.mark.parametrize("name", ["site.yml.txt", "site.yaml", "Site.YML", "site (1).yml"])
def test_a_site_yml_under_another_name_is_pointed_at(content: Content, name: str) -> None:
    (content.folder / "site.yml").rename(content.folder / name)
    problem = next(p for p in content.read().problems if p.rule.code == "KC501")
    assert f"“{name}”" in problem.advice


@pytest.mark.parametrize(
    ("name", "advice"), [("Tin tức", "`tin-tuc`"), ("Ảnh", "`anh`"), ("tin-tucs", "`tin-tuc`")]
)
def test_a_folder_with_marks_is_pointed_to_its_name(
    content: Content, name: str, advice: str
) -> None:
    content.write(f"{name}/a.md", "---\ntitle: A\n---\n")
    (problem,) = content.read().problems
    assert problem.rule.code == "KC110" and advice in problem.advice


def test_a_folder_with_a_space_at_its_end_is_the_folder(content: Content) -> None:
    content.story("tin-tuc /bai.md ", author="A")
    (story,) = content.site().stories
    assert story.address == "/tin-tuc/mo-lop-tap-huan-khuyen-cong/"
    assert codes(content) == []


def test_links_to_folders_are_named_and_end(content: Content, tmp_path: Path) -> None:
    content.story(author="A")
    (content.folder / "tin-tuc" / "cu").symlink_to(".")
    (content.folder / "tin-tuc" / "ngoai").symlink_to(tmp_path)
    (content.folder / "tin-tuc" / "mat.md").symlink_to("khong-co.md")
    assert content.said() == [
        "KC101 tin-tuc/mat.md:1",
        "KC302 tin-tuc/ngoai:1",
        "KC123 tin-tuc/cu:1",
    ]


def test_a_broken_photo_that_no_story_shows_stops_nothing(content: Content) -> None:
    content.story(author="A")
    content.write("anh/hong.jpg", b"\xff\xd8\xff\xe0")
    content.write("anh/trang.png", "<html></html>")
    assert codes(content) == []
    assert content.site()


@pytest.mark.linux
def test_a_circle_of_links_is_told_and_stops_nothing(content: Content) -> None:
    content.story()
    (content.folder / "tin-tuc" / "vong.md").symlink_to("vong.md")
    assert content.said() == ["KC101 tin-tuc/vong.md:1"]
