"""The table that `python -m bench` prints, and its place in docs/benchmarks.md."""

import platform
import subprocess
from datetime import datetime
from pathlib import Path

from bench.measuring import Run
from khuyencong.vietnamese.dates import VIETNAM
from khuyencong.worker import processors

ROOT = Path(__file__).parent.parent


def row_line(name: str, ours: Run, theirs: Run, bar: float, cpu: str = "") -> str:
    """A row of the table; `cpu` stands for what was not the command's own."""
    ratio = ours.seconds / theirs.seconds
    reached = "reached" if ratio <= bar else "**not reached**"
    return (
        f"| {name} | {ours.seconds:.2f} | {cpu or f'{ours.cpu:.2f}'} | {theirs.seconds:.2f} "
        f"| {theirs.cpu:.2f} | {ratio:.3f} | {bar} | {reached} |"
    )


def line_beside(name: str, run: Run, output: Path, ours: Run) -> str:
    """What another program took for its cold build, and the ratio of ours to it."""
    pages = len(list(output.rglob("*.html")))
    return (
        f"- {name}, cold, {pages:,} pages: {run.seconds:.2f} s, CPU {run.cpu:.2f} s, "
        f"{run.memory:.0f} MiB; ratio {ours.seconds / run.seconds:.2f}."
    )


def spread(seconds: list[float]) -> str:
    """Of times, the shortest first."""
    return f"median {seconds[len(seconds) // 2]:.2f} s, worst {seconds[-1]:.2f} s"


def about_machine(hugo: Path) -> str:
    """Day, processors, load, and versions."""
    version = subprocess.run(
        [hugo, "version"], capture_output=True, encoding="utf-8", check=True
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


def write_table(text: str, size: int) -> None:
    """Put a table in the place of the one of the same size in docs/benchmarks.md."""
    file = ROOT / "docs" / "benchmarks.md"
    start, end = f"<!-- {size} -->\n", f"<!-- /{size} -->\n"
    whole = file.read_text(encoding="utf-8")
    if start not in whole:
        whole += f"\n{start}{end}"
    before, _, rest = whole.partition(start)
    after = rest.partition(end)[2]
    file.write_text(f"{before}{start}{text}{end}{after}", encoding="utf-8")
