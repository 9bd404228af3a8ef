"""Lists of artisans and skilled workers become entries; people are told apart as people are."""

from pathlib import Path

import pytest

from khuyencong.editing.entry_text import EntryText
from khuyencong.importers.artisan_row import read_artisan
from khuyencong.importers.existing_entries import ExistingEntries, ExistingEntry
from khuyencong.importers.report import Outcome
from khuyencong.model.people import Artisan
from tests.importers.conftest import Desk
from tests.importers.test_tables import book

TITLE = [
    "DANH SÁCH NGHỆ NHÂN, THỢ GIỎI NĂM 2024 (Kèm theo Quyết định số 910/QĐ-UBND ngày 3/6/2024)"
]
HEAD = ("STT", "Họ và tên", "Năm sinh", "Nghề", "Địa chỉ", "Điện thoại", "Cơ sở")
HUNG = (1, "Nguyễn Văn Hưng", 1960, "Gốm", "Thôn 1, xã Mẫu, tỉnh Bắc Ninh", 912345678, "HTX Gốm")
OTHER = (2, "Nguyễn Văn Hùng", 1985, "Mây tre", "xã Mẫu, tỉnh Bắc Ninh", "", "")
NAMESAKE = (3, "Nguyễn Văn Hưng", 1990, "Dệt", "xã Hai, tỉnh Lai Châu", "chưa có", "")


def artisans(desk: Desk) -> list[dict[str, object]]:
    files = sorted((desk.content.folder / "nghe-nhan").glob("*.md"))
    return [dict(EntryText.of(file.read_bytes()).read(Artisan).values) for file in files]


@pytest.mark.slow
def test_a_list_of_artisans_comes_in_once(desk: Desk, tmp_path: Path) -> None:
    blocks = (["I", "Nghệ nhân"], HUNG, ["II", "Danh hiệu Thợ giỏi"], OTHER, NAMESAKE)
    file = book(tmp_path / "a.xlsx", TITLE, HEAD, *blocks, ["", "Tổng cộng: 3 người"])
    report = desk.import_(file)
    assert [item.outcome for item in report.items] == [Outcome.CREATED] * 3, report.items
    found = artisans(desk)
    (first,) = (each for each in found if each["craft"] == "Gốm")
    assert first["honours"] == [{"title": "nghe-nhan", "year": "2024", "decision": "910/QĐ-UBND"}]
    assert first["producer"] == "HTX Gốm"
    assert first["contact"] == {
        "commune": "Mẫu",
        "province": "Bắc Ninh",
        "address": "Thôn 1",
        "phone": "0912345678",
    }
    assert {each["honours"][0]["title"] for each in found} == {"nghe-nhan", "tho-gioi"}  # type: ignore[index]
    assert "1960" not in str(found)
    assert any("“Năm sinh”" in note for note in report.remarks)
    again = desk.import_(file)
    assert [item.outcome for item in again.items] == [Outcome.UNCHANGED] * 3


def test_titles_have_the_years_and_decisions_that_stand_with_them() -> None:
    text = "Nghệ nhân ưu tú 2019; thợ giỏi 2012 (QĐ 5/QĐ-UBND)\nNgười có công đưa nghề"
    row = read_artisan({("*honour",): text, ("*year",): "2001"}, {}, {})
    assert row.fields["honours"] == [
        {"title": "nghe-nhan-uu-tu", "year": "2019"},
        {"title": "tho-gioi", "year": "2012", "decision": "5/QĐ-UBND"},
        {"title": "nguoi-dua-nghe", "year": "2001"},
    ]


def test_a_title_without_a_year_is_told() -> None:
    row = read_artisan({("*honour",): "Thợ giỏi"}, {}, {})
    assert "honours" not in row.fields and "Thợ giỏi" in row.remarks[0]


def test_marks_tell_people_apart_of_whom_a_list_says_nothing_else(tmp_path: Path) -> None:
    people = ExistingEntries(tmp_path, Artisan)
    hung = {"title": "Nguyễn Văn Hưng", "craft": "Gốm"}
    people.add(ExistingEntry("nghe-nhan/hung.md", EntryText.of(b""), hung))
    assert people.find("", {"title": "Nguyễn Văn Hùng"}) is None
    assert people.find("", {"title": "Nguyễn Văn Hưng"}) is not None


@pytest.mark.slow
def test_a_list_of_other_people_is_none_of_artisans(desk: Desk, tmp_path: Path) -> None:
    head = ("TT", "Họ và tên", "Xã", "Điện thoại")
    file = book(tmp_path / "a.xlsx", head, (1, "Người Mẫu", "Mẫu", "0912000111"))
    assert "danh sách nghệ nhân cần" in desk.said(file)
