"""A Word file to one draft: a story, or an official document as a policy."""

import re
from pathlib import PurePath

from bs4 import BeautifulSoup

from khuyencong.importers import body_structure, table_layout
from khuyencong.importers.captions import give_captions
from khuyencong.importers.draft import Draft
from khuyencong.importers.headings import make_headings
from khuyencong.importers.official_letter import guess_letter, join_title, letter_fields
from khuyencong.importers.story_guess import guess_story
from khuyencong.importers.word_document import read_word
from khuyencong.model.stories import News
from khuyencong.vietnamese.slugs import address_slug

BARE_PHOTOS = "ảnh chưa có mô tả và chú thích"


def word_draft(data: bytes, name: str, folder: str | None) -> Draft:
    """The draft of a .docx; `name` is the path of the file as a person knows it.

    Raises:
        SourceRefusedError: the file cannot be read.
    """
    word = read_word(data)
    soup = word.soup
    body_structure.take_marks(soup)
    body_structure.take_footnotes(soup)
    table_layout.make_tables_of_tabs(soup)
    laid_out = table_layout.lay_out_tables(soup)
    body = soup.body or soup
    draft = Draft("", name, folder or News.folder, {}, body, word.pictures, remarks=word.remarks)
    body_structure.split_lines(soup)
    if laid_out:
        draft.remarks.append(f"{laid_out} bảng chỉ để xếp chỗ (tiêu đề, chữ ký, ảnh) đã thành chữ.")
    letter = letter_fields(body) if folder in (None, "chinh-sach") else None
    stem = PurePath(name).stem
    give_captions(soup)
    if letter:
        draft.folder = "chinh-sach"
        guess_letter(draft, letter, stem)
        join_title(body, letter)
    else:
        guess_story(draft, _title_of_name(stem))
    finish(draft, soup)
    if "date" not in draft.fields and draft.is_dated and word.written:
        reason = "ngày lưu tệp Word; sửa thành ngày đăng"
        draft.guess("date", "Ngày đăng", f"{word.written:%d/%m/%Y}", reason)
    draft.key = f"tep:{name}#{address_slug(draft.title)}"
    return draft


def finish(draft: Draft, soup: BeautifulSoup) -> None:
    """Headings and lists of what is left as text, and what a person must be told of pictures."""
    make_headings(soup)
    body_structure.make_lists(soup)
    table_layout.join_cells(soup)
    bare = sum(not picture.get("alt") for picture in soup.find_all("img"))
    if bare:
        draft.remarks.append(f"{bare} {BARE_PHOTOS}: viết thêm cho từng ảnh.")
    if not draft.fields.get("summary") and draft.folder != "chinh-sach":
        draft.remarks.append("Chưa thấy sa-pô (đoạn đậm dưới tít): viết thêm sa-pô.")


def _title_of_name(stem: str) -> str:
    """A title from the name of a file, when the text has none."""
    words = re.sub(r"[_\s]+", " ", stem).strip()
    return words or "Bài chưa đặt tít"
