"""What a centre lets other sites take over: a list of files with digests, signed by the centre.

The list and its signature are published with the site. Who has the public key of the centre knows
of every file whether it is the centre's, whatever stands between the two. Only what programs read
is in it: the feed and its archives (RFC 5005), products, figures, and the photos that these name.
"""

import re
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from khuyencong.feeds.channels import FORMATS
from khuyencong.publishing.errors import PublishingError
from khuyencong.publishing.minisign import signature
from khuyencong.publishing.secrets import SERVICE, find_secret, variable
from khuyencong.publishing.site_files import SiteFile
from khuyencong.publishing.target_settings import ChosenTarget
from khuyencong.store.sealed_file import read_sealed, write_sealed

PATH = "khuyencong.json"
SIGNATURE = f"{PATH}.minisig"
SIGNING_KEY = "signing_key"
"""Name of the secret key among the secrets of a target."""
FEED = FORMATS[2]
_DOCUMENT = re.compile(
    r"feed\.json|luu-tru/\d{4}/\d{2}/feed(-\d{1,4})?\.json|san-pham/products\.json"
    r"|so-lieu/[a-z0-9-]{1,80}\.json"
)
_PHOTO = re.compile(r"anh/[\w./-]{1,300}\.(jpe?g|png|webp)", re.ASCII)


class PublicManifest(msgspec.Struct, frozen=True):
    """The list, as it is signed."""

    site: str
    """Address of the site, without a slash at its end."""
    changed: int
    """When the list last changed, in seconds of the epoch; never less than before."""
    reuse: str
    """How much of a text others may print, a value of `Reuse`."""
    files: dict[str, tuple[str, int]]
    """Output path → BLAKE2b of the content (32 hex digits), bytes."""


_decoder = msgspec.json.Decoder(PublicManifest)


def decoded(data: bytes) -> PublicManifest:
    """The list behind its bytes.

    Raises:
        msgspec.MsgspecError: it is damaged, or of another shape.
    """
    return _decoder.decode(data)


def is_document(path: str) -> bool:
    """Whether a file holds what programs read."""
    return _DOCUMENT.fullmatch(path) is not None


def is_photo(path: str) -> bool:
    """Whether a file is a photo that a list may name."""
    return _PHOTO.fullmatch(path) is not None and ".." not in path


def signed_list(
    chosen: ChosenTarget,
    site: str,
    reuse: str,
    files: Mapping[str, SiteFile],
    photos: Iterable[str],
) -> dict[str, str]:
    """Output path → text, of the list and its signature.

    While nothing in it changes, it keeps its moment, and so every byte.

    Raises:
        PublishingError: nobody has given a key, or it is damaged.
    """
    named = {*filter(is_document, files), *(path for path in photos if path in files)}
    listed = {path: (files[path].digest, files[path].size) for path in sorted(named)}
    memory = chosen.own_path(".signed")
    last = _last(memory)
    moment = max(int(time.time()), last.changed + 1 if last else 0)
    manifest = PublicManifest(site, moment, reuse, listed)
    if last and msgspec.structs.replace(manifest, changed=last.changed) == last:
        manifest = last
    data = msgspec.json.encode(manifest)
    try:
        signed = signature(data, _key(chosen.name), f"timestamp:{manifest.changed}\tfile:{PATH}")
    except ValueError as error:
        raise PublishingError("Khóa ký bị hỏng. Lấy lại khóa đã cất, hoặc tạo khóa mới.") from error
    write_sealed(memory, data)
    return {PATH: data.decode(), SIGNATURE: signed}


def _last(memory: Path) -> PublicManifest | None:
    try:
        return decoded(read_sealed(memory) or b"")
    except msgspec.MsgspecError:
        return None


def _key(target: str) -> str:
    found = find_secret(target, SIGNING_KEY)
    if found is None:
        raise PublishingError(
            f"Nơi đăng “{target}” ghi `signed: true` nhưng chưa có khóa ký. Tạo một lần: "
            f"khuyencong key {target} – khóa nằm trong kho khóa của máy ({SERVICE}) hoặc biến môi "
            f"trường {variable(target, SIGNING_KEY)}."
        )
    return found
