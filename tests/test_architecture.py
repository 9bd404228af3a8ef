"""The floors of the house: imports go down or sideways, never up, never in a circle.

The table here is the one in docs/architecture.md.
"""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "plugins" / "khuyencong"

FLOORS = {
    "store": 0,
    "vietnamese": 0,
    "parallel": 0,
    "stop_signals": 0,
    "pictures": 1,
    "model": 2,
    "content": 3,
    "site": 4,
    "catalogue": 5,
    "figures": 5,
    "assets": 5,
    "pages": 6,
    "press": 7,
    "feeds": 8,
    "rendering": 9,
    "checking": 10,
    "plugin": 11,
    "preview": 12,
    "cli": 13,
    "__main__": 14,
}
PELICAN_FREE = set(FLOORS) - {"plugin"}
"""Rooms without Pelican."""
KNOW_PELICAN = {
    "plugin/markdown_reader.py",
    "plugin/site_writer.py",
    "plugin/pelican_run.py",
    "rendering/in_memory_site.py",
}


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
    """Work is done in modules that know no Pelican; `__init__.py` connects them to it."""
    place = module.relative_to(PACKAGE).as_posix()
    at_the_door = module.name == "__init__.py" and room_of(module) not in PELICAN_FREE
    if at_the_door or place in KNOW_PELICAN:
        return
    pelican = [name for name in imports(module) if name.split(".")[0] == "pelican"]
    assert not pelican, f"{place} imports {pelican}"


def test_plugin_doors_only_register() -> None:
    """A plugin's `__init__.py` holds its signal connections and nothing else."""
    for door in PACKAGE.glob("*/__init__.py"):
        for node in ast.parse(door.read_text(encoding="utf-8")).body:
            allowed = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.Expr)
            assert isinstance(node, allowed), f"{door} holds more than its connections"
