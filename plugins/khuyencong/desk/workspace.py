"""A content folder with everything that the desk keeps beside it; the one place that writes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Event, RLock, Thread

from watchfiles import watch

from khuyencong.content.de_an_table import is_table
from khuyencong.content.entry_cache import EntryResult, EntrySource
from khuyencong.content.file_references import Folder
from khuyencong.content.folder import CENTRE_FILE, entry_sources, read_centre
from khuyencong.content.record import Record
from khuyencong.desk.drafts import DraftStore
from khuyencong.desk.history import History, version_of
from khuyencong.model.centre import Centre
from khuyencong.model.entry import Entry
from khuyencong.model.kinds import KINDS
from khuyencong.model.rules import Problem
from khuyencong.model.stories import News
from khuyencong.preview.builder import PreviewBuilder
from khuyencong.preview.preview import Saves
from khuyencong.store.atomic import atomic_write
from khuyencong.store.cache_folder import CACHE_FOLDER
from khuyencong.vietnamese.dates import VIETNAM


@dataclass(frozen=True, slots=True)
class EntryFile:
    """A file of `content/` that holds an entry, and what reading it gave."""

    source: str
    kind: type[Entry]
    record: Record[Entry] | None
    problems: tuple[Problem, ...]


class Workspace:
    """What the desk works on. Safe to use from several threads."""

    def __init__(self, content: Path, data: Path, settings_name: str = "pelicanconf.py") -> None:
        """`data` is a folder outside `content` for drafts and history."""
        self.content = content.resolve()
        self.data = data
        self.cache = Path(CACHE_FOLDER).resolve()
        self.drafts = DraftStore(data / "ban-dang-viet")
        self.history = History(data / "lich-su.git")
        self.preview = PreviewBuilder(self.content, settings_name)
        self.writing = RLock()
        """Held by whoever looks at a file and then writes it."""
        self._reading = RLock()
        self._files: Mapping[str, EntryFile] | None = None
        self._centre: Centre | None = None
        self._stop = Event()
        self._threads: list[Thread] = []

    def begin(self, before_preview: Callable[[], object] = lambda: None) -> None:
        """Take notice of what others write; read the files, and build the preview behind that.

        `before_preview` is done in between: what a person may ask for before there is a preview.
        """
        for work in (self._watch, partial(self._open, before_preview)):
            self._threads.append(Thread(target=work, daemon=True))
            self._threads[-1].start()

    def _open(self, before_preview: Callable[[], object]) -> None:
        with suppress(OSError):  # whoever asks for the files is told
            self.files()
        before_preview()
        if not self._stop.is_set():
            self.preview.saved()
            self.preview.begin(lambda builder: None)

    def close(self) -> None:
        """End all threads and let go of all files."""
        self._stop.set()
        for thread in self._threads:
            thread.join()
        self.preview.close()
        self.history.close()

    def now(self) -> datetime:
        """The moment, in Vietnam."""
        return datetime.now(VIETNAM)

    @property
    def folder(self) -> Folder:
        """The content folder as it is now, for reading one file."""
        return Folder(self.content, self.cache / "pictures")

    @property
    def centre(self) -> Centre | None:
        """What site.yml says; None when it is unusable."""
        self.files()
        return self._centre

    def kinds(self) -> dict[str, type[Entry]]:
        """Folder → kind, categories of site.yml that are no known kind among them."""
        extra = dict.fromkeys(self.centre.categories if self.centre else (), News)
        return {**KINDS, **{folder: kind for folder, kind in extra.items() if folder not in KINDS}}

    def files(self) -> Mapping[str, EntryFile]:
        """Every file that holds an entry, by its source."""
        with self._reading:
            if self._files is None:
                self._centre, _ = read_centre(self.content)
                sources = list(entry_sources(self.content, self._centre, []))
                self._files = _entry_files(sources, self.preview.entry_cache.read(sources))
            return self._files

    def knows(self, source: str) -> bool:
        """Whether a path names an entry. A new file may be asked for before it is noticed."""
        if source in self.files():
            return True
        with self._reading:
            self._files = None
        return source in self.files()

    def read(self, source: str) -> bytes:
        """The bytes of a file of an entry, of a table of đề án, or of site.yml.

        Raises:
            FileNotFoundError: the desk knows no such file, whatever the path may lead to.
        """
        known = source == CENTRE_FILE or is_table(self.content, source) or self.knows(source)
        if not known:
            raise FileNotFoundError(source)
        return (self.content / source).read_bytes()

    def version(self, source: str) -> str:
        """The id of what stands in a file now; empty when there is none."""
        with suppress(FileNotFoundError):
            return version_of(self.read(source))
        return ""

    def write(
        self, source: str, data: bytes, who: str, what: str, kind: type[Entry] | None = None
    ) -> str:
        """Write a file whole, and keep the version; its id.

        `kind` is that of an entry; without it all files are looked at again after a new one.
        What somebody else wrote there without the desk is kept as a version first.

        Raises:
            OSError: the disk is full, or the folder may not be written.
        """
        with self.writing:
            self._keep_outside_change(source)
            atomic_write(self.content / source, data)
            self.history.record(source, data, who, what, self.now())
        self.changed(source, kind=kind)
        return version_of(data)

    def delete(self, source: str, who: str) -> None:
        """Take a file away; its versions stay."""
        with self.writing:
            self._keep_outside_change(source)
            (self.content / source).unlink()
            self.history.record(source, None, who, "Xóa bài", self.now())
        self.changed(source)

    def changed(self, *sources: str, kind: type[Entry] | None = None) -> None:
        """Take notice that files changed; none named stands for any. New ones are of a `kind`."""
        with self._reading:
            self._files = self._read_again(sources, kind)
        entries = [self.content / source for source in sources if source.endswith(".md")]
        self.preview.saved(entries if entries and len(entries) == len(sources) else None)

    def _read_again(
        self, sources: tuple[str, ...], new: type[Entry] | None
    ) -> Mapping[str, EntryFile] | None:
        """The files with some of them as they are now; None when all have to be looked at."""
        files = self._files
        if not files or not sources:
            return None
        wanted = []
        for source in sources:
            kind = files[source].kind if source in files else new
            if kind is None or not (self.content / source).is_file():
                return None
            wanted.append((source, kind))
        found = self.preview.entry_cache.read_now(wanted)
        return {**files, **_entry_files(wanted, found)}

    def _keep_outside_change(self, source: str) -> None:
        file = self.content / source
        if file.is_file():
            self.history.record(
                source, file.read_bytes(), "Ngoài Bàn biên tập", "Tệp có sẵn", self.now()
            )

    def _watch(self) -> None:
        for changes in watch(
            self.content,
            watch_filter=Saves(),
            stop_event=self._stop,
            raise_interrupt=False,
            rust_timeout=500,
        ):
            self.changed(*self._known({Path(path) for _, path in changes}))

    def _known(self, paths: set[Path]) -> Iterator[str]:
        """Sources of changed files when all of them are entries; nothing otherwise."""
        sources = {path.relative_to(self.content).as_posix() for path in paths}
        if sources <= self.files().keys():
            yield from sources


def _entry_files(
    sources: Sequence[EntrySource], found: Sequence[EntryResult]
) -> dict[str, EntryFile]:
    return {
        source: EntryFile(source, kind, record, tuple(problems))
        for (source, kind), (record, problems) in zip(sources, found, strict=True)
    }
