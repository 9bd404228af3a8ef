"""A network of many centres on this machine: harvest, polls, corrections, cold and warm builds.

    python -m bench.network [--centres 34] [--stories 1000] [--products 200] [--work FOLDER]

One centre is really built, by `khuyencong build`; all centres are it under other names
(`bench.centres`), given by one server process. Everything else is what an office would run: the
command `khuyencong network`, in a process of its own. Prints a table row for each step.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.centres import PORT
from bench.corpus import make_corpus, product
from bench.measuring import Run, measured

ROOT = Path(__file__).parent.parent
COMMAND = Path(sys.executable).parent / "khuyencong"


def make_centre(folder: Path, stories: int, products: int) -> Path:
    """The built site of one centre; made once."""
    content = folder / "content"
    if not content.is_dir():
        make_corpus(content, stories)
        photos = [
            f"anh/{f.relative_to(content / 'anh')}" for f in sorted((content / "anh").rglob("*.*"))
        ]
        for number in range(products):
            file = content / "san-pham" / f"san-pham-{number:05}.md"
            file.write_text(product(number, photos), encoding="utf-8")
        subprocess.run([COMMAND, "build"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return folder / "output"


@contextmanager
def served(output: Path, network: Path, count: int) -> Iterator[None]:
    """So many centres of a built site, served by a process of its own."""
    command = [sys.executable, "-m", "bench.centres", str(output), str(network), str(count)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if server.stdout:
        server.stdout.readline()
    try:
        yield
    finally:
        server.kill()
        server.wait()


def counts() -> dict[str, int]:
    """How the server has answered so far: status → number."""
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/dem") as answer:
        found: dict[str, int] = json.load(answer)
    return found


def correct(word: str) -> None:
    """Correct the newest story of the first centre."""
    address = f"http://127.0.1.1:{PORT}/{word}"
    urllib.request.urlopen(urllib.request.Request(address, method="POST")).close()


def network(home: Path) -> Run:
    return measured([COMMAND, "network", "mang-luoi"], home)


def row(what: str, run: Run, more: str = "") -> None:
    print(f"| {what} | {run.seconds:.1f} | {run.cpu:.1f} | {run.memory:.0f} | {more} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--centres", type=int, default=34)
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--products", type=int, default=200)
    parser.add_argument("--work", type=Path, default=Path("/tmp/khuyencong-network"))  # noqa: S108
    given = parser.parse_args()
    output = make_centre(given.work / "centre", given.stories, given.products)
    home = given.work / f"network-{given.centres}"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    cache = given.work / "centre" / ".cache" / "pictures"
    shutil.copytree(cache, home / ".cache" / "pictures", copy_function=os.link)
    print(
        f"{given.centres} centres × {given.stories} stories × {given.products} products, "
        f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
    )
    print("| step | seconds | processor | MiB | answers |\n|---|---:|---:|---:|---|")
    with served(output, home / "mang-luoi", given.centres):
        row("first harvest and cold build", network(home), str(counts()))
        before = counts()
        row("poll without change", network(home), _since(before))
        correct("dinh-chinh")
        before, started = counts(), time.perf_counter()
        row("one correction, to the page", network(home), _since(before))
        shown = any(
            "dinh-chinh" in page.read_text("utf-8") for page in (home / "output").glob("index.html")
        )
        print(f"correction on the front page: {shown}, {time.perf_counter() - started:.1f} s")
        for name in (
            "output",
            ".cache/reading",
            ".cache/releases",
            ".cache/feeds",
            ".cache/search",
        ):
            shutil.rmtree(home / name, ignore_errors=True)
        row("cold build of what is harvested", network(home))


def _since(before: dict[str, int]) -> str:
    return str({status: n - before.get(status, 0) for status, n in counts().items()})


if __name__ == "__main__":
    main()
