"""Small sites to send, and what readers find at the target."""

from collections.abc import Mapping
from pathlib import Path

from khuyencong.publishing.publication import BuiltSite, Publication, publish_site
from khuyencong.publishing.roll_back import go_back
from khuyencong.publishing.site_files import site_files
from khuyencong.publishing.target_settings import ChosenTarget, TargetSettings

URL = "https://khuyencong.example"
STYLE = "giao-dien/trang-0123456789.css"

Site = dict[str, bytes]
SITE: Site = {
    "index.html": f'<title>Bản tin</title><link href="/{STYLE}"><a href="/tin-tuc/a/">'.encode(),
    "tin-tuc/a/index.html": "<title>Mở lớp – Bản tin</title><p>Hai lớp.</p>".encode(),
    "tin-tuc/b/index.html": "<title>Hội chợ – Bản tin</title><p>Sáu gian.</p>".encode(),
    "anh/lop-hoc-0123456789-800.jpg": b"\xff\xd8 lop hoc",
    STYLE: b"body{margin:0}",
    "rss.xml": b"<rss/>",
    "404.html": b"<title>404</title>",
}
EDITED = "<title>Mở lớp – Bản tin</title><p>Ba lớp.</p>".encode()


def edited(**changes: bytes | None) -> Site:
    """The site with `tin-tuc/a` edited, or whatever else is said (path with `__` for `/`)."""
    site = SITE | {"tin-tuc/a/index.html": EDITED}
    return {path: data for path, data in site.items() if changes.get(path, data) is not None}


class Desk:
    """Somebody who builds sites in a folder and publishes them to one target."""

    def __init__(self, home: Path, address: str, name: str = "chinh", **settings: str) -> None:
        self.home = home
        self.chosen = ChosenTarget(name, TargetSettings(address=address, **settings))
        self.told: list[tuple[str, int, int]] = []
        self.asked = 0

    def built(
        self, site: Mapping[str, bytes], withdrawn: frozenset[str] = frozenset()
    ) -> BuiltSite:
        """A site as a build leaves it on the disk."""
        output = self.home / "output"
        for file in [file for file in output.rglob("*") if file.is_file()]:
            if file.relative_to(output).as_posix() not in site:
                file.unlink()
        for path, data in site.items():
            file = output / path
            if not file.is_file() or file.read_bytes() != data:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
        entries = frozenset(p for p in site if p.startswith("tin-tuc/") and p.endswith(".html"))
        files = site_files(output, self.home / "cache")
        return BuiltSite(URL, files, entries - withdrawn, withdrawn)

    def publish(
        self, site: Mapping[str, bytes], *, yes: bool = True, may_vanish: bool = False, **more
    ) -> Publication:
        built = self.built(site, **more)
        return publish_site(
            self.chosen, built, lambda *_: self.ask(yes), self.tell, may_vanish=may_vanish
        )

    def back(self, to: str | None = None) -> Publication:
        return go_back(self.chosen, lambda *_: self.ask(True), self.tell, to=to)

    def ask(self, answer: bool) -> bool:
        self.asked += 1
        return answer

    def tell(self, stage: str, done: int, total: int) -> None:
        self.told.append((str(stage), done, total))


def seen(folder: Path) -> Site:
    """What readers find: path → bytes of every file below a folder that a web server serves."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.relative_to(folder).as_posix().startswith(".")
    }
