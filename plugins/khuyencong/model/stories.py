"""Kinds that need no module of their own: news, demonstration models, classes, static pages."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from khuyencong.model.declaration import Declared
from khuyencong.model.entry import Entry
from khuyencong.model.entry_parts import DeAnCodes
from khuyencong.model.fields import (
    Amount,
    EventMoment,
    Name,
    Text,
    TextList,
    Year,
)
from khuyencong.model.former_places import place_faults
from khuyencong.model.rules import Fault, Rule
from khuyencong.vietnamese.numbers import dong


class News(Entry):
    """Tin, bài."""

    folder: ClassVar[str] = "tin-tuc"
    label: ClassVar[str] = "bài viết"

    de_an: DeAnCodes = ()


class Result(Declared):
    """One measured effect of a demonstration model."""

    name: Text = Field(title="Chỉ tiêu", description="Điều được đo.", examples=["Công suất"])
    before: Text = Field("", title="Trước", description="Số trước hỗ trợ.", examples=["80"])
    after: Text = Field("", title="Sau", description="Số sau hỗ trợ.", examples=["200"])
    unit: Text = Field(
        "", title="Đơn vị tính", description="Đơn vị của hai số.", examples=["kg/ngày"]
    )


class DemonstrationModel(Entry):
    """Mô hình trình diễn kỹ thuật."""

    folder: ClassVar[str] = "mo-hinh"
    label: ClassVar[str] = "mô hình trình diễn"

    beneficiary: Text = Field(
        "",
        title="Đơn vị thụ hưởng",
        description="Cơ sở được hỗ trợ.",
        examples=["HTX Miến dong (minh họa)"],
    )
    commune: Name = Field(
        "", title="Xã, phường", description="Nơi đặt mô hình.", examples=["Na Rì"]
    )
    province: Name = Field(
        "", title="Tỉnh", description="Tên tỉnh hiện nay.", examples=["Thái Nguyên"]
    )
    technology: Text = Field(
        "", title="Công nghệ", description="Máy, quy trình mới.", examples=["Sấy bằng hơi nước"]
    )
    year: Year | None = Field(None, title="Năm", description="Năm thực hiện.", examples=["2026"])
    total_cost: Amount | None = Field(
        None, title="Tổng kinh phí", description="Đồng, số nguyên.", examples=["900.000.000"]
    )
    support_kcqg: Amount = Field(
        0, title="Khuyến công quốc gia hỗ trợ", description="Đồng.", examples=["300.000.000"]
    )
    support_kcdp: Amount = Field(
        0, title="Khuyến công địa phương hỗ trợ", description="Đồng.", examples=["100.000.000"]
    )
    de_an: TextList = Field(
        (),
        title="Mã đề án",
        description="Mã trong bảng `de-an/<năm>.csv`; số tiền ở hai nơi phải bằng nhau.",
        examples=["QG-2024-01"],
    )
    results: tuple[Result, ...] = Field(
        (), title="Kết quả", description="So sánh trước và sau.", examples=["- name: Công suất"]
    )

    def faults(self) -> Iterator[Fault]:
        yield from super().faults()
        support = self.support_kcqg + self.support_kcdp
        if self.total_cost is not None and support > self.total_cost:
            yield Fault(
                Rule.SUPPORT_ABOVE_COST,
                ("total_cost",),
                f"Tiền hỗ trợ {dong(support)} lớn hơn tổng kinh phí {dong(self.total_cost)}.",
                "Kiểm tra lại `total_cost`, `support_kcqg` và `support_kcdp`.",
            )
        yield from place_faults((), self.commune, self.province)


class Training(Entry):
    """Lớp đào tạo, tập huấn, sự kiện."""

    folder: ClassVar[str] = "dao-tao"
    label: ClassVar[str] = "lớp, sự kiện"
    moment_keys: ClassVar[tuple[str, ...]] = (*Entry.moment_keys, "starts", "ends", "deadline")

    starts: EventMoment = Field(
        title="Khai mạc", description="Ngày, giờ bắt đầu.", examples=["10/12/2026 08:00"]
    )
    ends: EventMoment | None = Field(
        None, title="Bế mạc", description="Không trước khai mạc.", examples=["12/12/2026 17:00"]
    )
    place: Text = Field(
        "", title="Địa điểm", description="Nơi tổ chức.", examples=["Nhà văn hóa xã"]
    )
    capacity: Amount | None = Field(
        None, title="Số chỗ", description="Số học viên nhận được.", examples=["50"]
    )
    deadline: EventMoment | None = Field(
        None, title="Hạn đăng ký", description="Không sau khai mạc.", examples=["05/12/2026"]
    )
    topics: TextList = Field(
        (),
        title="Nội dung",
        description="Các chủ đề, ngăn bằng dấu phẩy.",
        examples=["lập hồ sơ đề án"],
    )
    contact: Text = Field(
        "", title="Liên hệ", description="Phòng, người nhận đăng ký.", examples=["Phòng Đào tạo"]
    )
    cancelled: Text = Field(
        "",
        title="Hủy, lý do",
        description="Ghi lý do khi lớp không mở nữa; lịch trong điện thoại người đọc tự báo hủy. "
        "Lớp dời ngày thì sửa `starts`.",
        examples=["Hoãn vì mưa lũ, lịch mới sẽ thông báo sau"],
    )

    def faults(self) -> Iterator[Fault]:
        yield from super().faults()
        if self.ends and self.ends < self.starts:
            yield Fault(
                Rule.DATES_REVERSED,
                ("ends",),
                "Ngày bế mạc (`ends`) trước ngày khai mạc (`starts`).",
                "Kiểm tra lại hai ngày.",
            )
        if self.deadline and self.deadline > self.starts:
            yield Fault(
                Rule.DATES_REVERSED,
                ("deadline",),
                "Hạn đăng ký (`deadline`) sau ngày khai mạc (`starts`).",
                "Kiểm tra lại hai ngày.",
            )


class Page(Entry):
    """Trang cố định: Giới thiệu, Liên hệ, Hướng dẫn."""

    folder: ClassVar[str] = "trang"
    label: ClassVar[str] = "trang"
    dated: ClassVar[bool] = False
    listed: ClassVar[bool] = False
