"""Every saved version by name, in a git repository that git itself can read.

It lies outside `content/`, which may be a shared folder: git's many small files do not belong on
one. Only the files that the desk has seen are in it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from stat import S_IFDIR, S_IFREG
from threading import RLock
from typing import cast

from dulwich.objects import Blob, Commit, ObjectID, ShaFile, Tree
from dulwich.refs import Ref
from dulwich.repo import Repo

from khuyencong.vietnamese.dates import VIETNAM

BRANCH = Ref(b"refs/heads/noi-dung")
_FILE_MODE = S_IFREG | 0o644
_PATH = "Tep: "
"""Begins the line of a message that names the file of a version."""


@dataclass(frozen=True, slots=True)
class Version:
    """One saved version of one file."""

    id: str
    source: str
    blob: str
    """Id of the bytes; empty where the file was deleted."""
    who: str
    at: datetime
    what: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Who saved a file last, and when."""

    who: str
    at: datetime


def version_of(data: bytes) -> str:
    """The id of some bytes, as git computes it: equal ids, equal bytes."""
    return str(Blob.from_string(data).id.decode())


class History:
    """The versions of a content folder."""

    def __init__(self, folder: Path) -> None:
        """`folder` becomes a bare repository when it is none yet."""
        self._lock = RLock()
        self._steps: dict[str, tuple[str, str]] = {}
        self._edits: dict[str, Edit] = {}
        self._edits_until = ""
        if not (folder / "HEAD").exists():
            folder.mkdir(parents=True, exist_ok=True)
            Repo.init_bare(str(folder)).close()
        self._repo = Repo(str(folder))
        self._repo.refs.set_symbolic_ref(Ref(b"HEAD"), BRANCH)

    def close(self) -> None:
        """Let go of the repository's files."""
        self._repo.close()

    def hold(self, data: bytes) -> str:
        """Keep some bytes, so that what somebody began from can be looked up; their id."""
        with self._lock:
            blob = Blob.from_string(data)
            if blob.id not in self._repo.object_store:
                self._repo.object_store.add_object(blob)
            return str(blob.id.decode())

    def bytes_of(self, blob: str) -> bytes | None:
        """Bytes by their id; None when nobody kept them."""
        found = self._object(blob)
        return found.data if isinstance(found, Blob) else None

    def record(
        self, source: str, data: bytes | None, who: str, what: str, now: datetime
    ) -> Version | None:
        """A new version of a file (None: it was deleted); None when it is the one we have.

        `who` and `what` (a Vietnamese phrase: "Sửa bài") are for people.
        """
        with self._lock:
            if data is None and not self.latest(source):
                return None
            blob = self.hold(data) if data is not None else ""
            if blob == self.latest(source):
                return None
            commit = None
            while commit is None:  # another process may have been first
                head = self._head()
                tree = self._with_file(self._tree_of(head), source.split("/"), blob)
                commit = self._commit(head, tree, who, f"{what}\n\n{_PATH}{source}\n", now)
            return Version(commit.id.decode(), source, blob, who, now, what)

    def latest(self, source: str) -> str:
        """The id of the newest version of a file; empty when there is none."""
        return self._blob_in(self._root(), source)

    def versions(self, source: str = "", limit: int = 200) -> Iterator[Version]:
        """Versions of a file, or of all, the newest first."""
        head = self._repo.refs.read_ref(BRANCH)
        id, found = head.decode() if head else "", 0
        while id and found < limit:
            path, parent = self._step(id)
            commit = self._object(id) if source in ("", path) else None
            if isinstance(commit, Commit):
                found += 1
                yield self._version(commit)
            id = parent

    def last_edits(self) -> Mapping[str, Edit]:
        """The last edit of each file that the desk has seen; only new versions are read again."""
        with self._lock:
            head = self._repo.refs.read_ref(BRANCH)
            id = newest = head.decode() if head else ""
            found: dict[str, Edit] = {}
            while id and id != self._edits_until:
                path, parent = self._step(id)
                commit = self._object(id) if path not in found else None
                if isinstance(commit, Commit):
                    at = datetime.fromtimestamp(commit.commit_time, VIETNAM)
                    found[path] = Edit(_author(commit), at)
                id = parent
            self._edits, self._edits_until = {**self._edits, **found}, newest
            return self._edits

    def _step(self, id: str) -> tuple[str, str]:
        """The file that a commit is about, and the commit before it; remembered."""
        if id not in self._steps:
            commit = self._object(id)
            if not isinstance(commit, Commit):
                return "", ""
            path = commit.message.decode(errors="replace").partition(f"\n\n{_PATH}")[2].strip()
            self._steps[id] = path, commit.parents[0].decode() if commit.parents else ""
        return self._steps[id]

    def before(self, version: Version) -> str:
        """The id of the bytes that a version took the place of; empty when it was the first."""
        commit = self._object(version.id)
        if not isinstance(commit, Commit) or not commit.parents:
            return ""
        parent = self._object(commit.parents[0].decode())
        return self._blob_in(self._tree_of(parent), version.source)

    def find(self, id: str) -> Version | None:
        """A version by its id."""
        found = self._object(id)
        return self._version(found) if isinstance(found, Commit) else None

    def _version(self, commit: Commit) -> Version:
        what, _, path = commit.message.decode(errors="replace").partition(f"\n\n{_PATH}")
        source = path.strip()
        return Version(
            commit.id.decode(),
            source,
            self._blob_in(self._tree_of(commit), source),
            _author(commit),
            datetime.fromtimestamp(commit.commit_time, VIETNAM),
            what,
        )

    def _object(self, id: str) -> ShaFile | None:
        try:
            return self._repo.object_store[id.encode()]  # type: ignore[index]
        except (KeyError, ValueError, AssertionError):
            return None

    def _head(self) -> Commit | None:
        head = self._repo.refs.read_ref(BRANCH)
        found = self._object(head.decode()) if head else None
        return found if isinstance(found, Commit) else None

    def _root(self) -> Tree:
        return self._tree_of(self._head())

    def _tree_of(self, commit: ShaFile | None) -> Tree:
        found = self._object(commit.tree.decode()) if isinstance(commit, Commit) else None
        return found if isinstance(found, Tree) else Tree()

    def _blob_in(self, tree: Tree, source: str) -> str:
        *folders, name = source.encode().split(b"/")
        for folder in folders:
            found = self._object(tree[folder][1].decode()) if folder in tree else None
            if not isinstance(found, Tree):
                return ""
            tree = found
        return str(tree[name][1].decode()) if name in tree else ""

    def _with_file(self, tree: Tree, path: list[str], blob: str) -> Tree:
        """A tree in which a path leads to a blob, or to nothing; new trees are kept."""
        new = cast(Tree, tree.copy())
        name = path[0].encode()
        if len(path) > 1:
            below = self._object(tree[name][1].decode()) if name in tree else None
            subtree = self._with_file(below if isinstance(below, Tree) else Tree(), path[1:], blob)
            new[name] = (S_IFDIR, subtree.id)
        elif blob:
            new[name] = (_FILE_MODE, ObjectID(blob.encode()))
        elif name in new:
            del new[name]
        self._repo.object_store.add_object(new)
        return new

    def _commit(
        self, head: Commit | None, tree: Tree, who: str, message: str, now: datetime
    ) -> Commit | None:
        """A commit on top of a head; None when the branch has another head by now."""
        commit = Commit()
        commit.tree = tree.id
        commit.parents = [head.id] if head else []
        person = who.replace("<", "").replace(">", "").replace("\n", " ").strip() or "?"
        commit.author = commit.committer = f"{person} <>".encode()
        commit.author_time = commit.commit_time = int(now.timestamp())
        commit.author_timezone = commit.commit_timezone = 7 * 3600
        commit.encoding = b"UTF-8"
        commit.message = message.encode()
        self._repo.object_store.add_object(commit)
        done = self._repo.refs.set_if_equals(BRANCH, head.id if head else None, commit.id)
        return commit if done else None


def _author(commit: Commit) -> str:
    return str(commit.author.decode(errors="replace").partition(" <")[0])
