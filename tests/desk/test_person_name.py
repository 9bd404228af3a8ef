"""Who sits at the machine is asked once; a login name is never printed below a story."""

from pathlib import Path

import pytest

from khuyencong.desk import person_name
from khuyencong.desk.person_name import PersonName
from khuyencong.desk.sessions import Role, Sessions
from tests.desk.conftest import TestClient, Visitor


@pytest.fixture
def newcomer(client: TestClient, sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    monkeypatch.setattr(person_name, "login_name", lambda: "admin")
    return Visitor(client, sessions.begin("admin", Role.ADMINISTRATOR))


def test_the_first_screen_asks_and_the_name_stands_from_then_on(
    newcomer: Visitor, tmp_path: Path
) -> None:
    assert "Họ tên của người ngồi máy này" in newcomer.get("").text
    author = dict(newcomer.form("viet/tin-tuc"))["author"]
    assert author == "", "nobody is called admin in print"
    newcomer.post("ho-ten", {"ho-ten": "  Nguyễn Thị   <b>Hạnh</b> "})
    page = newcomer.get("").text
    assert "Nguyễn Thị &lt;b&gt;Hạnh&lt;/b&gt;" in page and "người ngồi máy này" not in page
    assert dict(newcomer.form("viet/tin-tuc"))["author"] == "Nguyễn Thị <b>Hạnh</b>"
    assert PersonName(tmp_path / "ho-ten.txt").known() == "Nguyễn Thị <b>Hạnh</b>"


def test_who_has_a_name_takes_no_other(visitor: Visitor, tmp_path: Path) -> None:
    assert visitor.post("ho-ten", {"ho-ten": "Giám đốc"}).status_code == 403
    assert not (tmp_path / "ho-ten.txt").exists()


def test_without_a_name_the_login_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(person_name, "login_name", lambda: "admin")
    assert PersonName(tmp_path / "ho-ten.txt").known() == "admin"
