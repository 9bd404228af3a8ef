"""Tìm và thay: each place is shown, and only ticked ones are changed."""

from dataclasses import dataclass

from starlette.responses import Response

from khuyencong.desk.replacement import Replacement
from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import screen
from khuyencong.desk.workspace import Workspace


@dataclass(frozen=True)
class ReplacingScreens:
    """Answers about words in everything."""

    workspace: Workspace

    def find(self, asked: Asked) -> Response:
        """Where the words stand."""
        words, new = asked.query.get("tim", ""), asked.query.get("thay", "")
        found = list(Replacement(words).places(self.workspace))
        others = [] if found else Replacement(words).other_spellings(self.workspace)
        return self._screen(asked, words, new, found=found, others=others, done=None, troubles=[])

    def replace(self, asked: Asked) -> Response:
        """Replace at the ticked places; what could not be changed is told."""
        replacement = Replacement(asked.get("tim"), asked.get("thay"))
        ticked = set(asked.all("cho"))
        seen = set(asked.all("ban"))
        troubles, done = [], 0
        for found in list(replacement.places(self.workspace)):
            chosen = {p.number for p in found.places if f"{found.source}#{p.number}" in ticked}
            if not chosen:
                continue
            stale = f"{found.source}#{found.version}" not in seen
            trouble = (
                "Bài vừa được sửa ở nơi khác; tìm lại rồi thay."
                if stale
                else replacement.apply(self.workspace, found, chosen, asked.session)
            )
            if trouble:
                troubles.append((found, trouble))
            else:
                done += len(chosen)
        left = list(replacement.places(self.workspace))
        return self._screen(
            asked,
            replacement.words,
            replacement.new,
            found=left,
            others=[],
            done=done,
            troubles=troubles,
        )

    def _screen(self, asked: Asked, words: str, new: str, **shown: object) -> Response:
        return screen("tim-thay", asked, words=words, new=new, **shown)
