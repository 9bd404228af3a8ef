"""What will be made of a photo, said before it is made."""

from dataclasses import replace
from pathlib import Path

from khuyencong.pictures.derivative_plan import key_of, plan
from khuyencong.pictures.framing import WHOLE, Framing
from khuyencong.pictures.photo_cache import Facts, load_digest, load_facts, state_on_disk
from khuyencong.pictures.picture import Credits, Picture, PictureError

__all__ = ["PictureError", "describe"]

_NO_CREDITS = Credits()


def describe(
    file: Path,
    source: str,
    cache: Path,
    credits: Credits = _NO_CREDITS,
    framing: Framing = WHOLE,
) -> Picture:
    """The picture that a photo becomes: sizes, names and colour. Nothing is encoded.

    `source` is how the photo is called in messages. A photo that did not change since the
    last time is not opened: its size, times and facts are remembered in `cache`.

    Raises:
        PictureError: no photo, truncated, too large, or in a format that is not accepted.
    """
    try:
        digest, facts = _known(file, cache) or _looked_at(file, cache)
    except PictureError as error:
        raise PictureError(error.what, error.advice, source) from error
    key = key_of(digest, credits, framing)
    picture = plan(file, source, key, facts.width, facts.height, facts.colour, framing)
    return replace(
        picture,
        mime=facts.mime if framing.is_whole else "image/jpeg",
        animated=facts.animated,
        pages=facts.pages,
        source_type=facts.source_type,
    )


def _known(file: Path, cache: Path) -> tuple[str, Facts] | None:
    digest = load_digest(cache, file, state_on_disk(file))
    facts = load_facts(cache, digest) if digest else None
    return (digest, facts) if digest and facts else None


def _looked_at(file: Path, cache: Path) -> tuple[str, Facts]:
    from khuyencong.pictures.photo_facts import found_out  # a build without new photos needs none

    return found_out(file, cache)
