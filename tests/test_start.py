"""A command loads what it needs: a start is most of what a small change costs."""

import subprocess
import sys

import pytest

OF_EVERY_COMMAND = {
    *("annotated_doc", "annotated_types", "msgspec", "pydantic", "pydantic_core"),
    *("rich", "shellingham", "typer", "typing_extensions", "typing_inspection", "yaml"),
}
OF_A_BUILD = {
    *OF_EVERY_COMMAND,
    *("anyio", "blinker", "dateutil", "docutils", "feedgen", "feedgenerator", "filelock", "jinja2"),
    *("lxml", "markdown", "markupsafe", "nh3", "ordered_set", "pelican", "PIL", "pygments"),
    *("six", "unidecode", "watchfiles"),
}
"""Packages that are loaded before a build begins; what Pelican brings along is among them."""
OF_A_FIRST_SCREEN = {
    *("_argon2_cffi_bindings", "_cffi_backend", "annotated_types", "anyio", "argon2"),
    *("click", "dulwich", "jinja2", "markdown", "markupsafe", "msgspec", "nh3", "pydantic"),
    *("pydantic_core", "python_multipart", "starlette", "typing_extensions"),
    *("typing_inspection", "uvicorn", "watchfiles", "yaml"),
}
"""Packages that are loaded before the desk answers: nothing that makes or publishes a site."""
PROGRAM = """
import sys, {module}
from khuyencong.model.kinds import KINDS
origins = (getattr(module, "__file__", None) or "" for module in list(sys.modules.values()))
places = (place.rpartition("site-packages/")[2] for place in origins if "site-packages/" in place)
print(*{{place.partition("/")[0].removesuffix(".py") for place in places}})
print(*(kind.__name__ for kind in KINDS.values() if kind.__pydantic_complete__))
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "budget"),
    [
        ("khuyencong.cli", OF_EVERY_COMMAND),
        ("khuyencong.plugin.pelican_run", OF_A_BUILD),
        ("khuyencong.desk.desk_server", OF_A_FIRST_SCREEN),
    ],
)
def test_a_command_loads_no_library_that_it_does_not_need(module: str, budget: set[str]) -> None:
    words = [sys.executable, "-c", PROGRAM.format(module=module)]
    said = subprocess.run(words, capture_output=True, encoding="utf-8", check=True).stdout
    loaded, built = said.split("\n")[:2]
    assert {name for name in loaded.split() if name.isidentifier()} - {"_distutils_hack"} <= budget
    assert not built, "a validator is built when an entry is first read, not at the start"


def test_what_asks_a_build_server_loads_nothing_that_it_can_do_without() -> None:
    """It is all that a build beside a desk or a preview starts."""
    asking = "khuyencong.__main__, khuyencong.rendering.up_to_date, khuyencong.build_server.client"
    words = [sys.executable, "-c", f"import sys, {asking}; print(*sys.modules)"]
    said = subprocess.run(words, capture_output=True, encoding="utf-8", check=True).stdout
    slow = {"asyncio", "dataclasses", "inspect", "logging", "msgspec", "pathlib", "random"}
    assert not slow & set(said.split())


def test_a_command_that_shows_no_progress_loads_no_bar() -> None:
    program = "import sys; from khuyencong.cli.console import errors, progress\n"
    program += "with progress('Đang dựng') as show: show(1, 2)\n"
    program += "errors.print('1:100:5'); print(*sys.modules)"
    words = [sys.executable, "-c", program]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == "1:100:5\n"
    assert not {"rich.progress", "rich._emoji_codes"} & set(done.stdout.split())
