"""A template is compiled once, not once a build."""

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from khuyencong.rendering.renderer import Renderer
from khuyencong.rendering.templates import RenderSettings
from khuyencong.store.pruning import MONTH

NAME = "{{ ten | initials }}"


@pytest.fixture
def settings(tmp_path: Path) -> RenderSettings:
    for folder in ("theme/templates", "theme/components"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "theme/templates/ten.html").write_text(f"<p>{NAME}</p>", encoding="utf-8")
    return RenderSettings(tmp_path / "theme", (), {}, {}, {}, {}, False, tmp_path / "cache")


def drawn(settings: RenderSettings) -> str:
    """The template as a build draws it that knows nothing but the cache."""
    return Renderer(settings).environment.get_template("ten.html").render(ten="Miến dong")


def kept(settings: RenderSettings) -> dict[Path, bytes]:
    assert settings.cache
    return {file: file.read_bytes() for file in settings.cache.rglob("*") if file.is_file()}


def test_a_template_is_compiled_by_the_first_build(settings: RenderSettings) -> None:
    assert drawn(settings) == "<p>MD</p>"
    (file,) = kept(settings)
    os.utime(file, (0, time.time()))
    before = file.stat().st_mtime_ns
    assert drawn(settings) == "<p>MD</p>"
    assert file.stat().st_mtime_ns == before


def test_a_changed_template_is_compiled_again(settings: RenderSettings) -> None:
    drawn(settings)
    text = settings.theme / "templates/ten.html"
    text.write_text(f"<b>{NAME}</b>", encoding="utf-8")
    assert drawn(settings) == "<b>MD</b>"
    assert drawn(replace(settings, jinja={"variable_start_string": "[["})) == f"<b>{NAME}</b>"


def test_a_damaged_file_of_the_cache_counts_as_none(settings: RenderSettings) -> None:
    drawn(settings)
    (file,) = kept(settings)
    file.write_bytes(file.read_bytes()[:-1])
    assert drawn(settings) == "<p>MD</p>"


def test_nothing_is_kept_where_filters_of_others_take_part(settings: RenderSettings) -> None:
    assert drawn(replace(settings, filters={"initials": str.upper})) == "<p>MIẾN DONG</p>"
    assert not kept(settings)


def test_what_no_build_used_for_a_month_goes(settings: RenderSettings) -> None:
    drawn(settings)
    (old,) = kept(settings)
    os.utime(old, (0, time.time() - MONTH - 60))
    Renderer(replace(settings, jinja={"trim_blocks": True})).environment.get_template("ten.html")
    assert not old.exists()
