"""From the addresses of centres to one site: harvest, write what is new as content, build."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from khuyencong.build import Built
from khuyencong.checking.prose import prose_of
from khuyencong.checking.site_facts import facts
from khuyencong.checking.sums import figure_faults
from khuyencong.content.folder import ContentError
from khuyencong.model.rules import Problem, Severity
from khuyencong.network.centre_index import CentreIndexes
from khuyencong.network.harvest import Harvester, Outcome, forget_unused
from khuyencong.network.members import read_network
from khuyencong.network.national_content import NationalContent
from khuyencong.plugin.pelican_run import FinishedRun, run_pelican
from khuyencong.plugin.site_generator import Run
from khuyencong.rendering.switch_plan import FRONT_PAGE
from khuyencong.store.cache_folder import CACHE_FOLDER
from khuyencong.store.digest import hex_digest_of
from khuyencong.store.lock import lock_folder
from khuyencong.store.sealed_file import read_sealed, write_sealed
from khuyencong.store.version import program_version


class _Memory(msgspec.Struct):
    """What the last run left."""

    refused: dict[str, str] = {}
    built: str = ""
    """Digest of what the site was built with."""
    until: float = 0.0
    """When the same content makes another site, in seconds of the epoch."""


_decoder = msgspec.msgpack.Decoder(_Memory)


@dataclass(frozen=True, slots=True)
class NationalSite:
    """What a run came to."""

    outcomes: tuple[Outcome, ...]
    content: Path
    problems: tuple[Problem, ...]
    """What the office of the network should look at in its own files."""
    refused: tuple[Problem, ...]
    """Why harvested entries could not be used."""
    finished: FinishedRun | None
    """None when nothing changed."""


def make_national_site(
    folder: Path, output: Path, settings_name: str, now: datetime, run: Run, **overrides: Any
) -> NationalSite:
    """Poll the centres of a network folder and build its site when there is something new.

    `overrides` are Pelican settings. Every error of a build may be raised, and:

    Raises:
        ContentError: the files of the network folder itself have errors; the old site stands.
        OutputRefusedError: the content folder holds somebody's own files.
        BuildBusyError: another run is at it.
    """
    cache = Path(CACHE_FOLDER, "network", hex_digest_of(str(folder.resolve()))).absolute()
    cache.mkdir(parents=True, exist_ok=True)
    lock = lock_folder(folder, cache / "lock")
    try:
        network = read_network(folder)
        harvester = Harvester(network, cache, now.timestamp(), random.SystemRandom())
        outcomes = tuple(harvester.poll())
        manifests = harvester.manifests()
        memory = _load(cache / "memory")
        content = NationalContent(folder, cache / "files", network, memory.refused)
        indexes = CentreIndexes(network, cache, harvester.store, now)
        build = _Build(content, memory, cache / "memory", output, settings_name, overrides)
        finished, refused = build.run(lambda: content.update(indexes, manifests), now, run)
        build.remember()
        forget_unused(harvester.store, manifests)
    finally:
        lock.release()
    found = [*finished.built.problems, *_wrong_totals(finished.built)] if finished else []
    harvested = content.harvested if found else ()
    own = tuple(each for each in found if each.file not in harvested)
    return NationalSite(outcomes, content.content, own, refused, finished)


def _wrong_totals(built: Built) -> Iterator[Problem]:
    """Figures that somebody published (`figures` of a story) against what centres have."""
    site = built.site_pages.context.site
    known = facts(site)
    for record in site.stories:
        if record.entry.figures:
            yield from figure_faults(record, prose_of(record)[0], known)


@dataclass
class _Build:
    """Builds as long as what centres sent keeps it from being built."""

    content: NationalContent
    memory: _Memory
    memory_file: Path
    output: Path
    settings_name: str
    overrides: Mapping[str, Any]

    def run(
        self, update: Callable[[], bool], now: datetime, run: Run
    ) -> tuple[FinishedRun | None, tuple[Problem, ...]]:
        """What was built, None when nothing changed; and why harvested entries were left out."""
        refused: list[Problem] = []
        about = str(self.output.resolve()), self.settings_name, program_version()
        while True:
            changed = update()
            # A run may have ended between the writing of the content and the build.
            digest = hex_digest_of(*about, self.content.digest)
            if not changed and self._is_up_to_date(digest, now):
                return None, tuple(refused)
            if self.memory.built:
                self.memory.built = ""
                self.remember()  # until this build is finished, nothing is
            try:
                finished = self._finished(run)
            except ContentError as error:
                refused += self._harvested(error)
                continue
            self.memory.built = digest
            self.memory.until = finished.built.until.timestamp()
            return finished, tuple(refused)

    def remember(self) -> None:
        """Keep what the next run should know."""
        write_sealed(self.memory_file, msgspec.msgpack.encode(self.memory))

    def _is_up_to_date(self, digest: str, now: datetime) -> bool:
        there = (self.output / FRONT_PAGE).is_file()
        return there and self.memory.built == digest and now.timestamp() < self.memory.until

    def _finished(self, run: Run) -> FinishedRun:
        name, overrides = self.settings_name, self.overrides
        return run_pelican(self.content.content, self.output, name, run, **overrides)

    def _harvested(self, error: ContentError) -> list[Problem]:
        """The errors in what centres sent, which is left out from now on.

        Raises:
            ContentError: the office's own files have errors, or leaving out helps no more.
        """
        errors = [each for each in error.problems if each.rule.severity is Severity.ERROR]
        harvested = self.content.harvested
        own = [each for each in errors if each.file not in harvested]
        if own:
            raise ContentError(own)
        if not self.content.refuse(each.file for each in errors):
            raise error
        return errors


def _load(file: Path) -> _Memory:
    try:
        return _decoder.decode(read_sealed(file) or b"\x80")
    except msgspec.MsgspecError:
        return _Memory()
