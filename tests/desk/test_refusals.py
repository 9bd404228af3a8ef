"""What cannot be done is told on a screen of the desk, with a way back; scripts get the words."""

import pytest

from khuyencong.content.entry_cache import ContentChangedError
from khuyencong.desk.workspace import Workspace
from tests.conftest import Content
from tests.desk.conftest import TestClient, Visitor

HTML = {"Accept": "text/html,application/xhtml+xml"}


def test_a_person_gets_a_screen_and_a_script_the_words(visitor: Visitor) -> None:
    page = visitor.client.get("/ban-bien-tap/bai/tin-tuc/<khong-co>.md", headers=HTML)
    words = visitor.client.get("/ban-bien-tap/bai/tin-tuc/<khong-co>.md")
    assert page.status_code == words.status_code == 404
    assert "Về trang Hôm nay" in page.text and 'role="alert"' in page.text
    assert words.text.startswith("Không có bài này") and "<html" not in words.text


def test_a_browser_from_before_the_desk_was_started_anew_is_told_on_a_screen(
    client: TestClient,
) -> None:
    page = client.get("/ban-bien-tap/bai/tin-tuc/bai.md", headers=HTML)
    words = client.get("/ban-bien-tap/bai/tin-tuc/bai.md")
    assert page.status_code == words.status_code == 403
    assert 'role="alert"' in page.text and "Mở lại Bàn biên tập" in page.text
    assert "Về trang Hôm nay" not in page.text, "it would be refused again"
    assert "<html" not in words.text


def test_what_the_preview_has_not_caught_up_with_is_asked_for_again(
    visitor: Visitor, content: Content, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changed(source: str) -> bool:
        raise ContentChangedError(source)

    content.story()
    monkeypatch.setattr(workspace, "knows", changed)
    page = visitor.client.get("/ban-bien-tap/chia-se/tin-tuc/bai.md", headers=HTML)
    assert page.status_code == 409 and 'http-equiv="refresh"' in page.text
    assert "Internal Server Error" not in page.text
