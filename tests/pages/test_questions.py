"""Readers ask, report and subscribe in ways of the centre's choice; comments pass a person."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from khuyencong.describing.elements import Link
from khuyencong.pages.question_views import QuestionsView
from khuyencong.publishing.leaks import leaks_in, secrets_of
from khuyencong.rendering.renderer import Renderer
from tests.conftest import CENTRE, NOW, Content
from tests.pages.test_views import pages, rendered, renderer, shown, story_view

__all__ = ["renderer"]

FORMS = """\
forms:
  question: https://bieumau.example/hoi?bai={bai}&x=1
  report: https://bieumau.example/gop-y?bai={bai}
  subscription: https://bieumau.example/nhan-tin
"""
STORY = "https://thu.example/tin-tuc/bai/"
ANSWER = {
    "title": "Hộ kinh doanh có được hỗ trợ không?",
    "slug": "ho",
    "topic": "Đối tượng",
    "asked": "16/11/2026",
    "asker": "Bà N.T.M.",
}


def ways(content: Content, renderer: Renderer, address: str) -> dict[str, str]:
    """Words → address of what the answer to a page leads to."""
    page = shown(renderer, pages(content)[address])
    return {link.get_text(): str(link["href"]) for link in page.select(".respond a, .ask a")}


def test_without_forms_a_reader_writes_a_mail_that_names_the_story(
    content: Content, renderer: Renderer
) -> None:
    content.story(title='50% & "hơn" <b>', slug="bai")
    found = ways(content, renderer, "/tin-tuc/bai/")
    assert list(found) == ["Có ích", "Chưa rõ", "Báo lỗi trong bài", "Hỏi trung tâm", "Gửi ý kiến"]
    mail = urlsplit(found["Báo lỗi trong bài"])
    assert (mail.scheme, mail.path) == ("mailto", "tin@thu.example")
    given = parse_qs(mail.query)
    assert given["subject"] == ['Báo lỗi: 50% & "hơn" <b>']
    assert given["body"] == [f"Bài: {STORY}\n\n"]


def test_a_form_of_the_centre_gets_the_address_of_the_story(
    content: Content, renderer: Renderer
) -> None:
    content.write("site.yml", CENTRE + FORMS)
    content.story(slug="bai")
    found = ways(content, renderer, "/tin-tuc/bai/")
    assert parse_qs(urlsplit(found["Hỏi trung tâm"]).query) == {"bai": [STORY], "x": ["1"]}
    assert unquote(found["Báo lỗi trong bài"]) == f"https://bieumau.example/gop-y?bai={STORY}"
    assert ways(content, renderer, "/hoi-dap/")["Gửi câu hỏi"].startswith(
        "https://bieumau.example/hoi?bai=&"
    )


def test_nothing_of_another_host_is_offered_unless_site_yml_names_it(
    content: Content, renderer: Renderer
) -> None:
    content.story(slug="bai")
    for address in ("/tin-tuc/bai/", "/hoi-dap/", "/nhan-tin/"):
        page = shown(renderer, pages(content)[address])
        links = [str(link["href"]) for link in page.select(".respond a, .ask a")]
        assert links and all(link.startswith(("mailto:", "tel:")) for link in links)


def test_one_subscribes_by_mail_and_zalo_as_well_as_rss(
    content: Content, renderer: Renderer
) -> None:
    content.write("site.yml", CENTRE + "zalo: https://zalo.me/0000000000\n")
    page = shown(renderer, pages(content)["/nhan-tin/"])
    found = {link.get_text(): str(link["href"]) for link in page.select(".ask a")}
    assert found["Quan tâm Zalo"] == "https://zalo.me/0000000000"
    mail = parse_qs(urlsplit(found["Đăng ký qua thư"]).query)
    assert mail["subject"] == ["Đăng ký nhận tin"]
    assert page.find("h2", string="Qua ứng dụng đọc tin (RSS)")


def test_the_page_of_questions_is_there_before_the_first_answer(content: Content) -> None:
    view = pages(content)["/hoi-dap/"].view
    assert isinstance(view, QuestionsView) and view.topics == ()


def test_answers_stand_under_their_topics(content: Content) -> None:
    content.story("hoi-dap/a.md", **ANSWER)
    content.story("hoi-dap/b.md", title="Câu khác?", slug="khac")
    content.story("hoi-dap/c.md", title="Ai thẩm định?", slug="ai", topic="Đăng ký")
    view = pages(content)["/hoi-dap/"].view
    assert isinstance(view, QuestionsView)
    assert [topic for topic, _ in view.topics] == ["Đăng ký", "Đối tượng", "Câu hỏi khác"]


def test_an_answer_names_who_asked_and_leads_to_its_law(content: Content) -> None:
    content.write(
        "chinh-sach/a.md",
        "---\ntitle: Nghị định\nslug: nd\ndate: 1/1/2026\ndocument_number: 45/2012/NĐ-CP\n"
        "---\n## Điều 4. Nguyên tắc\n\nA.\n",
    )
    content.story(
        "hoi-dap/a.md", **ANSWER, basis='["45/2012/NĐ-CP, Điều 4", "9/2099/TT-X, Điều 1"]'
    )
    facts = {fact.label: fact.values for fact in story_view(content, "/hoi-dap/ho/").facts}
    assert facts["Người hỏi"] == ("Bà N.T.M., 16/11/2026",)
    assert facts["Căn cứ"] == (
        Link("45/2012/NĐ-CP, Điều 4", "/chinh-sach/nd/#dieu-4"),
        Link("9/2099/TT-X, Điều 1", ""),
    )


@pytest.mark.parametrize("mark", ["", ", shown: false"])
def test_a_comment_that_nobody_let_through_is_nowhere(
    content: Content, renderer: Renderer, mark: str
) -> None:
    content.story(
        comments=f"[{{name: N.T.M., date: 23/11/2026 08:00, text: Lời chưa duyệt{mark}}}]"
    )
    for page in pages(content).values():
        assert "Lời chưa duyệt" not in rendered(renderer, page), page.address


def test_a_comment_that_leaks_is_found_before_anything_is_sent(content: Content) -> None:
    words = "Cơ sở của tôi nộp hồ sơ từ tháng Ba mà chưa có trả lời"
    content.story(comments=f"[{{date: 23/11/2026 08:00, text: {words}}}]")
    secrets = secrets_of(content.read().records, NOW)
    (leak,) = leaks_in(secrets, "a.html", f"<p>{words}.</p>".encode())
    assert "tin-tuc/bai.md" in leak.what


@pytest.mark.parametrize("where", ["body", "comment"])
def test_a_comment_whose_words_are_published_elsewhere_leaks_nothing(
    content: Content, where: str
) -> None:
    """One that was sent twice, or is quoted in a story."""
    words = "Cơ sở của tôi nộp hồ sơ từ tháng Ba mà chưa có trả lời"
    twice = f", {{date: 23/11/2026 08:05, text: {words}, shown: true}}"
    comments = f"[{{date: 23/11/2026 08:00, text: {words}}}{twice if where == 'comment' else ''}]"
    content.story(body=f"Hỏi: {words}?" if where == "body" else "Nội dung.", comments=comments)
    secrets = secrets_of(content.read().records, NOW)
    assert not [*leaks_in(secrets, "a.html", f"<p>{words}.</p>".encode())]


def test_a_comment_stays_text(content: Content, renderer: Renderer) -> None:
    content.story(
        slug="bai",
        comments='[{name: N.T.M., date: 23/11/2026 08:00, text: "<b>Rõ</b>", shown: true}]',
    )
    page = shown(renderer, pages(content)["/tin-tuc/bai/"])
    (comment,) = page.select(".comments__item")
    assert comment.get_text(" ", strip=True) == "N.T.M. 23/11/2026 <b>Rõ</b>"
