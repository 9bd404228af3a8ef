"""An English text is begun beside its original, with what needs no translating."""

from tests.conftest import Content
from tests.desk.conftest import Visitor, changed


def original(content: Content) -> None:
    content.photo("anh/lop.jpg")
    content.story(
        title="Mở lớp ở Na Rì",
        slug="mo-lop",
        author="Nguyễn Văn Mẫu",
        localities="[Na Rì]",
        photos="[{file: anh/lop.jpg, alt: Học viên quanh máy, crop: 10 0 80 100}]",
        body="Bốn lớp <script>alert(1)</script> ở **Na Rì**.",
    )


def test_the_form_begins_with_what_is_the_same_in_every_language(
    visitor: Visitor, content: Content
) -> None:
    original(content)
    page = visitor.get("bai/tin-tuc/bai.md").text
    assert "viet/tin-tuc?dich=tin-tuc/bai.md" in page
    begun = visitor.get("viet/tin-tuc", dich="tin-tuc/bai.md").text
    assert "Tiếng Việt: Mở lớp ở Na Rì" in begun and "<strong>Na Rì</strong>" in begun
    assert "alert(1)" not in begun.partition('class="original__text"')[2].partition("</details>")[0]
    form = dict(visitor.form("viet/tin-tuc", dich="tin-tuc/bai.md"))
    assert form["lang"] == "en" and form["translation_of"] == "mo-lop" and form["title"] == ""
    assert form["author"] == "Nguyễn Văn Mẫu" and form["localities"] == "Na Rì"
    assert form["date"] == "22/11/2026 08:30"
    kept = {name.rpartition(".")[2]: v for name, v in form.items() if name.startswith("photos.")}
    assert kept["file"] == "anh/lop.jpg" and kept["crop"] == "10 0 80 100" and kept["alt"] == ""


def test_both_texts_lead_to_each_other_once_saved(visitor: Visitor, content: Content) -> None:
    original(content)
    form = changed(
        visitor.form("viet/tin-tuc", dich="tin-tuc/bai.md"), title="A course", body="Four courses."
    )
    alt = next(name for name, _ in form if name.endswith(".alt"))
    answer = visitor.post("viet/tin-tuc", changed(form, **{alt: "Learners around a machine"}))
    assert answer.status_code == 303, answer.text
    text = (content.folder / "tin-tuc/a-course.md").read_text()
    assert "translation_of: mo-lop" in text and "lang: en" in text
    assert "English: A course" in visitor.get("bai/tin-tuc/bai.md").text
    assert "Viết bản tiếng Anh" not in visitor.get("bai/tin-tuc/bai.md").text
    assert "Tiếng Việt: Mở lớp ở Na Rì" in visitor.get("bai/tin-tuc/a-course.md").text


def test_what_is_no_entry_begins_an_empty_form(visitor: Visitor, content: Content) -> None:
    form = dict(visitor.form("viet/tin-tuc", dich="../site.yml"))
    assert form["translation_of"] == "" and form["title"] == ""
