"""Earlier sites of a target: which there are, and one of them to readers again."""

from dataclasses import dataclass
from datetime import datetime

from khuyencong.publishing.connection import opened
from khuyencong.publishing.difference import Difference, with_retired
from khuyencong.publishing.errors import PublishingError
from khuyencong.publishing.publication import (
    Confirm,
    Progress,
    Publication,
    Stage,
    send_difference,
)
from khuyencong.publishing.schedule import DueFile
from khuyencong.publishing.sent_entries import SentFile
from khuyencong.publishing.site_manifest import SiteManifest
from khuyencong.publishing.target import Target, moment_of, next_name, who
from khuyencong.publishing.target_settings import ChosenTarget
from khuyencong.vietnamese.dates import VIETNAM


@dataclass(frozen=True, slots=True)
class Release:
    """A site that was published and can be had back."""

    name: str
    origin: str
    """Its name, or that of the one that it brought back."""
    by: str
    about: str
    """What was new in it, in words."""
    is_shown: bool
    """Whether it is what readers see now."""

    @property
    def at(self) -> datetime:
        """When it was published, in Vietnam."""
        return moment_of(self.origin).astimezone(VIETNAM)


def releases(chosen: ChosenTarget) -> list[Release]:
    """What a target keeps, the newest first; a site that was brought back stands only once.

    Raises:
        PublishingError: the target cannot be reached.
    """
    with opened(chosen) as target:
        shown = target.published()
        kept = (manifest for name in target.releases() if (manifest := target.release(name)))
        # Of the release itself and those that repeat it, the release stands.
        by_origin = {each.origin: each for each in kept}
    return [
        Release(each.name, origin, each.by, each.about, bool(shown and origin == shown.origin))
        for origin, each in sorted(by_origin.items(), reverse=True)
    ]


def go_back(
    chosen: ChosenTarget,
    confirm: Confirm,
    progress: Progress,
    *,
    to: str | None = None,
    by: str = "",
) -> Publication:
    """Let readers see again what they saw before: the last release but one, or that named `to`.

    The content stays as it is. `by` is who does it, where that is not the user of this machine.

    Raises:
        PublishingError: there is no such release, or the target cannot be reached.
    """
    with opened(chosen) as target:
        progress(Stage.COMPARING, 0, 0)
        old = target.published()
        earlier = _earlier(target, old, to)
        files = with_retired(old, earlier.shown | earlier.copies, earlier.entries)
        name = next_name(old.name if old else None)
        difference = Difference(old, earlier.repeated(name, by or who(), files))
        sent = bool(difference) and confirm(difference, {})
        if sent:
            send_difference(target, difference, {}, progress)
            DueFile(chosen).set(None, datetime.now(VIETNAM))
            SentFile(chosen).forget()
        return Publication(difference, sent, target.root)


def _earlier(target: Target, old: SiteManifest | None, to: str | None) -> SiteManifest:
    """The release that is to be seen again."""
    names = target.releases()
    if to is None and old:
        names = [name for name in names if name < old.origin]
    elif to is not None:
        names = [name for name in names if name == to]
    found = next((release for name in names if (release := target.release(name))), None)
    if found is None:
        kept = ", ".join(target.releases()) or "chưa có bản nào"
        raise PublishingError(f"Không có bản trước để quay lại. Các bản đang giữ: {kept}.")
    return found
