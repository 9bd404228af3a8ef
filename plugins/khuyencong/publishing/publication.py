"""From a content folder to what readers see: build, compare, ask, send.

The command and the desk call `publish`; both of them show what it tells through `progress` and
answer the one question, whether what is about to change is meant.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

from khuyencong.addresses import alias_address, file_path, is_query
from khuyencong.build import Built
from khuyencong.content.entry_cache import EntryCache
from khuyencong.plugin.pelican_run import run_pelican
from khuyencong.plugin.site_generator import Run
from khuyencong.publishing.clock_check import refuse_early
from khuyencong.publishing.connection import opened
from khuyencong.publishing.difference import Difference, with_retired
from khuyencong.publishing.errors import TargetBusyError
from khuyencong.publishing.host_lock import break_lock, host_lock
from khuyencong.publishing.leaks import (
    Leak,
    Secrets,
    leaks,
    secrets_of,
)
from khuyencong.publishing.letter_case import refuse_twins
from khuyencong.publishing.precompressed import compressed_copies
from khuyencong.publishing.public_manifest import signed_list
from khuyencong.publishing.refusals import (
    refuse_leaks,
    refuse_long_names,
    refuse_samples,
    refuse_vanishing,
)
from khuyencong.publishing.schedule import DueFile
from khuyencong.publishing.sent_entries import SentFile
from khuyencong.publishing.server_config.config_files import (
    CONFIG_IN_SITE,
    SERVES_COPIES,
    config_files,
)
from khuyencong.publishing.server_config.site_rules import SiteRules, policy_of
from khuyencong.publishing.site_files import SiteFile, generated, site_files
from khuyencong.publishing.site_manifest import PublishedFile, SiteManifest
from khuyencong.publishing.summary import summary, titles_of
from khuyencong.publishing.target import Target, moment_of, next_name, who
from khuyencong.publishing.target_settings import ChosenTarget
from khuyencong.rendering.output_place import output_place
from khuyencong.rendering.switch_plan import FRONT_PAGE
from khuyencong.store.cache_folder import CACHE_FOLDER
from khuyencong.store.lock import lock_folder
from khuyencong.vietnamese.dates import VIETNAM, short_date

PRODUCTION = "publishconf.py"


class Stage(StrEnum):
    """What a publication is at."""

    BUILDING = "Đang dựng trang"
    COMPARING = "Đang so với trang trên mạng"
    SENDING = "Đang gửi"
    VERIFYING = "Đang mở thử qua mạng"


Progress = Callable[[Stage, int, int], None]
"""Is told the stage, how much is done and of how much: pictures while building, bytes while
sending; 0 of 0 where nobody knows."""
Confirm = Callable[[Difference, Mapping[str, SiteFile]], bool]
"""Is shown the difference and the files at hand; says whether it may go to readers."""


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """What is to be published."""

    url: str
    """Address of the site, without a slash at its end."""
    files: Mapping[str, SiteFile]
    entries: frozenset[str] = frozenset()
    """Paths of the pages of entries."""
    withdrawn: frozenset[str] = frozenset()
    """Paths at which an entry was withdrawn."""
    secrets: Secrets = field(default_factory=Secrets)
    """What no file that is sent may hold."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What came of it."""

    difference: Difference
    sent: bool
    """Whether readers see something new; not when nothing differed or somebody said no."""
    root: str
    """What the web server has to serve."""
    built: Built | None = None
    """The build behind it; None for a roll-back."""


def publish(
    content: Path,
    chosen: ChosenTarget,
    confirm: Confirm,
    progress: Progress,
    *,
    output: Path = Path("output"),
    may_vanish: bool = False,
    by: str = "",
    entry_cache: EntryCache | None = None,
    **settings: Any,
) -> Publication:
    """Build a content folder and let readers of a target see it.

    `by` is who does it, where that is not the user of this machine. `entry_cache` is that of a
    process which has read the folder before. `settings` are those of
    Pelican that a build is to have besides publishconf.py. Every error of a build may be raised,
    and:

    Raises:
        VanishingError: an address of an entry would lead nowhere; `may_vanish` lets it.
        EarlyError: by the clock of the web server, an entry has to wait.
        PublishingError: the target cannot be reached or written; readers see a whole site.
    """
    built = _built(content, output, progress, settings, entry_cache)
    now = built.site_pages.context.site.now
    refuse_early(built.records, now, chosen.settings.url)
    place = output_place(output)
    lock = lock_folder(place.live, place.lock)
    try:
        site = _built_site(built, place.live, chosen)
        done = publish_site(chosen, site, confirm, progress, may_vanish=may_vanish, by=by)
        if done.sent or not done.difference:
            DueFile(chosen).set(built.until, now)
            SentFile(chosen).save(built.records, now)
        return replace(done, built=built)
    finally:
        lock.release()


def publish_site(
    chosen: ChosenTarget,
    site: BuiltSite,
    confirm: Confirm,
    progress: Progress,
    *,
    may_vanish: bool = False,
    by: str = "",
) -> Publication:
    """The same for a site that is built. Its files must not change meanwhile."""
    with opened(chosen) as target:
        progress(Stage.COMPARING, 0, 0)
        old = target.published()
        difference = _difference(site, old, by or who())
        refuse_vanishing(difference, may_vanish=may_vanish)
        sent_files = (*difference.added, *difference.changed)
        # What is there already was looked into when it was sent.
        refuse_leaks(site.secrets, {path: site.files[path] for path in sent_files})
        sent = bool(difference) and confirm(difference, site.files)
        if sent:
            send_difference(target, difference, site.files, progress)
        return Publication(difference, sent, target.root)


