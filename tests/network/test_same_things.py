"""Entries of two centres are one only when nothing else tells them apart."""

import pytest

from khuyencong.network.same_things import document_key, product_key, story_key


def test_a_story_of_both_stands_once() -> None:
    assert story_key("Tin của cả hai", "Cùng sa-pô.") == story_key("Tin của  cả hai", "Cùng sa-pô.")


def test_two_classes_of_one_title_are_two_stories() -> None:
    title = "Thông báo tuyển sinh lớp may công nghiệp"
    assert story_key(title, "Lớp ở Bắc Ninh.") != story_key(title, "Lớp ở Lạng Sơn.")


@pytest.mark.parametrize(
    "number",
    ["45/2012/NĐ-CP", "20/2017/TT-BCT", "39/2016/TT-NHNN", "1322/QĐ-TTg", "15/2023/QH15"],
)
def test_a_document_of_the_state_is_one_wherever_it_is_published(number: str) -> None:
    assert document_key(number, "Bắc Ninh") == document_key(number, "Lạng Sơn")
    assert document_key(number, "Bắc Ninh") == document_key(number), "the office has it too"


@pytest.mark.parametrize("number", ["05/2026/QĐ-UBND", "12/NQ-HĐND", "7/QĐ-SCT", "03/QĐ-BQL"])
def test_provinces_number_their_own_documents_alike(number: str) -> None:
    assert document_key(number, "Bắc Ninh") != document_key(number, "Lạng Sơn")


def test_a_cooperative_of_one_name_is_in_many_provinces() -> None:
    bac_ninh = product_key("Miến dong", "HTX Thanh Bình", "Bắc Ninh")
    assert bac_ninh != product_key("Miến dong", "HTX Thanh Bình", "Lạng Sơn")
    assert bac_ninh == product_key("Miến Dong", "Hợp tác xã Thanh Bình", "Bắc Giang"), "of today"


def test_marks_tell_producers_apart() -> None:
    assert product_key("Chè", "Hộ Hưng", "Bắc Ninh") != product_key("Chè", "Hộ Hùng", "Bắc Ninh")
