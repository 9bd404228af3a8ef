"""Old versions are looked at, compared and brought back."""

import re
from datetime import timedelta

import pytest

from khuyencong.desk.screen_renderer import static_digest
from khuyencong.desk.workspace import Workspace
from tests.conftest import Content
from tests.desk.conftest import Visitor, changed

SOURCE = "tin-tuc/bai.md"


def edit(visitor: Visitor, body: str) -> None:
    answer = visitor.post(f"bai/{SOURCE}", changed(visitor.form(f"bai/{SOURCE}"), body=body))
    assert answer.status_code == 303


def test_what_changed_is_shown_word_by_word(visitor: Visitor, content: Content, workspace) -> None:
    content.story(body="Có **bốn** lớp.")
    edit(visitor, "Có **năm** lớp.")
    newest = next(workspace.history.versions(SOURCE))
    page = visitor.get(f"so-sanh/{newest.id}").text
    assert "<strong><del>bốn</del><ins>năm</ins></strong>" in page and "**" not in page


def test_the_files_of_the_desk_have_the_same_address_on_every_screen(
    visitor: Visitor, content: Content, workspace
) -> None:
    """A browser keeps them for a year; so no version of a text may stand for theirs."""
    content.story()
    edit(visitor, "Chữ khác.")
    newest = next(workspace.history.versions(SOURCE))
    pages = [visitor.get(path).text for path in ("", f"bai/{SOURCE}", f"so-sanh/{newest.id}")]
    found = {digest for page in pages for digest in re.findall(r'tinh/[\w.-]+\?([^"]*)"', page)}
    assert found == {static_digest()}


def test_yesterdays_version_is_one_click_away(
    visitor: Visitor, content: Content, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    content.story(body="Bản đúng.")
    now = workspace.now()
    monkeypatch.setattr(workspace, "now", lambda: now - timedelta(days=1))
    edit(visitor, "Bản của hôm qua.")
    monkeypatch.undo()
    edit(visitor, "Sửa nhầm.")
    page = visitor.get(f"lich-su/{SOURCE}").text
    assert "Trở lại bản hôm qua" in page
    id = page.partition("lay-lai/")[2][:40]
    assert visitor.post(f"lay-lai/{id}", {}).status_code == 303
    assert (content.folder / SOURCE).read_text().endswith("Bản của hôm qua.\n")
    assert "Sửa nhầm." in str(
        [workspace.history.bytes_of(v.blob) for v in workspace.history.versions(SOURCE)][1].decode()
    )


def test_a_deleted_entry_is_brought_back_byte_for_byte(
    visitor: Visitor, content: Content, workspace: Workspace
) -> None:
    file = content.story(body="Bài quý.\r\n")
    before = file.read_bytes()
    assert visitor.post(f"xoa/{SOURCE}", {}).status_code == 303
    assert not file.exists() and "đã bị xóa" in visitor.get(f"lich-su/{SOURCE}").text
    gone = next(workspace.history.versions(SOURCE))
    visitor.post(f"lay-lai/{gone.id}", {"truoc": "1"})
    assert file.read_bytes() == before


def test_a_version_of_a_strange_path_is_not_written(
    visitor: Visitor, workspace: Workspace, content: Content
) -> None:
    """A history that somebody tampered with leads nowhere."""
    for source in ("../ngoai.md", "tin-tuc/../../ngoai.md", "anh/a.md", "tin-tuc/a.html"):
        version = workspace.history.record(source, b"x", "Ai", "Sửa", workspace.now())
        assert version and visitor.post(f"lay-lai/{version.id}", {}).status_code == 404
    assert not (content.folder.parent / "ngoai.md").exists()


@pytest.mark.parametrize("id", ["0" * 40, "..", "HEAD", "a" * 39])
def test_an_unknown_version_is_not_found(visitor: Visitor, id: str) -> None:
    assert visitor.get(f"so-sanh/{id}").status_code == 404
    assert visitor.post(f"lay-lai/{id}", {}).status_code in (404, 405)


def test_a_mistaken_edit_is_undone_from_the_list(
    visitor: Visitor, content: Content, workspace: Workspace
) -> None:
    file = content.story(title="Tin Na Rì", body="Bản đúng.")
    edit(visitor, "Sửa <b>nhầm</b>.")
    page = visitor.get("lich-su").text
    assert "Tin Na Rì</a>" in page and page.count("Bỏ lần này") == 1
    newest = next(workspace.history.versions(SOURCE))
    again = visitor.post(f"lay-lai/{newest.id}", {})
    assert "?chua=" in again.headers["location"], "it is this version already"
    visitor.post(f"lay-lai/{newest.id}", {"truoc": "1"})
    assert file.read_text().endswith("Bản đúng.\n")


def test_what_changed_is_told_in_the_words_of_the_form(
    visitor: Visitor, content: Content, workspace: Workspace
) -> None:
    content.story(summary="Bốn lớp", body="summary: chữ của bài")
    edit(visitor, "summary: chữ của bài mới")
    newest = next(workspace.history.versions(SOURCE))
    page = visitor.get(f"so-sanh/{newest.id}").text
    assert "Sa-pô: Bốn lớp" in page and "Tít:" in page and "summary: chữ của bài" in page
    assert "uid:" not in page and "title:" not in page
