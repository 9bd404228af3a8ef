"""Passwords and keys: from the environment or the system's keyring, never from a file of ours."""

import os
import re

from khuyencong.publishing.errors import PublishingError

SERVICE = "khuyencong"
"""Name under which the keyring keeps them."""


def variable(target: str, what: str) -> str:
    """Name of the environment variable of a secret: `KHUYENCONG_CHINH_PASSWORD`."""
    return f"KHUYENCONG_{re.sub(r'[^A-Za-z0-9]+', '_', target).strip('_')}_{what}".upper()


def find_secret(target: str, what: str = "password") -> str | None:
    """A secret of a target, or None where nobody has given one."""
    given = os.environ.get(variable(target, what))
    return given or _in_keyring(f"{target}/{what}")


def secret(target: str, what: str = "password") -> str:
    """A secret of a target.

    Raises:
        PublishingError: nobody has given one; it says where to put it.
    """
    found = find_secret(target, what)
    if found is None:
        raise PublishingError(
            f"Chưa có mật khẩu của nơi đăng “{target}”. Cất một lần vào kho khóa của máy: "
            f"python -m keyring set {SERVICE} {target}/{what} – hoặc đặt biến môi trường "
            f"{variable(target, what)}."
        )
    return found


def keep_secret(target: str, what: str, value: str) -> None:
    """Keep a secret that changes with each use in the system's keyring.

    Raises:
        ImportError: the library is not installed.
        PublishingError: this machine has no keyring that can be written.
    """
    import keyring
    import keyring.errors

    try:
        keyring.set_password(SERVICE, f"{target}/{what}", value)
    except keyring.errors.KeyringError as error:
        raise PublishingError(
            f"Không cất được mã mới vào kho khóa của máy ({type(error).__name__}); lần sau phải "
            f"cất lại: python -m keyring set {SERVICE} {target}/{what}"
        ) from error


def _in_keyring(name: str) -> str | None:
    try:
        import keyring
        import keyring.errors
    except ImportError:
        return None
    try:
        return keyring.get_password(SERVICE, name)
    except keyring.errors.KeyringError:  # a server without a desktop has none
        return None
