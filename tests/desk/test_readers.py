"""Người đọc: staff see what was read and what was looked for in vain."""

import csv
import io
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from khuyencong.desk.workspace import Workspace
from khuyencong.publishing.target_settings import read_targets
from khuyencong.vietnamese.dates import VIETNAM
from tests.conftest import Content
from tests.desk.conftest import Visitor
from tests.desk.served_desk import ServedDesk, fits_a_phone
from tests.statistics.logs import PHONE, combined, write

SETTINGS = "targets: {chinh: {address: 'file:///srv/kc', access_log: [access.log]}}"


@pytest.fixture
def log(content: Content, workspace: Workspace) -> Path:
    """A log of today that xuat-ban.yml names, of two stories that are there."""
    content.story("tin-tuc/may.md", title="Máy sấy <b>miến</b>", slug="may-say-mien", uid="kc-1",
                  aliases="[/tin/may-cu]")  # fmt: skip
    content.story("tin-tuc/cong.md", title="=Tít như công thức", slug="cong", uid="kc-2")
    log = content.folder.parent / "access.log"
    (content.folder.parent / "xuat-ban.yml").write_text(SETTINGS, encoding="utf-8")
    when = f"{workspace.now().astimezone(VIETNAM):%d/%b/%Y:%H:%M:%S %z}"
    story = "/tin-tuc/may-say-mien/"
    asked = (story, story, "/tin/may-cu/", "/tin-tuc/cong/", "/")
    missing = ("/tin-tuc/may-say-mien-dong/", "/<img/src=x>/", "/khong-ro/")
    lines = [combined(path, when=when) for path in asked]
    lines += [combined(path, when=when, status=404) for path in missing]
    lines.append(combined("/rss.xml", when=when, agent="Feedly/1.0 (7 subscribers)"))
    lines.append(combined("/", when=when, agent=f"{PHONE} Zalo android/23101"))
    return write(log, *lines)


def counted(visitor: Visitor, workspace: Workspace, **query: str) -> str:
    """The screen once the logs were read."""
    visitor.get("nguoi-doc")
    visitor.client.app.app.state.readership.wait()
    return visitor.get("nguoi-doc", **query).text


def test_most_read_stories_with_where_readers_came_from(
    visitor: Visitor, workspace: Workspace, log: Path
) -> None:
    page = counted(visitor, workspace)
    assert "Máy sấy &lt;b&gt;miến&lt;/b&gt;</a>" in page, "a text stays a text"
    assert page.index("Máy sấy") < page.index("=Tít như công thức")
    for words in ("3<span", "Zalo", "Feedly", "/rss.xml", "Từng tuần", "<svg"):
        assert words in page
    assert "Từng ngày" in counted(visitor, workspace, ngay="7")
    assert "Từng tháng" in counted(visitor, workspace, ngay="365")


def test_views_stand_beside_each_story(visitor: Visitor, workspace: Workspace, log: Path) -> None:
    counted(visitor, workspace)
    assert "3 lượt xem" in visitor.get("danh-sach", tim="may say").text
    assert "3 lượt xem từ khi đăng" in visitor.get("bai/tin-tuc/may.md").text


def test_an_address_in_vain_is_led_to_the_right_story(
    visitor: Visitor, workspace: Workspace, content: Content, log: Path
) -> None:
    page = counted(visitor, workspace)
    assert 'value="Máy sấy &lt;b&gt;miến&lt;/b&gt;" list' in page, "what was probably meant"
    assert "<img" not in page
    old = "/tin-tuc/may-say-mien-dong/"
    given = {"tu": old, "bai": "Máy sấy <b>miến</b>"}
    assert visitor.post("nguoi-doc/dan", given).status_code == 303
    text = (content.folder / "tin-tuc/may.md").read_text()
    assert "/tin/may-cu" in text and old in text
    assert f'value="{old}"' not in counted(visitor, workspace)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"tu": "/a/", "bai": "Không có bài này"}, "Không có bài nào có tít"),
        ({"tu": "không phải địa chỉ", "bai": "/tin-tuc/cong/"}, "không phải địa chỉ cũ"),
    ],
)
def test_what_leads_nowhere_is_said(
    visitor: Visitor, workspace: Workspace, log: Path, given: dict[str, str], said: str
) -> None:
    answer = visitor.post("nguoi-doc/dan", given)
    page = visitor.client.get(answer.headers["location"]).text
    assert said in page.partition("said--bad")[2]


