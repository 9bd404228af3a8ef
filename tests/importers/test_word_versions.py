"""A text that lies in several Word files, as offices keep them, comes in once."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from khuyencong.importers.report import ImportedItem, Outcome
from tests.importers.conftest import Desk
from tests.importers.old_sites import text
from tests.importers.word_files import document, line, saved

TITLE = "Nghiệm thu máy sấy miến tại Côn Minh"


def word(file: Path, words: list[str], day: int, title: str = TITLE) -> Path:
    """A story that was saved last on a day of June."""
    made = document()
    line(made, title, "bc")
    for paragraph in words:
        line(made, paragraph)
    made.core_properties.modified = datetime(2026, 6, day, tzinfo=UTC)
    file.parent.mkdir(exist_ok=True)
    return saved(made, file)


def by_name(desk: Desk, folder: Path) -> dict[str, ImportedItem]:
    return {item.source: item for item in desk.import_(folder).items}


def test_of_versions_side_by_side_the_one_saved_last_comes_in(desk: Desk, tmp_path: Path) -> None:
    folder, words = tmp_path / "thang-6", text(4)
    word(folder / "Bài final.docx", words, 5)
    word(folder / "Bài (bản sửa).docx", [*words, "Lãnh đạo đã thêm câu này."], 9)
    word(folder / "Bài.docx", words, 2)
    items = by_name(desk, folder)
    assert items["Bài (bản sửa).docx"].outcome is Outcome.CREATED
    for name in ("Bài final.docx", "Bài.docx"):
        (remark,) = items[name].remarks
        assert items[name].outcome is Outcome.LEFT_OUT
        assert "Bài (bản sửa).docx" in remark and "chỉ bản kia có: lãnh, đạo" in remark
    assert len(list(desk.content.folder.glob("tin-tuc/*.md"))) == 1
    assert [item.outcome for item in desk.import_(folder).items] == [
        Outcome.UNCHANGED if name == "Bài (bản sửa).docx" else Outcome.LEFT_OUT for name in items
    ]


def test_a_copy_is_known_whatever_its_title_says(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "thang-6"
    word(folder / "Bài.docx", text(4), 9)
    word(folder / "Bài (1).docx", text(4), 5, title="Máy sấy miến ở Côn Minh")
    (remark,) = by_name(desk, folder)["Bài (1).docx"].remarks
    assert "Cùng chữ với “Bài.docx”, tức bài “tin-tuc/nghiem-thu" in remark


def test_a_new_version_never_replaces_what_came_in_before(desk: Desk, tmp_path: Path) -> None:
    old = word(tmp_path / "a" / "Bài.docx", text(4), 2)
    draft = desk.draft(old)
    new = word(tmp_path / "b" / "Bài final.docx", [*text(4), "Thêm."], 9)
    before = desk.files()
    (item,) = desk.import_(new).items
    assert item.outcome is Outcome.LEFT_OUT and draft.file.name in item.remarks[0]
    assert desk.files() == before
    draft.file.unlink()
    (item,) = desk.import_(new).items
    assert item.outcome is Outcome.CREATED


@pytest.mark.parametrize(
    ("words", "title"),
    [(text(9), TITLE), (text(4)[:13], "Tin khác hẳn")],
)
def test_other_stories_stay_stories_of_their_own(
    desk: Desk, tmp_path: Path, words: list[str], title: str
) -> None:
    folder = tmp_path / "thang-6"
    word(folder / "Một.docx", text(4), 2)
    word(folder / "Hai.docx", words, 3, title)
    assert [item.outcome for item in desk.import_(folder).items] == [Outcome.CREATED] * 2


def test_files_that_are_no_source_are_named(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "thang-6"
    word(folder / "Bài.docx", text(4), 2)
    (folder / "Bài.pdf").write_bytes(b"%PDF-1.4")
    assert any("Bài.pdf" in remark for remark in desk.import_(folder).remarks)
