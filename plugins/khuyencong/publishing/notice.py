"""Telling somebody that a publication by the clock failed: by mail, to a webhook, in a file."""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

from khuyencong.publishing.errors import PublishingError, WrongOnWebError, missing_library
from khuyencong.publishing.schedule import DueFile
from khuyencong.publishing.secrets import find_secret
from khuyencong.publishing.target_settings import ChosenTarget, Notify
from khuyencong.vietnamese.dates import VIETNAM, short_date

_PATIENCE = 20


@contextmanager
def failures_reported(
    chosen: ChosenTarget, home: Path, say: Callable[[str], object]
) -> Iterator[None]:
    """Tell whatever fails within, every way that the settings name, and let it fail.

    What failed in the same words before is told no more; that readers get something else, each
    time that it is found. `home` is the folder of `xuat-ban.yml`; `say` is given what could not
    be told.
    """
    try:
        yield
    except Exception as error:
        if DueFile(chosen).is_news(str(error)) or isinstance(error, WrongOnWebError):
            for words in tell_failure(chosen, home, str(error)):
                say(words)
        raise


def tell_failure(chosen: ChosenTarget, home: Path, words: str) -> list[str]:
    """Tell it every way that the settings name; what could not be told, as sentences.

    `home` is the folder of `xuat-ban.yml`. Nothing secret is in `words`.
    """
    notify = chosen.settings.notify
    if notify is None:
        return []
    now = datetime.now(VIETNAM)
    text = f"{now:%H:%M} ngày {short_date(now)}, nơi đăng {chosen.name}: {words}"
    ways = {"tệp": _write, "thư": _mail, "webhook": _post, "Zalo": _zalo}
    failed: list[str] = []
    for name, way in ways.items():
        try:
            way(chosen, notify, home, text)
        except (OSError, PublishingError) as error:
            failed.append(f"Không báo được qua {name}: {error}.")
    return failed


def _write(_: ChosenTarget, notify: Notify, home: Path, text: str) -> None:
    if notify.file:
        with (home / notify.file).open("a", encoding="utf-8") as stream:
            stream.write(f"{' '.join(text.split())}\n")


def _mail(chosen: ChosenTarget, notify: Notify, home: Path, text: str) -> None:
    if not notify.mail or not notify.smtp:
        return
    server = urlsplit(notify.smtp)
    message = EmailMessage()
    message["Subject"] = f"Trang trên mạng cần xem lại, nơi đăng {chosen.name}"
    message["To"] = ", ".join(notify.mail)
    message["From"] = notify.sender or notify.mail[0]
    message.set_content(text)
    secure = server.scheme == "smtps"
    kind = smtplib.SMTP_SSL if secure else smtplib.SMTP
    with kind(server.hostname or "", server.port or 0, timeout=_PATIENCE) as smtp:
        smtp.ehlo()
        if not secure and smtp.has_extn("starttls"):
            smtp.starttls(context=ssl.create_default_context())
        if server.username and (password := find_secret(chosen.name, "smtp")):
            smtp.login(unquote(server.username), password)
        smtp.send_message(message)


def _post(chosen: ChosenTarget, notify: Notify, home: Path, text: str) -> None:
    """As chat programs take it: `{"text": …}`, with `chat_id` for Telegram."""
    address = find_secret(chosen.name, "webhook") if notify.webhook else None
    if not address:
        return
    try:
        import httpx
    except ImportError as error:
        raise missing_library("httpx", error) from error
    message = {"text": text} | ({"chat_id": notify.chat_id} if notify.chat_id else {})
    try:
        httpx.post(address, json=message, timeout=_PATIENCE).raise_for_status()
    except httpx.HTTPStatusError as error:  # the address itself is a secret
        raise OSError(f"máy chủ trả lời {error.response.status_code}") from None
    except httpx.HTTPError as error:
        raise OSError(type(error).__name__) from None


def _zalo(chosen: ChosenTarget, notify: Notify, home: Path, text: str) -> None:
    if notify.zalo is None:
        return
    try:
        from khuyencong.publishing.zalo import send_zalo

        send_zalo(chosen.name, notify.zalo, text)
    except ImportError as error:
        raise missing_library("httpx", error) from error
