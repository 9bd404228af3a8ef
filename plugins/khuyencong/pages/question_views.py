"""What the page of questions and answers shows."""

import datetime

from msgspec import Struct

from khuyencong.pages.views import View


class QuestionLine(Struct, frozen=True):
    """A question that was answered."""

    title: str
    address: str
    summary: str
    """The short answer, with markup."""
    date: datetime.datetime | None
    sample: bool


class QuestionsView(View, frozen=True):
    """How to ask the centre, and what was answered."""

    topics: tuple[tuple[str, tuple[QuestionLine, ...]], ...]
