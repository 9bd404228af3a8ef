"""The form is made from the one declaration, and gives back only what was changed."""

from pathlib import Path

import pytest

from khuyencong.desk.inputs import Inputs, Widget
from khuyencong.desk.submission import changes
from khuyencong.desk.themes import themes
from khuyencong.editing.entry_text import EntryText
from khuyencong.model.kinds import KINDS
from tests.desk.conftest import TestClient, Visitor, changed

SAMPLES = sorted(Path("content").rglob("*.md"))


@pytest.mark.parametrize("kind", KINDS.values(), ids=str)
def test_every_field_of_a_kind_stands_in_its_form_once(kind) -> None:
    keys = [key for theme in themes(kind) for key in theme.keys]
    assert sorted(keys) == sorted(kind.model_fields.keys() - {"status", "approved"})


def test_required_fields_come_first_and_open() -> None:
    first = next(iter(themes(KINDS["san-pham"])))
    assert first.open and {"title", "producer", "group"} <= set(first.keys)


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_a_form_that_is_sent_back_untouched_changes_nothing(file: Path) -> None:
    kind = KINDS[file.relative_to("content").parts[0]]
    text = EntryText.of(file.read_bytes())
    values = text.read(kind).values
    pairs = list(_pairs(section.inputs for section in Inputs().sections(kind, values)))
    assert changes(kind, values, pairs) == {}
    assert text.with_fields(changes(kind, values, pairs), kind).data == file.read_bytes()


def _pairs(groups):
    for inputs in groups:
        for each in inputs:
            if each.widget is Widget.RECORD:
                yield from _pairs([each.inputs])
            elif each.widget is Widget.RECORDS:
                yield f"{each.name}.@.@", ""
                for row in each.rows:
                    yield f"{each.name}.{row.place}.@", row.origin
                    yield from _pairs([row.inputs])
            elif each.widget is Widget.CHOICES:
                yield each.name, ""
                yield from ((each.name, value) for value in each.chosen)
            elif each.widget is Widget.FLAG:
                yield each.name, ""
                if each.value:
                    yield each.name, "true"
            elif each.widget is not Widget.AS_WRITTEN:
                yield each.name, each.value.replace("\n", "\r\n")


def test_records_are_added_moved_and_removed() -> None:
    old = {"title": "A", "photos": [{"file": "anh/1.jpg", "la": "x"}, {"file": "anh/2.jpg"}]}
    pairs = [
        ("photos.@.@", ""),
        *(("photos.1.@", "1"), ("photos.1.file", "anh/2.jpg"), ("photos.1.alt", "Hai")),
        *(("photos.0.@", "0"), ("photos.0.file", "anh/1.jpg")),
        *(("photos.m1.@", ""), ("photos.m1.file", "anh/3.jpg"), ("photos.m1.alt", "")),
        *(("photos.m2.@", ""), ("photos.m2.file", "")),
    ]
    assert changes(KINDS["tin-tuc"], old, pairs) == {
        "photos": [
            {"file": "anh/2.jpg", "alt": "Hai"},
            {"file": "anh/1.jpg", "la": "x"},
            {"file": "anh/3.jpg"},
        ]
    }


def test_a_list_whose_last_record_was_removed_goes() -> None:
    old = {"photos": [{"file": "anh/1.jpg", "alt": "Một"}]}
    assert changes(KINDS["tin-tuc"], old, [("photos.@.@", "")]) == {"photos": None}


def test_what_was_not_in_the_form_stays() -> None:
    assert changes(KINDS["tin-tuc"], {"tags": ["a"], "la": "x"}, [("title", "Mới")]) == {
        "title": "Mới"
    }


def test_a_box_that_says_yes_in_vietnamese_stays_as_it_is_written() -> None:
    old = {"featured": "có"}
    assert changes(KINDS["tin-tuc"], old, [("featured", ""), ("featured", "true")]) == {}
    assert changes(KINDS["tin-tuc"], old, [("featured", "")]) == {"featured": None}


def test_messages_of_the_model_stand_at_their_inputs(visitor: Visitor, content) -> None:
    content.story(date="31/02/2026")
    page = visitor.get("bai/tin-tuc/bai.md").text
    at = page.index('data-at="date"')
    said = page[at : at + 600]
    assert "Lỗi:" in said and "Không có ngày giờ “31/02/2026”" in said and "`" not in said


def test_messages_speak_of_labels_and_not_of_yaml(visitor: Visitor, content) -> None:
    content.story(source_url="https://example.org/bai")
    page = visitor.get("bai/tin-tuc/bai.md").text
    assert "Điền ô “Nguồn”" in page and "Thêm dòng" not in page


