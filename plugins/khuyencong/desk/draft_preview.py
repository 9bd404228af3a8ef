"""The true page of a text that is not saved, at the address that it will have."""

from khuyencong.content.entry_parser import parse_entry
from khuyencong.content.record import Record
from khuyencong.desk.entry_writer import Submission, kind_of, source_for, text_of
from khuyencong.desk.workspace import Workspace
from khuyencong.editing.header_yaml import HeaderError
from khuyencong.model.entry import Entry
from khuyencong.pictures.picture import PictureError
from khuyencong.site.producers import names_contacts, with_public_contacts
from khuyencong.vietnamese.cleanup import clean


class NotShownError(Exception):
    """There is no page to show now; the message says why, in Vietnamese."""


def drafted_page(workspace: Workspace, submission: Submission) -> bytes:
    """The page as it would be if the form were saved now.

    What a household withholds is left out here too: producers are merged over all files.

    Raises:
        NotShownError: the text has an error, or the site was not built yet.
    """
    record = _record(workspace, submission)
    try:
        page = workspace.preview.draft(_public(workspace, record))
    except PictureError as error:
        raise NotShownError(str(error)) from error
    if page is None:
        raise NotShownError("Trang xem thử đang được dựng lần đầu, chờ ít giây.")
    return page


def _public(workspace: Workspace, record: Record[Entry]) -> Record[Entry]:
    if not names_contacts(record.entry):
        return record  # no other file has a say in it
    others = (
        file.record
        for file in workspace.files().values()
        if file.record and file.source != record.source
    )
    return with_public_contacts([record, *others])[0]


def _record(workspace: Workspace, submission: Submission) -> Record[Entry]:
    kind, source = kind_of(workspace, submission), source_for(workspace, submission)
    try:
        text = text_of(workspace, submission)
    except HeaderError as error:
        raise NotShownError("Phần khai báo đầu tệp bị hỏng.") from error
    written = clean(text.data.decode(text.encoding).removeprefix("\ufeff")).text
    record = parse_entry(workspace.folder, source, kind, written).record
    if record is None and not submission.title:
        raise NotShownError("Viết tít thì trang hiện ở đây.")
    if record is None:
        raise NotShownError("Còn lỗi ở các ô bên trái nên chưa vẽ được trang.")
    if record.is_link:
        raise NotShownError("Bài chỉ dẫn tới nguồn, không có trang riêng.")
    return record
