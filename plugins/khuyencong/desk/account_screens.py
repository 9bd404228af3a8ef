"""Signing in and out, and the accounts of an office."""

from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus

from anyio import CapacityLimiter, to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from khuyencong.desk.accounts import LONGEST_NAME, Account, AccountError, Accounts
from khuyencong.desk.audit_log import AuditLog
from khuyencong.desk.guard import PREFIX
from khuyencong.desk.person_name import PersonName, is_login
from khuyencong.desk.requests import Asked, refuse_large
from khuyencong.desk.screen_renderer import environment, go, refuse, screen
from khuyencong.desk.session_cookie import SessionCookie
from khuyencong.desk.sessions import Role, Sessions
from khuyencong.store.os_reason import os_reason

SIGN_IN = f"{PREFIX}dang-nhap"
_LARGEST_SIGN_IN = 1024 * 1024
"""Bytes of a name and a password, with much to spare."""


@dataclass(frozen=True)
class SignIn:
    """Endpoints that give and take a session; they need none."""

    accounts: Accounts
    sessions: Sessions
    cookie: SessionCookie
    log: AuditLog
    turn: CapacityLimiter = field(default_factory=partial(CapacityLimiter, 1))
    """One password is tried at a time, and no thread waits that others need."""

    async def ask(self, request: Request) -> Response:
        """The form."""
        return _sign_in_page("")

    async def take(self, request: Request) -> Response:
        """A session for who brings name and password; strangers may not fill the memory."""
        refuse_large(request, _LARGEST_SIGN_IN)
        async with request.form(max_files=0, max_fields=10) as form:
            name = str(form.get("ten", ""))[:LONGEST_NAME]
            password = str(form.get("mat-khau", ""))
        try:
            account = await to_thread.run_sync(
                self.accounts.signed_in, name, password, limiter=self.turn
            )
        except AccountError as error:  # what closed the name was noted; this costs a stranger none
            return _sign_in_page(str(error), HTTPStatus.TOO_MANY_REQUESTS)
        if account is None:
            self.log.note(name, "đăng nhập", HTTPStatus.FORBIDDEN)
            return _sign_in_page("Tên hoặc mật khẩu không đúng.", HTTPStatus.FORBIDDEN)
        self.log.note(account.name, "đăng nhập", HTTPStatus.OK)
        answer = RedirectResponse(PREFIX, HTTPStatus.SEE_OTHER)
        self.cookie.give(answer, self.sessions.begin(account.person, account.role))
        return answer


@dataclass(frozen=True)
class AccountScreens:
    """Answers about accounts, for an administrator."""

    accounts: Accounts
    sessions: Sessions
    log: AuditLog
    names: PersonName

    def name_oneself(self, asked: Asked) -> Response:
        """The name of who sits at this machine; of an account an administrator writes it."""
        if not is_login(asked.session.who):
            raise HTTPException(HTTPStatus.FORBIDDEN, "Họ tên đã ghi; sửa ở mục Tài khoản.")
        try:
            name = self.names.keep(asked.get("ho-ten"))
        except OSError as error:
            return refuse("", f"Không ghi được họ tên: {os_reason(error)}.")
        self.sessions.rename(asked.session.id, name or asked.session.who)
        return go("", f"Đã ghi: {name}. Tên này ghi ở bài mới và trong Lịch sử." if name else "")

    def list(self, asked: Asked) -> Response:
        """Everybody who may sign in, and what was done lately."""
        return self._screen(asked)

    def put(self, asked: Asked) -> Response:
        """A new account, or a change of one; its open sessions end."""
        name, role = asked.get("ten"), asked.get("vai")
        try:
            if role not in {str(each.value) for each in Role}:
                raise AccountError("Chọn vai.")
            old = self._account(name)
            person = asked.get("ho-ten")
            self.accounts.put(name, person, Role(int(role)), asked.get("mat-khau"))
        except AccountError as error:
            return self._screen(asked, str(error))
        self.sessions.end_all_of(old.person if old else person)
        return go("tai-khoan", f"Đã ghi tài khoản {name}.")

    def close(self, asked: Asked) -> Response:
        """Close an account; its open sessions end."""
        name = asked.get("ten")
        old = self._account(name)
        try:
            self.accounts.close(name)
        except AccountError as error:
            return self._screen(asked, str(error))
        if old:
            self.sessions.end_all_of(old.person)
        return go("tai-khoan", f"Đã đóng tài khoản {name}.")

    def sign_out(self, asked: Asked) -> Response:
        """End this session."""
        self.sessions.end(asked.session.id)
        return RedirectResponse(SIGN_IN, HTTPStatus.SEE_OTHER)

    def _account(self, name: str) -> Account | None:
        return next((a for a in self.accounts.all() if a.name == name.strip().lower()), None)

    def _screen(self, asked: Asked, trouble: str = "") -> Response:
        return screen(
            "tai-khoan",
            asked,
            HTTPStatus.UNPROCESSABLE_ENTITY if trouble else HTTPStatus.OK,
            accounts=self.accounts.all(),
            roles=list(Role),
            trouble=trouble,
            log=list(self.log.newest()),
        )


def _sign_in_page(trouble: str, status: HTTPStatus = HTTPStatus.OK) -> HTMLResponse:
    page = environment().get_template("dang-nhap.html").render(trouble=trouble)
    return HTMLResponse(page, status)
