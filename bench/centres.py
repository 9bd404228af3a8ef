"""Centres to harvest: one site that was really built, published again under many names.

Each centre has what the site has, in its own name and signed with its own key. One server gives
all of them, on addresses of this machine (127.0.1.1, 127.0.1.2, …), with ETags.

    python -m bench.centres OUTPUT FOLDER [COUNT]

makes them from a built site, writes a network folder that lists them, and serves them.
"""

import hashlib
import json
import sys
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import msgspec

from khuyencong.gazetteer.provinces import provinces
from khuyencong.network.object_store import digest_of_object
from khuyencong.publishing.minisign import new_secret_key, public_key, signature
from khuyencong.publishing.public_manifest import (
    PATH,
    SIGNATURE,
    PublicManifest,
    is_document,
    is_photo,
)
from khuyencong.vietnamese.slugs import slugify

PROVINCES = tuple(provinces())
PORT = 8934


class SyntheticCentre:
    """A centre, made from the files of a built site."""

    def __init__(self, number: int, files: dict[str, bytes]) -> None:
        self.province = PROVINCES[number % len(PROVINCES)]
        again = f" {number // len(PROVINCES) + 1}" if number >= len(PROVINCES) else ""
        self.place = f"{self.province}{again}"
        """What tells its texts and producers from those of all others."""
        self.name = f"Trung tâm Khuyến công {self.place} (minh họa)"
        self.slug = slugify(self.place)
        self.host = f"127.0.{1 + number // 250}.{1 + number % 250}"
        self.site = f"https://khuyencong-{self.slug}.example"
        self.secret = new_secret_key()
        self.changed = int(time.time()) - 3600
        self.files = {path: self._renamed(path, data) for path, data in files.items()}
        self.sign()

    def sign(self) -> None:
        """Put the signed list beside the files."""
        self.changed += 1
        listed = {
            path: (digest_of_object(data), len(data))
            for path, data in self.files.items()
            if is_document(path) or is_photo(path)
        }
        manifest = msgspec.json.encode(PublicManifest(self.site, self.changed, "tom-tat", listed))
        self.files[PATH] = manifest
        self.files[SIGNATURE] = signature(manifest, self.secret, "timestamp:0").encode()

    def correct(self, word: str) -> None:
        """Correct the title of the newest story."""
        feed = json.loads(self.files["feed.json"])
        feed["items"][0]["title"] = f"{word} – {self.province}"
        self.files["feed.json"] = json.dumps(feed, ensure_ascii=False).encode()
        self.sign()

    def _renamed(self, path: str, data: bytes) -> bytes:
        if path.rpartition("/")[2].startswith("feed"):
            return self._changed(data, "items", self._item)
        if path.endswith("products.json"):
            return self._changed(data, "products", self._product)
        if path.endswith("de-an.json"):
            return self._changed(data, "rows", lambda row: row | {"tinh": self.province})
        return data

    def _changed(self, data: bytes, key: str, change: Any) -> bytes:
        document = json.loads(data)
        document[key] = [change(each) for each in document[key]]
        return json.dumps(document, ensure_ascii=False).encode()

    def _moved(self, url: str) -> str:
        """An address of the one site on this centre's."""
        return f"{self.site}/{url.split('/', 3)[3]}" if url.startswith("http") else url

    def _item(self, item: dict[str, Any]) -> dict[str, Any]:
        attachments = [a | {"url": self._moved(a["url"])} for a in item.get("attachments", ())]
        return item | {
            "url": self._moved(item["url"]),
            "title": f"{self.place}: {item['title']}",
            "attachments": attachments,
        }

    def _product(self, row: dict[str, Any]) -> dict[str, Any]:
        return row | {
            "url": self._moved(row["url"]),
            "photo": self._moved(row["photo"]),
            "producer": f"{row['producer']} {self.place}",
            "province": self.province,
        }


