"""Sources that want to do harm: archives, exports and folders with links in them."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from khuyencong.importers.archive import unpacked
from khuyencong.importers.portal_rule import read_rules
from khuyencong.importers.report import Outcome, SourceRefusedError
from tests.importers import old_sites
from tests.importers.conftest import Desk

STORY = f"<html><body><div class='noidung'><p>{'</p><p>'.join(old_sites.text(1))}</p></div></body>"


def archive(**members: str | bytes) -> bytes:
    """A zip of some members."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize(
    "name",
    ["../x.html", "a/../../x.html", "/x.html", "..\\x.html", "C:/x.html", "c:x.html"],
)
def test_a_member_that_leads_out_is_left_out(name: str) -> None:
    with unpacked(archive(**{name: STORY, "trong.html": STORY}), "a.zip") as folder:
        assert [file.name for file in folder.rglob("*")] == ["trong.html"]


@pytest.mark.linux
def test_a_colon_is_part_of_an_address(tmp_path: Path) -> None:
    """On Windows it names a hidden stream of a file, and such a member is left out there."""
    with unpacked(archive(**{"cu/index.php?id=12:lop-nghe": STORY}), "a.zip") as folder:
        assert (folder / "cu" / "index.php?id=12:lop-nghe").read_text() == STORY


def test_an_archive_in_an_archive_is_told_and_not_opened(desk: Desk, tmp_path: Path) -> None:
    inner = archive(**{"bai.html": STORY})
    (tmp_path / "a.zip").write_bytes(archive(**{"trong.zip": inner, "bang.txt": "x"}))
    report = desk.import_(tmp_path / "a.zip")
    refused = [item for item in report.items if item.source == "trong.zip"]
    assert refused[0].outcome is Outcome.REFUSED and "tệp nén nằm trong" in refused[0].remarks[0]
    assert not list(desk.content.folder.rglob("*.md"))


@pytest.mark.parametrize("names", [("a", "a/b.html"), ("x" * 300 + ".html", "y.html")])
def test_members_that_no_disk_can_hold_are_told(
    desk: Desk, tmp_path: Path, names: tuple[str, str]
) -> None:
    (tmp_path / "a.zip").write_bytes(archive(**dict.fromkeys(names, STORY)))
    assert "không bung ra được" in desk.said(tmp_path / "a.zip")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packing_that_unpacks_without_a_bound_is_told(
    desk: Desk, tmp_path: Path, method: int
) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as packed:
        packed.writestr("bai.html", STORY)
    assert "nén theo cách không đọc được" in desk.said(tmp_path / "a.zip")


def test_a_name_that_is_two_names_is_told(desk: Desk, tmp_path: Path) -> None:
    """What stands before a member is in no encoding, and its table of contents is sound."""
    data = archive(**{"bài.html": STORY})
    (tmp_path / "a.zip").write_bytes(data.replace("à".encode(), b"\xff\xff", 1))
    assert "bị hỏng" in desk.said(tmp_path / "a.zip")


def test_an_archive_with_one_part_of_an_odt_is_an_archive(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(archive(**{"content.xml": "<x/>", "bai.html": STORY}))
    report = desk.import_(tmp_path / "a.zip")
    assert any("bai.html" in item.source for item in report.items)


BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "bom " * 50}">' for n in range(9))


@pytest.mark.parametrize("before", ["", f"<!-- <rss wordpress.org/export/ {'x' * 70_000} -->"])
def test_an_export_with_entities_is_refused_wherever_they_are_declared(
    desk: Desk, tmp_path: Path, before: str
) -> None:
    file = old_sites.wordpress(tmp_path, [old_sites.item(1, STORY)])
    text = file.read_text("utf-8").replace(
        "<rss ", f'{before}<!DOCTYPE rss [{BOMB}]><rss x="&e8;" '
    )
    file.write_text(text, "utf-8")
    assert "Tệp XML" in desk.said(file)


def test_a_link_in_a_folder_brings_in_nothing_from_elsewhere(desk: Desk, tmp_path: Path) -> None:
    secret, mirror = tmp_path / "rieng", tmp_path / "cong"
    secret.mkdir()
    Image.new("RGB", (60, 40)).save(secret / "rieng.jpg")
    (secret / "rieng.html").write_text(STORY.replace("khuyến công", "bí mật"), "utf-8")
    old_sites.portal(mirror, 3)
    host = mirror / "khuyencong.example.vn"
    (host / "Upload" / "anh 0.jpg").unlink()
    (host / "Upload" / "anh 0.jpg").symlink_to(secret / "rieng.jpg")
    (host / "trang.html").symlink_to(secret / "rieng.html")
    (host / "dut.html").symlink_to(secret / "khong-co")
    report = desk.import_(mirror)
    assert len(report.items) == 3
    assert any("anh%200.jpg" in remark for item in report.items for remark in item.remarks)
    assert len(list((desk.content.folder / "anh").iterdir())) == 2


