"""Below an approver nobody lets readers see a text, whichever way a header can be written."""

import pytest

from khuyencong.desk.sessions import Role
from tests.conftest import Content
from tests.desk.conftest import TestClient, Visitor, changed

SOURCE = "tin-tuc/bai.md"
OTHER = "tin-tuc/bai-khac.md"


@pytest.fixture
def writer(client: TestClient, sessions) -> Visitor:
    return Visitor(client, sessions.begin("Lan", Role.WRITER))


@pytest.fixture
def editor(client: TestClient, sessions) -> Visitor:
    return Visitor(client, sessions.begin("Minh", Role.EDITOR))


def settled(visitor: Visitor, mine: list[tuple[str, str]], theirs: str, *fields: str) -> int:
    chosen = [("chon.ban-kia", theirs), *((f"chon.muc.{name}", "mine") for name in fields)]
    return visitor.post("ghep", [*mine, *chosen]).status_code


def test_a_clash_is_no_way_to_publish_again_what_was_withdrawn(
    writer: Visitor, content: Content, workspace
) -> None:
    content.story()
    form = writer.form(f"bai/{SOURCE}")
    file = content.story(status="withdrawn", modified="24/11/2026 08:00")
    now = workspace.history.hold(file.read_bytes())
    settled(writer, changed(form, body="Bài của Lan."), now, "status", "modified", "khong-co")
    assert "status: withdrawn" in file.read_text()


def test_the_version_of_another_story_gives_no_state(
    writer: Visitor, content: Content, workspace
) -> None:
    file = content.story(status="draft")
    public = content.story(OTHER, title="Bài đã đăng", slug="bai-khac", approved="{by: Hoa}")
    now = workspace.history.hold(file.read_bytes())
    form = changed(writer.form(f"bai/{SOURCE}"), base=workspace.history.hold(public.read_bytes()))
    settled(writer, form, now, "status", "approved", "title")
    assert "status: draft" in file.read_text() and "approved" not in file.read_text()


@pytest.mark.parametrize("earlier", ["", "24/11/2036 07:00"])
def test_an_hour_that_an_approver_set_is_moved_by_an_approver_alone(
    writer: Visitor, content: Content, earlier: str
) -> None:
    file = content.story(embargo="25/11/2036 07:00")
    before = file.read_bytes()
    form = changed(writer.form(f"bai/{SOURCE}"), embargo=earlier, body="Sửa.")
    answer = writer.post(f"bai/{SOURCE}", form)
    assert answer.status_code == 422 and "cần người duyệt" in answer.text
    assert "Sửa." in answer.text, "what was typed is not lost"
    assert file.read_bytes() == before
    writer.post(f"bai/{SOURCE}", changed(form, embargo="26/11/2036 07:00"))
    assert "embargo: 26/11/2036 07:00" in file.read_text()


def test_an_approval_cannot_be_typed(writer: Visitor, content: Content) -> None:
    file = content.story(status="draft")
    form = writer.form(f"bai/{SOURCE}")
    assert not [name for name, _ in form if name.startswith(("status", "approved"))]
    forged = [("status", "published"), ("approved.by", "Giám đốc"), ("approved.date", "22/11/2026")]
    assert writer.post(f"bai/{SOURCE}", [*form, *forged]).status_code == 303
    assert "status: draft" in file.read_text() and "approved" not in file.read_text()


def test_a_new_story_is_a_draft_whatever_its_form_says(writer: Visitor, content: Content) -> None:
    form = changed(writer.form("viet/tin-tuc"), title="Tin mới", body="Bài.", summary="Dẫn.")
    writer.post("viet/tin-tuc", [*form, ("status", "published"), ("embargo", "")])
    assert "status: draft" in (content.folder / "tin-tuc/tin-moi.md").read_text()


def test_an_editor_brings_no_withdrawn_words_back_to_readers(
    editor: Visitor, content: Content, workspace
) -> None:
    file = content.story(body="Đoạn phải gỡ.")
    workspace.history.record(SOURCE, file.read_bytes(), "Hoa", "Viết", workspace.now())
    version = workspace.history.record(SOURCE, None, "Hoa", "Xóa", workspace.now())
    for is_there in (True, False):
        if is_there:
            content.story(status="withdrawn", modified="24/11/2026 08:00", body="")
        else:
            file.unlink()
            workspace.changed()
        answer = editor.post(f"lay-lai/{version.id}", {"truoc": "1"})
        assert answer.status_code == 403 and "cần người duyệt" in answer.text
        assert not file.exists() or "phải gỡ" not in file.read_text()


def test_replaced_words_move_no_hour(editor: Visitor, content: Content) -> None:
    file = content.story(embargo="25/11/2036 07:00")
    found = editor.get("tim-thay", tim="25/11/2036 07:00", thay="25/11/2016 07:00")
    page = found.text
    seen = page.partition('name="ban" value="')[2].partition('"')[0]
    form = {"tim": "25/11/2036 07:00", "thay": "25/11/2016 07:00", "ban": seen}
    answer = editor.post("tim-thay", {**form, "cho": f"{SOURCE}#0"})
    assert "cần người duyệt" in answer.text
    assert "embargo: 25/11/2036 07:00" in file.read_text()


def test_an_approver_does_all_of_this(visitor: Visitor, content: Content, workspace) -> None:
    file = content.story(embargo="25/11/2036 07:00")
    form = visitor.form(f"bai/{SOURCE}")
    assert visitor.post(f"bai/{SOURCE}", changed(form, embargo="")).status_code == 303
    assert "embargo" not in file.read_text()


def test_words_that_were_approved_are_changed_by_no_road_behind_the_chief(
    visitor: Visitor, content: Content, workspace
) -> None:
    approved = {"status": "Chờ duyệt", "approved": "{by: Bà B, date: 22/11/2026 09:00}"}
    file = content.story(body="Trao 05 máy.", **approved)
    mine = changed(visitor.form(f"bai/{SOURCE}"), body="Trao 50 máy.")
    content.story(body="Trao 05 máy.\n\nThêm.", **approved)
    settled(visitor, mine, workspace.history.hold(file.read_bytes()), "title")
    assert "50" in file.read_text() and "approved" not in file.read_text()

    content.story(body="Trao 05 máy.", **approved)
    page = visitor.get("tim-thay", tim="05").text
    seen = page.partition('name="ban" value="')[2].partition('"')[0]
    visitor.post("tim-thay", {"tim": "05", "thay": "50", "ban": seen, "cho": f"{SOURCE}#0"})
    assert "50" in file.read_text() and "approved" not in file.read_text()
