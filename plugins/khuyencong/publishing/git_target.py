"""A target that is a branch of a git repository, for hosts that serve one (Pages).

A commit is a whole site, and a push moves the branch to it in one step. Each release is a commit
of its own, with the manifest in its tree; contents that did not change are objects that are there
already.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
from dulwich.index import commit_tree
from dulwich.object_store import iter_tree_contents
from dulwich.objects import Blob, Commit, ObjectID, Tree

from khuyencong.publishing.errors import ForeignSiteError, PublishingError
from khuyencong.publishing.git_remote import GitRemote
from khuyencong.publishing.host import MANIFEST, Sent
from khuyencong.publishing.local_host import LocalHost
from khuyencong.publishing.site_files import SiteFile
from khuyencong.publishing.site_manifest import PublishedFile, SiteManifest, packed, unpacked
from khuyencong.publishing.target import moment_of

LARGEST = 100 << 20
"""Bytes of a file that hosts of git still take."""
_PLAIN = {".nojekyll": b""}
"""Files for the host: it is to serve the site as it is."""
_TRAILER = "Release: "
_FILE = 0o100644


class _BranchCopy(LocalHost):
    """The folder on this machine with the copy of a branch."""

    def __init__(self, folder: Path, remote: GitRemote) -> None:
        super().__init__(folder)
        self._remote = remote

    def close(self) -> None:
        self._remote.close()


class GitTarget:
    """Releases as commits of a branch; `keep` of them can be had back."""

    def __init__(self, remote: GitRemote, folder: Path, keep: int) -> None:
        """`folder` is on this machine: it holds the copy of the branch, and the lock among the
        publications of this machine. Those of others are kept apart by the push itself."""
        self.host = _BranchCopy(folder, remote)
        self.root = f"{remote.url}#{remote.branch}"
        self._remote = remote
        self._keep = keep
        self._head: ObjectID | None = None

    def published(self) -> SiteManifest | None:
        self._head = self._remote.fetch()
        if self._head is None:
            return None
        manifest = self._manifest(self._head)
        if manifest is None:
            raise ForeignSiteError(
                f"Nhánh “{self.root}” đã có nội dung không do chương trình này đăng, nên không ghi "
                "vào. Ghi nhánh khác sau dấu # của `address`."
            )
        if own := next(self._own_commits(), None):
            return self._with_strange_unknown(manifest, own)
        return manifest

    def releases(self) -> list[str]:
        return [name for commit in self._own_commits() if (name := _release_of(commit))]

    def release(self, name: str) -> SiteManifest | None:
        found = (commit for commit in self._own_commits() if _release_of(commit) == name)
        return next((self._manifest(commit.id) for commit in found), None)

    def send(
        self, old: SiteManifest | None, new: SiteManifest, files: Mapping[str, SiteFile], sent: Sent
    ) -> None:
        at_hand = {file.digest: file for file in files.values()}
        _refuse_large(new, files)
        known = self._known_contents()
        entries = {path: self._add(data) for path, data in _PLAIN.items()}
        for path, file in new.files.items():
            if file.digest not in known:
                known[file.digest] = self._add(at_hand[file.digest].place.read_bytes())
                sent(file.size)
            entries[path] = known[file.digest]
        entries[MANIFEST] = self._add(packed(new))
        store = self._remote.repo.object_store
        tree = commit_tree(store, ((path.encode(), id, _FILE) for path, id in entries.items()))
        commit = _commit(tree, self._head, new)
        store.add_object(commit)
        self._remote.push(self._head, commit.id)
        self._head = commit.id

    def _add(self, data: bytes) -> ObjectID:
        blob = Blob.from_string(data)
        self._remote.repo.object_store.add_object(blob)
        return blob.id

    def _own_commits(self) -> Iterator[Commit]:
        """The newest commits of the branch that are releases."""
        if self._head is None:
            return
        walked = self._remote.repo.get_walker([self._head])
        own = (entry.commit for entry in walked if _release_of(entry.commit))
        for _, commit in zip(range(self._keep + 1), own, strict=False):
            yield commit

    def _manifest(self, commit: ObjectID) -> SiteManifest | None:
        found = self._contents(commit).get(MANIFEST)
        blob = self._remote.repo[found] if found else None
        return unpacked(blob.data) if isinstance(blob, Blob) else None

    def _contents(self, commit: ObjectID) -> dict[str, ObjectID]:
        """Path → content of everything in a commit."""
        tree = self._remote.repo[commit]
        assert isinstance(tree, Commit | Tree)  # noqa: S101 (a branch leads to nothing else)
        id = tree.tree if isinstance(tree, Commit) else tree.id
        entries = iter_tree_contents(self._remote.repo.object_store, id)
        return {(entry.path or b"").decode(): entry.sha for entry in entries if entry.sha}

    def _known_contents(self) -> dict[str, ObjectID]:
        """Digest → content that a kept release has."""
        known: dict[str, ObjectID] = {}
        for commit in self._own_commits():
            manifest, contents = self._manifest(commit.id), self._contents(commit.id)
            for path, file in manifest.files.items() if manifest else ():
                if path in contents:
                    known.setdefault(file.digest, contents[path])
        return known

    def _with_strange_unknown(self, manifest: SiteManifest, own: Commit) -> SiteManifest:
        """Files that somebody changed at the branch by hand hold anything: they are sent again."""
        if self._head == own.id or self._head is None:
            return manifest
        ours, theirs = self._contents(own.id), self._contents(self._head)
        files = {
            path: file if ours.get(path) == theirs.get(path) else PublishedFile("", file.size)
            for path, file in manifest.files.items()
        }
        return msgspec.structs.replace(manifest, files=files)


def _commit(tree: ObjectID, parent: ObjectID | None, new: SiteManifest) -> Commit:
    commit = Commit()
    commit.tree = tree
    commit.parents = [parent] if parent else []
    commit.author = commit.committer = f"{new.by.replace('<', '').replace('>', '')} <>".encode()
    commit.author_time = commit.commit_time = int(moment_of(new.name).timestamp())
    commit.author_timezone = commit.commit_timezone = 7 * 3600
    commit.encoding = b"UTF-8"
    commit.message = f"{new.about or new.name}\n\n{_TRAILER}{new.name}\n".encode()
    return commit


def _release_of(commit: Commit) -> str:
    """Name of the release that a commit is; empty when somebody else made it."""
    last = commit.message.decode(errors="replace").rstrip("\n").rpartition("\n")[2]
    return last.removeprefix(_TRAILER) if last.startswith(_TRAILER) else ""


def _refuse_large(new: SiteManifest, files: Mapping[str, SiteFile]) -> None:
    large = [path for path in files if path in new.files and new.files[path].size > LARGEST]
    if large:
        raise PublishingError(
            f"Nơi đăng bằng git không nhận tệp trên 100 MB: {', '.join(sorted(large)[:3])}. Đưa "
            "video lên kênh video rồi nhúng vào bài, hoặc chọn nơi đăng khác."
        )
