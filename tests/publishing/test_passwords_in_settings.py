"""A password that somebody wrote into `xuat-ban.yml` or behind `publish` is shown nowhere."""

from pathlib import Path

import pytest

from khuyencong.content.folder import ContentError
from khuyencong.publishing.errors import PublishingError
from khuyencong.publishing.target_settings import choose_target

TYPED = "Mat:Khau/123"
LONG = f"{TYPED}{'x' * 90}"
FOLDER = "address: file:///srv/trang"


@pytest.mark.parametrize(
    "lines",
    [
        f"targets: {{chinh: {{address: 'ftps://an:{TYPED}@may.example/x'}}}}",
        f"targets: {{chinh: {{address: 'ftps:/an:{TYPED}@may.example/x'}}}}",
        f"targets: {{chinh: {{{FOLDER}, url: 'https://an:{TYPED}@trang.example'}}}}",
        f"targets: {{chinh: {{{FOLDER}, url: 'https://an:{LONG}@trang.example'}}}}",
        f"targets: {{chinh: {{{FOLDER}, url: 'an:{TYPED}@trang.example'}}}}",
        f"targets: {{chinh: {{{FOLDER}, keep: 'ftps://an:{TYPED}@may.example'}}}}",
        f"targets: {{chinh: {{{FOLDER}, server: 'ssh://an:{TYPED}@may.example'}}}}",
        f"targets: {{chinh: {{{FOLDER}, notify: {{smtp: 'smtp://an:{TYPED}@thu.example'}}}}}}",
        f"targets: {{chinh: {{{FOLDER}, notify: 'https://an:{TYPED}@bao.example'}}}}",
        f"targets: {{chinh: 'ftps://an:{TYPED}@may.example/x'}}",
        f"targets: 'ftps://an:{TYPED}@may.example/x'",
    ],
)
def test_it_is_in_no_message_about_the_settings(tmp_path: Path, lines: str) -> None:
    (tmp_path / "xuat-ban.yml").write_text(lines, encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        choose_target(tmp_path / "content", None)
    said = "\n".join(map(str, refused.value.problems))
    assert "Mat" not in said and "Khau" not in said and "123" not in said


@pytest.mark.parametrize(
    "address",
    [
        f"ftps://an:{TYPED}@may.example/x",
        f"ftps:/an:{TYPED}@may.example/x",
        f"an:{TYPED}@may.example/x",
        f"ftps:an:{TYPED}@may://x",
        f"https://an:{TYPED}@may.example/x",
    ],
)
def test_it_is_in_no_message_about_a_target_that_was_called(tmp_path: Path, address: str) -> None:
    (tmp_path / "xuat-ban.yml").write_text(f"targets: {{chinh: {{{FOLDER}}}}}", encoding="utf-8")
    with pytest.raises(PublishingError) as refused:
        choose_target(tmp_path / "content", address)
    assert "Khau" not in str(refused.value)
