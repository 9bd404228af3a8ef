"""The long checks, before a release: `make audit`. Every page in every look, and Lighthouse."""

import json
import os
import statistics
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.site.conftest import TOOLS, BuiltSite, axe_findings
from tests.tools.chromium import FLAGS

pytestmark = [pytest.mark.slow, pytest.mark.audit]

LOOKS = {
    "light": ("light", "", ""),
    "dark": ("dark", "", ""),
    "high contrast": ("light", "", "high"),
    "largest text": ("light", "xl", ""),
}
AT_LEAST = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 95}
RUNS = 3


def in_look(browser: Browser, address: str, look: str, width: int) -> BrowserContext:
    scheme, size, contrast = LOOKS[look]
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        service_workers="block",
    )
    page = context.new_page()
    page.goto(address)
    page.evaluate(
        "([size, contrast]) => { localStorage.setItem('kc-size', size);"
        " localStorage.setItem('kc-contrast', contrast); }",
        [size, contrast],
    )
    page.close()
    return context


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_on_any_page(
    browser: Browser, address: str, sample: BuiltSite, look: str, width: int
) -> None:
    context = in_look(browser, address, look, width)
    page = context.new_page()
    found = []
    for file in sample.pages():
        path = f"/{file.relative_to(sample.folder).as_posix()}".removesuffix("index.html")
        page.goto(address + path)
        found += [f"{path} ({look}, {width}) {finding}" for finding in axe_findings(page)]
        excess = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        if page.evaluate(excess) > 0:
            found.append(f"{path} ({look}, {width}) sticks out of the screen")
    context.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "path",
    ["/", "/tin-tuc/hoa-binh-165-de-an-khuyen-cong/", "/san-pham/", "/san-pham/mien-dong-soi-nho/"],
)
def test_lighthouse_is_content(address: str, tmp_path: Path, path: str) -> None:
    """Mobile, simulated slow network; the median of three runs, for machines are noisy."""
    scores: dict[str, list[float]] = {name: [] for name in AT_LEAST}
    report = tmp_path / "report.json"
    for _ in range(RUNS):
        subprocess.run(
            [
                *(TOOLS / ".bin" / "lighthouse", address + path, "--quiet", "--output=json"),
                *(f"--output-path={report}", f"--only-categories={','.join(AT_LEAST)}"),
                f"--chrome-flags={' '.join(['--headless', *FLAGS])}",
            ],
            env={**os.environ, "CHROME_PATH": "/usr/bin/chromium"},
            check=True,
            capture_output=True,
            timeout=180,
        )
        categories = json.loads(report.read_text(encoding="utf-8"))["categories"]
        for name in AT_LEAST:
            scores[name].append(round(categories[name]["score"] * 100))
    medians = {name: statistics.median(found) for name, found in scores.items()}
    assert all(medians[name] >= least for name, least in AT_LEAST.items()), medians
