"""Which kind lives in which folder of `content/`."""

from khuyencong.model.broadcast import Broadcast
from khuyencong.model.document import Document
from khuyencong.model.entry import Entry
from khuyencong.model.notice import Notice
from khuyencong.model.people import Artisan, Collaborator
from khuyencong.model.policy import Policy
from khuyencong.model.product import Product
from khuyencong.model.question import Question
from khuyencong.model.stories import DemonstrationModel, News, Page, Training

KINDS: dict[str, type[Entry]] = {
    kind.folder: kind
    for kind in (
        News,
        DemonstrationModel,
        Policy,
        Training,
        Broadcast,
        Document,
        Notice,
        Question,
        Product,
        Artisan,
        Collaborator,
        Page,
    )
}
"""Folder → kind, in the order in which staff meet them."""

FILE_FOLDERS = frozenset({"anh", "tep", "goc"})
"""Folders of `content/` that hold pictures, files, and what lies at the root of the site."""


def kinds_with(key: str) -> list[str]:
    """Folders of the kinds that declare a key."""
    return [folder for folder, kind in KINDS.items() if key in kind.model_fields]
