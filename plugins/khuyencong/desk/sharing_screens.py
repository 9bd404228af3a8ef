"""Bản tin, Zalo: a story as a message to paste, and on a sheet of paper."""

from dataclasses import dataclass
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.responses import Response

from khuyencong.addresses import absolute
from khuyencong.content.record import Record
from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import screen
from khuyencong.desk.workspace import Workspace
from khuyencong.model.entry import Entry
from khuyencong.press.bulletin import bulletin
from khuyencong.press.chat_message import chat_message
from khuyencong.rendering.qr_code import qr_code
from khuyencong.site.index import Site


@dataclass(frozen=True)
class SharingScreens:
    """Answers about what goes out of a story besides its page."""

    workspace: Workspace

    def message(self, asked: Asked) -> Response:
        """The message, its photo, and the way to the sheet of paper."""
        site, record = self._found(asked)
        sheet = bulletin(site, record)
        return screen(
            "chia-se",
            asked,
            record=record,
            message=chat_message(record, site.centre.url),
            photo=sheet.photo_path,
            is_out=record.published(site.now),
        )

    def sheet(self, asked: Asked) -> Response:
        """The sheet of paper."""
        site, record = self._found(asked)
        address = absolute(site.centre.url, record.address)
        return screen(
            "ban-in",
            asked,
            centre=site.centre,
            sheet=bulletin(site, record),
            address=address,
            code=qr_code(address),
        )

    def _found(self, asked: Asked) -> tuple[Site, Record[Entry]]:
        """The site of the preview, and the entry in it as readers will get it."""
        source = asked.path["source"]
        if not self.workspace.knows(source):
            raise HTTPException(HTTPStatus.NOT_FOUND, "Không có bài này; có thể vừa được xóa.")
        site = self.workspace.preview.site
        found = [each for each in site.records if each.source == source] if site else []
        if not site or not found:
            raise HTTPException(
                HTTPStatus.CONFLICT,
                "Bài chưa có trên trang xem thử: đang dựng, còn lỗi, hoặc đã rút. Sửa lỗi nếu có, "
                "chờ ít giây rồi tải lại trang này.",
            )
        return site, found[0]
