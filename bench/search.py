"""The search index by itself: cold, unchanged, after one edit; seconds, and memory of its own.

    .venv/bin/python -m bench.search --size 10000

Each run is a new process that reads the records of the site first; what is measured begins then.
Memory is what all processes of the index hold at one moment (PSS, looked at forty times a second)
above what the records took. Prints a table in Markdown.
"""

import argparse
import gc
import multiprocessing
import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from bench.corpus import NEWEST, make_corpus
from bench.measuring import family_memory
from khuyencong.describing.products import ProductDescriptions
from khuyencong.pages.chrome import directory
from khuyencong.parallel import run_parallel
from khuyencong.rendering.page_digests import canonical_bytes
from khuyencong.search.index import SearchIndex
from khuyencong.site.site_reader import read_site
from khuyencong.store.generated_file import GeneratedFile
from khuyencong.vietnamese.dates import VIETNAM

NOW = NEWEST.replace(day=24, tzinfo=VIETNAM)
FEW = 60
"""Files that are made without another process, as a build does it."""


@dataclass(frozen=True)
class Run:
    """What an index cost: seconds by the clock and of processors, MiB, files that were made."""

    seconds: float
    cpu: float
    memory: float
    made: int


def run(content: Path, cache: Path, known: dict[str, bytes]) -> Run:
    """Read the site in a new process, then make the files that `known` does not have as they are
    now; what stands for each goes to `known`."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(
        target=_index, args=(there, content, cache, known)
    )
    process.start()
    root = process.pid or 0
    here.recv()
    before = peak = family_memory(root)
    here.send(None)
    while not here.poll(0.025):
        peak = max(peak, family_memory(root))
    seconds, cpu, made, now_known = here.recv()
    process.join()
    known.update(now_known)
    return Run(seconds, cpu, peak - before, made)


def _index(pipe: Connection, content: Path, cache: Path, known: dict[str, bytes]) -> None:
    gc.disable()  # as `khuyencong build` does
    site = read_site(content, cache, NOW).site
    if site is None:
        raise SystemExit("the corpus has errors")
    products = ProductDescriptions(site)
    # What the frame of every page asks for is there when a build comes to the index.
    _ = products.producers.all, site.by_address, site.categories, directory(site)
    pipe.send(None)
    pipe.recv()
    started, before = time.perf_counter(), os.times()
    bundles = SearchIndex(products, cache / "search").bundles()
    files = [file for bundle in bundles for file in bundle]
    digests = {file.path: canonical_bytes(file.dependencies) for file in files}
    changed = [file for file in files if known.get(file.path) != digests[file.path]]
    run_parallel(_generate, changed, serial_up_to=FEW)
    after = os.times()
    cpu = sum(after[:4]) - sum(before[:4])
    pipe.send((time.perf_counter() - started, cpu, len(changed), digests))


def _generate(files: Sequence[GeneratedFile]) -> int:
    return sum(len(file.generate()) for file in files)


def edit(content: Path, number: int) -> None:
    """Add a sentence to a story."""
    story = sorted(content.glob("tin-tuc/*.md"))[number]
    text = story.read_text(encoding="utf-8")
    story.write_text(f"{text}\nThêm một câu về lò sấy tre.\n", encoding="utf-8")


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=10_000)
    with tempfile.TemporaryDirectory() as folder:
        content, cache = Path(folder, "content"), Path(folder, "cache")
        make_corpus(content, parser.parse_args().size)
        known: dict[str, bytes] = {}
        runs = {"cold": run(content, cache, known), "unchanged": run(content, cache, known)}
        for number in (0, 40, 80):
            edit(content, number)
            runs[f"one edit ({number})"] = run(content, cache, known)
    print("| | s by the clock | s of processor | MiB of its own | files made |")
    print("|---|---:|---:|---:|---:|")
    for name, each in runs.items():
        print(f"| {name} | {each.seconds:.2f} | {each.cpu:.2f} | {each.memory:.0f} | {each.made} |")


if __name__ == "__main__":
    main()
