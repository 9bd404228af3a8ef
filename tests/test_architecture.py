"""The floors of the house: imports go down or sideways, never up, never in a circle.

The table here is the one in docs/architecture.md.
"""

import ast
import os
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
PACKAGE = PROJECT / "plugins" / "khuyencong"
CODE = {".py", ".html", ".css", ".js", ".mjs"}
BUILT = {"node_modules", "editor.js", "editor.css"}
"""What others wrote, or a program from what stands elsewhere."""

FLOORS = {
    "addresses": 0,
    "alignment": 0,
    "csv_file": 0,
    "html_tags": 0,
    "nearest_name": 0,
    "public_address": 0,
    "zip_file": 0,
    "gazetteer": 0,
    "store": 0,
    "vietnamese": 0,
    "cluster": 0,
    "background": 0,
    "parallel": 0,
    "worker": 0,
    "stop_signals": 0,
    "pictures": 1,
    "model": 2,
    "pdf": 2,
    "content": 3,
    "editing": 4,
    "importers": 4,
    "site": 4,
    "catalogue": 5,
    "figures": 6,
    "places": 5,
    "law": 5,
    "calendar": 6,
    "assets": 5,
    "describing": 6,
    "pages": 7,
    "press": 8,
    "feeds": 9,
    "search": 9,
    "rendering": 10,
    "checking": 11,
    "hooks": 11,
    "build": 12,
    "build_server": 11,
    "plugin": 13,
    "preview": 14,
    "publishing": 14,
    "statistics": 14,
    "desk": 15,
    "network": 15,
    "cli": 16,
    "__main__": 17,
}
KNOW_PELICAN = {
    "plugin/markdown_reader.py",
    "plugin/site_generator.py",
    "plugin/pelican_run.py",
    "plugin/sitemap.py",
}
"""Modules that may know Pelican, besides the door of the plugin."""
PUBLIC_ONLY = {room for room, floor in FLOORS.items() if floor > FLOORS["site"]} - {
    "checking",
    "preview",
    "desk",
}
"""Rooms in which a product's producer has been merged over all files, and no other is known."""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(module: Path) -> str:
    first = module.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports(module: Path) -> Iterator[str]:
    """Dotted names that a module imports, wherever in it they stand."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: write imports in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_imports(module: Path) -> Iterator[str]:
    for name in imports(module):
        parts = name.split(".")
        if parts[0] == "khuyencong" and len(parts) > 1 and parts[1] in FLOORS:
            yield parts[1]


def test_every_room_stands_on_a_floor() -> None:
    rooms = {room_of(module) for module in modules()} - {"__init__"}
    assert rooms == set(FLOORS)


@pytest.mark.parametrize("module", modules(), ids=lambda m: m.relative_to(PACKAGE).as_posix())
def test_imports_never_go_up(module: Path) -> None:
    room = room_of(module)
    for target in room_imports(module):
        assert FLOORS[target] <= FLOORS[room], f"{module} imports {target}, a floor above"


def test_rooms_form_no_circle() -> None:
    graph: dict[str, set[str]] = {room: set() for room in FLOORS}
    for module in modules():
        if (room := room_of(module)) in FLOORS:
            graph[room] |= set(room_imports(module)) - {room}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"rooms in a circle: {error.args[1]}")


def test_modules_form_no_circle() -> None:
    names = {
        ".".join(("khuyencong", *module.relative_to(PACKAGE).with_suffix("").parts)): module
        for module in modules()
    }
    graph: dict[str, set[str]] = {}
    for name, module in names.items():
        wanted = {part for full in imports(module) for part in (full, full.rpartition(".")[0])}
        graph[name] = (wanted & names.keys()) - {name}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"modules in a circle: {error.args[1]}")


@pytest.mark.parametrize("module", modules(), ids=lambda m: m.relative_to(PACKAGE).as_posix())
def test_pelican_stays_at_the_door(module: Path) -> None:
    """Work is done in modules that know no Pelican; one room connects them to it."""
    place = module.relative_to(PACKAGE).as_posix()
    if place == "plugin/__init__.py" or place in KNOW_PELICAN:
        return
    pelican = [name for name in imports(module) if name.split(".")[0] == "pelican"]
    assert not pelican, f"{place} imports {pelican}"


@pytest.mark.parametrize("module", modules(), ids=lambda m: m.relative_to(PACKAGE).as_posix())
def test_no_room_behind_the_index_knows_what_a_household_withholds(module: Path) -> None:
    """The index holds a `PublicProduct`; the product and producer of one file end there."""
    if room_of(module) in PUBLIC_ONLY:
        raw = {f"khuyencong.model.product.{name}" for name in ("Producer", "Product", "Consent")}
        raw |= {f"khuyencong.model.people.{name}" for name in ("Person", "PersonContact")}
        raw |= {"khuyencong.model.visit.Visit"}
        assert not raw & set(imports(module)), f"{module} sees an unmerged producer"


def test_plugin_doors_only_register() -> None:
    """A plugin's `__init__.py` holds its signal connections and nothing else."""
    for door in PACKAGE.glob("*/__init__.py"):
        for node in ast.parse(door.read_text(encoding="utf-8")).body:
            allowed = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.Expr)
            assert isinstance(node, allowed), f"{door} holds more than its connections"


LONGEST = 350
"""Lines of a module that still fits into a head."""
STORY = 80
"""Lines in which `build` tells a whole build."""


@pytest.mark.parametrize("module", modules(), ids=lambda m: m.relative_to(PACKAGE).as_posix())
def test_a_module_fits_into_a_head(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_a_build_is_told_in_one_function() -> None:
    tree = ast.parse((PACKAGE / "build.py").read_text(encoding="utf-8"))
    story = next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "build")
    assert (story.end_lineno or 0) - story.lineno < STORY


def sources() -> Iterator[Path]:
    """Everything of the project that somebody wrote as code."""
    for folder in ("plugins", "theme", "tests", "bench", "tools"):
        for place, folders, names in os.walk(PROJECT / folder):
            folders[:] = [name for name in folders if name not in BUILT]
            files = (Path(place, name) for name in names)
            yield from (f for f in files if f.suffix in CODE and f.name not in BUILT)


def test_no_six_lines_stand_twice() -> None:
    """Imports are passed over, they must be named wherever they are used."""
    seen: dict[tuple[str, ...], str] = {}
    twice = []
    for file in sorted(sources()):
        lines = significant_lines(file)
        for start in range(len(lines) - 5):
            part = tuple(text for _, text in lines[start : start + 6])
            here = f"{file.relative_to(PROJECT)}:{lines[start][0]}"
            if (there := seen.setdefault(part, here)) != here:
                twice.append(f"{there} ~ {here}")
    assert not twice


IMPORT = re.compile(r"^ *(?:import .*|from \S+ import (?:[^(\n]*|\([^)]*\).*))$", re.MULTILINE)


def significant_lines(file: Path) -> list[tuple[int, str]]:
    """Number and text of the lines that say something: no imports, comments or lone brackets."""
    text = IMPORT.sub(lambda found: "\n" * found[0].count("\n"), file.read_text(encoding="utf-8"))
    return [
        (number, line.strip())
        for number, line in enumerate(text.splitlines(), 1)
        if any(map(str.isalnum, line)) and not line.lstrip().startswith("#")
    ]
