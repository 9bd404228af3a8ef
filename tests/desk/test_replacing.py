"""Words are found everywhere and replaced only where a person says so."""

from khuyencong.desk.replacement import Replacement
from khuyencong.desk.workspace import Workspace
from tests.conftest import Content
from tests.desk.conftest import Visitor


def ticked(page: str) -> list[tuple[str, str]]:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(page, "lxml")
    names = ("cho", "ban", "tim")
    return [(i["name"], i["value"]) for i in soup.find_all("input") if i.get("name") in names][1:]


def test_every_place_is_shown_with_what_stands_around_it(
    visitor: Visitor, content: Content
) -> None:
    content.story(title="Lớp ở Na Rì", localities="[Na Rì]", body="Xã Na Rì mở lớp.\n\nVề Na Rì.")
    content.product("san-pham/a.md", "Miến", producer="{name: HTX, commune: Na Rì}", sample="true")
    found = list(Replacement("Na Rì").places(visitor.client.app.app.state.workspace))
    assert [(f.source, [p.where for p in f.places]) for f in found] == [
        ("san-pham/a.md", ["Cơ sở sản xuất"]),
        ("tin-tuc/bai.md", ["Tít", "Địa bàn", "Nội dung", "Nội dung"]),
    ]
    assert "<mark>Na Rì</mark>" in visitor.get("tim-thay", tim="Na Rì").text


def test_only_ticked_places_change_and_everything_else_keeps_its_bytes(
    visitor: Visitor, content: Content
) -> None:
    body = "Xã Na Rì mở lớp.\n\nVề Na Rì, Na Rìa."
    file = content.story(title="Lớp ở Na Rì", slug="lop", body=body)
    before = file.read_text()
    pairs = ticked(visitor.get("tim-thay", tim="Na Rì").text)
    pairs = [pair for pair in pairs if pair != ("cho", "tin-tuc/bai.md#1")]
    page = visitor.post("tim-thay", [*pairs, ("thay", "Côn Minh: xã mới")])
    assert "Đã thay 2 chỗ" in page.text
    assert file.read_text() == before.replace(
        "title: Lớp ở Na Rì", 'title: "Lớp ở Côn Minh: xã mới"'
    ).replace("Về Na Rì, Na Rìa", "Về Côn Minh: xã mới, Na Rìa")


def test_addresses_and_paths_are_no_words(visitor: Visitor, content: Content) -> None:
    content.photo("anh/mien.jpg")
    file = content.story(
        slug="mien", photos="[{file: anh/mien.jpg, alt: mien}]", tags="[mien]", aliases="[/mien/]"
    )
    visitor.post("tim-thay", [*ticked(visitor.get("tim-thay", tim="mien").text), ("thay", "x")])
    text = file.read_text()
    assert "slug: mien" in text and "anh/mien.jpg" in text and "/mien/" in text
    assert "alt: x" in text and "tags: [x]" in text


def test_a_file_that_was_edited_meanwhile_is_left_alone(
    visitor: Visitor, content: Content, workspace: Workspace
) -> None:
    file = content.story(body="Về Na Rì.")
    pairs = ticked(visitor.get("tim-thay", tim="Na Rì").text)
    content.story(body="Sửa rồi. Về Na Rì.")
    workspace.changed()
    page = visitor.post("tim-thay", [*pairs, ("thay", "x")]).text
    assert "vừa được sửa ở nơi khác" in page and "Na Rì" in file.read_text()


def test_a_replacement_that_breaks_an_entry_is_not_written(
    visitor: Visitor, content: Content
) -> None:
    file = content.story(title="Na Rì")
    page = visitor.post(
        "tim-thay", [*ticked(visitor.get("tim-thay", tim="Na Rì").text), ("thay", "")]
    ).text
    assert "giữ nguyên" in page and "title: Na Rì" in file.read_text()


def test_nothing_is_found_for_nothing(visitor: Visitor, content: Content) -> None:
    content.story()
    assert "<fieldset" not in visitor.get("tim-thay", tim="  ").text


def test_words_typed_without_marks_lead_to_the_spellings_that_stand_there(
    visitor: Visitor, content: Content
) -> None:
    content.story(body="Lớp ở “Na Rì”, xã Na Rì, na rì <b>và NA RÌ; Na Rìa, nari.")
    replacement = Replacement("na ri")
    workspace = visitor.client.app.app.state.workspace
    assert replacement.other_spellings(workspace) == [("Na Rì", 2), ("na rì", 1), ("NA RÌ", 1)]
    page = visitor.get("tim-thay", tim="na ri", thay="Côn Minh").text
    assert "Không chỗ nào có “na ri”" in page
    assert "tim=Na+R%C3%AC&amp;thay=C%C3%B4n+Minh" in page or "tim=Na%20R%C3%AC&amp;thay" in page
    assert "cách viết khác" not in visitor.get("tim-thay", tim="Phú Lương").text
