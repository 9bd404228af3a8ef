"""A message of a Zalo official account (Zalo OA API v3).

Its access token lives a day. Each message asks for a new one by the refresh token, which is good
for one use and three months: the next one comes with the answer, and takes its place in the
keyring.
"""

from collections.abc import Mapping
from typing import Any

from khuyencong.publishing.secrets import keep_secret, secret
from khuyencong.publishing.target_settings import Zalo

_PATIENCE = 20
_REFRESH = "zalo_refresh_token"


def send_zalo(target: str, zalo: Zalo, text: str) -> None:
    """Tell the person whom the settings name.

    Raises:
        OSError: Zalo does not answer, or says no; nothing secret is in its words.
        PublishingError: a secret is not in the keyring, or the next one cannot be kept there.
    """
    message = {"recipient": {"user_id": zalo.user_id}, "message": {"text": text}}
    tokens = _new_tokens(target, zalo)
    headers = {"access_token": str(tokens.get("access_token", ""))}
    try:
        _asked(zalo.message_address, headers, json=message)
    finally:  # the old one is used up, whatever became of the message
        keep_secret(target, _REFRESH, str(tokens.get("refresh_token", "")))


def _new_tokens(target: str, zalo: Zalo) -> dict[str, Any]:
    form = {
        "app_id": zalo.app_id,
        "grant_type": "refresh_token",
        "refresh_token": secret(target, _REFRESH),
    }
    key = {"secret_key": secret(target, "zalo_secret_key")}
    return _asked(zalo.token_address, key, data=form)


def _asked(address: str, headers: Mapping[str, str], **sent: Any) -> dict[str, Any]:
    """The answer of Zalo, which says with 200 that something went wrong."""
    import httpx

    try:
        response = httpx.post(address, headers=headers, timeout=_PATIENCE, **sent)
        response.raise_for_status()
        answer = response.json()
    except httpx.HTTPStatusError as error:
        raise OSError(f"Zalo trả lời {error.response.status_code}") from None
    except (httpx.HTTPError, ValueError) as error:
        raise OSError(f"Zalo không trả lời ({type(error).__name__})") from None
    if not isinstance(answer, dict) or answer.get("error"):
        number = answer.get("error") if isinstance(answer, dict) else "?"
        raise OSError(f"Zalo từ chối, lỗi số {number}")
    return answer
