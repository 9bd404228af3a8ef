"""`make bench`: this program beside Hugo, stock Pelican and Eleventy, in turns, on one corpus.

    python -m bench [--size 5000] [--rounds 5] [--work FOLDER] [--write]

Prints a table of medians and ratios; `--write` also puts it into docs/benchmarks.md. The
corpus and everything made of it lie in memory (/dev/shm) where there is room.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.corpus import make_corpus
from bench.eleventy_site import make_eleventy_site
from bench.hugo_site import make_hugo_site
from bench.measuring import Run, measured, middle
from bench.pelican_site import make_pelican_site
from bench.profiling import table
from bench.programs import own_eleventy, own_hugo
from bench.report import ROOT, about_machine, line_beside, row_line, spread, write_table

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
    """Sites made from one corpus, and what is done to them in turn."""

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
        make_eleventy_site(self.ours / "content", self.ours / ".cache", self.eleventy, NOW)

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
    def eleventy(self) -> Path:
        return self.work / "eleventy"

    @property
    def build(self) -> list[str]:
        return [str(Path(sys.executable).parent / "khuyencong"), "build", "--now", NOW]

    @property
    def hugo_build(self) -> list[str]:
        return [str(self.hugo), "--quiet"]

    @property
    def stock_build(self) -> list[str]:
        return [str(Path(sys.executable).parent / "pelican"), "--quiet", "content", "-o", "output"]

    @property
    def eleventy_build(self) -> list[str]:
        return ["node", str(own_eleventy(self.work)), "--quiet"]

    def forget(self) -> None:
        """As after a fresh checkout, but for the pictures."""
        for name in ("output", *(f".cache/{part}" for part in FORGOTTEN)):
            shutil.rmtree(self.ours / name, ignore_errors=True)
        for name in ("public", "resources"):
            shutil.rmtree(self.theirs / name, ignore_errors=True)
        for name in ("output", "cache"):
            shutil.rmtree(self.stock / name, ignore_errors=True)
        shutil.rmtree(self.eleventy / "public", ignore_errors=True)

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

    def row(self, rounds: int, before: Callable[[], None], *, others: bool = False) -> list[Run]:
        """Medians of both, built in turns after the same change; of the `others` too."""
        builds = [(self.build, self.ours), (self.hugo_build, self.theirs)]
        if others:
            builds += [(self.stock_build, self.stock), (self.eleventy_build, self.eleventy)]
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
        about_machine(bench.hugo),
        "",
        "| work | here, s | CPU, s | Hugo, s | Hugo CPU, s | ratio | bar | |",
        "|---|---:|---:|---:|---:|---:|---:|---|",
    ]
    memory = 0.0, 0.0
    *bars, memory_bar = BARS[min(BARS, key=lambda stories: abs(stories - said.size))]
    for (name, change), bar in zip(changes.items(), bars, strict=True):
        ours, theirs, *others = bench.row(said.rounds, change, others=name == "cold")
        memory = max(memory[0], ours.memory), max(memory[1], theirs.memory)
        lines.append(row_line(name, ours, theirs, bar))
        print(lines[-1], flush=True)
        if name == "cold":
            counts = bench.counts()
            beside = [
                line_beside("Stock Pelican", others[0], bench.stock / "output", ours),
                line_beside("Eleventy", others[1], bench.eleventy / "public", ours),
            ]
    with bench.running_preview():
        bench.row(1, bench.edit_beside_a_preview)  # its build server loads what makes a site
        ours, theirs = bench.row(said.rounds, bench.edit_beside_a_preview)
    lines.append(row_line("one body edit beside a preview", ours, theirs, bars[2], cpu="–"))
    # The whole site follows a save: at rest again after some seconds, still being made after one.
    rest, busy = (bench.preview(2 * said.rounds, pause) for pause in (said.size / 1000, 1))
    share = memory[0] / memory[1]
    lines += [
        "",
        f"- Pages and feeds, here and there: {counts}.",
        *beside,
        f"- Peak memory of all processes: {memory[0]:.0f} MiB here, {memory[1]:.0f} MiB Hugo, "
        f"ratio {share:.2f} (bar {memory_bar}).",
        f"- Preview, from a save to the reload event: {spread(rest)} (bar 0.25 s); of saves a "
        f"second apart, while the whole site is still being made: {spread(busy)}.",
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
        write_table(text, said.size)


if __name__ == "__main__":
    main()
