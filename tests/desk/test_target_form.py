"""Where the site lies is told once, in the words of who rents a web host."""

from pathlib import Path

import pytest

from khuyencong.desk import target_screens
from khuyencong.desk.target_form import TargetForm
from khuyencong.publishing.target_settings import read_targets
from tests.conftest import Content
from tests.desk.conftest import Visitor

HOST = {
    **{"cach": "ftps", "may-chu": "ftp.trungtam.vn", "ten": "kc@tinh", "mat-khau": "bí mật <1>"},
    **{"thu-muc": "/public_html", "url": "https://khuyencong.trungtam.vn"},
}


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the keyring was given; machines of tests have none."""
    found: dict[str, str] = {}
    monkeypatch.setattr(
        target_screens, "keep_secret", lambda name, what, value: found.update({name + what: value})
    )
    return found


def settings_of(content: Content) -> Path:
    return content.folder.parent / "xuat-ban.yml"


def test_a_desk_that_does_not_know_its_place_leads_to_the_form(visitor: Visitor) -> None:
    page = visitor.get("dua-len-mang").text
    assert "Chưa khai báo máy chủ đặt trang" in page and "noi-dang" in page
    assert "Xem thay đổi" not in page and "xuat-ban.yml" not in page


def test_the_place_is_written_and_the_password_goes_into_the_keyring_alone(
    visitor: Visitor, content: Content, kept: dict[str, str]
) -> None:
    answer = visitor.post("noi-dang", HOST)
    assert answer.status_code == 303 and kept == {"chinhpassword": "bí mật <1>"}
    target = read_targets(content.folder)["chinh"]
    assert target.address == "ftps://kc%40tinh@ftp.trungtam.vn/public_html"
    assert target.url == HOST["url"] and "bí mật" not in settings_of(content).read_text()
    page = visitor.get("noi-dang").text
    assert 'value="kc@tinh"' in page and "bí mật" not in page
    assert "Xem thay đổi" in visitor.get("dua-len-mang").text


def test_other_settings_stay_when_the_place_is_changed(
    visitor: Visitor, content: Content, kept: dict[str, str]
) -> None:
    settings_of(content).write_text(
        "# của Trung tâm\ntargets:\n  web:\n    address: ftp://a@cu.vn/w\n    keep: 9\n"
        "  thu:\n    address: file:///srv/thu\n"
    )
    visitor.post("noi-dang", {**HOST, "mat-khau": ""})
    targets = read_targets(content.folder)
    assert [*targets] == ["web", "thu"] and targets["web"].keep == 9 and not kept
    assert targets["web"].address.startswith("ftps://") and targets["thu"].address.endswith("thu")
    assert settings_of(content).read_text().startswith("# của Trung tâm\n")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"may-chu": "ftp trung tam"}, "Ghi tên máy chủ"),
        ({"may-chu": "ftp://x/"}, "Ghi tên máy chủ"),
        ({"ten": ""}, "Ghi tên đăng nhập"),
        ({"thu-muc": "/"}, "Ghi thư mục trang"),
        ({"url": "trang của tỉnh"}, "Ghi địa chỉ người đọc mở"),
        ({"url": "ftp://khuyencong.vn"}, "Ghi địa chỉ người đọc mở"),
        ({"cach": "telnet"}, "Chọn cách gửi"),
        ({"cach": "file", "thu-muc": "trang"}, "Ghi đủ đường dẫn"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(
    visitor: Visitor, content: Content, kept: dict[str, str], change: dict[str, str], said: str
) -> None:
    answer = visitor.post("noi-dang", {**HOST, **change})
    assert answer.status_code == 422 and said in answer.text and "bí mật" not in answer.text
    assert not settings_of(content).exists() and not kept


@pytest.mark.parametrize(
    ("folder", "address"),
    [("D:\\trang mới", "file:///D:/trang%20m%E1%BB%9Bi"), ("/srv/a", "file:///srv/a")],
)
def test_a_folder_of_either_system_is_an_address(folder: str, address: str) -> None:
    form = TargetForm("file", folder=folder, url="https://a.vn")
    assert form.address == address and not form.faults()


def test_a_place_that_the_form_does_not_know_is_left_to_the_file(
    visitor: Visitor, content: Content
) -> None:
    settings_of(content).write_text("targets:\n  kho:\n    address: s3://kho/trang\n")
    before = settings_of(content).read_bytes()
    assert "s3://kho/trang" in visitor.get("noi-dang").text
    assert visitor.post("noi-dang", HOST).status_code == 422
    assert settings_of(content).read_bytes() == before


def test_an_address_of_readers_may_be_typed_as_it_is_spoken(
    visitor: Visitor, content: Content, kept: dict[str, str]
) -> None:
    visitor.post("noi-dang", {**HOST, "url": "khuyencong.langson.gov.vn"})
    assert read_targets(content.folder)["chinh"].url == "https://khuyencong.langson.gov.vn"
