"""`khuyencong publish` as staff type it."""

from pathlib import Path

import pytest

from tests.rendering.conftest import Desk, desk  # noqa: F401

pytestmark = pytest.mark.slow


def targets(desk: Desk, text: str = "targets:\n  chinh:\n    address: file://{home}/web\n") -> None:
    (desk.home / "xuat-ban.yml").write_text(text.replace("{home}", str(desk.home)))


def title(desk: Desk) -> str:
    page = desk.home / "web" / "current" / "tin-tuc" / "bai" / "index.html"
    return page.read_text("utf-8").partition("<title>")[2].partition("</title>")[0]


def test_publish_edit_publish_back(desk: Desk) -> None:
    targets(desk)
    desk.story(title="Mở lớp tập huấn", slug="bai")
    first = desk.run("publish", "--yes")
    assert first.code == 0, first.err
    assert "Lần đầu đăng ở nơi này." in first.out and "Đã đăng" in first.out
    assert "Mở lớp tập huấn" in title(desk)

    desk.story(title="Hoãn lớp tập huấn", slug="bai")
    second = desk.run("publish", "--yes")
    assert "Bài sửa (1):\n  ~ Hoãn lớp tập huấn  /tin-tuc/bai/\n" in second.out
    assert "Hoãn lớp" in title(desk)
    assert "không phải gửi gì" in desk.run("publish", "--yes").out

    assert desk.run("publish", "--back", "--yes").code == 0
    assert "Mở lớp tập huấn" in title(desk)
    assert "Hoãn lớp" in (desk.folder / "tin-tuc/bai.md").read_text("utf-8")


def test_content_in_error_never_leaves(desk: Desk) -> None:
    targets(desk)
    desk.story(date="32/11/2026")
    said = desk.run("publish", "--yes")
    assert said.code == 1 and "KC107" in said.err
    assert not (desk.home / "web").exists()


def test_a_deleted_story_stops_the_publication(desk: Desk) -> None:
    targets(desk)
    desk.story()
    desk.story("tin-tuc/hai.md", title="Bài hai", slug="hai")
    desk.run("publish", "--yes")
    (desk.folder / "tin-tuc/hai.md").unlink()
    said = desk.run("publish", "--yes")
    assert said.code == 1 and "  /tin-tuc/hai/\n" in said.err
    desk.story("tin-tuc/ba.md", title="Bài ba", aliases="[/tin-tuc/hai/]")
    assert desk.run("publish", "--yes").code == 0


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
    desk: Desk, text: str, said: str
) -> None:
    targets(desk, text)
    told = desk.run("publish")
    assert told.code in (1, 2) and said in told.err, told.err
    assert not Path(desk.home / "output").exists()


def test_without_settings_the_three_lines_are_shown(desk: Desk) -> None:
    told = desk.run("publish")
    assert told.code == 2 and "targets:\n  chinh:\n    address: ssh://" in told.err


def test_a_target_that_nobody_declared(desk: Desk) -> None:
    targets(desk)
    assert "Các nơi: chinh." in desk.run("publish", "phu").err
