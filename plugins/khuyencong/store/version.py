"""What shapes a cached result besides its own input: this program and what it is built on."""

import hashlib
import sys
from functools import cache
from pathlib import Path

import jinja2
import markdown
import msgspec
import pydantic
import yaml

PACKAGE = Path(__file__).parent.parent


@cache
def program_version() -> str:
    """Hex digest of all code of this package and of the versions of the libraries below it.

    A result that was made under another version is made again: nobody has to remember to
    raise a number.
    """
    hasher = hashlib.blake2b(digest_size=10)
    libraries = (markdown, msgspec, yaml, jinja2)
    versions = [sys.version, pydantic.VERSION, *(library.__version__ for library in libraries)]
    hasher.update("\0".join(versions).encode())
    for module in sorted(PACKAGE.rglob("*.py")):
        hasher.update(module.relative_to(PACKAGE).as_posix().encode() + b"\0")
        hasher.update(module.read_bytes() + b"\0")
    return hasher.hexdigest()
