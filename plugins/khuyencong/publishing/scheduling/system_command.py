"""Commands of the system, run to their ends."""

import subprocess

from khuyencong.publishing.errors import PublishingError


def run(*words: str, given: str = "") -> None:
    """Run a command; `given` is what it reads.

    Raises:
        PublishingError: it is not there, or it refuses.
    """
    done = finished(*words, given=given)
    if done.returncode:
        raise refusal(words[0], done)


def finished(*words: str, given: str = "") -> subprocess.CompletedProcess[bytes]:
    """A command when it has ended, however it did; bytes that are no Unicode stay (PEP 383).

    Raises:
        PublishingError: it is not there.
    """
    try:
        data = given.encode(errors="surrogateescape")
        return subprocess.run(words, input=data, capture_output=True, check=False)  # noqa: S603
    except FileNotFoundError:
        raise PublishingError(
            f"Máy này không có lệnh {words[0]}. Chọn cách khác bằng --for, hoặc ghi lịch ra tệp "
            "bằng --write."
        ) from None


def refusal(program: str, done: subprocess.CompletedProcess[bytes]) -> PublishingError:
    """What a command said when it refused."""
    said = done.stderr.decode(errors="replace").strip() or f"mã {done.returncode}"
    return PublishingError(f"Lệnh {program} không nhận ({said}).")
