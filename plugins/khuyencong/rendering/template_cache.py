"""Templates as Jinja compiled them, kept from one build to the next."""

from contextlib import suppress
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from khuyencong.rendering.page_digests import canonical_bytes
from khuyencong.rendering.templates import RenderSettings
from khuyencong.store.digest import hex_digest_of
from khuyencong.store.pruning import mark_used, prune
from khuyencong.store.sealed_file import read_sealed, write_sealed
from khuyencong.store.version import program_version


class TemplateCache(BytecodeCache):
    """Compiled templates, each under a digest of its text and of all else that shapes it."""

    def __init__(self, folder: Path, settings: RenderSettings) -> None:
        self._folder = folder
        self._about = f"{program_version()} {canonical_bytes(settings).decode()}"
        prune(folder.glob("*"))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept; what is missing or damaged is compiled again."""
        file = self._file(bucket)
        if data := read_sealed(file):
            bucket.bytecode_from_string(data)
            mark_used(file, file.stat().st_mtime)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        with suppress(OSError):  # the next build only takes longer
            write_sealed(self._file(bucket), bucket.bytecode_to_string())

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"{hex_digest_of(self._about, bucket.key, bucket.checksum)}.template"


def may_be_kept(settings: RenderSettings) -> bool:
    """Whether nobody's code takes part in compiling.

    Jinja asks filters and tests already then, where their arguments are constants.
    """
    return not (settings.filters or settings.tests or settings.jinja.get("extensions"))