@pytest.mark.linux  # other systems have no such names
def test_names_in_no_encoding_stop_nothing(desk: Desk, tmp_path: Path) -> None:
    for folder in ("trang", "bang"):
        (tmp_path / folder).mkdir()
    (tmp_path / "trang" / "b\udcff.html").write_text(STORY, "utf-8")
    (tmp_path / "bang" / "b\udcff.csv").write_text("Tên sản phẩm,Cơ sở\nMiến,HTX Miến\n", "utf-8")
    for folder in ("trang", "bang"):
        report = desk.import_(tmp_path / folder)
        assert not report.items and "1 mục không nhập" in report.remarks[0]


def test_an_entry_that_is_a_link_is_not_read(desk: Desk, tmp_path: Path) -> None:
    outside = tmp_path / "ngoai.md"
    outside.write_text("---\ntitle: Mật ong\nproducer: {name: HTX}\n---\n", "utf-8")
    (desk.content.folder / "san-pham").mkdir()
    for name, target in (("a.md", outside), ("b.md", tmp_path), ("c.md", tmp_path / "khong")):
        (desk.content.folder / "san-pham" / name).symlink_to(target)
    file = tmp_path / "a.csv"
    file.write_text("Tên sản phẩm,Cơ sở,SĐT\nMật ong,HTX,0900 000 111\n", "utf-8")
    assert desk.only(desk.import_(file)).outcome is Outcome.CREATED
    assert "0900" not in outside.read_text("utf-8")


@pytest.mark.parametrize(
    "feed",
    ['"items": 5', '"items": null', '"items": ["x"]', '"items": [{"title": 6}]', '"title": [1]'],
)
def test_a_json_feed_of_another_shape_is_told(desk: Desk, tmp_path: Path, feed: str) -> None:
    file = tmp_path / "a.json"
    file.write_text(f'{{"version": "https://jsonfeed.org/version/1.1", {feed}}}', "utf-8")
    assert "không phải JSON Feed" in desk.said(file)


@pytest.mark.parametrize("link", ["https://a.example/) [x](https://b.example/", "javascript:x"])
def test_the_link_of_a_feed_is_one_link_or_none(desk: Desk, tmp_path: Path, link: str) -> None:
    file = tmp_path / "a.xml"
    item = f"<item><title>Tin</title><link>{link}</link></item>"
    file.write_text(f"<rss><channel><title>[x](y)</title>{item}</channel></rss>", "utf-8")
    assert "<a " not in desk.draft(file).html


def test_a_cell_longer_than_any_is_told(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f'Tên sản phẩm,Cơ sở\n"A,HTX\n{"x" * 200_000}', "utf-8")
    assert "Bảng CSV bị hỏng" in desk.said(file)


def test_a_rule_names_a_kind_that_there_is() -> None:
    with pytest.raises(SourceRefusedError, match="không có loại bài"):
        read_rules(b"kind: ../ngoai\n")


@pytest.mark.parametrize(
    "address",
    [
        *("http://[Nguồn]/a.jpg", "//[/a.pdf", "a%00.jpg", f"{'a' * 5000}.jpg", "http://a:b/x.pdf"),
        *("../../../etc/passwd.jpg", "/wp-content/uploads/%00.jpg", "http://ⅰ℀.com/x.jpg"),
    ],
)
def test_an_address_that_is_none_stops_no_import(desk: Desk, tmp_path: Path, address: str) -> None:
    links = f'<p><img src="{address}"> <a href="{address}">x</a></p>'
    told = STORY.replace("</div>", f"{links}</div>")
    (tmp_path / "bai.html").write_text(told.replace("<body>", "<body><h1>Tin</h1>"), "utf-8")
    assert desk.import_(tmp_path / "bai.html").items[0].outcome is Outcome.CREATED
    item = old_sites.item(1, told).replace("<link>", f"<link>{address}</link><link>")
    report = desk.import_(old_sites.wordpress(tmp_path, [item]))
    assert len(report.items) == 1


def test_a_portal_with_an_address_that_is_none_is_read_on(desk: Desk, tmp_path: Path) -> None:
    portal = old_sites.portal(tmp_path / "cong", 3)
    for file in portal.rglob("*.html"):
        page = file.read_text("utf-8")
        file.write_text(page.replace("<body>", '<body><a href="http://[Nguồn]/">x</a>'), "utf-8")
    outcomes = [item.outcome for item in desk.import_(portal).items]
    assert outcomes.count(Outcome.CREATED) >= 2