def centres(output: Path, count: int) -> list[SyntheticCentre]:
    """So many centres with the documents of a built site and the photos that these name."""
    files = {
        path: file.read_bytes()
        for file in sorted(output.rglob("*"))
        if file.is_file() and is_document(path := file.relative_to(output).as_posix())
    }
    named = b"".join(files.values())
    for file in sorted((output / "anh").rglob("*")):
        path = file.relative_to(output).as_posix()
        if is_photo(path) and path.encode() in named:
            files[path] = file.read_bytes()
    return [SyntheticCentre(number, files) for number in range(count)]


def write_network(folder: Path, found: list[SyntheticCentre], site: str) -> None:
    """A network folder that lists centres."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["local: true", "centres:"]
    for each in found:
        lines += [
            f"  {each.slug}:",
            f"    name: {each.name}",
            f"    province: {each.province}",
            f"    address: http://{each.host}:{PORT}",
            f"    key: {public_key(each.secret)}",
        ]
    (folder / "trung-tam.yml").write_text("\n".join([*lines, ""]), encoding="utf-8")
    (folder / "site.yml").write_text(site, encoding="utf-8")


def serve(found: list[SyntheticCentre]) -> ThreadingHTTPServer:
    """A server that gives all centres, each on its address; it counts how it answers.

    POST to `/sua` corrects the newest story of a centre; GET of `/dem` tells the counts.
    """
    by_host = {each.host: each for each in found}
    statuses: Counter[int] = Counter()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            path = unquote(self.path).lstrip("/")
            if path == "dem":
                return self.give(200, json.dumps(statuses).encode())
            centre = by_host[self.headers["Host"].partition(":")[0]]
            data = centre.files.get(path)
            if data is None:
                return self.give(404, b"")
            tag = f'"{hashlib.blake2b(data, digest_size=8).hexdigest()}"'
            known = self.headers.get("If-None-Match") == tag
            self.give(304 if known else 200, b"" if known else data, tag)

        def do_POST(self) -> None:
            by_host[self.headers["Host"].partition(":")[0]].correct(unquote(self.path[1:]))
            self.give(200, b"")

        def give(self, status: int, data: bytes, tag: str = "") -> None:
            statuses[status] += 1
            self.send_response(status)
            self.send_header("ETag", tag)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    ThreadingHTTPServer.request_queue_size = 128
    return ThreadingHTTPServer(("0.0.0.0", PORT), Handler)  # noqa: S104


NETWORK_SITE = """\
name: Cổng Khuyến công các tỉnh (minh họa)
short_name: Khuyến công cả nước
agency: Cục Đổi mới sáng tạo, Chuyển đổi xanh và Khuyến công (đơn vị minh họa)
address: Số 1, đường Minh Họa, phường Minh Họa
phones: [0000 000 000]
email: lienhe@khuyencong.example
url: https://cong.khuyencong.example
sample: true
menu:
  - {name: Tin tức, address: /tin-tuc/}
  - {name: Chính sách, address: /chinh-sach/}
  - {name: Mô hình, address: /mo-hinh/}
  - {name: Đào tạo, address: /dao-tao/}
  - {name: Sản phẩm, address: /san-pham/}
  - {name: Địa bàn, address: /dia-ban/}
  - {name: Các trung tâm, address: /cac-trung-tam/}
categories:
  tin-tuc: {name: Tin tức, description: Tin của các trung tâm khuyến công., colour: "#1f3a5f"}
  chinh-sach: {name: Chính sách, description: Văn bản về khuyến công., colour: "#9c2a22"}
  mo-hinh: {name: Mô hình trình diễn, description: Máy móc mới tại cơ sở., colour: "#2f5d3a"}
  dao-tao: {name: "Đào tạo, sự kiện", description: Lớp sắp mở và đã mở., colour: "#7c4a00"}
  truyen-hinh: {name: Truyền hình, description: Chương trình đã phát., colour: "#5a2e6b"}
  tai-lieu: {name: Tài liệu, description: Sổ tay và mẫu biểu., colour: "#245b66"}
"""


def main(output: Path, folder: Path, count: int) -> None:
    """Make centres of a built site and serve them until the end."""
    found = centres(output, count)
    write_network(folder, found, NETWORK_SITE)
    server = serve(found)
    print(f"{count} centres at port {PORT}, listed in {folder}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if sys.argv[3:] else 34)
