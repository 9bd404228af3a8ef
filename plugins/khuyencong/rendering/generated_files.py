"""Files to the release, in this process or in another; what did not change is left there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from khuyencong.rendering.page_digests import canonical_bytes
from khuyencong.rendering.release import Release
from khuyencong.store.digest import digest_of
from khuyencong.store.generated_file import GeneratedFile
from khuyencong.store.version import program_version


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written, or found in the old site as it would be made now."""

    path: str
    staged: bool
    digest: bytes


def written(release: Release, path: str, digest: bytes, make: Callable[[], bytes]) -> Written:
    """Stage a file for a release, unless the old site has it made from the same."""
    staged = not release.is_unchanged(path, digest) and release.stage(path, make())
    return Written(path, staged, digest)


class WriteFiles:
    """Writes a share of the files into a release, wherever it is called."""

    def __init__(self, release: Release) -> None:
        self.release = release

    def __call__(self, bundles: Sequence[Sequence[GeneratedFile]]) -> list[Written]:
        """What became of each file."""
        return [self._write(made) for bundle in bundles for made in bundle]

    def _write(self, made: GeneratedFile) -> Written:
        digest = digest_of(program_version().encode(), canonical_bytes(made.dependencies))
        return written(self.release, made.path, digest, made.generate)
