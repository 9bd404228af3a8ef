"""The first screen: how everything stands, what comes next, and the list of everything."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.responses import Response

from khuyencong.content.folder import ContentError
from khuyencong.desk.first_start import StarterEntries
from khuyencong.desk.listing import BROKEN, Item, Listing, Wanted, counts, people_and_places
from khuyencong.desk.person_name import is_login
from khuyencong.desk.phone_door import PhoneDoor
from khuyencong.desk.problem_list import listed_errors
from khuyencong.desk.publication_progress import Phase
from khuyencong.desk.publishing_job import PublishingJob
from khuyencong.desk.readership import Readership
from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import screen
from khuyencong.desk.states import STATES
from khuyencong.desk.today import coming
from khuyencong.desk.workspace import Workspace
from khuyencong.publishing.errors import PublishingError
from khuyencong.publishing.sent_entries import SentFile
from khuyencong.publishing.target_settings import choose_target
from khuyencong.vietnamese.dates import long_date
from khuyencong.vietnamese.numbers import whole_number

SHOWN = 60
"""Lines of the list that are shown at once."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """What is different between the desk and the web."""

    since: datetime
    """The last publication."""
    items: list[Item]
    gone: int
    """How many entries that readers have are no files any more."""

    @property
    def count(self) -> int:
        """How many entries readers see otherwise, or still see."""
        return len(self.items) + self.gone


@dataclass(frozen=True)
class HomeScreens:
    """Answers with the first screen."""

    workspace: Workspace
    listing: Listing
    job: PublishingJob
    readership: Readership
    door: PhoneDoor | None

    def today(self, asked: Asked) -> Response:
        """The whole screen."""
        self.readership.refresh()
        everything = self.listing.items()
        now = self.workspace.now()
        builder = self.workspace.preview
        return screen(
            "hom-nay",
            asked,
            today=long_date(now),
            centre=self.workspace.centre,
            counts=counts(everything),
            coming=coming(self.workspace.files().values(), self.workspace.centre, now)[:8],
            waiting=[item for item in everything if item.state == "cho-duyet"][:8],
            broken=[item for item in everything if item.errors],
            drafts=[
                draft
                for draft in self.workspace.drafts.all()
                if asked.session.may_read(draft.who) and not self._is_stale(draft.source)
            ][:6],
            trouble=builder.trouble,
            asks_name=is_login(asked.session.who),
            unbuilt=listed_errors(self.workspace, builder.problems),
            publishing=self.job.progress.phase,
            phase=Phase,
            starters=StarterEntries(self.workspace).left(),
            unsent=self._unsent(),
            door=self.door,
            names=people_and_places(everything),
            **self._list(asked),
        )

    def list(self, asked: Asked) -> Response:
        """The lines that somebody looks for."""
        return screen("danh-sach", asked, **self._list(asked))

    def _list(self, asked: Asked) -> dict[str, Any]:
        query = asked.query
        wanted = Wanted(*(query.get(name, "") for name in ("tim", "loai", "buoc", "nguoi", "noi")))
        found = wanted.among(self.listing.items())
        many = SHOWN * max(1, whole_number(query.get("phan"), 1))
        return {
            "wanted": wanted,
            "found": len(found),
            "items": found[:many],
            "views": self._views(found[:many]),
            "next": many // SHOWN + 1 if len(found) > many else 0,
            "kinds": {f: kind.label for f, kind in self.workspace.kinds().items()},
            "all_states": {**STATES, BROKEN: "Có lỗi"},
        }

    def _views(self, items: Iterable[Item]) -> dict[str, int]:
        """Source → how often an entry was read; nothing of those that nobody read."""
        files = self.workspace.files()
        found = {i.source: self.readership.views_of(files[i.source].record) for i in items}
        return {source: views for source, views in found.items() if views}

    def _unsent(self) -> Unsent | None:
        """What readers of the first target do not have yet; None when nobody knows."""
        try:
            sent = SentFile(choose_target(self.workspace.content, None)).load()
        except (ContentError, PublishingError):
            return None
        if sent is None:
            return None
        files = self.workspace.files()
        records = [file.record for file in files.values() if file.record]
        items = {item.source: item for item in self.listing.items()}
        sources = sent.unlike(records, self.workspace.now())
        gone = sum(source not in items for source in sources)
        return Unsent(sent.at, [items[each] for each in sources if each in items], gone)

    def _is_stale(self, source: str) -> bool:
        """Whether a draft is of a file that is there no more."""
        return bool(source) and source not in self.workspace.files()
