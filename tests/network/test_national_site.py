"""The site of a network, from real centres on this machine to pages, feeds and galleries."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from khuyencong.publishing.minisign import new_secret_key, public_key
from tests.network.conftest import Federation
from tests.rendering.conftest import Desk, Said

pytestmark = pytest.mark.slow

SITE = """\
name: Cổng Khuyến công các tỉnh (minh họa)
short_name: Khuyến công cả nước
url: https://cong.example
sample: true
"""


class Office(Federation):
    """Somebody who keeps a network folder and runs the command."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "harvest")
        self.desk = Desk(folder)
        self.network_folder = folder / "mang-luoi"
        self.network_folder.mkdir()
        (self.network_folder / "site.yml").write_text(SITE, "utf-8")
        self.time = 0

    def run(self) -> Said:
        lines = ["local: true", "centres:"]
        for slug, centre in self.centres.items():
            lines.append(
                f"  {slug}: {{name: {centre.name}, province: {centre.province}, "
                f"address: '{centre.web.url}', key: {public_key(centre.secret)}}}"
            )
        (self.network_folder / "trung-tam.yml").write_text("\n".join(lines), "utf-8")
        self.time += 1
        words = ("network", "mang-luoi", "--now", f"24/11/2026 {9 + self.time}:00")
        with ThreadPoolExecutor(1) as own:  # where no browser of another test keeps its event loop
            return own.submit(self.desk.run, *words).result()

    def page(self, path: str) -> str:
        return (self.desk.output / path).read_text("utf-8")

    def pages(self, folder: str, words: str) -> list[str]:
        """Pages below a folder that say something."""
        found = (self.desk.output / folder).rglob("*.html")
        return [page for file in found if words in (page := file.read_text("utf-8"))]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    found = Office(tmp_path_factory.mktemp("office"))
    yield found
    found.close()


def test_a_national_site_from_its_first_day_on(office: Office) -> None:
    """One story of a life, for each build takes a second."""
    north, other = office.centre(), office.centre("lang-son", "Lạng Sơn")
    north.product()
    north.story(2, "Tin của cả hai", summary="Cùng một sa-pô.")
    other.story(2, "Tin của cả hai", summary="Cùng một sa-pô.", date_published="2026-11-22T08:00")
    other.story(
        3,
        "Mở <script>alert(1)</script> lớp *học*",
        summary='Có [liên kết](javascript:alert(1)) & "nháy" <img src=x onerror=alert(1)>.',
        content_html="<p>Toàn văn của Lạng Sơn.</p><script>alert(1)</script>",
    )
    other.reuse = "toan-van"
    other.files = {"so-lieu/de-an.json": json.dumps({"rows": [DE_AN, DE_AN | {"ma": ""}]}).encode()}
    north.publish()
    other.publish()
    (office.network_folder / "tin-tuc").mkdir()
    (office.network_folder / "tin-tuc" / "ket-qua.md").write_text(OFFICIAL, "utf-8")
    first = office.run()
    assert first.code == 0, first.err
    assert "KC803" in first.err and "bài ghi 2, trang Bình chọn cấp tỉnh năm 2026" in first.err

    led = '<a href="https://bac-ninh.example/tin-tuc/bai-1/">Bắc Ninh mở lớp tập huấn số 1</a>'
    assert led in office.page("tin-tuc/index.html"), "its centre lets nobody print it whole"
    assert not office.pages("tin-tuc", 'story__title" data-spoken>Bắc Ninh'), "so it has no page"
    assert not office.pages("tin-tuc", "lang-son.example/tin-tuc/bai-2/"), "Bắc Ninh had it first"
    (hostile,) = office.pages("tin-tuc", "Toàn văn của Lạng Sơn.")
    assert "<script>alert" not in hostile and "<img src=x" not in hostile
    assert 'href="javascript' not in hostile

    product = '<a href="https://bac-ninh.example/san-pham/sp-1/">Miến dong</a>'
    assert product in office.page("san-pham/tinh/bac-ninh/index.html")
    assert "Lạng Sơn" in office.page("dia-ban/lang-son/index.html")
    assert "Máy sấy" in office.page("de-an/2026/index.html")
    assert "https://lang-son.example/rss.xml" in office.page("cac-trung-tam.opml")
    listed = json.loads(office.page("feed.json"))["items"]
    assert {north.name, other.name} <= {item["authors"][0]["name"] for item in listed}
    assert "https://bac-ninh.example/tin-tuc/bai-1/" in {item["url"] for item in listed}
    assert f"<span>{north.name}</span>" in office.page("index.html"), "a card names its source"

    assert "Không có gì thay đổi" in office.run().out

    north.items[0] |= {"title": "Bắc Ninh đính chính", "date_modified": "2026-11-23T08:00:00+07:00"}
    north.items[0]["_khuyencong"] = {"corrections": [{"date": "2026-11-23", "note": "Là 41."}]}
    other.items = [item for item in other.items if "lớp" not in item["title"]]
    north.publish()
    other.publish()
    office.run()
    assert "Bắc Ninh đính chính" in office.page("tin-tuc/index.html")
    assert "Là 41." in office.page("dinh-chinh/index.html")
    assert not office.pages("tin-tuc", "Toàn văn của Lạng Sơn."), "withdrawn"

    north.story(9, "")
    north.items[-1] |= {
        "title": "Bài không dựng được",
        "summary": "Ngµy mïng 8 th¸ng 3 ®­îc tæ chøc",
    }
    north.publish()
    told = office.run()
    assert "Không đăng tin-tuc/bac-ninh/" in told.err
    assert told.code == 0 and "Bắc Ninh đính chính" in office.page("index.html")

    other.web.faults["*"] = lambda handler: handler.send_error(500)
    north.publish(secret=new_secret_key())
    down = office.run()
    assert "lang-son" in down.out + down.err and "lỗi 500" in down.out + down.err
    assert "chữ ký không phải của trung tâm" in down.out + down.err
    assert "Bắc Ninh đính chính" in office.page("index.html"), "what was there stays"


DE_AN = {
    "nam": 2026,
    "ma": "QG-1",
    "ten": "Máy sấy (minh họa)",
    "chuong_trinh": "Khuyến công quốc gia",
    "kinh_phi_ho_tro": 300_000_000,
    "giai_doan": "Nghiệm thu",
    "minh_hoa": 1,
}


OFFICIAL = """\
---
title: Công bố kết quả bình chọn cấp tỉnh năm 2026
date: 20/11/2026 08:00
uid: cong-1
summary: Hai sản phẩm được công nhận (minh họa).
sample: true
figures:
  - {name: Số sản phẩm, value: 2, unit: sản phẩm, data: binh-chon 2026 tinh}
---
Năm 2026 có 2 sản phẩm được công nhận.
"""


def test_a_folder_with_somebodys_files_is_not_cleared(tmp_path: Path) -> None:
    office = Office(tmp_path)
    (office.network_folder / "content").mkdir()
    (office.network_folder / "content" / "bai.md").write_text("của người khác")
    office.centre()
    told = office.run()
    assert told.code and "không do lệnh này ghi" in told.err
    assert (office.network_folder / "content" / "bai.md").is_file()
    office.close()
