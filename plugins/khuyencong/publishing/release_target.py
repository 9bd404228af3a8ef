"""A target with a folder for each release and a link to the one that readers see.

    releases/20261127-201500/   one whole site; files that did not change are hard links
    current -> releases/…       what the web server serves; it moves in one step
    .khuyencong-publish/        manifests, the lock, and files on their way

A line that is cut leaves files in `incoming`, under the digest of what they hold: the next run
sends the others. Nothing of it is seen before the link moves.
"""

from collections.abc import Iterator, Mapping, Set

from khuyencong.publishing.errors import ForeignSiteError
from khuyencong.publishing.host import STATE, LinkingHost, Sent
from khuyencong.publishing.site_files import SiteFile
from khuyencong.publishing.site_manifest import SiteManifest, names_a_release, packed, unpacked

CURRENT = "current"
RELEASES = "releases"
INCOMING = f"{STATE}/incoming"
_MANIFEST = ".manifest"


class ReleaseTarget:
    """Releases on a host that has links; keeps `keep` of them."""

    def __init__(self, host: LinkingHost, keep: int) -> None:
        self.host = host
        self.keep = keep
        self.root = f"{host.root.rstrip('/')}/{CURRENT}"

    def published(self) -> SiteManifest | None:
        name = self._current()
        if name is None:
            self._refuse_foreign()
            return None
        manifest = self.release(name)
        if manifest is None:
            raise ForeignSiteError(
                f"“{self.root}” đang dẫn tới {RELEASES}/{name}, không phải bản do chương trình này "
                "đăng. Nếu là trang của đơn vị khác, chọn thư mục khác; nếu có người trỏ lại bằng "
                "tay, trỏ về bản cũ rồi chạy lại."
            )
        return manifest

    def releases(self) -> list[str]:
        names = (name for name in self.host.names(STATE) if name.endswith(_MANIFEST))
        return sorted((name.removesuffix(_MANIFEST) for name in names), reverse=True)

    def release(self, name: str) -> SiteManifest | None:
        data = self.host.read(f"{STATE}/{name}{_MANIFEST}")
        return unpacked(data) if data else None

    def send(
        self, old: SiteManifest | None, new: SiteManifest, files: Mapping[str, SiteFile], sent: Sent
    ) -> None:
        coming = {path: new.files[path] for path in new.paths_to_send(old)}
        wanted = {file.digest for file in coming.values()}
        at_hand = {file.digest: file.place for file in files.values() if file.digest in wanted}
        there = self._at_host(old, wanted, at_hand.keys())
        missing = {digest: place for digest, place in at_hand.items() if digest not in there}
        self.host.send({f"{INCOMING}/{digest}": place for digest, place in missing.items()}, sent)
        there |= {digest: f"{INCOMING}/{digest}" for digest in missing}
        folder = f"{RELEASES}/{new.name}"
        self.host.remove_folder(folder)  # of a run that was cut off
        if old:
            same = [path for path in new.files if path in old.files and path not in coming]
            self.host.copy_links(f"{RELEASES}/{old.name}", folder, same)
        self.host.link({f"{folder}/{path}": there[file.digest] for path, file in coming.items()})
        self.host.write(f"{STATE}/{new.name}{_MANIFEST}", packed(new))
        self.host.switch(CURRENT, folder)
        if not new.repeats:  # or whoever goes back step by step would find the steps gone
            self._prune(new.name)

    def _current(self) -> str | None:
        target = self.host.link_target(CURRENT)
        return target.rstrip("/").rpartition("/")[2] if target else None

    def _refuse_foreign(self) -> None:
        if strange := sorted(set(self.host.names("")) - {STATE, RELEASES, "lost+found"}):
            raise ForeignSiteError(
                f"Thư mục “{self.host.root}” đã có tệp không do chương trình này đăng "
                f"({', '.join(strange[:3])}), nên không ghi vào. Chọn thư mục trống."
            )

    def _at_host(
        self, old: SiteManifest | None, wanted: Set[str], at_hand: Set[str]
    ) -> dict[str, str]:
        """Digest → path of contents that need not be sent: sent before, or in a kept release."""
        there = {digest: f"{INCOMING}/{digest}" for digest in self.host.names(INCOMING)}
        for manifest in self._kept(old):
            for path, file in manifest.files.items():
                if file.digest in wanted:
                    there.setdefault(file.digest, f"{RELEASES}/{manifest.name}/{path}")
            if wanted <= there.keys() | at_hand:
                break
        return there

    def _kept(self, old: SiteManifest | None) -> Iterator[SiteManifest]:
        if old:
            yield old
        for name in self.releases():
            if (old is None or name != old.name) and (manifest := self.release(name)):
                yield manifest

    def _prune(self, current: str) -> None:
        """Remove the oldest releases, and what cut lines and killed runs left behind."""
        names = self.releases()
        kept = {current, *names[: self.keep]}
        for name in set(self.host.names(RELEASES)) - kept:
            if names_a_release(name):  # Windows and macOS leave files of their own in folders
                self.host.remove_folder(f"{RELEASES}/{name}")
        self.host.remove(f"{STATE}/{name}{_MANIFEST}" for name in set(names) - kept)
        self.host.remove_folder(INCOMING)
