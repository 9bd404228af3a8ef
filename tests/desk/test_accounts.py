"""An office signs in by name, and what was done is noted."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from argon2 import PasswordHasher

from khuyencong.desk.accounts import MOST_FAILURES, MOST_NAMES, PAUSE, AccountError, Accounts
from khuyencong.desk.app import Office, application
from khuyencong.desk.audit_log import AuditLog
from khuyencong.desk.guard import hosts_of
from khuyencong.desk.person_name import PersonName
from khuyencong.desk.publishing_job import PublishingJob
from khuyencong.desk.session_cookie import SessionCookie
from khuyencong.desk.sessions import Role, Sessions
from tests.conftest import Content
from tests.desk.conftest import ORIGIN, TestClient, Visitor, changed

PASSWORD = "mật khẩu rất dài"  # noqa: S105


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    made = Accounts(tmp_path / "tai-khoan.json", _hasher=quick)
    made.put("hoa", "Nguyễn Thị Hoa", Role.ADMINISTRATOR, PASSWORD)
    made.put("lan", "Trần Thị Lan", Role.WRITER, PASSWORD)
    return made


@pytest.fixture
def office(workspace, accounts: Accounts, sessions: Sessions, tmp_path: Path):
    app = application(
        workspace,
        sessions,
        hosts_of(["127.0.0.1"], 8100),
        SessionCookie("ban"),
        Office(
            accounts,
            AuditLog(tmp_path / "nhat-ky.jsonl"),
            PersonName(tmp_path / "ho-ten.txt"),
            signs_in=True,
        ),
        PublishingJob(workspace.content),
    )
    with TestClient(app, base_url=ORIGIN) as made:
        yield made


def sign_in(client: TestClient, name: str, password: str):
    return client.post(
        "/ban-bien-tap/dang-nhap",
        data={"ten": name, "mat-khau": password},
        headers={"Origin": ORIGIN},
        follow_redirects=False,
    )


def test_a_password_is_kept_as_argon2id_only(accounts: Accounts) -> None:
    text = accounts.file.read_text()
    assert PASSWORD not in text and "$argon2id$" in text
    assert accounts.file.stat().st_mode & 0o077 == 0


def test_only_the_right_password_signs_in(accounts: Accounts) -> None:
    account = accounts.signed_in(" HOA ", PASSWORD)
    assert account and account.person == "Nguyễn Thị Hoa"
    for name, password in (("hoa", "sai"), ("ai", PASSWORD), ("hoa", ""), ("", "")):
        assert accounts.signed_in(name, password) is None


def test_a_name_is_closed_for_a_while_after_many_failures(accounts: Accounts) -> None:
    now = [1000.0]
    accounts.clock = lambda: now[0]
    for _ in range(MOST_FAILURES):
        assert accounts.signed_in("hoa", "sai") is None
    with pytest.raises(AccountError, match="Thử lại sau"):
        accounts.signed_in("hoa", PASSWORD)
    now[0] += PAUSE + 1
    assert accounts.signed_in("hoa", PASSWORD)


def test_an_office_always_has_an_administrator(accounts: Accounts) -> None:
    with pytest.raises(AccountError):
        accounts.close("hoa")
    with pytest.raises(AccountError):
        accounts.put("hoa", "Hoa", Role.WRITER)


@pytest.mark.parametrize("name", ["", "a", "Hoa Lan", "../x", "hoa\n", "-a", "a" * 50])
def test_names_are_plain(accounts: Accounts, name: str) -> None:
    if name != "hoa\n":
        with pytest.raises(AccountError):
            accounts.put(name, "Ai", Role.WRITER, PASSWORD)


def test_a_short_password_is_refused(accounts: Accounts) -> None:
    with pytest.raises(AccountError, match="10 ký tự"):
        accounts.put("moi", "Ai", Role.WRITER, "ngan")


def test_strangers_are_led_to_the_sign_in(office: TestClient) -> None:
    answer = office.get("/ban-bien-tap/", follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"] == "/ban-bien-tap/dang-nhap"
    assert "Mật khẩu" in office.get("/ban-bien-tap/dang-nhap").text


def test_signing_in_gives_a_new_session_and_its_role(office: TestClient, sessions) -> None:
    office.cookies.set("ban", "dat-truoc", domain="127.0.0.1")
    answer = sign_in(office, "lan", PASSWORD)
    cookie = answer.headers["set-cookie"]
    assert answer.status_code == 303 and "HttpOnly" in cookie and "dat-truoc" not in cookie
    page = office.get("/ban-bien-tap/").text
    assert "Trần Thị Lan" in page and "Tài khoản" not in page
    assert office.get("/ban-bien-tap/tai-khoan").status_code == 403


def test_a_sign_in_from_another_site_is_refused(office: TestClient) -> None:
    answer = office.post(
        "/ban-bien-tap/dang-nhap",
        data={"ten": "hoa", "mat-khau": PASSWORD},
        headers={"Origin": "https://xau.example"},
    )
    assert answer.status_code == 403 and "set-cookie" not in answer.headers


def test_brute_force_ends_in_a_pause(office: TestClient) -> None:
    codes = [sign_in(office, "hoa", f"sai {n}").status_code for n in range(MOST_FAILURES + 2)]
    assert codes == [403] * MOST_FAILURES + [429] * 2


def test_every_write_is_noted_with_who_and_when(
    office: TestClient, sessions: Sessions, content: Content, tmp_path: Path
) -> None:
    content.story()
    lan = Visitor(office, sessions.begin("Lan", Role.WRITER))
    lan.post("xoa/tin-tuc/bai.md", {})
    lines = [json.loads(line) for line in (tmp_path / "nhat-ky.jsonl").read_text().splitlines()]
    assert lines[-1]["who"] == "Lan" and lines[-1]["status"] == 403
    assert lines[-1]["what"] == "xoa/tin-tuc/bai.md" and lines[-1]["at"][:4].isdigit()


def test_a_closed_account_is_out_at_once(
    office: TestClient, sessions: Sessions, accounts: Accounts
) -> None:
    admin = Visitor(office, sessions.begin("Nguyễn Thị Hoa", Role.ADMINISTRATOR))
    lan = sessions.begin("Trần Thị Lan", Role.WRITER)
    assert admin.post("tai-khoan/dong", {"ten": "lan"}).status_code == 303
    assert sessions.find(lan.id) is None and accounts.signed_in("lan", PASSWORD) is None


def kept_draft(who: Visitor, body: str) -> list[tuple[str, str]]:
    """A form whose words the desk keeps as a draft of somebody."""
    form = changed(who.form("bai/tin-tuc/bai.md"), body=body)
    who.post("ban-dang-viet", form)
    return form


def test_a_writer_reads_no_draft_of_others(
    office: TestClient, sessions: Sessions, content: Content
) -> None:
    content.story()
    form = kept_draft(Visitor(office, sessions.begin("Hoa", Role.EDITOR)), "Chữ riêng của Hoa.")
    name = dict(form)["draft"]
    lan = Visitor(office, sessions.begin("Lan", Role.WRITER))
    for path in ("bai/tin-tuc/bai.md", ""):
        assert name not in lan.get(path).text
    assert "Chữ riêng" not in lan.get("bai/tin-tuc/bai.md", nhap=name).text
    assert lan.get(f"xem/{name}").status_code == 404
    lan.post("bo-ban-dang-viet", {"draft": name})
    assert lan.post("ban-dang-viet", changed(form, body="x")).status_code == 403
    back = Visitor(office, sessions.begin("Hoa", Role.EDITOR))
    assert "Chữ riêng của Hoa." in back.get("bai/tin-tuc/bai.md", nhap=name).text


def test_a_draft_from_which_an_editor_goes_on_stays_its_writers(
    office: TestClient, sessions: Sessions, content: Content
) -> None:
    content.story()
    form = kept_draft(Visitor(office, sessions.begin("Lan", Role.WRITER)), "Chữ của Lan.")
    hoa = Visitor(office, sessions.begin("Hoa", Role.EDITOR))
    gone_on = hoa.form("bai/tin-tuc/bai.md", nhap=dict(form)["draft"])
    hoa.post("bai/tin-tuc/bai.md", changed(gone_on, body="Chữ của Lan, Hoa rút gọn."))
    back = Visitor(office, sessions.begin("Lan", Role.WRITER))
    assert dict(back.form("bai/tin-tuc/bai.md", nhap=dict(form)["draft"]))["body"] == "Chữ của Lan."


def test_strangers_fill_no_memory(office: TestClient, accounts: Accounts) -> None:
    assert sign_in(office, "x" * 2_000_000, "").status_code == 413
    accounts._failures.update({f"ai-{number}": [0.0] for number in range(MOST_NAMES)})
    accounts._failures["hoa"] = [accounts.clock()] * (MOST_FAILURES - 1)
    accounts.signed_in("nguoi-la", "sai")
    assert [*accounts._failures] == ["hoa"], "they do not push out what somebody's name cost"
    log = AuditLog(accounts.file.with_name("nhat-ky.jsonl"))
    before = len(list(log.newest()))
    codes = [sign_in(office, "hoa", f"sai {n}").status_code for n in range(4)]
    assert codes == [403, 429, 429, 429] and len(list(log.newest())) == before + 1


def test_who_tries_many_passwords_at_once_is_counted_all_the_same(office: TestClient) -> None:
    async def at_once() -> list[int]:
        web = httpx.AsyncClient(transport=httpx.ASGITransport(office.app), base_url=ORIGIN)
        asked = [{"ten": name, "mat-khau": "sai"} for name in ("hoa", "HOA", " hoa ") * 5]
        post = partial(web.post, "/ban-bien-tap/dang-nhap", headers={"Origin": ORIGIN})
        tries = [post(data=data) for data in asked]
        return [answer.status_code for answer in await asyncio.gather(*tries)]

    with ThreadPoolExecutor(1) as own:  # where no browser of another test keeps its event loop
        codes = own.submit(asyncio.run, at_once()).result()
    assert sorted(codes) == [403] * MOST_FAILURES + [429] * (15 - MOST_FAILURES)


def test_two_people_of_one_name_get_names_that_tell_them_apart(accounts: Accounts) -> None:
    """Else one would read the drafts of the other."""
    with pytest.raises(AccountError, match="tài khoản hoa"):
        accounts.put("hoa2", "nguyễn  thị hoa", Role.WRITER, PASSWORD)
    with pytest.raises(AccountError, match="tài khoản hoa"):
        accounts.put("lan", "Nguyễn Thị Hoa", Role.WRITER)
    accounts.put("hoa2", "Nguyễn Thị Hoà", Role.WRITER, PASSWORD)
    accounts.put("hoa", "Nguyễn Thị Hoa", Role.ADMINISTRATOR)


def test_a_name_that_nobody_has_costs_what_a_wrong_password_costs(accounts: Accounts) -> None:
    checked: list[str] = []
    verify = accounts._hasher.verify
    accounts._hasher = SimpleNamespace(  # type: ignore[assignment]
        verify=lambda hashed, password: checked.append(hashed) or verify(hashed, password),
        hash=accounts._hasher.hash,
    )
    for name in ("khong-co", "khong-co", "hoa"):
        assert accounts.signed_in(name, "sai mật khẩu") is None
    assert len(checked) == 3 and checked[0] == checked[1] != checked[2]
