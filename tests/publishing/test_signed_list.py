"""What a centre signs, and what anybody can verify of it."""

import shutil
import string
import subprocess
from pathlib import Path

import msgspec
import pytest

from khuyencong.publishing.errors import PublishingError
from khuyencong.publishing.minisign import (
    SignatureError,
    is_public_key,
    new_secret_key,
    public_key,
    signature,
    verify,
)
from khuyencong.publishing.public_manifest import PATH, SIGNATURE, decoded, signed_list
from khuyencong.publishing.site_files import generated
from khuyencong.publishing.target_settings import ChosenTarget, TargetSettings

DATA = "Danh sách của trung tâm".encode()
PAGES = {
    "feed.json": "{}",
    "index.html": "<p>",
    "luu-tru/2026/11/feed-2.json": "{} ",
    "tep/a.pdf": "x",
}


def test_what_was_signed_can_be_verified() -> None:
    secret = new_secret_key()
    verify(DATA, signature(DATA, secret, "file:a"), public_key(secret))
    assert is_public_key(public_key(secret)) and not is_public_key(secret)


@pytest.mark.parametrize("place", range(4))
def test_no_line_of_a_signature_can_be_changed(place: int) -> None:
    secret = new_secret_key()
    lines = signature(DATA, secret, "file:a").split("\n")
    lines[place] = lines[place][:-2] + ("A" if lines[place][-2] != "A" else "B") + lines[place][-1]
    if place == 0:  # the one that nobody vouches for
        verify(DATA, "\n".join(lines), public_key(secret))
        return
    with pytest.raises(SignatureError):
        verify(DATA, "\n".join(lines), public_key(secret))


def test_bits_that_base64_leaves_unused_cannot_be_changed() -> None:
    signs = f"{string.ascii_uppercase}{string.ascii_lowercase}{string.digits}+/"
    secret = new_secret_key()
    for place, last in ((1, -2), (3, -3)):
        lines = signature(DATA, secret, "file:a").split("\n")
        changed = signs[signs.index(lines[place][last]) ^ 1]
        lines[place] = lines[place][:last] + changed + lines[place][last + 1 :]
        with pytest.raises(SignatureError, match="không đúng dạng"):
            verify(DATA, "\n".join(lines), public_key(secret))


@pytest.mark.parametrize("written", ["", "a\nb\nc\nd", "RW\n" * 4, "\n\ntrusted comment: \n"])
def test_what_is_no_signature_is_refused(written: str) -> None:
    with pytest.raises(SignatureError):
        verify(DATA, written, public_key(new_secret_key()))


def test_the_signature_of_another_key_or_file_is_refused() -> None:
    secret = new_secret_key()
    with pytest.raises(SignatureError, match="khóa khác"):
        verify(DATA, signature(DATA, new_secret_key(), ""), public_key(secret))
    with pytest.raises(SignatureError, match="không khớp"):
        verify(DATA + b".", signature(DATA, secret, ""), public_key(secret))


@pytest.mark.programs
def test_minisign_itself_agrees(tmp_path: Path) -> None:
    program = shutil.which("minisign")
    if program is None:
        pytest.skip("needs minisign (tests/tools/install.sh)")
    secret = new_secret_key()
    (tmp_path / "a").write_bytes(DATA)
    (tmp_path / "a.minisig").write_text(signature(DATA, secret, "file:a"))
    command = [program, "-Vm", tmp_path / "a", "-P", public_key(secret)]
    assert subprocess.run(command, capture_output=True).returncode == 0
    (tmp_path / "a").write_bytes(DATA + b".")
    assert subprocess.run(command, capture_output=True).returncode != 0


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ChosenTarget:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KHUYENCONG_CHINH_SIGNING_KEY", new_secret_key())
    return ChosenTarget("chinh", TargetSettings(address=f"file://{tmp_path}/web", signed="yes"))


def listed(chosen: ChosenTarget, pages: dict[str, str], folder: Path) -> dict[str, str]:
    files = generated(pages, folder)
    return signed_list(chosen, "https://a.example", "tom-tat", files, ["anh/khong-co.jpg"])


def test_the_list_names_what_programs_read(chosen: ChosenTarget, tmp_path: Path) -> None:
    manifest = decoded(listed(chosen, PAGES, tmp_path / "files")[PATH].encode())
    assert list(manifest.files) == ["feed.json", "luu-tru/2026/11/feed-2.json"]


def test_a_list_stays_as_it_is_until_something_in_it_changes(
    chosen: ChosenTarget, tmp_path: Path
) -> None:
    first = listed(chosen, PAGES, tmp_path / "files")
    assert listed(chosen, PAGES | {"index.html": "<p>khác"}, tmp_path / "files") == first
    second = listed(chosen, PAGES | {"feed.json": "[]"}, tmp_path / "files")
    before, after = (msgspec.json.decode(each[PATH]) for each in (first, second))
    assert after["changed"] > before["changed"]
    assert first[SIGNATURE] != second[SIGNATURE]


def test_without_a_key_it_says_how_to_make_one(
    chosen: ChosenTarget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KHUYENCONG_CHINH_SIGNING_KEY")
    with pytest.raises(PublishingError, match="khuyencong key chinh"):
        listed(chosen, PAGES, tmp_path / "files")
