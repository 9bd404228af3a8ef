"""Whole sites, built as a user builds them, served and opened in a real browser."""

import functools
import io
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

import pytest
from playwright.sync_api import Page

from tests.conftest import ROOT

NOW = "24/11/2026 09:00"
TOOLS = ROOT / "tests" / "tools" / "node_modules"


def khuyencong(*words: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the command as staff run it."""
    command = [str(Path(sys.executable).parent / "khuyencong"), *map(str, words)]
    return subprocess.run(
        command,
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "200"},
        timeout=300,
    )


@dataclass(frozen=True)
class BuiltSite:
    """A built site: its folder, and what the build said."""

    folder: Path
    said: str

    def pages(self) -> list[Path]:
        return sorted(self.folder.rglob("*.html"))

    def text(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")


def built(content: Path, output: Path, *more: str) -> BuiltSite:
    done = khuyencong("build", content, "-o", output, "--now", NOW, *more)
    assert done.returncode == 0, done.stdout + done.stderr
    return BuiltSite(output, done.stdout + done.stderr)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The sample site of this repository."""
    return built(ROOT / "content", tmp_path_factory.mktemp("sample") / "output")


@pytest.fixture(scope="session")
def other(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A site of another centre, from nothing but its content folder."""
    folder = ROOT / "tests" / "sites" / "trung-tam-khac"
    return built(folder, tmp_path_factory.mktemp("other") / "output")


class _Handler(SimpleHTTPRequestHandler):
    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """The whole file: HTTP dates know seconds, and a test changes a page within one."""
        del self.headers["If-Modified-Since"]
        return super().send_head()

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Address of a folder on this machine, while it is served."""
    handler = functools.partial(_Handler, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def address(sample: BuiltSite) -> Iterator[str]:
    """Address of the sample site on this machine."""
    with served(sample.folder) as found:
        yield found


def axe_findings(page: Page) -> list[str]:
    """What axe-core finds on an open page: WCAG 2.2 A and AA, and its best practices."""
    # Evaluated, not added as a script element: the page's own CSP stays in force.
    page.evaluate((TOOLS / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    options = {"runOnly": {"type": "tag", "values": tags}, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options)", options)
    assert found["passes"]
    return [
        f"{violation['id']}: {node['html'][:160]} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
