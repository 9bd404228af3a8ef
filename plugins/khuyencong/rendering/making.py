"""Files to the release, in this process or in another; what did not change is left there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from khuyencong.pages.made import Made
from khuyencong.reading.shelf import digest_of
from khuyencong.reading.version import code_version
from khuyencong.rendering.fingerprints import told
from khuyencong.rendering.release import Release


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written, or found in the old site as it would be made now."""

    path: str
    staged: bool
    fingerprint: bytes


def written(release: Release, path: str, fingerprint: bytes, make: Callable[[], bytes]) -> Written:
    """Stage a file for a release, unless the old site has it made from the same."""
    staged = not release.holds(path, fingerprint) and release.stage(path, make())
    return Written(path, staged, fingerprint)


class MadeShare:
    """Writes a share of the files into a release, wherever it is called."""

    def __init__(self, release: Release) -> None:
        self.release = release

    def __call__(self, bundles: Sequence[Sequence[Made]]) -> list[Written]:
        """What became of each file."""
        return [self._write(made) for bundle in bundles for made in bundle]

    def _write(self, made: Made) -> Written:
        fingerprint = digest_of(code_version().encode(), told(made.made_from))
        return written(self.release, made.path, fingerprint, made.make)
