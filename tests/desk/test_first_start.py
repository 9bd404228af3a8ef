"""A new centre begins on one page."""

from pathlib import Path

import pytest

from khuyencong.content.folder import read_centre
from khuyencong.desk.accounts import Accounts
from khuyencong.desk.app import Office, first_start_application
from khuyencong.desk.audit_log import AuditLog
from khuyencong.desk.guard import hosts_of
from khuyencong.desk.person_name import PersonName
from khuyencong.desk.session_cookie import SessionCookie
from khuyencong.desk.sessions import Role, Sessions
from khuyencong.desk.workspace import Workspace
from tests.conftest import Content
from tests.desk.conftest import ORIGIN, TestClient, Visitor

ANSWERS = {"name": "Trung tâm Khuyến công: Thử", "province": "Lạng Sơn"}
ANSWERS |= {"address": "Số 1", "phone": "0205 385 0000"}


@pytest.fixture
def new_desk(tmp_path: Path, sessions: Sessions):
    content, opened = tmp_path / "moi" / "content", []
    app = first_start_application(
        content,
        lambda: opened.append(True),
        sessions,
        hosts_of(["127.0.0.1"], 8100),
        SessionCookie("ban"),
        Office(
            Accounts(tmp_path / "tai-khoan.json"),
            AuditLog(tmp_path / "nhat-ky.jsonl"),
            PersonName(tmp_path / "ho-ten.txt"),
        ),
    )
    with TestClient(app, base_url=ORIGIN) as client:
        visitor = Visitor(client, sessions.begin("Hoa", Role.ADMINISTRATOR))
        yield visitor, content, opened


def test_four_answers_make_a_sound_centre(new_desk) -> None:
    visitor, content, opened = new_desk
    assert "Trung tâm của bạn" in visitor.get("").text
    assert visitor.post("bat-dau", ANSWERS).status_code == 303 and opened == [True]
    centre, _ = read_centre(content)
    assert centre and centre.name == ANSWERS["name"] and centre.province == "Lạng Sơn"
    assert (content / "anh").is_dir() and list((content / "tin-tuc").glob("*.md"))


def test_without_a_name_nothing_is_written(new_desk) -> None:
    visitor, content, opened = new_desk
    answer = visitor.post("bat-dau", {**ANSWERS, "name": " "})
    assert answer.status_code == 422 and "Điền tên trung tâm" in answer.text
    assert not content.exists() and opened == []


def test_a_stranger_cannot_begin(new_desk) -> None:
    visitor, content, _ = new_desk
    visitor.client.cookies.clear()
    assert visitor.post("bat-dau", ANSWERS).status_code == 403 and not content.exists()


def test_the_starter_entries_go_with_one_click(
    visitor: Visitor, content: Content, workspace: Workspace
) -> None:
    content.story("tin-tuc/bai-mau.md", sample="true")
    content.story("tin-tuc/that.md", title="Bài thật", uid="kc-that")
    assert "Bỏ các bài mẫu" in visitor.get("").text
    assert visitor.post("bo-bai-mau", {}).status_code == 303
    assert [file.name for file in (content.folder / "tin-tuc").iterdir()] == ["that.md"]
    assert "Bỏ các bài mẫu" not in visitor.get("").text