def unlock(chosen: ChosenTarget) -> None:
    """Remove the lock that somebody's machine left at a target."""
    with opened(chosen) as target:
        break_lock(target.host)


def site_rules(built: Built, output: Path) -> SiteRules:
    """What the web server has to know of a site that was built into a folder."""
    site = built.site_pages.context.site
    redirects = {
        alias if is_query(alias) else alias_address(alias): record.address
        for record in site.records
        if not record.is_link  # their notice leads on
        for alias in record.entry.aliases
    }
    withdrawn = tuple(record.address for record in site.withdrawn)
    return SiteRules(policy_of(output / FRONT_PAGE), withdrawn, redirects)


def _built_site(built: Built, output: Path, chosen: ChosenTarget) -> BuiltSite:
    context = built.site_pages.context
    cache = Path(CACHE_FOLDER, "publishing").absolute()
    files = site_files(output, cache)
    server = chosen.settings.server
    if server in CONFIG_IN_SITE:
        configs = config_files(server, site_rules(built, output))
        files |= generated(configs, cache / "configs")
    if server in SERVES_COPIES:
        files |= compressed_copies(files, cache / "copies")
    if chosen.settings.signed:
        photos = (each.lead_figure for each in context.site.records)
        paths = (each.picture.largest.path for each in photos if each)
        reuse = context.site.centre.reuse.value
        texts = signed_list(chosen, context.chrome.root, reuse, files, paths)
        files |= generated(texts, cache / "signed")
    return BuiltSite(
        url=context.chrome.root,
        files=files,
        entries=frozenset(page.path for page in built.pages if page.source and page.listed),
        withdrawn=frozenset(file_path(record.address) for record in context.site.withdrawn),
        secrets=secrets_of(built.records, context.site.now),
    )


def _difference(site: BuiltSite, old: SiteManifest | None, by: str) -> Difference:
    """What a publication would change; the new site knows the titles of its entries, and the line
    by which people know it."""
    new = _manifest(site, old, by)
    titled = msgspec.structs.replace(new, titles=titles_of(Difference(old, new), site.files))
    about = summary(Difference(old, titled), 0).headline
    return Difference(old, msgspec.structs.replace(titled, about=about))


def _manifest(site: BuiltSite, old: SiteManifest | None, by: str) -> SiteManifest:
    """A site as it will be published, not yet described."""
    shown = {path: PublishedFile(file.digest, file.size) for path, file in site.files.items()}
    return SiteManifest(
        site=site.url,
        name=next_name(old.name if old else None),
        by=by,
        files=with_retired(old, shown, site.entries),
        entries=site.entries,
        withdrawn=site.withdrawn,
    )


def inspect(content: Path, output: Path, progress: Progress, **settings: Any) -> list[Leak]:
    """Build a content folder and look into every file of it, as before a publication."""
    built = _built(content, output, progress, settings)
    files = site_files(output_place(output).live, Path(CACHE_FOLDER, "publishing"))
    return list(leaks(secrets_of(built.records, built.site_pages.context.site.now), files))


def _built(
    content: Path,
    output: Path,
    progress: Progress,
    settings: Mapping[str, Any],
    entry_cache: EntryCache | None = None,
) -> Built:
    progress(Stage.BUILDING, 0, 0)
    run = Run(
        progress=lambda done, total: progress(Stage.BUILDING, done, total), entry_cache=entry_cache
    )
    built = run_pelican(content, output, PRODUCTION, run, **settings).built
    refuse_samples(built)
    return built


def send_difference(
    target: Target, difference: Difference, files: Mapping[str, SiteFile], progress: Progress
) -> None:
    """Send under the lock, unless somebody else published since the comparison.

    Raises:
        TargetBusyError: somebody did, or is at it.
        PublishingError: it did not work; readers see a whole site.
    """
    old, new = difference.old, difference.new
    total = bytes_to_send(difference, files)
    done = 0

    def sent(count: int) -> None:
        nonlocal done
        done += count
        progress(Stage.SENDING, min(done, total), total)

    with host_lock(target.host):
        now = target.published()
        if (now and now.name) != (old and old.name):
            by = f" ({now.by}, {_moment(now.name)})" if now else ""
            raise TargetBusyError(f"Có người vừa đưa bản khác lên{by}. Chạy lại để so với bản đó.")
        refuse_long_names(target.host, new.files)
        refuse_twins(target.host, new.files)
        progress(Stage.SENDING, 0, total)
        target.send(old, new, files, sent)


def bytes_to_send(difference: Difference, files: Mapping[str, SiteFile]) -> int:
    """How much has to go over the line, at most."""
    paths = difference.new.paths_to_send(difference.old)
    return sum({f.digest: f.size for p in paths if (f := files.get(p))}.values())


def _moment(name: str) -> str:
    local = moment_of(name).astimezone(VIETNAM)
    return f"{local:%H:%M} ngày {short_date(local)}"
