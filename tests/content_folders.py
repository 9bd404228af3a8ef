"""Hypothesis draws whole content folders: every kind of entry, with what people do to addresses.

Names that meet by their slugs, old addresses of every shape, links to pages, feeds, kits, data
files and anchors, file names with spaces and marks. What is drawn is often in error: nobody here
knows which folders are sound.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import yaml
from hypothesis import strategies as st

from khuyencong.model.kinds import KINDS
from tests.conftest import Content
from tests.pdf_files import pdf

Folder = Mapping[str, bytes]
"""Path below `content/` → bytes; a picture is drawn where a path ends in `.jpg`."""

TITLES = (
    *("Mở lớp tập huấn", "Máy thái miến", "Cà Mau", "Cá mẫu", "Bình chọn <sản phẩm> & nghề"),
    *("Trang", "Thẻ", "Báo chí", "Sản phẩm", "Đề án", "Số liệu", "Lưu trữ", "Dữ liệu", "Xã", "Năm"),
    *("Cơ sở", "Bình chọn", "Nhận tin", "Đính chính", "Ngoài tuyến", "404", "Index", "2024"),
)
SLUGS = (
    "",
    "",
    "",
    "",
    "bai",
    "trang",
    "tinh",
    "xa",
    "cap",
    "du-lieu",
    "rss",
    "the",
    "de-an",
    "anh",
)
NAMES = (
    *("đào tạo", "Đào Tạo", "đao tao", "hợp tác xã", "máy móc", "trang", "Cà Mau", "Cá mẫu"),
    *("C++", "C#", "!!!", "日本", "A & B", "<b>", "a/b", "..", "rss.xml", "  ", "x" * 60),
)
STATES: tuple[dict[str, Any], ...] = (
    *({}, {}, {}, {}, {"status": "hidden"}, {"status": "draft"}, {"status": "review"}),
    *({"status": "withdrawn", "modified": "23/11/2026"}, {"embargo": "25/12/2026 06:00"}),
)
DATES = ("20/11/2026 08:00", "21/11/2026", "2026-11-22T01:30:00Z", "1/2/2024", "23/11/2026")
ALIASES = (
    *("/cu/", "/cu", "/CU/", "/cu.html", "/cu.html/x/", "/tin-tuc/cu/", "/a/b/c/", "/bai.aspx"),
    *("/", "/a//b/", "//a/", "/./", "/a/./b/", "/a/../b/", "/.khuyencong", "/.well-known/x/"),
    *(
        "/rss.xml",
        "/rss.xml/x/",
        "/tim/chi-muc/tu/0.json/",
        "/tim/chi-muc/",
        "/tim/a/",
        "/sw.js",
        "/sitemap.xml",
        "/robots.txt",
        "/feed.json",
        "/opml.xml",
    ),
    *("/giao-dien/", "/giao-dien/feed.css/", "/giao-dien/trang.css/x/", "/anh/", "/anh/a.jpg/"),
    *("/TIN-TUC/", "/tin-tuc/", "/the/", "/san-pham/cap/", "/san-pham/san-pham.csv", "/404.html"),
    *("/index.html", "/tin-tuc/index.html", "/luu-tru/2024/02/rss.xml/", "/bao-chi/ninjs.json/"),
    *("/viewer.aspx?mabb=79894", "/?id=7", "/tim/", "/tim/a-z/", "/toi-duoc-ho-tro-gi/"),
    *("/toi-duoc-ho-tro-gi/may-moc/hop-tac-xa/", "/google123.html", "/ads.txt", "/.well-known/"),
    *(
        "/tep/van-ban.pdf",
        "/tep/",
        "/so-lieu/de-an.csv/a/",
        "/a.",
        "/a /b/",
        "/-/",
        "/~/",
        "/a..b/",
    ),
    *(
        "/" + "a" * 250 + "/",
        "/" + "a/" * 300,
        "/" + "a" * 240 + "/",
        "/con/",
        "/trang/2/",
        "/mau/",
    ),
)
ADDRESSES = (
    *("/", "/tin-tuc/", "/tin-tuc", "/TIN-TUC/", "/the/", "/luu-tru/", "/tac-gia/", "/dia-ban/"),
    *("/san-pham/", "/san-pham/du-lieu/", "/binh-chon/", "/co-so/", "/so-lieu/", "/de-an/"),
    *(
        "/nhan-tin/",
        "/bao-chi/",
        "/bao-chi/truyen-hinh/",
        "/dinh-chinh/",
        "/404.html",
        "/ngoai-tuyen/",
    ),
    *("/rss.xml", "/atom.xml", "/feed.json", "/tin-tuc/rss.xml", "/bao-chi/rss.xml", "/opml.xml"),
    *("/sitemap.xml", "/robots.txt", "/sw.js", "/trang.webmanifest", "/bao-chi/ninjs.json"),
    *(
        "/san-pham/san-pham.csv",
        "/san-pham/products.json",
        "/so-lieu/de-an.csv",
        "/san-pham/tim.json",
    ),
    *("/tin-tuc/rss.xml?a=1", "/?trang=2", "/#noi-dung", "/tin-tuc/#khong-co", "//evil.example/x/"),
    *("/./tin-tuc/", "/tin-tuc//", "/tin-tuc/../the/", "/the/dao-tao/", "/the/dao-tao/rss.xml"),
    *("/luu-tru/2026/11/", "/luu-tru/2024/02/rss.xml", "/co-so/htx-mien/", "/khong-co/", "/mau/"),
    *("/san-pham/cap/tinh/", "/san-pham/cap/tinh/nam/2024/in/", "/de-an/2024/", "/index.html"),
    *("/tin-tuc/index.html", "/anh/bieu-tuong.svg", "/giao-dien/feed.css", "/.khuyencong"),
    *("/tim/", "/tim/?q=mien", "/tim/a-z/", "/tim/chi-muc/muc-luc.json", "/tim.xml"),
    *("/toi-duoc-ho-tro-gi/", "/toi-duoc-ho-tro-gi/may-moc/hop-tac-xa/", "/google123.html"),
    *("/toi-duoc-ho-tro-gi/dao-tao/doanh-nghiep/", "/ads.txt", "/.well-known/security.txt"),
    *("/lich/", "/lich/tat-ca.ics", "/lich/lop-hoc.ics", "/dao-tao/dao-tao-0/lich.ics"),
)
FILES = {
    "tep/van-ban.pdf": b"%PDF-1.7\n",
    "tep/quy định số 1.pdf": b"%PDF-1.7\n",
    "tep/100% vốn #1 [bản ký].pdf": b"%PDF-1.7\n",
    "tep/phim (1).mp4": b"film",
    "tep/phu-de.vtt": "WEBVTT\n\n00:01.000 --> 00:04.000\nThưa quý vị.\n".encode(),
    "tep/bang gia.xlsx": b"PK\x03\x04",
    "tep/so-tay.pdf": pdf("Dieu 1. Pham vi", "Dieu 2. Muc ho tro"),
}
ROOT_FILES = {
    "goc/google123.html": b"google-site-verification: google123.html",
    "goc/ads.txt": b"example.com, 1, DIRECT\n",
    "goc/security.txt": b"Contact: mailto:a@mau.example\n",
    "goc/404.html": b"x",
    "goc/Bai.html": b"x",
    "goc/sitemap_news.xml": b"<x/>",
    "goc/ma.html": b"<script>x()</script>",
}
SOUND_ROOT_FILES = tuple(ROOT_FILES)[:3]
"""Files that others want at the root of the site; the others are refused."""
PDFS = tuple(path for path in FILES if path.endswith(".pdf"))
READABLE = "tep/so-tay.pdf"
"""The only one that holds anything."""
FILE_LINKS = (
    *(
        "tep/van-ban.pdf",
        "/tep/van-ban.pdf",
        "tep/quy định số 1.pdf",
        "tep/quy%20định%20số%201.pdf",
    ),
    *("/tep/quy%20%C4%91%E1%BB%8Bnh%20s%E1%BB%91%201.pdf", "content/tep/van-ban.pdf#page=2"),
    *("tep/100%25%20vốn%20%231%20%5Bbản%20ký%5D.pdf", "tep/phim%20(1).mp4", "tep/khong-co.pdf"),
    *("tep/../tep/van-ban.pdf", "tep//van-ban.pdf", "tep/./van-ban.pdf", "TEP/van-ban.pdf", "tep/"),
    *("anh/anh.jpg", "/anh/anh.jpg", "site.yml", "../site.yml", "tep/bang%20gia.xlsx?tai=1"),
)
PHOTOS = ("anh/anh.jpg", "anh/ảnh lớp (1).jpg")
TEXTS = (
    *("Đoạn văn về CNNT và HTX.", "## Mục\n\nĐoạn.", "- a\n- b", "&#1; &#xFFFE; \ufdd0 \U0001f9f5"),
    *(
        "<a href='/tin-tuc/'>Tin</a>",
        "Ghi[^1].\n\n[^1]: Chú thích.",
        "https://youtu.be/abcdefghijk",
    ),
    *("| A | B |\n|---|--:|\n| 1 | 2 |", "![Ảnh](anh/anh.jpg 'Ở xưởng. Ảnh: A')", "[x](#muc-muc)"),
    *('<video src="tep/phim (1).mp4"></video>', "[x](<tep/quy định số 1.pdf>)", "*[CNNT]: nghĩa"),
)
CATEGORIES = (
    *("nghe", "the", "bao-chi", "san-pham", "trang", "de-an", "anh", "giao-dien", "rss", "mau"),
    *("Tin Tức", "a&b", 'a"b', "x/y", "..", "index.html", "404.html", "rss.xml", "TIN", "x" * 260),
)
PROVINCES = ("Lạng Sơn", "Cà Mau", "Cá mẫu", "", "!!!", "lạng sơn")
PRODUCERS = ("HTX Miến", "HTX Mien", "HTX Miến Lạng Sơn", "Hộ Mẫu", "???", "HTX Miến khác")
KIND_NAMES = tuple(KINDS)


def some(values: Sequence[Any], most: int = 2) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(values), max_size=most, unique_by=repr)


def seldom(values: Sequence[Any], otherwise: Any = "") -> st.SearchStrategy[Any]:
    """One of the values in every tenth case: most of them are errors."""
    return st.integers(0, 9).flatmap(
        lambda die: st.sampled_from(values) if die == 9 else st.just(otherwise)
    )


@st.composite
def links(draw: st.DrawFn, entries: Sequence[str]) -> str:
    """The address of a link: of a page, a file, another entry's file or what belongs to it."""
    address = draw(
        st.one_of(
            st.sampled_from(entries),
            st.sampled_from([f"{source.removesuffix('.md')}.md" for source in entries]),
            st.builds(_beside, st.sampled_from(entries), st.sampled_from(BESIDE)),
            st.sampled_from(FILE_LINKS[:6]),
            seldom(FILE_LINKS, "/tin-tuc/"),
            seldom(ADDRESSES, "/"),
            st.sampled_from(("/", "/tin-tuc/", "/nhan-tin/", "/bao-chi/", "/rss.xml", "#x")),
        )
    )
    return f"[xem]({address})"


