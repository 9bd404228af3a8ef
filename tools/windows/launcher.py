"""What is double-clicked: a launcher of Python's own kind, as pip makes for every command.

It is a program of distlib with a line that names a Python beside it and an archive with a
`__main__` behind it (distlib, "Simple launcher").
"""

import io
import zipfile

_LINE = b"#!<launcher_dir>\\python\\python.exe\r\n"
"""`<launcher_dir>` stands for the folder of the launcher, wherever it was unpacked."""
_MAIN = '''\
"""Opens the desk over the folder `content` beside this file; other words are a command."""

import os
import sys


def main():
    os.chdir(os.path.dirname(os.path.abspath(sys.argv[0])))
    os.system("title Bàn biên tập - đóng cửa sổ này là tắt")
    sys.argv[1:] = sys.argv[1:] or ["desk", "content"]
    from khuyencong.__main__ import main as run

    try:
        run()
    except SystemExit as end:
        if end.code and sys.argv[1] == "desk":
            input("Bấm Enter để đóng cửa sổ này.")
        raise


if __name__ == "__main__":
    main()
'''


def launcher(program: bytes) -> bytes:
    """A launcher made of distlib's `t64.exe`."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("__main__.py", _MAIN)
    return program + _LINE + archive.getvalue()
