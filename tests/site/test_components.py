"""Every component in every example of `/mau/`: checked alone, in each look of the site."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT
from tests.site.conftest import NOW, BuiltSite, axe_findings, served

pytestmark = pytest.mark.slow

LOOKS = {
    "light": ("light", "", ""),
    "dark": ("dark", "", ""),
    "high contrast": ("light", "", "high"),
    "largest text": ("light", "xl", ""),
}


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The sample site as whoever works on the theme sees it."""
    output = tmp_path_factory.mktemp("mau") / "output"
    command = [
        *(Path(sys.executable).parent / "pelican", "content", "-s", "pelicanconf.py"),
        *("-o", output, "-e", "DRAFTS=true", f'NOW="{NOW}"'),
    ]
    done = subprocess.run(list(map(str, command)), cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return BuiltSite(output, done.stdout)


@pytest.fixture(scope="module")
def examples_address(examples: BuiltSite) -> Iterator[str]:
    with served(examples.folder) as address:
        yield address


def example_paths(site: BuiltSite) -> list[str]:
    pages = sorted((site.folder / "mau").rglob("*/*/index.html"))
    return [f"/{page.parent.relative_to(site.folder).as_posix()}/" for page in pages]


def test_every_component_that_shows_something_has_examples() -> None:
    components = ROOT / "theme" / "components"
    for template in components.glob("*/template.html"):
        assert (template.parent / "examples.yml").is_file(), template.parent.name


def test_only_a_preview_has_the_examples(examples: BuiltSite, sample: BuiltSite) -> None:
    assert example_paths(examples)
    assert not (sample.folder / "mau").exists()
    assert "/mau/" not in examples.text("sitemap.xml")


@pytest.mark.audit
@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_in_any_example(
    browser: Browser, examples: BuiltSite, examples_address: str, look: str
) -> None:
    """WCAG 2.2 A and AA and best practices; nothing sticks out at 320 px; nothing is said."""
    scheme, size, contrast = LOOKS[look]
    page = browser.new_page(
        viewport={"width": 320, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page.goto(examples_address + "/mau/")
    page.evaluate(
        "([size, contrast]) => { localStorage.setItem('kc-size', size);"
        " localStorage.setItem('kc-contrast', contrast); }",
        [size, contrast],
    )
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(f"dialog {dialog.message}"))
    found = [
        f"{path} ({look}) {finding}"
        for path in example_paths(examples)
        for finding in findings(page, examples_address + path)
    ]
    page.close()
    assert not found, "\n".join(found)
    assert not said, "\n".join(said)


def findings(page: Page, address: str) -> list[str]:
    page.goto(address)
    found = axe_findings(page)
    excess = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    if page.evaluate(excess) > 0:
        found.append("sticks out of the screen")
    return found


def test_hostile_examples_stay_text(examples: BuiltSite) -> None:
    for path in example_paths(examples):
        html = examples.text(f"{path.strip('/')}/index.html")
        for code in ("<script>alert", "<svg onload", "<img src=x", "onmouseover=alert(1)>Đ"):
            assert code not in html, path
