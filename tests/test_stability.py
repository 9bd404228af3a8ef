"""What docs/stability.md promises is still there: nothing of it is renamed or taken away."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from pydantic.fields import FieldInfo
from typer.testing import CliRunner

from khuyencong.catalogue.columns import COLUMNS
from khuyencong.checking.result import Checked, OutsideLink, as_json
from khuyencong.cli import app
from khuyencong.figures.site_tables import data_tables
from khuyencong.model.json_schema import SCHEMAS
from khuyencong.model.rules import Problem, Rule
from khuyencong.model.validation import inner_declaration
from khuyencong.site.index import Site
from tests.conftest import NOW, ROOT, Content

PROMISED: dict[str, Any] = yaml.safe_load((ROOT / "tests" / "stable.yml").read_text("utf-8"))
KEYS = PROMISED["keys"]
EVERY = KEYS["every kind"]
TABLES = {"de-an", "site"}
"""Not kinds of entries: they share no key with them."""


def keys(fields: Mapping[str, FieldInfo]) -> Iterator[str]:
    """Keys of a declaration, those inside of others as `photos.alt`."""
    for name, field in fields.items():
        yield name
        if inner := inner_declaration(field.annotation):
            yield from (f"{name}.{key}" for key in keys(inner.model_fields))


@pytest.mark.parametrize("kind", SCHEMAS)
def test_keys_of_content(kind: str) -> None:
    promised = {*KEYS.get(kind, ()), *(() if kind in TABLES else EVERY)}
    assert promised <= set(keys(SCHEMAS[kind].model_fields))


def test_kinds_of_content() -> None:
    assert KEYS.keys() - {"every kind"} <= SCHEMAS.keys()


def test_codes_of_messages() -> None:
    codes = [rule.code for rule in Rule]
    assert set(PROMISED["codes"]) <= set(codes)
    assert len(codes) == len(set(codes)), "a code means one thing"


def test_what_a_check_prints_for_programs() -> None:
    problem = Problem("tin-tuc/a.md", 3, Rule.MISSING, "Thiếu tít.", "Thêm dòng title.")
    link = OutsideLink("tin-tuc/a.md", 9, "https://a.example")
    found = as_json(Checked((problem,), (link,), NOW, NOW + timedelta(days=1)))
    for name, promised in PROMISED["check"].items():
        assert set(promised) <= found[name][0].keys()


def test_columns_of_tables(sample_site: Site) -> None:
    tables = {
        table.name: {column.key: column.heading for column in table.columns}
        for table in data_tables(sample_site)
    }
    tables["products"] = {column.key: column.heading for column in COLUMNS}
    for name, promised in PROMISED["tables"].items():
        assert promised.items() <= tables[name].items(), name


def test_names_of_commands_and_options() -> None:
    commands: Any = typer.main.get_command(app)
    for name, promised in PROMISED["commands"].items():
        options = {word for each in commands.commands[name].params for word in each.opts}
        assert set(promised) <= options, name


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["check", "content"], 0),
        (["check", "content", "--strict"], 1),
        (["check", "sai"], 1),
        (["check", "khong-co"], 2),
        (["check", "content", "--now", "hôm qua"], 2),
        (["build", "sai", "-o", "trang"], 1),
        (["build", "khong-co"], 2),
        (["new", "tin-tuc", "Mở lớp"], 0),
        (["new", "tin-tuc", "Bài"], 1),
        (["new", "tho", "Mở lớp"], 2),
        (["schema", "tin-tuc"], 0),
        (["schema", "tho"], 2),
        (["convert", "content/tin-tuc/bai.md"], 1),
        (["convert", "khong-co.md"], 2),
        (["lam-tho"], 2),
    ],
)
def test_how_a_command_ends(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    content.story(summary="")
    content.folder.rename(tmp_path / "sai")
    content.write("site.yml", (tmp_path / "sai" / "site.yml").read_bytes())
    content.story(summary="")
    (tmp_path / "sai" / "tin-tuc" / "bai.md").write_text("---\ntitle: A\n---\n", "utf-8")
    assert CliRunner().invoke(app, words).exit_code == code