def test_a_photo_without_words_is_mended_where_one_sees_it(visitor: Visitor, content) -> None:
    content.photo("anh/lop.jpg")
    content.story(status="draft", body="![](anh/lop.jpg)")
    page = visitor.get("bai/tin-tuc/bai.md").text
    assert "Bấm “Sửa: Ảnh” dưới ảnh" in page and "ngoặc vuông" not in page


def test_a_remark_names_no_line_of_the_file(visitor: Visitor, content) -> None:
    content.photo("anh/lop.jpg")
    content.story(photos="[{file: anh/lop.jpg, alt: Lớp học}]")
    page = visitor.get("bai/tin-tuc/bai.md").text
    assert "Thêm chú thích và nguồn ảnh." in page and "credit:" not in page


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2026-10-13", "13/10/2026"),
        ("2026-10-13 15:00", "13/10/2026 15:00"),
        ("13/10/2026 15h", "13/10/2026 15h"),
        ("2026-10-13T15:00:30+07:00", "2026-10-13T15:00:30+07:00"),
    ],
)
def test_a_day_is_shown_as_staff_write_it_and_stays_as_it_stands(
    visitor: Visitor, content, written: str, shown: str
) -> None:
    file = content.story(date=written)
    form = visitor.form("bai/tin-tuc/bai.md")
    assert ("date", shown) in form
    visitor.post("bai/tin-tuc/bai.md", changed(form, title="Tít khác"))
    assert f"date: {written}\n" in file.read_text() and "Tít khác" in file.read_text()


def test_hostile_words_of_a_story_stay_words(visitor: Visitor, content) -> None:
    content.story(
        title="'</textarea><script>alert(1)</script>'", body="</textarea><img src=x onerror=a()>"
    )
    page = visitor.get("bai/tin-tuc/bai.md").text
    assert "<script>alert" not in page and "<img src=x" not in page
    assert "&lt;/textarea&gt;" in page


def test_a_body_that_begins_with_an_empty_line_keeps_its_words(visitor: Visitor, content) -> None:
    content.story(body="\n\nĐoạn một.\n")
    before = (content.folder / "tin-tuc/bai.md").read_bytes()
    visitor.post("bai/tin-tuc/bai.md", visitor.form("bai/tin-tuc/bai.md"))
    assert (content.folder / "tin-tuc/bai.md").read_bytes() == before


def test_one_changed_word_changes_one_line_of_the_file(visitor: Visitor, content) -> None:
    content.story(body="Đoạn một.\n\nĐoạn hai.")
    file = content.folder / "tin-tuc/bai.md"
    before = file.read_text()
    pairs = changed(visitor.form("bai/tin-tuc/bai.md"), body="Đoạn một.\r\n\r\nĐoạn ba.")
    assert visitor.post("bai/tin-tuc/bai.md", pairs).status_code == 303
    assert file.read_text() == before.replace("Đoạn hai", "Đoạn ba")


def test_a_new_story_gets_a_file_named_after_its_title(visitor: Visitor, content) -> None:
    pairs = changed(visitor.form("viet/tin-tuc"), title="Mở lớp ở Na Rì", body="Bài.")
    answer = visitor.post("viet/tin-tuc", pairs)
    assert answer.headers["location"].startswith("/ban-bien-tap/bai/tin-tuc/mo-lop-o-na-ri.md")
    text = (content.folder / "tin-tuc/mo-lop-o-na-ri.md").read_text()
    assert "status: draft\n" in text and "uid: kc-" in text and text.endswith("\nBài.\n")


PATHS = ["../site.yml", "..%2fsite.yml", "tin-tuc/../../x.md", "/etc/passwd", "anh/a.jpg", "a%00b"]


@pytest.mark.parametrize("path", [*PATHS, "site.yml", "tin-tuc/khong-co.md", "C:\\x.md"])
def test_no_path_leads_out_of_the_entries(visitor: Visitor, client: TestClient, path: str) -> None:
    for where in ("bai", "buoc", "xoa"):
        answer = visitor.post(f"{where}/{path}", {"source": path, "draft": "0" * 16, "title": "x"})
        assert answer.status_code in (404, 405), (where, path, answer.status_code)
    for name in ("bai", "viet"):
        assert visitor.get(f"{name}/{path}").status_code == 404


@pytest.mark.parametrize("folder", ["..", "../..", "anh", "tep", ".cache", "", "con"])
def test_a_new_entry_goes_into_a_folder_of_entries_only(visitor: Visitor, folder: str) -> None:
    pairs = {"folder": folder, "draft": "0" * 16, "title": "x", "source": ""}
    assert visitor.post("viet/tin-tuc", pairs).status_code == 404


@pytest.mark.parametrize("draft", ["", "../../x", "0" * 15, "G" * 16, "0" * 17])
def test_a_draft_has_a_name_of_ours_only(visitor: Visitor, draft: str) -> None:
    pairs = {"folder": "tin-tuc", "draft": draft, "title": "x"}
    assert visitor.post("ban-dang-viet", pairs).status_code == 400
