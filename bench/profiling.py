"""Where the processor's time goes: a build in one process under cProfile, summed by package.

python -m bench.profiling FILE WORD…    # runs `khuyencong WORD…`, writes a Markdown table
"""

import contextlib
import cProfile
import json
import os
import pstats
import re
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

PLACES = (
    re.compile(r"/plugins/(khuyencong/[a-z_]+)"),
    re.compile(r"/site-packages/([a-z0-9_]+)", re.IGNORECASE),
    re.compile(r"/(theme)/"),
)
LEAST = 0.02
"""Share of a build below which a package is not named."""


def main() -> None:
    """Profile the command; the profiler doubles the time of small functions, so read shares."""
    target, *words = sys.argv[1:]
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    from khuyencong import cli

    sys.argv = ["khuyencong", *words]
    profile = cProfile.Profile()
    profile.enable()
    with contextlib.suppress(SystemExit):
        cli.app()
    profile.disable()
    Path(target).write_text(json.dumps(shares(pstats.Stats(profile))), encoding="utf-8")


def shares(stats: pstats.Stats) -> dict[str, float]:
    """Package → its share of the time; what is built into Python belongs to who called it."""
    found: dict[str, float] = defaultdict(float)
    for (file, _, _), (_, _, own, _, callers) in stats.stats.items():  # type: ignore[attr-defined]
        if package := _package(file):
            found[package] += own
        else:
            for (caller, _, _), (_, _, seconds, _) in callers.items():
                found[_package(caller) or "Python"] += seconds
    whole = sum(found.values())
    return {name: seconds / whole for name, seconds in found.items()}


def _package(file: str) -> str:
    return next((match[1] for place in PLACES if (match := place.search(file))), "")


def table(columns: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Lines of a Markdown table: a row for each package, a column for each build."""
    names = {name for found in columns.values() for name, share in found.items() if share >= LEAST}
    first, *_ = columns.values()
    lines = [f"| package | {' | '.join(columns)} |", f"|---|{'---:|' * len(columns)}"]
    for name in sorted(names, key=lambda name: -first.get(name, 0)):
        cells = (f"{found.get(name, 0):.0%}" for found in columns.values())
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


if __name__ == "__main__":
    main()