def test_counts_as_a_spreadsheet_that_runs_no_title(
    visitor: Visitor, workspace: Workspace, log: Path
) -> None:
    counted(visitor, workspace)
    answer = visitor.get("nguoi-doc/csv", ngay="7")
    rows = [*csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))]
    assert rows[0] == ["Tít", "Địa chỉ", "Lượt xem", "Lượt người đọc"]
    assert ["'=Tít như công thức", "/tin-tuc/cong/", "1", "1"] in rows
    assert "nguoi-doc-7-ngay.csv" in answer.headers["content-disposition"]


def test_where_the_log_lies_is_asked_in_a_form_and_read_at_once(
    visitor: Visitor, workspace: Workspace, content: Content, log: Path
) -> None:
    settings = content.folder.parent / "xuat-ban.yml"
    settings.write_text("targets: {chinh: {address: 'file:///srv/kc', keep: 9}}", encoding="utf-8")
    page = counted(visitor, workspace)
    assert "Chưa khai báo nơi lưu nhật ký của máy chủ web" in page and "nginx trên Debian" in page
    assert "access_log" not in page and "xuat-ban.yml" not in page
    visitor.post("nguoi-doc/nhat-ky", {"thuong-o": "/var/log/nginx/khong", "nhat-ky": str(log)})
    assert "Máy sấy" in counted(visitor, workspace)
    target = read_targets(content.folder)["chinh"]
    assert target.access_log == (str(log),) and target.keep == 9, "other settings stay"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"nhat-ky": "khong-co.log"}, "Không thấy nhật ký ở “khong-co.log”"),
        ({"thuong-o": "", "nhat-ky": "  "}, "Chọn máy chủ web, hoặc ghi đường dẫn"),
    ],
)
def test_a_place_without_a_log_is_not_written(
    visitor: Visitor, log: Path, given: dict[str, str], said: str
) -> None:
    answer = visitor.post("nguoi-doc/nhat-ky", given)
    assert said in visitor.client.get(answer.headers["location"]).text
    assert (log.parent / "xuat-ban.yml").read_text(encoding="utf-8") == SETTINGS


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "Trước hết ghi trang đặt ở máy chủ nào"),
        ("ftps://kc@ftp.trungtam.vn/www", "Tải nhật ký ở trang quản trị của nhà cung cấp"),
        ("ssh://kc@may-chu.example/srv/kc", "Máy chủ web ở may-chu.example"),
    ],
)
def test_what_is_asked_depends_on_where_the_site_lies(
    visitor: Visitor, content: Content, address: str, said: str
) -> None:
    if address:
        settings = f"targets: {{chinh: {{address: '{address}'}}}}"
        (content.folder.parent / "xuat-ban.yml").write_text(settings, encoding="utf-8")
    assert said in visitor.get("nguoi-doc").text


def test_a_log_from_a_rented_host_is_brought(
    visitor: Visitor, workspace: Workspace, content: Content, log: Path
) -> None:
    data = log.read_bytes()
    for said in ("Đã đọc 10 dòng nhật ký mới", "Đã đọc 0 dòng nhật ký mới"):
        answer = visitor.post("nguoi-doc", {}, [("tep", ("access.log", data))])
        assert said in visitor.client.get(answer.headers["location"]).text
    damaged = [("tep", ("a.gz", b"\x1f\x8bhong"))]
    answer = visitor.post("nguoi-doc", {}, damaged)
    assert "a.gz: không đọc được" in visitor.client.get(answer.headers["location"]).text


def test_a_damaged_store_is_said(visitor: Visitor, workspace: Workspace, log: Path) -> None:
    workspace.data.mkdir(parents=True, exist_ok=True)
    (workspace.data / "nguoi-doc.sqlite").write_bytes(b"hong" * 4096)
    assert "bị hỏng" in counted(visitor, workspace)
    assert visitor.get("").status_code == 200


@pytest.mark.slow
@pytest.mark.audit
def test_the_screen_fits_a_phone_and_has_no_fault_of_accessibility(
    page: Page, served: ServedDesk
) -> None:
    (served.folder / "xuat-ban.yml").write_text(SETTINGS, encoding="utf-8")
    when = f"{datetime.now(VIETNAM):%d/%b/%Y:%H:%M:%S %z}"
    asked = ("/tin-tuc/bai/", "/", f"/tin-tuc/{'dia-chi-rat-dai-' * 12}/")
    lines = [combined(path, when=when, status=200 if len(path) < 99 else 404) for path in asked]
    feed = combined("/rss.xml", when=when, agent="Feedly/1.0 (7 subscribers)")
    write(served.folder / "access.log", *lines, feed)
    page.goto(served.at("nguoi-doc"))
    page.get_by_role("button", name="Đọc nhật ký ngay").click()
    expect(page.get_by_role("heading", name="Tìm mà không thấy")).to_be_visible()
    expect(page.locator("meta[http-equiv=refresh]")).to_have_count(0)
    fits_a_phone(page)
