"""Hỏi – đáp: a reader's question and the centre's answer."""

from typing import ClassVar

from pydantic import Field

from khuyencong.model.entry import Entry
from khuyencong.model.fields import Day, LineList, Name, Text


class Question(Entry):
    """Một câu hỏi đã được trả lời: tít là câu hỏi, nội dung là câu trả lời."""

    folder: ClassVar[str] = "hoi-dap"
    label: ClassVar[str] = "hỏi – đáp"
    moment_keys: ClassVar[tuple[str, ...]] = (*Entry.moment_keys, "asked")

    topic: Text = Field(
        "",
        title="Nhóm câu hỏi",
        description="Trang Hỏi – đáp xếp theo nhóm.",
        examples=["Đăng ký đề án"],
    )
    asked: Day | None = Field(
        None, title="Ngày hỏi", description="Ngày nhận câu hỏi.", examples=["20/11/2026"]
    )
    asker: Name = Field(
        "",
        title="Người hỏi",
        description="Viết tắt họ tên, kèm xã, tỉnh nếu cần; không ghi số máy, địa chỉ.",
        examples=["Bà N.T.M., Lạng Sơn"],
    )
    basis: LineList = Field(
        (),
        title="Văn bản viện dẫn",
        description="Số ký hiệu, rồi điều, khoản; mỗi văn bản một dòng.",
        examples=["- 28/2018/TT-BTC, Điều 7"],
    )