BESIDE = ("", "ninjs.json", "phu-de.vtt", "bai.zip", "#noi-dung", "#muc-muc", "the-quay/", "?a=1")


def _beside(source: str, more: str) -> str:
    """`tin-tuc/b-1.md` → `/tin-tuc/b-1/ninjs.json`."""
    folder, _, name = source.rpartition("/")
    place = "" if folder == "trang" else f"{folder}/"
    return f"/{place}{name.removesuffix('.md')}/{more}"


@st.composite
def producers(draw: st.DrawFn) -> dict[str, str]:
    found = {
        "name": draw(st.sampled_from(PRODUCERS)),
        "kind": draw(st.sampled_from(["", "hop-tac-xa", "ho-kinh-doanh"])),
        "province": draw(st.sampled_from(PROVINCES)),
        "commune": draw(st.sampled_from(["", "Bắc Sơn", "Đất Mũi", "!!!"])),
        "phone": draw(st.sampled_from(["", "0000 000 111"])),
    }
    return {key: value for key, value in found.items() if value}


@st.composite
def support_rows(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """A level of support; most of them answer "Tôi được hỗ trợ gì?"."""
    found = {
        "activity": "Mua máy",
        "rate_percent": draw(st.sampled_from(["50", "50", ""])),
        "ceiling": draw(st.sampled_from(["300.000.000", "300.000.000", ""])),
        "activities": draw(some(("may-moc", "dao-tao", "cum-cong-nghiep"))),
        "applies_to": draw(some(("hop-tac-xa", "doanh-nghiep", "ho-kinh-doanh"))),
        "level": draw(st.sampled_from(["kcqg", "kcdp", ""])),
        "provinces": draw(some(("Lạng Sơn", "Cà Mau"), 1)),
        "code": draw(seldom([f"muc-{number}"])),
        "excludes": draw(seldom([["muc-0"], ["khong-co"]], [])),
        "form": draw(seldom([*PDFS, "tep/khong-co.docx"])),
    }
    return {key: value for key, value in found.items() if value}


@st.composite
def headers(
    draw: st.DrawFn, kind: str, number: int, slugs: Mapping[str, list[str]], codes: Sequence[str]
) -> dict[str, Any]:
    """The header of an entry of a kind.

    `slugs` are those of products and of stories, `codes` those of the đề án that there are.
    """
    name = f"{kind}-{number}"
    found: dict[str, Any] = {
        "title": draw(st.sampled_from(TITLES)) + draw(st.sampled_from(["", f" {number}"])),
        "slug": draw(seldom(SLUGS, name)),
        "uid": f"kc-{number}",
        "date": draw(st.sampled_from(DATES)),
        "summary": draw(seldom(("[x](/khong-co/)", "[x](/the/)", "*Nghề* & <b>chợ</b>"), "Sa-pô.")),
        "tags": draw(some(NAMES)),
        "localities": draw(some(NAMES)),
        "author": draw(st.sampled_from(["", "Ban biên tập", *NAMES])),
        "unit": draw(st.sampled_from(["", "Phòng Thông tin", *NAMES])),
        "category": draw(seldom(("san-pham", "nghe", "nghe", "tin-tuc", "mo-hinh"))),
        "aliases": draw(st.lists(seldom(ALIASES, f"/cu-{number}/"), max_size=2)),
        "featured": draw(st.booleans()),
        "corrections": draw(some([{"date": "23/11/2026 09:00", "note": "Số đúng là 04."}], 1)),
        "photos": [
            {"file": file, "alt": f"Ảnh {number}", "caption": "A.", "credit": "Ảnh: B"}
            for file in draw(some(PHOTOS))
        ],
        **draw(st.sampled_from(STATES)),
    }
    if kind == "san-pham":
        found |= {
            "producer": draw(producers()),
            "group": draw(st.sampled_from(["che-bien", "khac"])),
            "awards": [
                {"level": level, "year": draw(st.integers(2023, 2026))}
                for level in draw(some(("xa", "tinh", "khu-vuc", "quoc-gia")))
            ],
            "members": draw(some(slugs["san-pham"])) if slugs["san-pham"] else [],
            "story": draw(seldom(["khong-co"], draw(st.sampled_from([None, *slugs["tin-tuc"]])))),
        }
    elif kind == "chinh-sach":
        found |= {
            "document_number": f"{number}/2025/NĐ-CP",
            "effective": draw(st.sampled_from(["1/1/2026", "1/1/2026", "1/1/2027", ""])),
            "file": draw(st.sampled_from(["", *PDFS])),
            "amends": draw(some([f"{n}/2025/NĐ-CP" for n in range(4) if n != number])),
            "support": draw(st.lists(support_rows(number), min_size=1, max_size=3)),
        }
    elif kind == "dao-tao":
        found |= {
            "starts": draw(st.sampled_from(["1/12/2026 08:00", "24/11/2026", "2/11/2026"])),
            "deadline": draw(st.sampled_from(["", "1/11/2026"])),
            "cancelled": draw(seldom(["Mưa lũ"])),
            **draw(seldom([{"lang": "en", "translation_of": "dao-tao-0"}], {})),
        }
    elif kind == "truyen-hinh":
        found |= {
            "video": draw(st.sampled_from(["", "tep/phim (1).mp4", "https://mau.example/x.mp4"])),
            "transcript": draw(st.sampled_from(["", "tep/phu-de.vtt"])),
            "script": draw(st.sampled_from(["", "Thưa quý vị."])),
            "duration": "14:30",
            "broll": draw(some([{"scene": "Phơi miến", "file": "tep/phim (1).mp4"}], 1)),
        }
    elif kind == "tai-lieu":
        found |= {"file": draw(seldom([READABLE, *PDFS], "tep/bang gia.xlsx"))}
        found |= {"tasks": draw(seldom(["Đăng ký đề án, Thanh toán"]))}
    elif kind == "mo-hinh":
        found |= {"beneficiary": "HTX Miến", "province": draw(st.sampled_from(PROVINCES))}
        found |= {"de_an": draw(seldom([["QG-9"]], list(codes))), "year": "2024"}
    return {key: value for key, value in found.items() if value not in ("", [], None)}


@st.composite
def centres(draw: st.DrawFn) -> dict[str, Any]:
    """What site.yml says."""
    categories = ["tin-tuc", "nghe", *draw(seldom([[name] for name in CATEGORIES], []))]
    menu = [
        {"name": "Mục", "address": draw(seldom(ADDRESSES, "/"))}
        for _ in range(draw(st.integers(0, 2)))
    ]
    if menu and draw(st.booleans()):
        menu.append({"name": "Nhóm", "items": list(menu)})
    return {
        "name": "Trung tâm Khuyến công Thử Nghiệm",
        "short_name": "Bản tin Thử",
        "url": draw(st.sampled_from(["https://thu.example", "https://thu.example/duoi/"])),
        "categories": {name: {"name": name or "Mục"} for name in categories},
        "menu": menu,
        "badges": draw(some([{"name": "Tín nhiệm", "url": "https://mau.example/x?a=1&b=2"}], 1)),
        "links": [{"name": "Bộ", "url": "https://mau.example"}],
        "abbreviations": {"CNNT": "công nghiệp nông thôn", "HTX": "hợp tác xã"},
        "newsml": draw(st.booleans()),
    }


DE_AN = (
    "ma,ten,chuong_trinh,tinh,kinh_phi_ho_tro,giai_doan\n"
    "QG-1,Máy thái miến,kcqg,Lạng Sơn,300000000,nghiem-thu\n"
    "KC-2,<b>Nghề</b> & chợ,kcdp,Cà Mau,20000000,tham-dinh\n"
)


@st.composite
def content_folders(draw: st.DrawFn, *, most: int = 6) -> Folder:
    """A folder with up to `most` entries of any kind."""
    kinds = draw(st.lists(st.sampled_from((*KIND_NAMES, "tin-tuc", "nghe")), max_size=most))
    sources = [f"{kind}/{kind}-{number}.md" for number, kind in enumerate(kinds)] or [
        "tin-tuc/a.md"
    ]
    slugs: dict[str, list[str]] = {"san-pham": [], "tin-tuc": []}
    for number, kind in enumerate(kinds):
        if kind in slugs:
            slugs[kind].append(f"{kind}-{number}")
    files = {"site.yml": _yaml(draw(centres())).encode(), **FILES}
    codes = ("QG-1", "KC-2") if draw(st.booleans()) else ()
    if codes:
        files["de-an/2024.csv"] = DE_AN.encode()
    refused = [path for path in ROOT_FILES if path not in SOUND_ROOT_FILES]
    for path in (*draw(some(SOUND_ROOT_FILES)), draw(seldom(refused))):
        if path:
            files[path] = ROOT_FILES[path]
    for number, kind in enumerate(kinds):
        header = draw(headers(kind, number, slugs, codes))
        parts = [*draw(some(TEXTS, 3)), *draw(st.lists(links(sources), max_size=2))]
        text = f"---\n{_yaml(header)}---\n" + "\n\n".join(parts) + "\n"
        files[sources[number]] = unicodedata.normalize("NFC", text).encode()
    return files


def _yaml(values: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(values), allow_unicode=True, sort_keys=False)


def write_folder(content: Content, files: Folder) -> None:
    """Put a drawn folder on the disk, with the pictures that its entries may name."""
    for path, data in files.items():
        content.write(path, data)
    for path in PHOTOS:
        content.photo(path, (64, 48))
