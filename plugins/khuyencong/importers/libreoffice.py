"""Old formats (.doc, .rtf, .odt, .xls of Word's time) through LibreOffice, where there is one."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from khuyencong.importers.report import SourceRefusedError
from khuyencong.store.os_reason import os_reason

PATIENCE = 120.0
"""Seconds for one file."""
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)


def office_program() -> str | None:
    """Path of LibreOffice on this machine; None when there is none."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def converted_to_docx(data: bytes, ending: str) -> bytes:
    """A document of an older format as .docx; macros do not run, links are not followed.

    Raises:
        SourceRefusedError: LibreOffice is missing or cannot read the file.
    """
    program = office_program()
    if program is None:
        raise SourceRefusedError(
            f"Tệp .{ending} cần LibreOffice (miễn phí, libreoffice.org) trên máy này. Hoặc mở tệp "
            "bằng Word, chọn Save As › Word Document (.docx) rồi nhập tệp mới."
        )
    with tempfile.TemporaryDirectory(prefix="khuyencong-") as name:
        folder = Path(name)
        source = folder / f"nguon.{ending}"
        source.write_bytes(data)
        _run(program, folder, source)
        converted = source.with_suffix(".docx")
        if not converted.is_file():
            raise SourceRefusedError(
                f"LibreOffice không đọc được tệp .{ending} này: tệp hỏng hoặc có mật khẩu. Mở bằng "
                "Word, lưu lại thành .docx không mật khẩu rồi nhập."
            )
        return converted.read_bytes()


def _run(program: str, folder: Path, source: Path) -> None:
    profile = (folder / "ho-so").as_uri()
    command = [
        *(program, "--headless", "--norestore", f"-env:UserInstallation={profile}"),
        *("--convert-to", "docx", "--outdir", str(folder), str(source)),
    ]
    try:
        subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise SourceRefusedError(
            "LibreOffice làm quá lâu với tệp này nên đã dừng. Mở bằng Word, lưu lại thành .docx."
        ) from error
    except OSError as error:
        raise SourceRefusedError(f"Không chạy được LibreOffice ({os_reason(error)}).") from error
