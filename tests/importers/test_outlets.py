"""Lists of places that sell: each place comes to its products, once, and people's words win."""

from pathlib import Path

import pytest

from khuyencong.importers.outlet_import import outlet_header
from khuyencong.importers.outlet_workbook import outlet_export, outlet_template
from khuyencong.importers.report import Outcome
from khuyencong.importers.table_source import Sheet, read_workbook
from tests.importers.conftest import Desk
from tests.importers.test_tables import book

TITLE = ["DANH SÁCH ĐIỂM GIỚI THIỆU VÀ BÁN SẢN PHẨM OCOP NĂM 2026"]
HEAD = ["TT", "Tên điểm bán", "Địa chỉ", "Điện thoại", "Sản phẩm bày bán"]
MARKET = [1, "Chợ Na Rì", "Xã Na Rì", "0209 000 000", "Miến dong, Mật ong (HTX Rừng)"]
SHOP = [2, "Cửa hàng Xanh", "Phường Bắc Kạn", "", "1. miến dong\n2. Mật ong\n3. Rượu ngô"]


def product(desk: Desk, slug: str, title: str, maker: str, more: str = "") -> Path:
    return desk.content.write(
        f"san-pham/{slug}.md",
        f"---\ntitle: {title}\nslug: {slug}\nuid: {slug}\nproducer:\n  name: {maker}\n"
        f"  province: Thái Nguyên\n{more}---\nMô tả.\n",
    )


def shelves(desk: Desk) -> tuple[Path, Path]:
    product(desk, "mat-ong-khac", "Mật ong", "HTX Suối")
    noodles = product(desk, "mien", "Miến dong", "HTX Miến", "outlets: [Siêu thị Mẫu]\n")
    return noodles, product(desk, "mat-ong", "Mật ong", "HTX Rừng")


def test_places_come_to_their_products_and_the_rest_is_told(desk: Desk, tmp_path: Path) -> None:
    noodles, honey = shelves(desk)
    report = desk.import_(book(tmp_path / "a.xlsx", TITLE, HEAD, MARKET, SHOP))
    assert report.form == "Danh sách nơi bán"
    text = noodles.read_text("utf-8")
    assert "Siêu thị Mẫu" in text and "Chợ Na Rì, Xã Na Rì, 0209 000 000" in text
    assert "Cửa hàng Xanh, Phường Bắc Kạn" in text
    assert "Chợ Na Rì" in honey.read_text("utf-8")
    assert "Cửa hàng Xanh" not in honey.read_text("utf-8"), "two of one name: nobody is guessed"
    (told,) = [item for item in report.items if item.outcome is Outcome.REFUSED]
    assert "chưa có sản phẩm “Rượu ngô”" in told.remarks[1]
    assert "2 sản phẩm tên “Mật ong”" in told.remarks[0]


def test_again_changes_nothing_and_what_a_person_took_out_stays_out(
    desk: Desk, tmp_path: Path
) -> None:
    noodles, _ = shelves(desk)
    listed = book(tmp_path / "a.xlsx", TITLE, HEAD, MARKET)
    dry = noodles.read_bytes()
    desk.import_(listed, dry_run=True)
    assert noodles.read_bytes() == dry
    desk.import_(listed)
    assert {item.outcome for item in desk.import_(listed).items} == {Outcome.UNCHANGED}
    noodles.write_bytes(dry)
    assert {item.outcome for item in desk.import_(listed).items} == {Outcome.UNCHANGED}
    assert noodles.read_bytes() == dry


@pytest.mark.slow
def test_an_export_comes_in_again_without_a_change_and_the_template_is_understood(
    desk: Desk, tmp_path: Path
) -> None:
    noodles, _ = shelves(desk)
    desk.import_(book(tmp_path / "a.xlsx", TITLE, HEAD, MARKET))
    before = noodles.read_bytes()
    exported = tmp_path / "xuat.xlsx"
    exported.write_bytes(outlet_export(desk.content.folder))
    report = desk.import_(exported, "noi-ban")
    assert {item.outcome for item in report.items} == {Outcome.UNCHANGED}
    assert noodles.read_bytes() == before and len(report.items) == 2
    assert any(map(outlet_header, read_workbook(outlet_template())))


def test_a_list_of_products_that_says_where_they_are_sold_is_one_of_products() -> None:
    assert outlet_header(Sheet("", [["Tên sản phẩm", "Cơ sở sản xuất", "Nơi bán"]])) is None
    assert outlet_header(Sheet("", [["Sản phẩm", "Cơ sở", "Điểm bán"]])) is None
    assert outlet_header(Sheet("", [["Cửa hàng", "Các mặt hàng"]])) is not None
