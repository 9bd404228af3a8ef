"""A Zalo official account tells somebody, and its tokens take each other's place."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend

from khuyencong.publishing.notice import tell_failure
from khuyencong.publishing.target_settings import ChosenTarget, Notify, TargetSettings, Zalo
from tests.publishing.listeners import http_listener

REFRESH, KEY = "chinh/zalo_refresh_token", "chinh/zalo_secret_key"
TOKENS = {"access_token": "vao", "refresh_token": "hai", "expires_in": "90000"}


class Keys(KeyringBackend):
    """A keyring as a desktop has one."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept = {REFRESH: "mot", KEY: "khoa"}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[username] = password


@pytest.fixture
def keys() -> Iterator[Keys]:
    before, made = keyring.get_keyring(), Keys()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def target(address: str, home: Path) -> ChosenTarget:
    zalo = Zalo(app_id="45738", user_id="25125", message_address=address, token_address=address)
    settings = TargetSettings(address=f"file://{home}/web", notify=Notify(zalo=zalo))
    return ChosenTarget("chinh", settings)


def test_it_tells_and_the_token_for_the_next_time_is_kept(keys: Keys, tmp_path: Path) -> None:
    with http_listener(200, [TOKENS, {"error": 0, "message": "Success"}]) as (address, heard):
        assert tell_failure(target(address, tmp_path), tmp_path, "Đĩa đầy.") == []
    asked, told = heard
    assert asked["secret_key"] == keys.kept[KEY]
    assert (asked["refresh_token"], asked["app_id"]) == ("mot", "45738")
    assert told["access_token"] == TOKENS["access_token"]
    assert told["recipient"] == {"user_id": "25125"}
    assert told["message"]["text"].endswith("nơi đăng chinh: Đĩa đầy.")
    assert keys.kept[REFRESH] == TOKENS["refresh_token"]


def test_a_refusal_is_said_and_the_next_token_is_not_lost(keys: Keys, tmp_path: Path) -> None:
    with http_listener(200, [TOKENS, {"error": -230, "message": "7 days"}]) as (address, _):
        said = tell_failure(target(address, tmp_path), tmp_path, "Đĩa đầy.")
    assert said == ["Không báo được qua Zalo: Zalo từ chối, lỗi số -230."]
    assert keys.kept[REFRESH] == TOKENS["refresh_token"]


def test_without_its_secrets_it_says_where_to_put_them(keys: Keys, tmp_path: Path) -> None:
    keys.kept.clear()
    (said,) = tell_failure(target("http://127.0.0.1:9/", tmp_path), tmp_path, "Đĩa đầy.")
    assert f"keyring set khuyencong {REFRESH}" in said
