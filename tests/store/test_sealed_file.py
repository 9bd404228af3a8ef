"""A cache file proves its content; whatever else lies in its place is no file."""

from pathlib import Path

import pytest

from khuyencong.store.sealed_file import read_sealed, write_sealed


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    for content in (b"", b"\0" * 40, "Khuyến công".encode()):
        write_sealed(tmp_path / "phong" / "ban-ghi", content)
        assert read_sealed(tmp_path / "phong" / "ban-ghi") == content


@pytest.mark.parametrize("place", [0, 31, 32, -1])
def test_one_bit_that_flipped_makes_it_missing(tmp_path: Path, place: int) -> None:
    file = tmp_path / "ban-ghi"
    write_sealed(file, b"noi dung")
    data = bytearray(file.read_bytes())
    data[place] ^= 1
    file.write_bytes(data)
    assert read_sealed(file) is None


@pytest.mark.parametrize("length", [0, 10, 32, 39])
def test_a_file_that_was_cut_short_is_missing(tmp_path: Path, length: int) -> None:
    file = tmp_path / "ban-ghi"
    write_sealed(file, b"noi dung")
    file.write_bytes(file.read_bytes()[:length])
    assert read_sealed(file) is None


def test_a_sound_file_under_the_name_of_another_is_missing(tmp_path: Path) -> None:
    write_sealed(tmp_path / "mot", b"noi dung")
    (tmp_path / "mot").rename(tmp_path / "hai")
    assert read_sealed(tmp_path / "hai") is None
    assert read_sealed(tmp_path / "mot") is None
