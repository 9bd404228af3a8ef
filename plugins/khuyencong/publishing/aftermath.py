"""After a publication: what readers really get is looked at, and others are told of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from khuyencong.publishing.connection import opened
from khuyencong.publishing.errors import ConnectionLostError, PublishingError, missing_library
from khuyencong.publishing.publication import Progress, Publication, Stage
from khuyencong.publishing.target_settings import ChosenTarget

if TYPE_CHECKING:
    from khuyencong.publishing.web_findings import Verification

_NO_URL = (
    "Chưa mở thử qua mạng được: nhờ người quản trị ghi địa chỉ trang (`url`) vào nơi đăng trong "
    "xuat-ban.yml."
)


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What came of a publication besides its being sent."""

    words: tuple[str, ...]
    is_wrong: bool = False
    """Whether readers get something that was not published."""


def follow_up(chosen: ChosenTarget, done: Publication, progress: Progress, home: Path) -> Aftermath:
    """Look at what readers get, and when it is right, tell those whom the settings name.

    `home` is the folder of `xuat-ban.yml`.
    """
    result = verify_publication(chosen, done, progress)
    if result is None:
        return Aftermath((_NO_URL, *announce_publication(chosen, done, home)))
    from khuyencong.publishing.web_findings import report

    if result.grave:
        return Aftermath(tuple(report(result)), is_wrong=True)
    return Aftermath((*report(result), *announce_publication(chosen, done, home)))


def verify_publication(
    chosen: ChosenTarget, done: Publication, progress: Progress
) -> "Verification | None":
    """What readers get after a publication; None where no `url` says where they get it."""
    if not chosen.settings.url:
        return None
    difference = done.difference
    return _verifier(progress)(
        chosen.settings.url.rstrip("/"),
        difference.new,
        first=[*difference.changed, *difference.added],
        removed=difference.removed,
    )


def verify_target(chosen: ChosenTarget, progress: Progress, *, whole: bool) -> "Verification":
    """Compare what readers get with what was published: a sample, or with `whole` every file.

    Raises:
        PublishingError: nothing was published there, or the target cannot be reached.
        ConnectionLostError: the web does not answer, so nothing was looked at.
    """
    verify = _verifier(progress)
    with opened(chosen) as target:
        manifest = target.published()
    if manifest is None:
        raise PublishingError("Nơi này chưa đăng gì, nên không có gì để mở thử.")
    url = (chosen.settings.url or manifest.site).rstrip("/")
    result = verify(url, manifest, whole=whole)
    if result.is_unreachable:
        from khuyencong.publishing.web_findings import report

        raise ConnectionLostError("\n".join(report(result)))
    return result


def _verifier(progress: Progress) -> "Callable[..., Verification]":
    """`verification.verify`, telling how far it is.

    Raises:
        PublishingError: httpx is not installed.
    """
    try:
        from khuyencong.publishing.verification import verify
    except ImportError as error:
        raise missing_library(str(error.name), error) from error
    return partial(verify, progress=partial(progress, Stage.VERIFYING))


def announce_publication(chosen: ChosenTarget, done: Publication, home: Path) -> list[str]:
    """Tell those whom the settings name what changed; what came of it, a sentence each."""
    if chosen.settings.announce is None or done.built is None:
        return []
    from khuyencong.publishing.announcements import announce

    hub = done.built.site_pages.context.site.centre.hub or ""
    return announce(chosen.settings.announce, hub, done.difference, home)
