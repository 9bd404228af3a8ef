"""Screens of the desk, drawn from templates of its own."""

from functools import cache
from http import HTTPStatus
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse

from khuyencong.desk.guard import PREFIX
from khuyencong.desk.inputs import ROW
from khuyencong.desk.requests import Asked
from khuyencong.desk.sessions import Role
from khuyencong.plugin.settings_place import settings_file
from khuyencong.store.digest import digest_of
from khuyencong.vietnamese.numbers import grouped

PLACES = (
    ("", "Hôm nay"),
    ("anh", "Ảnh"),
    ("tim-thay", "Tìm và thay"),
    ("nguoi-doc", "Người đọc"),
    ("lich-su", "Lịch sử"),
    ("trung-tam", "Trung tâm"),
)
"""Parts of the desk in its menu: path and label."""
DEEDS = (
    {
        "path": "nhap",
        "takes": "tep",
        "label": "Thả tệp Word vào đây",
        "about": "Chữ, bảng, ảnh thành bản nháp để xem lại",
    },
    {
        "path": "bang/san-pham?them=1",
        "takes": "tep",
        "label": "Thêm sản phẩm từ Excel",
        "about": "Thả bảng, hoặc dán các ô vừa chép",
    },
    {
        "path": "dua-len-mang",
        "label": "Đưa lên mạng",
        "about": "Xem người đọc sẽ thấy gì khác, rồi gửi",
    },
)
"""Large actions of the first screen besides writing: path, label and what one does there; `takes`
is the name of the input for files that are dropped on it."""
BUNDLE = {"editor.js": "text/javascript", "editor.css": "text/css"}
"""The text editor, which `make editor` puts together; without it a text is written as Markdown."""
_STATIC_FOLDER = files("khuyencong.desk").joinpath("static")
_TYPES = {
    "css": "text/css",
    "js": "text/javascript",
    "svg": "image/svg+xml",
    "webmanifest": "application/manifest+json",
}
STATIC = {
    file.name: _TYPES[ending]
    for file in sorted(_STATIC_FOLDER.iterdir(), key=lambda file: file.name)
    if (ending := file.name.rpartition(".")[2]) in _TYPES
}
"""Own files of the desk that a browser may ask for."""
_STYLES = (
    "static/base.css",
    *(f"components/{name}/style.css" for name in ("prose", "figure", "chart")),
)


@cache
def environment() -> Environment:
    """Templates that escape everything, and fail where a name is not given."""
    jinja = Environment(
        loader=PackageLoader("khuyencong.desk", "screens"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.filters.update(address=quote, grouped=grouped, lower_first=lower_first)
    jinja.globals.update(
        desk=PREFIX,
        row=ROW,
        role=Role,
        static_digest=static_digest(),  # no name that a screen has too (`version`)
        places=PLACES,
        deeds=DEEDS,
    )
    jinja.globals["has_editor"] = BUNDLE.keys() <= STATIC.keys()
    return jinja


def lower_first(words: str) -> str:
    """A phrase as it stands within a sentence; names in it keep their capitals."""
    return words[:1].lower() + words[1:]


@cache
def base_style() -> bytes:
    """The theme's own tokens, plain elements and texts, so that the desk looks like the house."""
    theme = settings_file("pelicanconf.py").parent / "theme"
    return b"".join((theme / name).read_bytes() for name in _STYLES)


@cache
def static_digest() -> str:
    """Stands for the files of a screen: another digest, other bytes."""
    own = (_STATIC_FOLDER.joinpath(name).read_bytes() for name in STATIC)
    return digest_of(*own, base_style()).hex()[:8]


def screen(
    name: str, asked: Asked, status: HTTPStatus = HTTPStatus.OK, /, **shown: Any
) -> HTMLResponse:
    """A screen; `shown` are the names that its template knows."""
    template = environment().get_template(f"{name}.html")
    frame = {
        "session": asked.session,
        "said": asked.query.get("da", ""),
        "refused": asked.query.get("chua", ""),
        "given": asked.query.get("viet", "") or asked.get("noi-dung"),
        "here": asked.here,
        "received": asked.query.get("luu", "") or asked.get("draft"),
    }
    words = template.render(**frame, **shown)
    return HTMLResponse(words, status)


def go(path: str, said: str = "", draft: str = "", **query: str) -> RedirectResponse:
    """Lead the browser on after a write; `said` is shown there once.

    The browser forgets its own copy of `draft`, the draft that was written or thrown away. `query`
    is what the screen is asked for.
    """
    return _led_to(path, {"da": said, "luu": draft, **query})


def go_to_list(said: str, **wanted: str) -> RedirectResponse:
    """Lead the browser to those entries of the list that are `wanted`, by the names of its form."""
    return _led_to("", {"da": said, **wanted})


def refuse_to_list(why: str, said: str = "", **wanted: str) -> RedirectResponse:
    """Lead the browser to the list after a write of which a part, or all, was not done."""
    return _led_to("", {"da": said, "chua": why, **wanted})


def refuse(path: str, why: str, given: str = "", draft: str = "") -> RedirectResponse:
    """Lead the browser back after a write that was not done; `why` is shown there once.

    `given` is what the person had written, to be put right; `draft` as in `go`.
    """
    return _led_to(path, {"chua": why, "viet": given, "luu": draft})


def _led_to(path: str, given: dict[str, str]) -> RedirectResponse:
    query = urlencode({name: value for name, value in given.items() if value}, quote_via=quote)
    query = f"?{query}" if query else ""
    return RedirectResponse(f"{PREFIX}{quote(path)}{query}", HTTPStatus.SEE_OTHER)
