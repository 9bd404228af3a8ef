"""What a process has from its start: two that agree in it do the same for the same command.

All else that may shape a command (arguments, environment, umask, terminal) goes with its request.
"""

import os
import sys
from typing import Any

if sys.platform != "win32":
    import resource

_READ_AT_START = ("PYTHON", "LC_", "LD_", "DYLD_")
"""Beginnings of variables that Python or the system's loader reads when a process starts."""
_READ_ONCE = {"LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP"}


def surroundings() -> dict[str, Any]:
    """Python and where it finds modules, the working folder, the person, the limits: plain JSON."""
    place = os.stat(os.curdir)  # noqa: PTH116
    return {
        "python": [sys.version, sys.executable, repr(sys.flags), *sys.path],
        "place": [os.getcwd(), place.st_dev, place.st_ino],  # noqa: PTH109
        "variables": {
            name: text
            for name, text in os.environ.items()
            if name.startswith(_READ_AT_START) or name in _READ_ONCE
        },
        **_of_the_system(),
    }


def _of_the_system() -> dict[str, Any]:
    """Who runs it, and how much of the machine it may take."""
    if sys.platform == "win32":
        return {}
    kinds = sorted(name for name in dir(resource) if name.startswith("RLIMIT_"))
    return {
        "person": [os.getuid(), os.geteuid(), os.getegid(), *sorted(os.getgroups())],
        "limits": [list(resource.getrlimit(getattr(resource, name))) for name in kinds],
        "priority": os.getpriority(os.PRIO_PROCESS, 0),
        "processors": sorted(_processors()),
    }


def _processors() -> set[int]:
    return os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
