"""A network of centres on this machine, each with a web server and a key of its own."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pytest

from khuyencong.network.harvest import Harvester, Outcome
from khuyencong.network.members import Member, Network
from khuyencong.network.object_store import digest_of_object
from khuyencong.publishing.minisign import new_secret_key, public_key, signature
from khuyencong.publishing.public_manifest import PATH, SIGNATURE, PublicManifest
from tests.network.servers import Web

NOW = 1_795_000_000.0
"""A morning in November 2026."""


class Centre:
    """A centre with a site: what it publishes is signed as a publication signs it."""

    def __init__(self, slug: str, province: str) -> None:
        self.slug, self.province = slug, province
        self.name = f"Trung tâm Khuyến công {province}"
        self.site = f"https://{slug}.example"
        self.secret = new_secret_key()
        self.web = Web()
        self.reuse = "tom-tat"
        self.changed = int(NOW) - 86_400
        self.items: list[dict[str, Any]] = []
        self.products: list[dict[str, Any]] = []
        self.files: dict[str, bytes] = {}

    @property
    def member(self) -> Member:
        return Member(
            name=self.name,
            province=self.province,
            address=self.web.url,
            key=public_key(self.secret),
        )

    def story(self, number: int = 1, title: str = "", **more: Any) -> dict[str, Any]:
        """A story as our JSON Feed has it."""
        item = {
            "id": f"kc-{self.slug}-{number}",
            "url": f"{self.site}/tin-tuc/bai-{number}/",
            "title": title or f"{self.province} mở lớp tập huấn số {number}",
            "summary": f"Lớp số {number} có 40 học viên của {self.province}.",
            "content_html": "<p>Toàn văn của bài.</p>",
            "date_published": f"2026-11-20T08:{number % 60:02}:00+07:00",
            "date_modified": f"2026-11-20T08:{number % 60:02}:00+07:00",
            "tags": ["Tin tức"],
        } | more
        self.items.append(item)
        return item

    def product(self, name: str = "Miến dong", **more: Any) -> dict[str, Any]:
        """A product as products.json has it."""
        number = len(self.products) + 1
        row = {
            "id": f"sp-{self.slug}-{number}",
            "name": name,
            "group": "Chế biến nông, lâm, thủy sản và thực phẩm",
            "producer": f"HTX {name} {self.province} (minh họa)",
            "producer_kind": "Hợp tác xã",
            "province": self.province,
            "awards": [{"level": "tinh", "year": 2026, "decision": "", "expired": False}],
            "url": f"{self.site}/san-pham/sp-{number}/",
            "sample": True,
        } | more
        self.products.append(row)
        return row

    def publish(self, *, secret: str = "", changed: int = 0) -> None:
        """Let the server give what the centre has, under a signed list."""
        self.changed = changed or self.changed + 1
        documents = {
            "feed.json": json.dumps({"items": self.items}).encode(),
            "san-pham/products.json": json.dumps({"products": self.products}).encode(),
            **self.files,
        }
        listed = {path: (digest_of_object(data), len(data)) for path, data in documents.items()}
        manifest = PublicManifest(self.site, self.changed, self.reuse, listed)
        data = msgspec.json.encode(manifest)
        signed = signature(data, secret or self.secret, "timestamp:1").encode()
        self.web.files = {**documents, PATH: data, SIGNATURE: signed}


class Federation:
    """Centres, and somebody who harvests them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.centres: dict[str, Centre] = {}
        self.now = NOW
        self.members: dict[str, dict[str, Any]] = {}

    def centre(self, slug: str = "bac-ninh", province: str = "Bắc Ninh") -> Centre:
        """A centre with one story."""
        found = self.centres[slug] = Centre(slug, province)
        found.story()
        found.publish()
        return found

    @property
    def network(self) -> Network:
        members = {
            slug: centre.member.model_copy(update=self.members.get(slug, {}))
            for slug, centre in self.centres.items()
        }
        return Network(centres=members, local=True)

    @property
    def harvester(self) -> Harvester:
        return Harvester(self.network, self.folder, self.now)

    def poll(self, *, after: float = 600.0) -> dict[str, Outcome]:
        """Poll every centre, some time after the poll before."""
        self.now += after
        with ThreadPoolExecutor(1) as own:  # where no browser of another test keeps its event loop
            return {outcome.slug: outcome for outcome in own.submit(self.harvester.poll).result()}

    def close(self) -> None:
        for centre in self.centres.values():
            centre.web.close()


@pytest.fixture
def federation(tmp_path: Path) -> Iterator[Federation]:
    found = Federation(tmp_path / "harvest")
    found.folder.mkdir()
    yield found
    found.close()
