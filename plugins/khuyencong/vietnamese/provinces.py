"""Provinces since 1/7/2025, and those that were merged into them (NQ 202/2025/QH15)."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from khuyencong.vietnamese.folding import fold

_FILE = Path(__file__).parent / "data" / "provinces.txt"


@cache
def provinces() -> Mapping[str, tuple[str, ...]]:
    """Name of each province → names of those that were merged into it, in Vietnamese order."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(":") for line in lines if not line.startswith("#"))
    return {
        name: tuple(part.strip() for part in old.split(",") if part.strip())
        for name, _, old in pairs
    }


@cache
def _successors() -> Mapping[str, str]:
    return {fold(old): name for name, merged in provinces().items() for old in merged}


def successor(name: str) -> str:
    """The province of today that an old one became part of; empty for any other name."""
    return _successors().get(fold(name), "")
