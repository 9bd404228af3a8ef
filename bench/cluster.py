"""Pictures of many photos: by the program's own processes, by Dask, and by Dask losing workers.

    python -m bench.cluster [--photos 500] [--width 800] [--kill-every 5]

Each run starts cold, in a process of its own, on as many workers as there are processors; one
starts and ends Dask and does nothing else, the last kills a worker at each interval. Prints a
table, and fails where the bytes differ.
"""

import argparse
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import Any

from PIL import ImageChops

from bench.measuring import measured
from bench.pictures import painted
from khuyencong.cluster import LOCAL, cluster_executor
from khuyencong.pictures.derivatives import make_derivatives
from khuyencong.pictures.description import describe
from khuyencong.pictures.picture import Credits

ROOT = Path(__file__).parent.parent
MOTIFS = 10
"""Of which the photos are shifted copies: each has bytes of its own."""
WAYS = {
    "own": "own processes",
    "start": "Dask started and ended, no photo",
    "dask": "Dask",
    "killed": "Dask, a worker killed every {} s",
}


def main() -> None:
    """Measure all ways, or go one of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=500)
    parser.add_argument(
        "--width", type=int, default=800, help="pixels; what Dask costs weighs more where few"
    )
    parser.add_argument("--kill-every", type=float, default=5.0)
    parser.add_argument("--work", type=Path, default=Path("/tmp/khuyencong-cluster"))  # noqa: S108
    parser.add_argument("--only", choices=WAYS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    folder = given.work / f"photos-{given.photos}-{given.width}"
    if given.only:
        return encode(folder, given.work / given.only, given.only, given.kill_every)
    make_photos(folder, given.photos, given.width)
    print(f"{given.photos} photos of {given.width} pixels\n\n| way | seconds | processor | MiB |")
    print("|---|---:|---:|---:|")
    for way, name in WAYS.items():
        cache = given.work / way
        shutil.rmtree(cache, ignore_errors=True)
        numbers = [f"--{name}={getattr(given, name)}" for name in ("photos", "width", "work")]
        numbers.append(f"--kill-every={given.kill_every}")
        command = [sys.executable, "-m", "bench.cluster", *numbers, "--only", way]
        run = measured(command, ROOT)
        print(
            f"| {name.format(given.kill_every)} | {run.seconds:.1f} | {run.cpu:.1f} "
            f"| {run.memory:.0f} |",
            flush=True,
        )
        if way != "start" and digests(cache) != digests(given.work / "own"):
            raise SystemExit(f"{way}: other bytes")
    print(f"\n{len(digests(given.work / 'own'))} files, the same bytes each time")
    print((given.work / "killed.txt").read_text("utf-8"))


def make_photos(folder: Path, count: int, width: int) -> None:
    """So many photos, made once."""
    if folder.is_dir():
        return
    folder.mkdir(parents=True)
    motifs = [painted(number) for number in range(MOTIFS)]
    motifs = [motif.resize((width, width * motif.height // motif.width)) for motif in motifs]
    for number in range(count):
        photo = ImageChops.offset(motifs[number % MOTIFS], 7 * number, 3 * number)
        photo.save(folder / f"anh-{number:04}.jpg", quality=90)


def encode(folder: Path, cache: Path, way: str, kill_every: float) -> None:
    """Make all pictures of a folder of photos, in one of the ways."""
    if way == "start":
        with cluster_executor(LOCAL):
            return
    credits = Credits()
    photos = [
        (file, describe(file, file.name, cache / "facts", credits), credits)
        for file in sorted(folder.iterdir())
    ]
    if way == "own":
        make_derivatives(photos, cache)
        return
    with cluster_executor(LOCAL) as executor, losses(kill_every if way == "killed" else 0) as lost:
        make_derivatives(photos, cache, executor=executor)
    if way == "killed":
        (cache.parent / "killed.txt").write_text(f"{len(lost)} workers were killed", "utf-8")


@contextmanager
def losses(interval: float) -> Iterator[list[int]]:
    """Kill a worker of this machine's cluster at each interval of seconds; those that were."""
    distributed: Any = import_module("distributed")
    psutil: Any = import_module("psutil")
    killed: list[int] = []
    done = threading.Event()

    def kill() -> None:
        nannies = list(distributed.default_client().cluster.workers.values())
        while interval and not done.wait(interval):
            nanny = nannies[len(killed) % len(nannies)]
            pid = nanny.pid
            # One that is killed while it starts is not started again by Dask.
            if nanny.status.name == "running" and pid and psutil.pid_exists(pid):
                psutil.Process(pid).kill()
                killed.append(pid)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        yield killed
    finally:
        done.set()
        killer.join()


def digests(cache: Path) -> dict[str, str]:
    """Name of each picture in a cache → digest of its bytes."""
    files = (file for file in cache.rglob("*") if file.suffix in (".jpg", ".avif"))
    return {file.name: blake2b(file.read_bytes()).hexdigest() for file in files}


if __name__ == "__main__":
    main()
