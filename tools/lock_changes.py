"""Says how lock files differ from those that were committed: what a person reads before a commit.

`python -m tools.lock_changes requirements/*.txt`: a line a package, `pillow 12.1.0 → 13.0.0`; a
package that came is marked `+`, one that went `-`.
"""

import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

_PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    """Package → version of a lock file; several versions for several systems stand together."""
    found: dict[str, list[str]] = defaultdict(list)
    for pin in _PIN.finditer(lock):
        found[pin["name"]].append(pin["version"])
    return {name: ", ".join(versions) for name, versions in found.items()}


def changes(before: str, after: str) -> Iterator[str]:
    """A line for every package that came, went or changed, in order of name."""
    old, new = pins(before), pins(after)
    for name in sorted(old.keys() | new.keys()):
        if name not in old:
            yield f"+ {name} {new[name]}"
        elif name not in new:
            yield f"- {name} {old[name]}"
        elif old[name] != new[name]:
            yield f"  {name} {old[name]} → {new[name]}"


def committed(file: str) -> str:
    """A file as the last commit has it; nothing when it is new."""
    done = subprocess.run(["git", "show", f"HEAD:./{file}"], capture_output=True, encoding="utf-8")
    return done.stdout if done.returncode == 0 else ""


if __name__ == "__main__":
    for name in sys.argv[1:]:
        found = list(changes(committed(name), Path(name).read_text(encoding="utf-8")))
        print(f"{name}: {len(found) or 'no'} changes", *found, sep="\n")
