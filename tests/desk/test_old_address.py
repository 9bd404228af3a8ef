"""Who renames what readers have links to loses no address."""

from tests.conftest import Content
from tests.desk.conftest import Visitor, changed


def renamed(visitor: Visitor, title: str, source: str = "tin-tuc/bai.md") -> None:
    form = changed(visitor.form(f"bai/{source}"), title=title)
    assert visitor.post(f"bai/{source}", form).status_code == 303


def test_a_new_title_keeps_the_old_address(visitor: Visitor, content: Content) -> None:
    file = content.story(title="Mở lớp ở Na Rì")
    renamed(visitor, "Mở lớp ở xã Na Rì mới")
    assert "aliases: [/tin-tuc/mo-lop-o-na-ri/]\n" in file.read_text()
    assert content.site().by_address["/tin-tuc/mo-lop-o-xa-na-ri-moi/"].entry.aliases
    renamed(visitor, "Mở lớp ở Na Rì")
    text = file.read_text()
    assert "aliases: [/tin-tuc/mo-lop-o-xa-na-ri-moi/]\n" in text


def test_an_address_that_stays_or_that_nobody_knows_leaves_nothing(
    visitor: Visitor, content: Content
) -> None:
    file = content.story(title="Mở lớp", slug="mo-lop")
    renamed(visitor, "Mở hai lớp")
    assert "aliases" not in file.read_text()
    file = content.story("tin-tuc/nhap.md", title="Lớp nháp", status="draft")
    renamed(visitor, "Lớp nháp khác", "tin-tuc/nhap.md")
    assert "aliases" not in file.read_text()


def test_words_replaced_in_a_title_keep_its_address(visitor: Visitor, content: Content) -> None:
    file = content.story(title="Mở lớp ở Na Rì", body="Ở Na Rì có lớp.")
    page = visitor.get("tim-thay", tim="Na Rì").text
    seen = page.partition('name="ban" value="')[2].partition('"')[0]
    pairs = [("tim", "Na Rì"), ("thay", "Chợ Đồn"), ("ban", seen)]
    pairs += [("cho", f"tin-tuc/bai.md#{number}") for number in range(2)]
    visitor.post("tim-thay", pairs)
    text = file.read_text()
    assert "title: Mở lớp ở Chợ Đồn" in text and "aliases: [/tin-tuc/mo-lop-o-na-ri/]" in text
