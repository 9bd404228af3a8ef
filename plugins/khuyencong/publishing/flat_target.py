"""A target whose files lie where readers get them: FTP, SFTP without a shell, S3, WebDAV, a
folder on a disk without links.

Nothing there happens in one step, so the order keeps the promise that every page has its files:
pictures, scripts and other files first, then new pages, then pages that change, then feeds, and
what left the site goes last. The manifest is written before the first file, with those on their
way marked as unknown, and again after every part: the run after a cut line sends what is not
known to be there.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from khuyencong.publishing.archive import Archive
from khuyencong.publishing.difference import is_feed, is_hashed, is_page
from khuyencong.publishing.errors import ConnectionLostError, ForeignSiteError, PublishingError
from khuyencong.publishing.host import MANIFEST, STATE, Host, Sent
from khuyencong.publishing.letter_case import written_over
from khuyencong.publishing.site_files import SiteFile
from khuyencong.publishing.site_manifest import PublishedFile, SiteManifest, packed, unpacked
from khuyencong.rendering.switch_plan import FRONT_PAGE

T = TypeVar("T")
PART = 100
"""Files, or megabytes, after which the manifest tells how far it is."""
TRIES = 4
"""How often something is tried before a cut line is given up."""
PAUSE = 1.0
"""Seconds before the second try, doubled for each further one."""
_OF_HOSTS = {"cgi-bin", "lost+found", ".well-known", ".htpasswds", ".ftpquota"}
"""What hosting companies put into a new folder."""


class FlatTarget:
    """A host without releases; earlier sites are kept on this machine."""

    def __init__(self, host: Host, archive: Archive) -> None:
        self.host = host
        self.archive = archive
        self.root = host.root

    def published(self) -> SiteManifest | None:
        data = self._patiently(lambda: self.host.read(MANIFEST))
        if data is None:
            self._refuse_foreign()
            return None
        # A damaged one is ours all the same: everything is sent again.
        return unpacked(data) or SiteManifest(site="", name="", by="")

    def releases(self) -> list[str]:
        return self.archive.names()

    def release(self, name: str) -> SiteManifest | None:
        return self.archive.release(name)

    def send(
        self, old: SiteManifest | None, new: SiteManifest, files: Mapping[str, SiteFile], sent: Sent
    ) -> None:
        at_hand = {file.digest: file.place for file in files.values()}
        before = old.files if old else {}
        coming = new.paths_to_send(old)
        self._refuse_lacking(new, coming, at_hand)
        passage = _Passage(old, new, coming)
        self._write(passage.manifest())
        for part in _parts(_in_order(coming, before), new):
            places = {path: self._place(new.files[path], at_hand) for path in part}
            self._patiently(partial(self.host.send, places, sent))
            passage.arrived(part)
            self._write(passage.manifest())
        # Pages first: as long as one is there, so is what it shows.
        gone = sorted(before.keys() - new.files.keys(), key=lambda path: (not is_page(path), path))
        kept = self._patiently(lambda: written_over(self.host, gone, new.files))
        gone = [path for path in gone if path not in kept]
        self._patiently(lambda: self.host.remove(path for path in gone if before[path].digest))
        for path in gone:
            if not before[path].digest:
                self._remove_doubtful(path)
        self._write(new)
        self.archive.add(new, files.values())

    def _refuse_foreign(self) -> None:
        if strange := sorted(set(self.host.names("")) - {STATE} - _OF_HOSTS):
            raise ForeignSiteError(
                f"Nơi đăng “{self.host.root}” đã có tệp không do chương trình này đăng "
                f"({', '.join(strange[:3])}), nên không ghi vào. Chuyển các tệp đó đi nơi khác, "
                "hoặc chọn thư mục trống."
            )

    def _refuse_lacking(
        self, new: SiteManifest, coming: Sequence[str], at_hand: Mapping[str, Path]
    ) -> None:
        lacking = set(self.archive.lacking(new, at_hand)) & set(coming)
        if lacking:
            raise PublishingError(
                f"Máy này không còn giữ {len(lacking)} tệp của bản {new.origin} (ví dụ "
                f"{min(lacking)}). Quay lại từ máy đã đăng bản đó."
            )

    def _place(self, file: PublishedFile, at_hand: Mapping[str, Path]) -> Path:
        return at_hand.get(file.digest) or self.archive.content(file.digest)

    def _remove_doubtful(self, path: str) -> None:
        """Remove what was on its way when a run ended. A host that did not hold its name does
        not remove it either: it never came."""
        try:
            self._patiently(lambda: self.host.remove([path]))
        except PublishingError:
            if self._lies_there(path):
                raise

    def _lies_there(self, path: str) -> bool:
        folder = ""
        for name in path.split("/"):
            if name not in self._patiently(partial(self.host.names, folder)):
                return False
            folder = f"{folder}/{name}".lstrip("/")
        return True

    def _write(self, manifest: SiteManifest) -> None:
        self._patiently(lambda: self.host.write(MANIFEST, packed(manifest)))

    def _patiently(self, action: Callable[[], T]) -> T:
        """Do something; after a cut line, reach the host again and do it once more."""
        for number in range(1, TRIES):
            try:
                return action()
            except ConnectionLostError:
                time.sleep(PAUSE * 2 ** (number - 1))
                self._reached_again()
        return action()

    def _reached_again(self) -> None:
        try:
            self.host.reconnect()
        except ConnectionLostError:
            return  # the next try says so


class _Passage:
    """What is known of the files at the host while they are being sent."""

    def __init__(self, old: SiteManifest | None, new: SiteManifest, coming: Sequence[str]) -> None:
        unknown = {path: PublishedFile("", new.files[path].size) for path in coming}
        self._new = new
        self._files = {**(old.files if old else {}), **new.files, **unknown}
        self._entries = new.entries | (old.entries if old else frozenset())

    def arrived(self, paths: Sequence[str]) -> None:
        self._files.update((path, self._new.files[path]) for path in paths)

    def manifest(self) -> SiteManifest:
        return msgspec.structs.replace(self._new, files=self._files, entries=self._entries)


def _in_order(coming: Sequence[str], before: Mapping[str, PublishedFile]) -> list[list[str]]:
    """The files in groups: none of a group is named by what came earlier."""
    pages = [path for path in coming if is_page(path)]
    feeds = [path for path in coming if is_feed(path)]
    files = [path for path in coming if not is_page(path) and not is_feed(path)]
    return [
        [path for path in files if is_hashed(path)],
        [path for path in files if not is_hashed(path)],
        sorted((path for path in pages if path not in before), key=FRONT_PAGE.__eq__),
        [path for path in pages if path in before and not before[path].digest],
        [path for path in pages if path in before and before[path].digest],
        feeds,
    ]


def _parts(groups: Sequence[Sequence[str]], new: SiteManifest) -> Iterator[list[str]]:
    """The groups, cut into parts of not too many files and bytes."""
    for group in groups:
        part: list[str] = []
        size = 0
        for path in group:
            part.append(path)
            size += new.files[path].size
            if len(part) == PART or size >= PART << 20:
                yield part
                part, size = [], 0
        if part:
            yield part
