"""A file is opened and saved: byte for byte, but for what was changed."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.editing.entry_text import EntryText, new_entry, new_file_name
from khuyencong.editing.header_yaml import HeaderError
from khuyencong.model.kinds import KINDS
from khuyencong.model.stories import News
from khuyencong.vietnamese.slugs import is_device_name

SAMPLES = sorted(Path("content").rglob("*.md"))
TEXT = "---\ntitle: Lớp học\n---\n\nĐoạn một.\n\nĐoạn hai.\n"


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_every_text_of_the_sample_opened_and_saved_is_the_same_bytes(file: Path) -> None:
    data = file.read_bytes()
    kind = KINDS[file.relative_to("content").parts[0]]
    text = EntryText.of(data)
    same = text.with_fields(text.read(kind).values, kind).with_body(text.shown_body)
    assert same.data == data


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_one_changed_paragraph_leaves_the_bytes_of_the_others(mark: bytes, end: str) -> None:
    data = mark + TEXT.replace("\n", end).encode()
    new = EntryText.of(data).with_body("Đoạn một.\r\n\r\nĐoạn hai sửa.")
    assert new.data == data.replace(b"hai.", "hai sửa.".encode())


def test_notepads_unicode_stays_what_it_is() -> None:
    data = codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le")
    new = EntryText.of(data).with_fields({"title": "Lớp mới"}, News)
    assert new.data == codecs.BOM_UTF16_LE + TEXT.replace("Lớp học", "Lớp mới").encode("utf-16-le")


def test_mixed_line_ends_of_untouched_lines_stay() -> None:
    data = b"---\r\ntitle: A\n---\n\nmot\r\n\nhai\nba\r\n"
    assert EntryText.of(data).with_body("mot\n\nhai moi\nba").data == data.replace(
        b"hai\n", b"hai moi\r\n"
    )


def test_a_last_line_without_an_end_is_not_glued_to_what_follows() -> None:
    assert EntryText.of(b"---\ntitle: A\n---\nmot").with_body("mot\nhai").body == "mot\nhai\n"


def test_a_plain_header_gets_its_fences_when_it_is_edited() -> None:
    text = EntryText.of("Title: Cũ\nTags: a, b\n\nBài.\n".encode())
    new = text.with_fields({"title": "Mới"}, News)
    assert new.data.decode() == "---\nTitle: Mới\nTags: a, b\n---\n\nBài.\n"


@pytest.mark.parametrize("data", [b"---\ntitle: A\n", b"---\n\xff\xfe\x00\n---\n"])
def test_a_file_that_cannot_be_taken_apart_is_refused(data: bytes) -> None:
    with pytest.raises(HeaderError):
        EntryText.of(data)


def test_a_new_entry_has_its_fields_in_the_declared_order() -> None:
    entry = new_entry(News, {"author": "Tổ tin", "title": "Lớp: mới", "date": "22/11/2026"}, "Bài.")
    assert entry.data.decode() == (
        '---\ntitle: "Lớp: mới"\ndate: 22/11/2026\nauthor: Tổ tin\n---\n\nBài.\n'
    )


@pytest.mark.parametrize("title", ["Con", "AUX", "…", "x" * 300, "Đào tạo: “HTX” 2026/2027?", "☃"])
def test_new_names_are_safe_on_windows(title: str) -> None:
    name = new_file_name(title, ())
    assert name.isascii() and not set(name) & set('<>:"/\\|?*') and len(name) < 90
    assert not is_device_name(name.removesuffix(".md"))


@given(st.lists(st.sampled_from(["Lớp học", "lớp học", "LỚP HỌC 2", "Lop hoc"]), max_size=8))
def test_new_names_never_collide_whatever_their_capitals(titles: list[str]) -> None:
    taken: list[str] = []
    for title in titles:
        taken.append(new_file_name(title, [name.upper() for name in taken]))
    assert len({name.casefold() for name in taken}) == len(titles)


bodies = st.lists(st.sampled_from(["Đoạn một.", "", "- ý", "  thụt", "# Đề mục"]), max_size=8)


@given(bodies, bodies, st.sampled_from(["\n", "\r\n"]))
def test_a_body_reads_back_as_it_was_set(old: list, new: list, end: str) -> None:
    text = EntryText.of(f"---{end}title: A{end}---{end}{end.join(old)}".encode())
    wanted = "\n".join(new)
    changed = EntryText.of(text.with_body(wanted).data)
    assert changed.shown_body == wanted.strip("\n")
    assert changed.header == text.header
