"""Words that a form offers: what entries hold already, and the places of today."""

import pytest

from khuyencong.desk import listing
from khuyencong.desk.listing import Completions
from khuyencong.desk.workspace import Workspace
from tests.conftest import Content


def test_the_provinces_of_today_and_the_communes_of_the_centre_s_own_are_offered() -> None:
    words = Completions().of({}, "Bắc Kạn")
    assert len(words["province"]) == 34 and "Bắc Kạn" not in words["province"]
    assert words["province"][:2] == ["An Giang", "Bắc Ninh"]
    assert {"Na Rì", "Côn Minh", "Đồng Hỷ"} <= set(words["commune"])
    assert "Bắc Sơn" not in words["commune"]


def test_a_centre_of_no_known_province_gets_no_communes() -> None:
    assert "commune" not in Completions().of({}, "Tỉnh Minh Họa")


def test_of_thousands_of_names_the_most_frequent_are_offered(
    content: Content, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "_OFFERED", 1)
    for number, author in enumerate(("Hoàng Anh", "Lý Bình", "Lý Bình")):
        content.story(f"tin-tuc/{number}.md", title=f"Bài {number}", author=author)
    assert Completions().of(workspace.files(), "")["author"] == ["Lý Bình"]
