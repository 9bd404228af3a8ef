"""Libraries that only an import needs (the extra `import`), asked for when they are used."""

import importlib
from types import ModuleType

from khuyencong.importers.report import SourceRefusedError

_FOR = {
    "mammoth": "đọc tệp Word",
    "python_calamine": "đọc tệp Excel",
    "openpyxl": "đọc, ghi tệp Excel",
}


def imported(name: str) -> ModuleType:
    """A library of the extra `import`.

    Raises:
        SourceRefusedError: it is not installed, with how to install it.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise SourceRefusedError(
            f"Chưa cài phần {_FOR[name]}. Cài một lần bằng lệnh: "
            'pip install "khuyencong-site[import]"'
        ) from error
