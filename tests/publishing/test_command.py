"""`khuyencong publish` as staff type it."""

import io
from pathlib import Path

import pytest

from tests.rendering.conftest import Desk

pytestmark = pytest.mark.slow


def targets(
    office: Desk, text: str = "targets:\n  chinh:\n    address: file://{home}/web\n"
) -> None:
    (office.home / "xuat-ban.yml").write_text(text.replace("{home}", str(office.home)))


def title(office: Desk) -> str:
    page = office.home / "web" / "current" / "tin-tuc" / "bai" / "index.html"
    return page.read_text("utf-8").partition("<title>")[2].partition("</title>")[0]


def test_publish_edit_publish_back(office: Desk) -> None:
    targets(office)
    office.story(title="Mở lớp tập huấn", slug="bai")
    first = office.run("publish", "--yes")
    assert first.code == 0, first.err
    assert "Lần đầu đăng ở nơi này." in first.out and "Đã đăng" in first.out
    assert "Mở lớp tập huấn" in title(office)

    office.story(title="Hoãn lớp tập huấn", slug="bai")
    second = office.run("publish", "--yes")
    assert "Bài sửa (1):\n  ~ Hoãn lớp tập huấn  /tin-tuc/bai/\n" in second.out
    assert "Hoãn lớp" in title(office)
    assert "không phải gửi gì" in office.run("publish", "--yes").out

    assert office.run("publish", "--back", "--yes").code == 0
    assert "Mở lớp tập huấn" in title(office)
    assert "Hoãn lớp" in (office.folder / "tin-tuc/bai.md").read_text("utf-8")


def test_content_in_error_never_leaves(office: Desk) -> None:
    targets(office)
    office.story(date="32/11/2026")
    said = office.run("publish", "--yes")
    assert said.code == 1 and "KC107" in said.err
    assert not (office.home / "web").exists()


def test_a_deleted_story_stops_the_publication(office: Desk) -> None:
    targets(office)
    office.story()
    office.story("tin-tuc/hai.md", title="Bài hai", slug="hai")
    office.run("publish", "--yes")
    (office.folder / "tin-tuc/hai.md").unlink()
    said = office.run("publish", "--yes")
    assert said.code == 1 and "  /tin-tuc/hai/\n" in said.err
    office.story("tin-tuc/ba.md", title="Bài ba", aliases="[/tin-tuc/hai/]")
    assert office.run("publish", "--yes").code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("targets:\n  chinh:\n    adress: file:///srv/web\n", "Có phải là `address`?"),
        ("targets:\n  chinh:\n    address: http://web\n", "cần bắt đầu bằng một trong: file://"),
        (
            "targets:\n  chinh:\n    address: ssh://an:mat-khau@may/srv\n",
            "Bỏ mật khẩu khỏi địa chỉ",
        ),
        ("targets:\n  chinh:\n    address: ssh://an@may:hai/srv\n", "không đọc được"),
        ("targets:\n", "xuat-ban.yml"),
        ("targets: {\n", "xuat-ban.yml"),
        (
            "targets:\n  chinh:\n    address: file:///srv\n    keep: 0\n",
            "Số nhỏ nhất được viết là 1",
        ),
    ],
)
def test_what_is_wrong_in_the_settings_is_told_with_its_line(
    office: Desk, text: str, said: str
) -> None:
    targets(office, text)
    told = office.run("publish")
    assert told.code in (1, 2) and said in told.err, told.err
    assert not Path(office.home / "output").exists()


def test_without_settings_the_three_lines_are_shown(office: Desk) -> None:
    told = office.run("publish")
    assert told.code == 2 and "targets:\n  chinh:\n    address: ssh://" in told.err


def test_a_target_that_nobody_declared(office: Desk) -> None:
    targets(office)
    assert "Các nơi: chinh." in office.run("publish", "phu").err


@pytest.mark.parametrize(
    ("answer", "sent"), [("c", True), ("Có", True), ("y", True), ("", False), ("không", False)]
)
def test_only_a_yes_sends(
    office: Desk, monkeypatch: pytest.MonkeyPatch, answer: str, sent: bool
) -> None:
    targets(office)
    office.story(slug="bai")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{answer}\n"))
    said = office.run("publish")
    assert said.code == 0 and "Đưa lên mạng? Gõ c (có)" in said.out
    assert (office.home / "web" / "current").exists() is sent
