"""Documents speak of what is there: files, names of the code, commands, templates."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
import typer
from pelican.plugins import signals

from khuyencong.assets.theme_assets import AssetLinks
from khuyencong.cli import app
from khuyencong.describing.products import ProductDescriptions
from khuyencong.pages.chrome import chrome
from khuyencong.pages.examples import example_pages
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.site_pages import SitePages
from khuyencong.site.index import Site
from tests.conftest import ROOT, repository_files
from tools.theme_reference import reference, templates, view_of

PACKAGE = ROOT / "plugins" / "khuyencong"
STAFF = {
    "so-tay.md",
    "cach-go.md",
    "nhap-lieu.md",
    "kiem-tra.md",
    "dua-len-mang.md",
    "mang-luoi.md",
    "nguoi-doc.md",
    "README.vi.md",
}
"""Their files and names are examples of content; commands and links are looked at all the same."""
PAGES = sorted(
    {*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob(".github/*.md")}
    - {ROOT / "CHANGELOG.md"}  # tells of what was, too
)
DEVELOPERS = [pytest.param(page, id=page.name) for page in PAGES if page.name not in STAFF]
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]


def quoted(page: Path) -> set[str]:
    """What stands between backticks, outside of blocks of code."""
    return set(re.findall(r"`([^`\n]+)`", prose(page)))


def prose(page: Path) -> str:
    """A document without its blocks of code."""
    return re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)


@cache
def code() -> dict[str, set[str]]:
    """Every class of the program → its members, with those that its methods set."""
    found: dict[str, set[str]] = {}
    for module in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                members = found.setdefault(node.name, set())
                for part in ast.walk(node):
                    if isinstance(part, ast.FunctionDef):
                        members.add(part.name)
                    elif isinstance(part, ast.AnnAssign | ast.Assign):
                        targets = part.targets if isinstance(part, ast.Assign) else [part.target]
                        members |= {getattr(t, "id", getattr(t, "attr", "")) for t in targets}
    return found


@cache
def names_of_modules() -> list[tuple[str, set[str]]]:
    """Every module of the program, as a path without suffix, with what it defines."""
    found = []
    for module in PACKAGE.rglob("*.py"):
        names = set()
        for node in ast.parse(module.read_text("utf-8")).body:
            targets = node.targets if isinstance(node, ast.Assign) else [node]
            names |= {getattr(t, "name", "") or getattr(t, "id", "") for t in targets}
        found.append((f"/{module.relative_to(PACKAGE).with_suffix('').as_posix()}", names))
    return found


@cache
def words_of_code() -> frozenset[str]:
    """Every word of the program, the theme, the tests and the settings; Pelican's signals."""
    suffixes = (".py", ".html", ".css", ".js", ".toml", ".yml", ".sh", "Makefile")
    paths = repository_files() - {"tests/test_docs.py"}  # which names what is not there
    texts = ((ROOT / path).read_text("utf-8") for path in paths if path.endswith(suffixes))
    return frozenset({*vars(signals), *(w for text in texts for w in re.findall(r"\w+", text))})


def is_there(path: str) -> bool:
    """Whether a path is a file or folder of ours: from the root, from the package, or its end."""
    path = path.strip("/")
    return any(
        known == path or known.startswith(f"{path}/") or f"/{path}/" in f"/{known}/"
        for known in repository_files()
    )


