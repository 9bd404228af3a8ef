"""Hỏi – đáp: how the centre is asked, and every answer under its topic."""

from collections.abc import Iterator

from khuyencong.model.question import Question
from khuyencong.pages.chrome import HOME, QUESTIONS, head
from khuyencong.pages.page import Page
from khuyencong.pages.question_views import QuestionLine, QuestionsView
from khuyencong.pages.views import Chrome
from khuyencong.site.index import Site, Story
from khuyencong.vietnamese.collation import sort_key

OTHERS = "Câu hỏi khác"


def question_pages(site: Site, chrome: Chrome) -> Iterator[Page]:
    """The page of questions; it is there before the first answer, for who wants to ask."""
    topics: dict[str, list[QuestionLine]] = {}
    for record in site.by_category.get(Question.folder, ()):
        topics.setdefault(_topic(record), []).append(_line(record))
    view = QuestionsView(
        chrome=chrome,
        head=head(
            QUESTIONS.text,
            QUESTIONS.address,
            QUESTIONS.about,
            crumbs=(HOME,),
        ),
        topics=tuple(
            (topic, tuple(topics[topic]))
            for topic in sorted(topics, key=lambda topic: (topic == OTHERS, sort_key(topic)))
        ),
    )
    yield Page(QUESTIONS.address, "questions", view)


def _topic(record: Story) -> str:
    topic = record.entry.topic if isinstance(record.entry, Question) else ""
    return topic or OTHERS


def _line(record: Story) -> QuestionLine:
    entry = record.entry
    return QuestionLine(entry.title, record.address, record.summary, entry.date, entry.sample)
