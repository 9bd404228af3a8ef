"""Small sites of which every page names others, and that change a good deal from one to the next.

    python -m tests.rendering.small_sites FOLDER FIRST

publishes one generation after the other into a folder, until somebody ends it.
"""

import re
import sys
from pathlib import Path
from urllib.parse import urljoin

from khuyencong.rendering.release import Release

PAGES = 120
_NAMED = re.compile(r'(?:href|src)="([^"]+)"')


def small_site(generation: int, pages: int = PAGES) -> dict[str, bytes]:
    """Path → bytes. In each generation some pages are new, some are gone; all are drawn anew."""
    style = f"/giao-dien/trang-{generation}.css"
    here = [number for number in range(pages) if (number + generation) % 5]
    site = {
        style[1:]: b"body{}" + str(generation).encode(),
        "giao-dien/co-dinh.css": b"body{margin:0}",
        "rss.xml": "".join(f"<link>/tin-tuc/{n}/</link>" for n in here).encode(),
        "tinh/index.html": _page("/giao-dien/co-dinh.css", ["/tinh/"]),
        "index.html": _page(style, [f"/tin-tuc/{n}/" for n in here] + ["/rss.xml", "/tinh/"]),
    }
    for place, number in enumerate(here):
        photo = f"anh/{number}-{generation // 2}.jpg"
        site[photo] = photo.encode() * 50
        around = [f"/tin-tuc/{here[place - 1]}/", f"/tin-tuc/{here[(place + 1) % len(here)]}/"]
        site[f"tin-tuc/{number}/index.html"] = _page(style, [f"/{photo}", "/", *around])
    return site


def _page(style: str, named: list[str]) -> bytes:
    links = "".join(
        f'<img src="{each}">' if each.endswith("jpg") else f'<a href="{each}">x</a>'
        for each in named
    )
    return f'<!DOCTYPE html><link rel="stylesheet" href="{style}">{links}</html>\n'.encode()


def files_named(page: str, html: str) -> set[str]:
    """Paths of the files of its site that a page names; `page` is the page's own path."""
    found: set[str] = set()
    for address in _NAMED.findall(html):
        target = urljoin(f"/{page}", address.partition("#")[0].partition("?")[0])
        if target.startswith("/") and not target.startswith("//"):
            found.add(f"{target}index.html"[1:] if target.endswith("/") else target[1:])
    return found


def missing(folder: Path) -> list[str]:
    """What pages name and is not there, as `page → file`."""
    pages = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.html")}
    return [
        f"{page} → {target}"
        for page, path in pages.items()
        for target in files_named(page, path.read_text(encoding="utf-8"))
        if not (folder / target).is_file()
    ]


def publish(live: Path, files: dict[str, bytes]) -> None:
    """Publish a site as a build does."""
    release = Release(live, cache=live.parent / "cache")
    try:
        for path, data in files.items():
            release.put(path, data)
        release.publish()
    finally:
        release.abandon()


if __name__ == "__main__":
    output, generation = Path(sys.argv[1]), int(sys.argv[2])
    while True:
        print(generation, flush=True)
        publish(output, small_site(generation))
        generation += 1
