"""The JSON Schema of a kind accepts what the program accepts and refuses what it can express."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from khuyencong.content.de_an_table import read_table
from khuyencong.content.front_matter import parse, parse_yaml
from khuyencong.model.declaration import FIRST_VERSION, since
from khuyencong.model.json_schema import SCHEMAS, json_schema
from khuyencong.model.kinds import KINDS
from tests.conftest import ROOT

CONTENT = ROOT / "content"
FILES = sorted(file.relative_to(CONTENT).as_posix() for file in CONTENT.rglob("*.md"))


@cache
def validator(name: str) -> Draft202012Validator:
    schema = json_schema(name)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


class Loader(yaml.SafeLoader):
    """YAML as an editor reads it: numbers and flags resolved, dates left as text (YAML 1.2)."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def loaded(text: str) -> Any:
    return Loader(text).get_single_data()


def header(text: str) -> dict[str, Any]:
    return dict(loaded(text.split("---\n")[1]))


def said(name: str, values: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(values)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_sound_and_speaks_vietnamese(name: str) -> None:
    schema = json_schema(name)
    Draft202012Validator.check_schema(schema)
    for part in [schema, *schema.get("$defs", {}).values()]:
        for key, value in part.get("properties", {}).items():
            assert value["title"] and value["description"] and value["examples"], key
            assert value["x-since"] >= FIRST_VERSION


@pytest.mark.parametrize("path", FILES)
def test_every_sample_file_is_valid(path: str) -> None:
    """As the program reads it (all text) and as an editor does (numbers and flags)."""
    text = (CONTENT / path).read_text(encoding="utf-8")
    kind = path.partition("/")[0]
    assert said(kind, parse(text, path).values) == []
    assert said(kind, header(text)) == []


def test_site_yml_is_valid() -> None:
    text = (CONTENT / "site.yml").read_text(encoding="utf-8")
    assert said("site", parse_yaml(text, "site.yml").values) == []
    assert said("site", loaded(text)) == []


def test_rows_of_the_tables_are_valid() -> None:
    for file in sorted((CONTENT / "de-an").glob("*.csv")):
        table, _ = read_table(file, file.name)
        assert table and table.rows
        for row in table.rows:
            values = {k: v for k, v in row.de_an.model_dump(mode="json").items() if v is not None}
            assert said("de-an", values) == []


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("tin-tuc", {}),
        ("tin-tuc", {"title": "A"}),
        ("tin-tuc", {"title": "", "date": "1/1/2026"}),
        ("tin-tuc", {"title": "A" * 201, "date": "1/1/2026"}),
        ("tin-tuc", {"title": ["A"], "date": "1/1/2026"}),
        ("tin-tuc", {"title": "A", "date": "hôm qua"}),
        ("tin-tuc", {"title": "A", "date": "1/1/2026", "status": "xong"}),
        ("tin-tuc", {"title": "A", "date": "1/1/2026", "slug": "Bài mới"}),
        ("tin-tuc", {"title": "A", "date": "1/1/2026", "tags": {"a": 1}}),
        ("tin-tuc", {"title": "A", "date": "1/1/2026", "source_url": "javascript:alert(1)"}),
        ("tin-tuc", {"title": "A", "date": "1/1/2026", "aliases": ["cu/"]}),
        ("tin-tuc", {"title": "A", "date": "1/1/2026", "photos": [{"file": "anh/a.jpg"}]}),
        ("tin-tuc", {"title": "A", "date": "1/1/2026", "photos": [{"file": "../a", "alt": "x"}]}),
        ("tin-tuc", {"title": "A", "date": "1/1/2026", "photos": "anh/a.jpg"}),
        ("san-pham", {"title": "A", "group": "che-bien"}),
        ("san-pham", {"title": "A", "group": "khác lạ", "producer": {"name": "B"}}),
        (
            "san-pham",
            {"title": "A", "group": "khac", "producer": {"name": "B"}, "ocop_stars": 6},
        ),
        ("mo-hinh", {"title": "A", "date": "1/1/2026", "total_cost": "900 triệu"}),
        ("mo-hinh", {"title": "A", "date": "1/1/2026", "total_cost": -1}),
        ("chinh-sach", {"title": "A", "date": "1/1/2026", "file": "tep/a.docx"}),
        ("chinh-sach", {"title": "A", "date": "1/1/2026", "support": [{"per": "cơ sở"}]}),
        ("truyen-hinh", {"title": "A", "date": "1/1/2026", "transcript": "tep/a.txt"}),
        ("tai-lieu", {"title": "A", "date": "1/1/2026"}),
        ("de-an", {"ma": "1", "ten": "A", "chuong_trinh": "x", "kinh_phi_ho_tro": 1}),
        ("site", {"name": "A", "short_name": "B", "url": "khuyencong.vn"}),
    ],
)
def test_what_the_schema_can_express_it_refuses(kind: str, values: dict[str, Any]) -> None:
    assert said(kind, values)


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_schema_refuses_the_program_refuses_too(kind: str) -> None:
    """The hostile headers of above are no invention of the schema."""
    from khuyencong.model.validation import validate

    for values in ({}, {"title": ""}, {"title": "A" * 201}, {"title": ["A"]}):
        record, faults = validate(KINDS[kind], values)
        assert record is None and faults


def test_a_field_says_since_when_it_exists() -> None:
    """A released version, or the one that comes next."""
    from khuyencong import __version__

    def numbers(version: str) -> tuple[int, ...]:
        return tuple(int(part) for part in version.split("."))

    major, minor, _ = numbers(__version__)
    for kind in SCHEMAS.values():
        for name, field in kind.model_fields.items():
            version = numbers(since(field))
            assert version <= numbers(__version__) or version == (major, minor + 1, 0), name


@pytest.mark.slow
def test_the_schema_is_plain_json(tmp_path: Path) -> None:
    for name in SCHEMAS:
        assert json.loads(json.dumps(json_schema(name))) == json_schema(name)
