"""The living preview beside the desk, at the addresses that its pages will have."""

import mimetypes
from dataclasses import dataclass
from http import HTTPStatus

from starlette.responses import HTMLResponse, RedirectResponse, Response

from khuyencong.addresses import file_path
from khuyencong.desk.requests import Asked
from khuyencong.desk.workspace import Workspace

_WAITING = """\
<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Xem thử</title></head>
<body><p>Trang xem thử đang được dựng, hoặc nội dung còn lỗi. Mở lại sau ít giây.</p></body></html>
"""
_SANDBOX = {"Content-Security-Policy": "sandbox"}
"""A file that somebody uploaded acts in nobody's name, whatever it holds."""


@dataclass(frozen=True)
class SiteScreens:
    """Answers with what the site will be, drafts and all."""

    workspace: Workspace

    def page(self, asked: Asked) -> Response:
        """A page or a file of the preview."""
        address = f"/{asked.path['path']}"
        builder, path = self.workspace.preview, file_path(address)
        data = builder.read(path)
        if data is None and builder.read(file_path(f"{address}/")) is not None:
            return RedirectResponse(f"{address}/", HTTPStatus.MOVED_PERMANENTLY)
        if data is None:
            missing = builder.read("404.html") or _WAITING.encode()
            return HTMLResponse(missing, HTTPStatus.NOT_FOUND)
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        headers = _SANDBOX if path.startswith("tep/") else {}
        return Response(data, media_type=kind, headers=headers)
