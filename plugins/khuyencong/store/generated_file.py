"""Files of a site that are no pages."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct


class GeneratedFile(Struct, frozen=True):
    """A file that is made when somebody asks: it may lie there already, made from the same."""

    path: str
    """Relative to the output folder."""
    dependencies: tuple[Any, ...]
    """Everything that the bytes depend on besides the code: plain values, frozen records."""
    generate: Callable[[], bytes]
