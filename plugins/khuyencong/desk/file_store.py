"""Files that readers download: taken in, checked by what they hold, put into `tep/`."""

import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath

from khuyencong.content.download_policy import OFFERED, download_refusal
from khuyencong.desk.content_files import free_path, with_bytes
from khuyencong.desk.workspace import Workspace
from khuyencong.store.atomic import atomic_write
from khuyencong.store.file_state import own_files_below
from khuyencong.vietnamese.slugs import address_slug
from khuyencong.zip_file import ZipFaultError, open_zip

FOLDER = "tep"
LARGEST = 100 * 1024 * 1024
"""Bytes: a printed book as PDF; a film is copied into the folder or stands on YouTube."""
_INSIDE = {
    **{"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"},
    **dict.fromkeys(("odt", "ods", "odp"), "content.xml"),
}
"""Ending → the member without which an archive is no such document (ECMA-376, OpenDocument 1.3)."""
_MACROS = "vbaProject.bin"


class FileNotTakenError(Exception):
    """A file that readers may not be offered; the message is for the person who sent it."""


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A file that lies in `tep/` now."""

    path: str
    words: str
    """What a link to it says: its name as the person gave it, without the ending."""
    size: int
    was_there: bool
    """Whether the same bytes were there before."""


@dataclass(frozen=True)
class FileStore:
    """The downloads of a workspace."""

    workspace: Workspace

    def take(self, name: str, data: bytes) -> TakenFile:
        """Put a file into `tep/` under a plain name; one whose bytes are there is only named.

        Raises:
            FileNotTakenError: it is not what its ending says, or of a kind that is not offered.
            OSError: it cannot be written.
        """
        given = PurePosixPath(name.replace("\\", "/"))
        suffix = given.suffix.lower()
        stem = address_slug(given.stem) or "tep"
        self._refuse(f"{stem}{suffix}", data)
        content = self.workspace.content
        with self.workspace.writing:
            paths = [*own_files_below(content, FOLDER)]
            alike = (path for path in paths if path.lower().endswith(suffix))
            known = with_bytes(content, alike, data)
            path = known or free_path(paths, f"{FOLDER}/{stem}", suffix)
            if not known:
                atomic_write(content / path, data)
        words = " ".join(given.stem.replace("_", " ").split())
        return TakenFile(path, words or stem, len(data), bool(known))

    def _refuse(self, name: str, data: bytes) -> None:
        if not data:
            raise FileNotTakenError("Tệp trống. Mở tệp gốc xem còn chữ không rồi chọn lại.")
        if len(data) > LARGEST:
            raise FileNotTakenError("Tệp lớn hơn 100 MB. Xuất bản nhẹ hơn, hoặc đưa lên YouTube.")
        with tempfile.TemporaryDirectory() as place:
            file = Path(place) / name
            file.write_bytes(data)
            refusal = download_refusal(file)
        if refusal:
            _, message, advice = refusal
            raise FileNotTakenError(f"{message} {advice}")
        ending = name.rpartition(".")[2]
        if OFFERED[ending] == b"PK":
            _refuse_archive(name, ending, data)


def _refuse_archive(name: str, ending: str, data: bytes) -> None:
    """Refuse an archive that is no document of its ending, or runs a program; none is unpacked."""
    try:
        with open_zip(BytesIO(data)) as archive:
            members = archive.namelist()
    except ZipFaultError as error:
        raise FileNotTakenError(
            f"Tệp “{name}” bị hỏng. Mở bằng phần mềm gốc, lưu lại rồi chọn lại."
        ) from error
    if _INSIDE.get(ending, "") not in ("", *members):
        raise FileNotTakenError(f"Tệp “{name}” không phải .{ending}. Lưu lại từ phần mềm gốc.")
    if any(member.endswith(_MACROS) for member in members):
        raise FileNotTakenError(
            f"Tệp “{name}” có macro nên máy người đọc sẽ chặn. Lưu thành .{ending} không macro."
        )
