"""The theme's own files: hashed names, drawn icons, an offline shell that changes with them."""

import io
import json
import re
from pathlib import Path

import pytest
from PIL import Image

from khuyencong.assets.emblem import CARD, CARD_SIZE, ICON, ICON_SIZES, emblems
from khuyencong.assets.theme_assets import Assets, read_assets
from khuyencong.model.centre import Centre
from khuyencong.model.centre_parts import Category
from khuyencong.statistics.traffic import KEPT_AHEAD
from tests.conftest import ROOT

THEME = ROOT / "theme"
CENTRE = Centre(name="Trung tâm Khuyến công Ễnh Ộp", short_name="Bản tin", url="https://a.example")


def assets(cache: Path, colour: str = "#1f3a5f") -> Assets:
    return read_assets(THEME, CENTRE, {"tin-tuc": Category(name="Tin", colour=colour)}, cache)


def test_a_name_changes_with_the_bytes_and_with_nothing_else(tmp_path: Path) -> None:
    one, same = assets(tmp_path / "a"), assets(tmp_path / "b")
    other = assets(tmp_path, "#9c2a22")
    assert one == same
    assert one.links.stylesheet != other.links.stylesheet
    assert one.links.script == other.links.script


def test_the_offline_shell_is_made_of_what_is_there(tmp_path: Path) -> None:
    made = assets(tmp_path)
    worker = made.files["sw.js"].decode()
    assert "{{" not in worker
    assert KEPT_AHEAD in worker, "the log of the server tells it from reading"
    for address in (made.links.stylesheet, made.links.early, made.links.script, made.links.icon):
        assert f'"{address.lstrip("/")}"' in worker
        assert address.lstrip("/") in made.files
    assert worker != assets(tmp_path, "#9c2a22").files["sw.js"].decode()


def test_the_manifest_names_the_centre_and_icons_that_exist(tmp_path: Path) -> None:
    made = assets(tmp_path)
    manifest = json.loads(made.files["trang.webmanifest"])
    assert manifest["name"] == CENTRE.name
    for icon in manifest["icons"]:
        with Image.open(io.BytesIO(made.files[icon["src"]])) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"]


def test_icons_and_card_are_drawn_once_and_always_alike(tmp_path: Path) -> None:
    first = emblems(CENTRE, THEME, tmp_path / "a")
    assert set(first) == {CARD, *(ICON.format(size=size) for size in ICON_SIZES)}
    with Image.open(io.BytesIO(first[CARD])) as card:
        assert card.size == CARD_SIZE
    drawn = {file: file.stat().st_mtime_ns for file in (tmp_path / "a").iterdir()}
    assert emblems(CENTRE, THEME, tmp_path / "a") == first == emblems(CENTRE, THEME, tmp_path / "b")
    assert drawn == {file: file.stat().st_mtime_ns for file in drawn}


def test_a_long_name_stays_on_the_card(tmp_path: Path) -> None:
    name = "Trung tâm Khuyến công và Xúc tiến thương mại " * 6
    card = emblems(CENTRE.model_copy(update={"short_name": name, "name": name}), THEME, tmp_path)
    with Image.open(io.BytesIO(card[CARD])) as image:
        right = image.convert("RGB").crop((CARD_SIZE[0] - 30, 40, CARD_SIZE[0], 540))
        assert right.getcolors() and len(right.getcolors() or []) == 1


def test_readers_load_no_lines_that_are_comments_alone(tmp_path: Path) -> None:
    made = assets(tmp_path)
    scripts = [data for path, data in made.files.items() if path.startswith("giao-dien/")]
    lines = [line.strip() for data in scripts for line in data.splitlines()]
    assert not any(line.startswith(b"//") for line in lines)


@pytest.mark.parametrize("file", sorted(THEME.glob("components/**/*.js")), ids=lambda f: f.name)
def test_a_line_in_a_template_literal_begins_with_a_tag(file: Path) -> None:
    """White space before it is taken out, and so would be what looks like a comment."""
    text = file.read_text(encoding="utf-8")
    inside = [m for m in re.finditer(r"^[ \t]*", text, re.M) if text.count("`", 0, m.start()) % 2]
    assert all(text.startswith("<", begin.end()) for begin in inside)
