"""A release: the files of a build, put in the place of the old site when all of them are there."""

import atexit
import contextlib
import time
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from khuyencong.background import BackgroundJobs
from khuyencong.rendering.file_tree import (
    FileTree,
    folders_above,
    make_folder,
    make_readable,
    size_of,
    state_at,
    tree,
)
from khuyencong.rendering.manifest import (
    Manifest,
    ManifestEntry,
    load,
    manifest_file,
    save,
    trusted_state,
)
from khuyencong.rendering.output_place import MARKER, OutputRefusedError, output_place
from khuyencong.rendering.staging import Staging, confined
from khuyencong.rendering.switch import discard, finish_interrupted, switch
from khuyencong.rendering.switch_plan import (
    STAGED,
    SwitchPlan,
    plan_first_site,
    plan_new_folder,
    plan_switch,
)
from khuyencong.store.lock import lock_folder

MANY = 3_000
"""Files from which it pays to look the old site over in another process."""
MARKER_TEXT = (
    "Thư mục này do Khuyến Công Site tạo ra; tệp lạ trong đây bị xóa khi dựng lại trang.\n"
)


class Release:
    """A build on its way to an output folder.

    Files are written below `staging`, beside the output and so on the same file system.
    `publish` moves those that differ from the old site into place and removes what is no longer
    made. Until then the old site is untouched.

    A file that is put with a digest of what it was made from need not be made next time:
    `is_unchanged` tells whether it would be the same and still lies there as it was written.
    """

    def __init__(
        self,
        live: Path,
        *,
        cache: Path | None = None,
        retained: tuple[str, ...] = (),
        may_clear: bool = False,
    ):
        """
        Args:
            live: the output folder.
            cache: folder for the manifest; without one, nothing is known of the old site.
            retained: names in it that are never removed (Pelican's OUTPUT_RETENTION).
            may_clear: the user asked for the folder to be emptied, whatever it holds.

        Raises:
            OutputRefusedError: the folder holds somebody else's files.
            BuildBusyError: another build is on its way to the same folder.
            SwitchError: the switch of a build that was killed cannot be finished.
        """
        self.place = output_place(live)
        self.live = self.place.live
        self.retained = retained
        self.reused: set[str] = set()
        """Paths of files of the old site that the new one has too."""
        self.published: dict[str, str] = {}
        """Path → state of every file of the new site once it is published, empty where it is not
        to be relied upon; its folders too, without a state."""
        self._skipped = (*retained, *self.place.own_names)
        self._lock = lock_folder(self.live, self.place.lock)
        try:
            if not may_clear:
                self._refuse_foreign_files()
            finish_interrupted(self.place)
            self.place.make_work_folder()
        except BaseException:
            self._lock.release()
            raise
        self._files = Staging(self.place.work / STAGED, self.live)
        make_folder(self.staging)
        self._manifest_file = manifest_file(cache, self.live) if cache else None
        self.known = load(self._manifest_file) if self._manifest_file else {}
        """The manifest of the old site."""
        self._digests: dict[str, bytes] = {}
        self._dependency_digests: dict[str, bytes] = {}
        look = partial(tree, skip=self._skipped)
        self._look = BackgroundJobs(look, [str(self.live)], apart=len(self.known) > MANY)
        atexit.register(self.abandon)

    def _refuse_foreign_files(self) -> None:
        if not (self.live / MARKER).is_file() and tree(str(self.live), self._skipped).files:
            raise OutputRefusedError(
                f"Thư mục “{self.live}” có tệp không do chương trình này tạo, nên không ghi đè. "
                "Chọn thư mục khác sau `-o`, hoặc tự xóa thư mục đó rồi chạy lại."
            )

    def __getstate__(self) -> dict[str, Any]:
        """For a worker process, which stages files but neither locks nor publishes."""
        state = {**vars(self), "_old": self._old}
        return {name: value for name, value in state.items() if name not in ("_lock", "_look")}

    @property
    def staging(self) -> Path:
        """The folder of the new site's files."""
        return self._files.folder

    def look(self) -> None:
        """Wait until the old site is looked over; to be done before work is shared out."""
        self._old  # noqa: B018

    @cached_property
    def _old(self) -> FileTree:
        """The old site."""
        [old] = self._look.results()
        return old

    @classmethod
    def begin(cls, settings: dict[str, Any]) -> "Release":
        """Start the release of a run of Pelican's, from its settings."""
        return cls(
            Path(settings["OUTPUT_PATH"]),
            cache=Path(settings["CACHE_PATH"]),
            retained=tuple(settings["OUTPUT_RETENTION"]),
            may_clear=bool(settings["DELETE_OUTPUT_DIRECTORY"]),
        )

    def is_unchanged(self, path: str, digest: bytes) -> bool:
        """Whether the old site has this file, made from the same and untouched since."""
        known = self.known.get(path)
        return known is not None and known.digest == digest and self._is_untouched(path, known)

    def _is_untouched(self, path: str, known: ManifestEntry) -> bool:
        return known.state != "" and known.state == self._old.files.get(path)

    def keep(self, path: str, digest: bytes) -> None:
        """Leave the file of the old site, which `is_unchanged` was asked about, where it is."""
        self.reused.add(path)
        self._digests[path] = digest

    def reuse_if_unchanged(self, path: str, dependency_digest: bytes) -> bool:
        """Whether the old site's file depends on the same, untouched since; then it is kept."""
        self._dependency_digests[path] = dependency_digest
        known = self.known.get(path)
        if (
            known is None
            or known.dependency_digest != dependency_digest
            or not self._is_untouched(path, known)
        ):
            return False
        self.keep(path, known.digest)
        return True

    def put(self, path: str, data: bytes, digest: bytes | None = None) -> None:
        """Write a file of the site, unless the old site has it with the same bytes."""
        self.note(path, self.stage(path, data), digest)

    def stage(self, path: str, data: bytes) -> bool:
        """Write a file unless the old site has it; whether it was written.

        May be called in another process, which tells this one by `note`.
        """
        return self._files.write(confined(path), data, self._old.files.get(path))

    def note(self, path: str, staged: bool, digest: bytes | None) -> None:
        """Take notice of a file that was staged, or found to be there already."""
        if not staged:
            self.reused.add(path)
        if digest is not None:
            self._digests[path] = digest

    def put_copy(self, path: str, file: Path, digest: bytes | None = None) -> None:
        """Copy a file into the site, unless the old site has it with the same bytes."""
        self.note(path, self._files.copy(confined(path), file, self._old.files.get(path)), digest)

    def publish(self) -> None:
        """Put the release in the place of the old site.

        Raises:
            NotReplaceableError: a file of the old site cannot be replaced; it stands as it was.
            SwitchError: the disk failed on the way; the next build finishes the switch.
        """
        self.put(MARKER, MARKER_TEXT.encode())
        staged = tree(str(self.staging))
        make_readable(str(self.staging), staged.unreadable)
        produced = self.reused | staged.files.keys()
        changed = {
            path: state
            for path, state in staged.files.items()
            if self._files.differs(path, state, self._old.files.get(path))
        }
        switch(self.place, self._plan(changed, produced))
        folders = folders_above(produced)
        self._remove_folders_except(folders)
        repaired = set(self._old.unreadable) & (produced - changed.keys())
        make_readable(str(self.live), repaired)
        states = self._states(produced, changed, repaired)
        self.published = {**dict.fromkeys(sorted(folders), ""), **states}
        if self._manifest_file:
            # The site is out; without a manifest the next build only takes longer.
            with contextlib.suppress(OSError):
                save(self._manifest_file, self._new_manifest(states))
        self.abandon()

    def _plan(self, changed: dict[str, str], produced: set[str]) -> SwitchPlan:
        empty = not self._old.files
        if empty and not self.live.exists():
            return plan_new_folder()
        if empty and not any((self.live / name).exists() for name in self.retained):
            self._remove_folders_except(set())
            return plan_first_site(changed)
        sizes = {path: size_of(state) for path, state in changed.items()}
        return plan_switch(self._old, sizes, self._old.files.keys() - produced)

    def _states(
        self, produced: set[str], changed: dict[str, str], repaired: set[str]
    ) -> dict[str, str]:
        """State of each file of the new site."""
        now = time.time_ns()
        states: dict[str, str] = {}
        for path in sorted(produced):
            if path in changed:
                states[path] = trusted_state(state_at(f"{self.live}/{path}"), changed[path], now)
            elif path in repaired:
                states[path] = state_at(f"{self.live}/{path}")
            else:
                states[path] = self._old.files[path]
        return states

    def _new_manifest(self, states: dict[str, str]) -> Manifest:
        return {
            path: ManifestEntry(digest, states[path], self._dependency_digests.get(path, b""))
            for path, digest in self._digests.items()
        }

    def abandon(self) -> None:
        """Remove the temporary files of this build, and let the next in. The old site stays."""
        if not self._lock.is_locked:
            return  # done before: the folder may be another build's by now
        atexit.unregister(self.abandon)
        self._look.leave()
        discard(self.place)
        self._lock.release()

    def _remove_folders_except(self, needed: set[str]) -> None:
        """Remove the folders of the old site that hold nothing any more."""
        for folder in sorted(set(self._old.folders) - needed, key=len, reverse=True):
            with contextlib.suppress(OSError):  # somebody else put something in
                (self.live / folder).rmdir()
