"""What a build found out is kept for the next, and is only ever a help."""

import json
from pathlib import Path

import pytest

from khuyencong.store import value_cache
from khuyencong.store.value_cache import ValueCache


def test_sizes_are_known_again_in_the_next_build(tmp_path: Path) -> None:
    sizes = ValueCache(int, tmp_path / "sizes.json")
    sizes.put("a", 10)
    sizes.put("b", 20)
    sizes.save()
    again = ValueCache(int, tmp_path / "sizes.json")
    assert (again.get("a"), again.get("c")) == (10, None)
    again.save()
    assert ValueCache(int, tmp_path / "sizes.json").get("b") is None, (
        "what no build asks for is dropped"
    )


def test_a_damaged_file_is_no_file(tmp_path: Path) -> None:
    file = tmp_path / "sizes.json"
    for broken in (b"\xff", b"[]", b'{"sizes": 1}', json.dumps({"sizes": {"a": 1}}).encode()):
        file.write_bytes(broken)
        assert ValueCache(int, file).get("a") is None


def test_what_another_version_of_the_program_found_out_is_found_out_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = ValueCache(int, tmp_path / "sizes.json")
    sizes.put("a", 10)
    sizes.save()
    monkeypatch.setattr(value_cache, "program_version", lambda: "another")
    assert ValueCache(int, tmp_path / "sizes.json").get("a") is None
