"""Importing again: nothing twice, nobody's words lost, whatever moment it was stopped at."""

import os
from pathlib import Path

import pytest

from khuyencong.importers import draft_writer, ledger
from khuyencong.importers.report import Outcome
from tests.importers.conftest import Desk
from tests.importers.old_sites import text
from tests.importers.test_static_sites import write
from tests.importers.word_files import line, picture, saved, story


def folder_of(tmp_path: Path, count: int = 3) -> Path:
    for number in range(count):
        made = story(f"Lớp tập huấn số {number + 1} khai mạc")
        picture(made, f"#30{number * 40 + 16:02x}40")
        line(made, f"Lớp số {number + 1} có 50 học viên.")
        saved(made, tmp_path / "nguon" / f"bai-{number + 1}.docx")
    return tmp_path / "nguon"


@pytest.mark.slow
def test_the_second_import_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    source = folder_of(tmp_path)
    desk.import_(source)
    first = desk.files()
    report = desk.import_(source)
    assert {item.outcome for item in report.items} == {Outcome.UNCHANGED}
    assert desk.files() == first


def test_what_a_person_wrote_wins(desk: Desk, tmp_path: Path) -> None:
    source = folder_of(tmp_path, 1)
    draft = desk.draft(source)
    edited = draft.file.read_text("utf-8").replace("50 học viên", "48 học viên")
    draft.file.write_text(edited, "utf-8")
    made = story("Lớp tập huấn số 1 khai mạc")
    line(made, "Đoạn mới trong Word.")
    saved(made, source / "bai-1.docx")
    item = desk.only(desk.import_(source))
    assert item.outcome is Outcome.KEPT and "đã có người sửa" in " ".join(item.remarks)
    assert draft.file.read_text("utf-8") == edited


def test_a_source_that_changed_renews_a_draft_that_nobody_touched(
    desk: Desk, tmp_path: Path
) -> None:
    source = folder_of(tmp_path, 1)
    draft = desk.draft(source)
    made = story("Lớp tập huấn số 1 khai mạc")
    line(made, "Đoạn mới trong Word.")
    saved(made, source / "bai-1.docx")
    assert desk.only(desk.import_(source)).outcome is Outcome.UPDATED
    assert "Đoạn mới trong Word." in draft.body


def test_a_draft_that_a_person_deleted_does_not_come_back(desk: Desk, tmp_path: Path) -> None:
    source = folder_of(tmp_path, 1)
    desk.draft(source).file.unlink()
    item = desk.only(desk.import_(source))
    assert item.outcome is Outcome.KEPT and not list(desk.content.folder.glob("tin-tuc/*"))


def test_two_files_of_one_name_and_two_stories_make_two_drafts(desk: Desk, tmp_path: Path) -> None:
    desk.draft(saved(story("Tin thứ nhất của trung tâm"), tmp_path / "a" / "bai.docx"))
    desk.draft(saved(story("Tin thứ hai của trung tâm"), tmp_path / "b" / "bai.docx"))
    assert len(list(desk.content.folder.glob("tin-tuc/*.md"))) == 2


def test_a_story_that_somebody_wrote_is_not_written_over(desk: Desk, tmp_path: Path) -> None:
    own = desk.content.story("tin-tuc/lang-son-mo-bon-lop-tap-huan-khuyen-cong.md")
    before = own.read_bytes()
    draft = desk.draft(saved(story(), tmp_path / "bai.docx"))
    assert own.read_bytes() == before and draft.file != own


class Stopped(BaseException):
    """Somebody pulls the plug."""


@pytest.mark.slow
@pytest.mark.parametrize("left", range(9))
def test_stopped_at_any_moment_it_goes_on(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: int
) -> None:
    source = folder_of(tmp_path)
    write, add = draft_writer.atomic_write, ledger.Ledger.add

    def step() -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Stopped

    def stopping_write(file: Path, data: bytes) -> None:
        step()
        write(file, data)

    def stopping_add(self: ledger.Ledger, entry: ledger.LedgerEntry) -> None:
        step()
        add(self, entry)

    with monkeypatch.context() as patch:
        patch.setattr(draft_writer, "atomic_write", stopping_write)
        patch.setattr(ledger.Ledger, "add", stopping_add)
        with pytest.raises(Stopped):
            desk.import_(source)
    report = desk.import_(source)
    assert not report.refused
    drafts = list(desk.content.folder.glob("tin-tuc/*.md"))
    assert len(drafts) == 3 and len(list(desk.content.folder.glob("anh/*"))) == 3
    assert {i.outcome for i in desk.import_(source).items} == {Outcome.UNCHANGED}


def test_a_story_whose_line_of_the_ledger_is_lost_is_no_copy_of_itself(
    desk: Desk, tmp_path: Path
) -> None:
    words = "\n\n".join(text(1))
    story = f"---\ntitle: Bài số 1\ndate: 2023-05-01\n---\n{words}"
    source = write(
        tmp_path / "hugo", {"hugo.toml": "title = 'Cổng'", "content/posts/bai-1.md": story}
    )
    desk.import_(source)
    (desk.content.folder / ".nhap-lieu" / "so-nhap.jsonl").unlink()
    assert [i.outcome for i in desk.import_(source).items] == [Outcome.UNCHANGED]


@pytest.mark.slow
def test_half_a_line_of_the_ledger_is_passed_over(desk: Desk, tmp_path: Path) -> None:
    source = folder_of(tmp_path, 2)
    desk.import_(source)
    book = desk.content.folder / ".nhap-lieu" / "so-nhap.jsonl"
    book.write_bytes(book.read_bytes()[:-40])
    assert {i.outcome for i in desk.import_(source).items} == {Outcome.UNCHANGED}
    assert {i.outcome for i in desk.import_(source).items} == {Outcome.UNCHANGED}


def test_what_a_killed_run_left_half_written_goes_after_a_day(desk: Desk, tmp_path: Path) -> None:
    folder = desk.content.folder / "tin-tuc"
    folder.mkdir(exist_ok=True)
    old, young, of_others = (
        folder / name
        for name in (".a.md.812.0a1b2c3d.tmp", ".b.md.9.0a1b2c3d.tmp", ".word.0a1b2c3d.tmp")
    )
    for file in (old, young, of_others):
        file.write_bytes(b"---")
    for file in (old, of_others):
        os.utime(file, (0, 0))
    desk.import_(write(tmp_path / "cu", {"a.txt": "x"}), dry_run=True)
    assert old.exists()
    desk.import_(tmp_path / "cu")
    assert not old.exists() and young.exists() and of_others.exists()
