"""What a test needs is said by its markers, so that the fast set is fast and measures nothing."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

CLOCKS = {"perf_counter", "process_time", "getrusage", "ru_maxrss", "tracemalloc"}
NO_PACKAGE = {
    "needs Linux",
    "needs root: `sudo make privileged`",
    # For the audit before a release alone: 680 MB on disk.
    "needs wine: apt-get install wine64",
}
"""Reasons to skip a test that no package of `tests/tools/install.sh` takes away."""
FILES = sorted({*(ROOT / "tests").glob("**/test_*.py")} - {Path(__file__)})


def words(node: ast.AST) -> set[str]:
    """Names, attributes and words of scripts that a piece of code holds."""
    found: set[str] = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            found.add(part.id)
        elif isinstance(part, ast.Attribute):
            found.add(part.attr)
        elif isinstance(part, ast.Constant) and isinstance(part.value, str):
            found |= {word for word in CLOCKS if f".{word}" in part.value}
    return found


def measuring(module: ast.Module) -> Iterator[ast.FunctionDef]:
    """Tests that read a clock or count memory, by themselves or by what stands in their module."""
    clocks = set(CLOCKS)
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            if words(node) & clocks:
                yield node
        elif isinstance(node, ast.FunctionDef | ast.Assign) and words(node) & clocks:
            names = [node] if isinstance(node, ast.FunctionDef) else node.targets
            clocks |= {getattr(name, "name", getattr(name, "id", "")) for name in names}


def markers(module: ast.Module, test: ast.FunctionDef) -> set[str]:
    own = [word for decorator in test.decorator_list for word in words(decorator)]
    whole = [
        word
        for node in module.body
        if isinstance(node, ast.Assign) and words(node.targets[0]) == {"pytestmark"}
        for word in words(node.value)
    ]
    return {*own, *whole}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_what_measures_runs_alone(file: Path) -> None:
    module = ast.parse(file.read_text(encoding="utf-8"))
    for test in measuring(module):
        assert {"alone", "slow"} <= markers(module, test), f"{test.name} measures time or memory"


def test_what_the_audit_runs_is_no_fast_test() -> None:
    for file in FILES:
        module = ast.parse(file.read_text(encoding="utf-8"))
        for test in (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)):
            found = markers(module, test)
            assert "audit" not in found or "slow" in found, f"{file.name}: {test.name}"


def skip_reasons(module: ast.Module) -> set[str]:
    """Why tests of a module are skipped, where that is one plain text."""
    found: list[ast.expr] = []
    for call in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
        found += [keyword.value for keyword in call.keywords if keyword.arg == "reason"]
        if isinstance(call.func, ast.Attribute) and call.func.attr == "skip":
            found += call.args
    return {str(text.value) for text in found if isinstance(text, ast.Constant)}


def test_what_a_test_is_skipped_without_is_installed() -> None:
    """Else it runs nowhere but where somebody happens to have it."""
    script = (ROOT / "tests/tools/install.sh").read_text(encoding="utf-8")
    packages = re.findall(r"need \S+ (\S+)$|\$missing (\S+)\"$", script, re.MULTILINE)
    installed = {
        f"needs {name} (tests/tools/install.sh)" for names in packages for name in names if name
    }
    asked: set[str] = set()
    for file in (ROOT / "tests").glob("**/*.py"):
        asked |= skip_reasons(ast.parse(file.read_text(encoding="utf-8")))
    assert asked & installed and asked - installed == NO_PACKAGE


def test_clocks_are_found_behind_a_helper_and_in_a_script() -> None:
    module = ast.parse(
        "SCRIPT = 'import time; time.perf_counter()'\n"
        "def seconds(): return time.process_time()\n"
        "def test_a(): assert seconds() < 1\n"
        "def test_b(): run(SCRIPT)\n"
        "def test_c(): assert time.monotonic()\n"
    )
    assert [test.name for test in measuring(module)] == ["test_a", "test_b"]
