"""A network of many centres on this machine: harvest, polls, corrections, cold and warm builds.

    python -m bench.network [--centres 34] [--stories 1000] [--products 200] [--no-build]

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
from khuyencong.network.harvest import Fate, Harvester
from khuyencong.network.members import read_network
from khuyencong.store.digest import hex_digest_of

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
    """The command, from the first question to the last page."""
    return measured([COMMAND, "network", "mang-luoi"], home)


def poll(home: Path) -> Run:
    """The harvest alone, in a process of its own."""
    return measured([sys.executable, "-m", "bench.network", "--only-poll", "--work", home], ROOT)


def only_poll(home: Path) -> None:
    """Ask every centre of a network folder once."""
    cache = home / ".cache" / "poll"
    cache.mkdir(parents=True, exist_ok=True)
    outcomes = Harvester(read_network(home / "mang-luoi"), cache, time.time()).poll()
    failed = [each for each in outcomes if each.fate in (Fate.FAILED, Fate.HELD_BACK)]
    if failed:
        raise SystemExit(f"failed: {failed}")


def row(what: str, run: Run, more: str = "") -> None:
    """A row of the table."""
    print(f"| {what} | {run.seconds:.1f} | {run.cpu:.1f} | {run.memory:.0f} | {more} |", flush=True)


def main() -> None:
    """Measure one size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--centres", type=int, default=34)
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--products", type=int, default=200)
    parser.add_argument("--work", type=Path, default=Path("/tmp/khuyencong-network"))  # noqa: S108
    parser.add_argument("--no-build", action="store_true", help="the harvest alone")
    parser.add_argument("--only-poll", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.only_poll:
        return only_poll(given.work)
    centre = given.work / f"centre-{given.stories}-{given.products}"
    output = make_centre(centre, given.stories, given.products)
    home = given.work / f"network-{given.centres}-{given.stories}"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    shutil.copytree(centre / ".cache/pictures", home / ".cache/pictures", copy_function=os.link)
    print(
        f"{given.centres} centres × {given.stories} stories × {given.products} products, "
        f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
    )
    print("| step | seconds | processor | MiB | answers |\n|---|---:|---:|---:|---|")
    with served(output, home / "mang-luoi", given.centres):
        measure(home, build=not given.no_build)


def measure(home: Path, *, build: bool) -> None:
    """The steps in the life of a network."""
    before = counts()
    row("first harvest", poll(home), _since(before))
    before = counts()
    row("poll without change", poll(home), _since(before))
    correct("dinh-chinh")
    before = counts()
    row("poll with one correction", poll(home), _since(before))
    if not build:
        return
    (home / ".cache" / "network").mkdir()
    (home / ".cache" / "poll").rename(home / ".cache" / "network" / _name(home))
    row("content and cold build", network(home))
    row("nothing changed", network(home))
    correct("dinh-chinh-hai")
    row("one correction, to the page", network(home))
    front = (home / "output" / "index.html").read_text("utf-8")
    print(f"the correction is on the front page: {'dinh-chinh-hai' in front}")


def _name(home: Path) -> str:
    """Folder of the caches of a network folder."""
    return hex_digest_of(str((home / "mang-luoi").resolve()))


def _since(before: dict[str, int]) -> str:
    more = {status: number - before.get(status, 0) for status, number in counts().items()}
    return ", ".join(f"{number} × {status}" for status, number in more.items() if number)


if __name__ == "__main__":
    main()
