"""The desk is open to this machine alone, unless people sign in by name."""

from pathlib import Path

import pytest

from khuyencong.desk.accounts import Accounts
from khuyencong.desk.desk_server import NotAllowedError, OfficeServer, refuse_open_door
from khuyencong.desk.listener import LOOPBACK, bound
from khuyencong.desk.sessions import Role
from khuyencong.store.user_data import data_folder, private
from tests.conftest import Content
from tests.site.conftest import khuyencong

OPEN = [OfficeServer("0.0.0.0"), OfficeServer(address="https://ban.example")]  # noqa: S104


@pytest.mark.parametrize("office", OPEN)
def test_without_accounts_nobody_else_reaches_it(office: OfficeServer, tmp_path: Path) -> None:
    accounts = Accounts(tmp_path / "tai-khoan.json")
    with pytest.raises(NotAllowedError, match="lập tài khoản"):
        refuse_open_door(office, accounts)
    accounts.put("hoa", "Hoa", Role.ADMINISTRATOR, "một mật khẩu dài")
    refuse_open_door(office, accounts)


def test_at_a_desk_it_listens_to_this_machine_alone() -> None:
    with bound(0) as listening:
        assert listening.getsockname()[0] == LOOPBACK


def test_drafts_and_history_lie_outside_the_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "du-lieu"))
    first = data_folder(tmp_path / "Trung tâm A" / "content")
    second = data_folder(tmp_path / "B" / "Trung tâm A" / "content")
    assert first != second and "trung-tam-a" in first.name
    assert not first.is_relative_to(tmp_path / "Trung tâm A")


@pytest.mark.slow
def test_the_command_refuses_an_open_door(content: Content, tmp_path: Path) -> None:
    data = ["--data", tmp_path / "data", "--port", "0", "--no-browser"]
    network = ["--listen", "0.0.0.0"]  # noqa: S104
    alone = khuyencong("desk", content.folder, *network, *data, cwd=tmp_path)
    assert alone.returncode == 2 and "--office" in alone.stderr
    office = khuyencong("desk", content.folder, "--office", *network, *data, cwd=tmp_path)
    assert office.returncode == 2 and "Chưa có tài khoản nào" in office.stderr


def test_nobody_else_of_the_machine_reads_drafts(tmp_path: Path) -> None:
    folder = tmp_path / "khuyencong" / "trung-tam"
    folder.mkdir(parents=True, mode=0o755)
    assert private(folder).stat().st_mode & 0o077 == 0
    assert private(tmp_path / "moi" / "trung-tam").stat().st_mode & 0o077 == 0
