"""Earlier sites, kept on this machine for targets that keep none themselves."""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from khuyencong.publishing.site_files import SiteFile
from khuyencong.publishing.site_manifest import SiteManifest, packed, unpacked
from khuyencong.store.atomic import PARTIAL_SUFFIX, atomic_write

_MANIFEST = ".manifest"


class Archive:
    """The last releases of a target: each content once, by its digest."""

    def __init__(self, folder: Path, keep: int) -> None:
        self._folder = folder
        self._keep = keep

    def names(self) -> list[str]:
        """Names of the releases, the newest first."""
        found = (file.name.removesuffix(_MANIFEST) for file in self._folder.glob(f"*{_MANIFEST}"))
        return sorted(found, reverse=True)

    def release(self, name: str) -> SiteManifest | None:
        """What was published under a name."""
        file = self._folder / f"{name}{_MANIFEST}"
        return unpacked(file.read_bytes()) if file.is_file() else None

    def content(self, digest: str) -> Path:
        """Where a content lies, if it was kept."""
        return self._folder / digest[:2] / digest

    def add(self, manifest: SiteManifest, files: Iterable[SiteFile]) -> None:
        """Keep a site, and forget the oldest; not for one that was brought back, or whoever goes
        back step by step would find the steps gone.

        Raises:
            OSError: the disk of this machine is full.
        """
        for file in files:
            kept = self.content(file.digest)
            if not kept.is_file():
                kept.parent.mkdir(parents=True, exist_ok=True)
                part = kept.with_name(f"{kept.name}{PARTIAL_SUFFIX}")
                shutil.copyfile(file.place, part)
                part.replace(kept)
        atomic_write(self._folder / f"{manifest.name}{_MANIFEST}", packed(manifest))
        if not manifest.repeats:
            self._prune()

    def _prune(self) -> None:
        names = self.names()
        for name in names[self._keep :]:
            (self._folder / f"{name}{_MANIFEST}").unlink()
        kept = filter(None, map(self.release, names[: self._keep]))
        needed = {file.digest for manifest in kept for file in manifest.files.values()}
        for content in self._folder.glob("??/*"):
            if content.name not in needed:
                content.unlink()

    def lacking(self, manifest: SiteManifest, at_hand: Mapping[str, Path]) -> list[str]:
        """Paths of a site whose content is neither at hand nor kept."""
        return [
            path
            for path, file in manifest.files.items()
            if file.digest not in at_hand and not self.content(file.digest).is_file()
        ]
