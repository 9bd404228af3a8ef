"""Files that readers download: taken in from a browser."""

from dataclasses import dataclass

from starlette.responses import JSONResponse, Response

from khuyencong.desk.file_store import FileNotTakenError, FileStore
from khuyencong.desk.requests import Asked
from khuyencong.store.os_reason import os_reason
from khuyencong.vietnamese.numbers import file_size


@dataclass(frozen=True)
class FileScreens:
    """Answers about files to download."""

    files: FileStore

    def take(self, asked: Asked) -> Response:
        """Take files in; where each lies, or why readers may not be offered it."""
        return JSONResponse({"files": [self._taken(name, data) for name, data in asked.files]})

    def _taken(self, name: str, data: bytes) -> dict[str, object]:
        try:
            file = self.files.take(name, data)
        except FileNotTakenError as error:
            return {"name": name, "trouble": str(error)}
        except OSError as error:
            return {"name": name, "trouble": f"Không ghi được tệp: {os_reason(error)}."}
        return {
            "name": name,
            "file": file.path,
            "words": file.words,
            "size": file_size(file.size),
            "wasThere": file.was_there,
        }
