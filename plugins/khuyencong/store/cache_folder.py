"""Where caches lie. What each keeps, and for how long, stands in docs/architecture.md."""

import os

CACHE_FOLDER = ".cache"
"""Folder of all caches, in the folder one works in; Pelican's setting CACHE_PATH, where the
folder has a settings file of its own, names another for the build."""


def cache_path(*parts: str) -> str:
    """Path of a cache, or of a file in it, below the folder one works in."""
    return os.path.join(CACHE_FOLDER, *parts)  # noqa: PTH118
