"""Files to the release, in this process or in another; what did not change is left there."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from khuyencong.rendering.page_digests import canonical_bytes
from khuyencong.rendering.release import Release
from khuyencong.store.digest import digest_of
from khuyencong.store.generated_file import GeneratedFile
from khuyencong.store.version import program_version


class StagedFile(Struct, frozen=True):
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


def stage_all(release: Release, bundles: Iterable[Iterable[GeneratedFile]]) -> list[StagedFile]:
    """Find stale files and stage them in one process; what became of each file."""
    return [
        stage_if_changed(release, file.path, _digest(file), file.generate)
        for bundle in bundles
        for file in bundle
    ]


def _digest(file: GeneratedFile) -> bytes:
    """Stands for everything that a file is made from."""
    return digest_of(program_version().encode(), canonical_bytes(file.dependencies))


class StaleFile(Struct, frozen=True):
    """A generated file that the old site has not, or made from something else."""

    path: str
    digest: bytes
    generate: Callable[[], bytes]


def stale_files(release: Release, bundle: Iterable[GeneratedFile]) -> tuple[StaleFile, ...]:
    """Those of a bundle that must be made; the others are kept as the old site has them."""
    stale = []
    for file in bundle:
        digest = _digest(file)
        if release.is_unchanged(file.path, digest):
            release.keep(file.path, digest)
        else:
            stale.append(StaleFile(file.path, digest, file.generate))
    return tuple(stale)


def stage_stale(release: Release, bundles: Iterable[Iterable[StaleFile]]) -> list[StagedFile]:
    """Make stale files and stage them, wherever it is called; what became of each."""
    return [
        StagedFile(each.path, release.stage(each.path, each.generate()), each.digest)
        for bundle in bundles
        for each in bundle
    ]