def missing(token: str) -> bool:
    """Whether a quoted word names something of the repository that is not there."""
    if re.fullmatch(r"[\w./-]+\.(py|md|toml|html|sh)(:\d+)?", token):
        return not is_there(token.partition(":")[0])
    if re.fullmatch(r"[\w-]+(/[\w-]+)*/", token):
        return not is_there(token) and f"{token.strip('/')}/" not in IGNORED
    if re.fullmatch(r"khuyencong(\.\w+)+", token):
        parts = token.split(".")[1:]
        place = next(n for n in range(len(parts), -1, -1) if (module := module_of(parts[:n])))
        return not set(parts[place:]) <= set(re.findall(r"\w+", module.read_text("utf-8")))
    if (match := re.fullmatch(r"((?:[a-z_]+[./])*[a-z_]+)\.(\w+)(\(\))?", token)) and (
        match[2] not in SUFFIXES
    ):
        places = [
            names
            for path, names in names_of_modules()
            if path.endswith(f"/{match[1].replace('.', '/')}")
        ]
        return bool(places) and not any(match[2] in names for names in places)
    if match := re.fullmatch(r"([A-Z][a-z]\w+)\.(\w+)(\(\))?", token):
        return match[1] in code() and match[2] not in code()[match[1]]
    if re.fullmatch(r"_?[a-z]+_\w+(\(\))?|[A-Z][a-z]+[A-Z]\w+", token):
        return token.removesuffix("()") not in words_of_code()
    return False


SUFFIXES = {"xml", "json", "yml", "csv", "js", "css", "txt", "zip"}
"""What makes a quoted word the name of a file."""
IGNORED = {"output/", "node_modules/"}
"""Made, not kept."""


def module_of(parts: list[str]) -> Path | None:
    """The file of a module of the package by its parts; none are the package itself."""
    place = PACKAGE.joinpath(*parts)
    files = (place.with_suffix(".py"), place / "__init__.py")
    return next((file for file in files if file.is_file()), None)


@pytest.mark.parametrize("page", DEVELOPERS)
def test_files_and_names_in_a_document_exist(page: Path) -> None:
    assert sorted(filter(missing, quoted(page))) == []


@pytest.mark.parametrize(
    ("token", "wrong"),
    [
        ("model/rules.py", False),
        ("model/regeln.py", True),
        ("docs/kiem-tra.md", False),
        ("pages/", False),
        ("reading/", True),
        ("site_reader.read_site", False),
        ("checking/addresses.site_addresses", False),
        ("site_reader.read_sites", True),
        ("checking/addresses.all_addresses", True),
        ("tim.json", False),
        ("khuyencong.plugin", False),
        ("khuyencong.reading", True),
        ("khuyencong.content.record.Record", False),
        ("Page.address", False),
        ("Page.mark", True),
        ("EntryCache", False),
        ("EntryShelf", True),
        ("file_state()", False),
        ("no_such_function", True),
        ("status: withdrawn", False),
    ],
)
def test_what_is_taken_for_a_name(token: str, wrong: bool) -> None:
    assert missing(token) is wrong


@pytest.mark.parametrize("name", NAMES)
def test_links_of_a_document_lead_somewhere(name: str) -> None:
    page = ROOT / name
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]+`", "", prose(page))):
        path, _, anchor = target.partition("#")
        if ":" in path or path.startswith("/"):
            continue
        file = page.parent / path if path else page
        assert file.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in headings}


@pytest.mark.parametrize("name", NAMES)
def test_commands_in_a_document_exist(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    targets = set(re.findall(r"^([a-z ]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    known = {target for line in targets for target in line.split()}
    assert set(re.findall(r"(?:`|^|&& |sudo )make ([a-z]+)", text, re.MULTILINE)) <= known
    commands: set[str] = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    assert set(re.findall(r"(?:`|^ *)khuyencong ([a-z]+)", text, re.MULTILINE)) <= commands


def test_the_reference_of_the_theme_is_that_of_the_code() -> None:
    made = (ROOT / "docs" / "theme-reference.md").read_text("utf-8")
    assert made == reference(), "run `make docs`"


def test_every_template_is_drawn_from_the_view_of_its_name(sample_site: Site) -> None:
    frame = chrome(sample_site, AssetLinks(), "https://thu.example")
    pages = [
        *SitePages(ProductContext(ProductDescriptions(sample_site), frame)),
        *example_pages(sample_site, frame, ROOT / "theme"),
    ]
    drawn = {page.template: type(page.view) for page in pages}
    assert drawn == {template: view_of(template) for template in templates()}
