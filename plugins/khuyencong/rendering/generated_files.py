"""Files to the release, in this process or in another; what did not change is left there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from khuyencong.rendering.page_digests import canonical_bytes
from khuyencong.rendering.release import Release
from khuyencong.store.digest import digest_of
from khuyencong.store.generated_file import GeneratedFile
from khuyencong.store.version import program_version


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file that was staged, or found in the old site as it would be made now."""

    path: str
    staged: bool
    digest: bytes


def stage_if_changed(
    release: Release, path: str, digest: bytes, generate: Callable[[], bytes]
) -> StagedFile:
    """Stage a file for a release, unless the old site has it made from the same."""
    staged = not release.is_unchanged(path, digest) and release.stage(path, generate())
    return StagedFile(path, staged, digest)


class StageGenerated:
    """Stages a share of the generated files, wherever it is called."""

    def __init__(self, release: Release) -> None:
        self.release = release

    def __call__(self, bundles: Sequence[Sequence[GeneratedFile]]) -> list[StagedFile]:
        """What became of each file."""
        return [self._stage(file) for bundle in bundles for file in bundle]

    def _stage(self, file: GeneratedFile) -> StagedFile:
        digest = digest_of(program_version().encode(), canonical_bytes(file.dependencies))
        return stage_if_changed(self.release, file.path, digest, file.generate)
