"""What a policy supports: for whom, for which work, up to how much, under which conditions."""

import math
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field, JsonValue

from khuyencong.model.de_an import Programme
from khuyencong.model.declaration import Choice, Declared
from khuyencong.model.fields import (
    Amount,
    ContentPath,
    EventDay,
    LineList,
    NameList,
    Percent,
    Slug,
    SlugList,
    Text,
    TextList,
)
from khuyencong.model.values import as_list


class Applicant(Choice):
    """Who may ask for support (NĐ 45/2012/NĐ-CP, NĐ 235/2025/NĐ-CP)."""

    HOUSEHOLD = "ho-kinh-doanh", "Hộ kinh doanh"
    GROUP = "to-hop-tac", "Tổ hợp tác"
    COOPERATIVE = "hop-tac-xa", "Hợp tác xã, liên hiệp hợp tác xã"
    COMPANY = "doanh-nghiep", "Doanh nghiệp nhỏ và vừa"
    CLUSTER_INVESTOR = "chu-dau-tu-cum", "Nhà đầu tư hạ tầng cụm công nghiệp"
    ORGANISER = "don-vi-to-chuc", "Đơn vị tổ chức bình chọn, hội chợ, lớp học"


class Activity(Choice):
    """What support is asked for."""

    MACHINES = "may-moc", "Mua máy móc, thiết bị tiên tiến"
    LINE = "day-chuyen", "Đầu tư dây chuyền công nghệ"
    DEMONSTRATION = "mo-hinh", "Làm mô hình trình diễn kỹ thuật"
    TRAINING = "dao-tao", "Đào tạo nghề, tập huấn"
    BRAND = "thuong-hieu", "Nhãn hiệu, bao bì, thương hiệu"
    FAIR = "hoi-cho", "Tham gia hội chợ, trưng bày"
    SELECTION = "binh-chon", "Bình chọn sản phẩm tiêu biểu"
    CLEANER = "san-xuat-sach", "Sản xuất sạch hơn, tiết kiệm năng lượng"
    CLUSTER = "cum-cong-nghiep", "Hạ tầng cụm công nghiệp"


_NEW: dict[str, JsonValue] = {"since": "0.2.0"}

Applicants = Annotated[tuple[Applicant, ...], BeforeValidator(as_list)]
Activities = Annotated[tuple[Activity, ...], BeforeValidator(as_list)]


class Support(Declared):
    """One thing that a policy supports, and up to how much."""

    activity: Text = Field(
        title="Nội dung hỗ trợ",
        description="Việc được hỗ trợ.",
        examples=["Ứng dụng máy móc tiên tiến"],
    )
    rate_percent: Percent | None = Field(
        None, title="Tỷ lệ hỗ trợ", description="Phần trăm, từ 0 đến 100.", examples=["50"]
    )
    ceiling: Amount | None = Field(
        None, title="Mức trần", description="Đồng, số nguyên.", examples=["300.000.000"]
    )
    per: Text = Field(
        "", title="Tính trên", description="Mức trần áp dụng cho mỗi cái gì.", examples=["cơ sở"]
    )
    eligible: TextList = Field(
        (),
        title="Ai được hưởng",
        description="Các đối tượng, ngăn bằng dấu phẩy.",
        examples=["hợp tác xã, hộ kinh doanh"],
    )
    basis: Text = Field(
        "", title="Căn cứ", description="Điều, khoản của văn bản.", examples=["Điều 8"]
    )
    code: Slug | None = Field(
        None,
        title="Mã mức hỗ trợ",
        description="Để mức khác nhắc tới ở `excludes`; không trùng trên cả trang.",
        examples=["tinh-may-moc"],
        json_schema_extra=_NEW,
    )
    level: Programme | None = Field(
        None,
        title="Nguồn vốn",
        description="Mức này của khuyến công quốc gia hay địa phương.",
        examples=["kcqg"],
        json_schema_extra=_NEW,
    )
    activities: Activities = Field(
        (),
        title="Loại việc",
        description="Có loại việc và đối tượng thì mức vào trang “Tôi được hỗ trợ gì?”.",
        examples=["may-moc"],
        json_schema_extra=_NEW,
    )
    applies_to: Applicants = Field(
        (),
        title="Đối tượng",
        description="Đối tượng được đề nghị mức này.",
        examples=["hop-tac-xa"],
        json_schema_extra=_NEW,
    )
    provinces: NameList = Field(
        (),
        title="Tỉnh áp dụng",
        description="Bỏ trống thì áp dụng ở mọi tỉnh.",
        examples=["Lạng Sơn"],
        json_schema_extra=_NEW,
    )
    conditions: LineList = Field(
        (),
        title="Điều kiện",
        description="Mỗi dòng một điều kiện; người đề nghị tự đối chiếu.",
        examples=["- Đã đăng ký kinh doanh"],
        json_schema_extra=_NEW,
    )
    deadline: EventDay | None = Field(
        None,
        title="Hạn nộp",
        description="Ngày cuối nhận đăng ký của đợt này.",
        examples=["30/06/2027"],
        json_schema_extra=_NEW,
    )
    next_round: EventDay | None = Field(
        None,
        title="Kỳ sau",
        description="Ngày bắt đầu nhận đăng ký của kỳ sau, khi đã có thông báo.",
        examples=["01/01/2028"],
        json_schema_extra=_NEW,
    )
    form: ContentPath | None = Field(
        None,
        title="Mẫu đăng ký",
        description="Tệp trong `tep/bieu-mau/`.",
        examples=["tep/bieu-mau/dang-ky.docx"],
        json_schema_extra=_NEW,
    )
    excludes: SlugList = Field(
        (),
        title="Không cộng với",
        description="Mã của các mức không được hưởng cùng lúc.",
        examples=["quoc-gia-may-moc"],
        json_schema_extra=_NEW,
    )

    @property
    def answers(self) -> bool:
        """Whether it is one of the answers of "Tôi được hỗ trợ gì?"."""
        return bool(self.activities and self.applies_to)

    def amount(self, cost: int) -> int | None:
        """The most that is paid of a cost, in đồng; None where no figure is known.

        The least of the share of the cost, rounded down to a đồng, the ceiling, and the cost.
        """
        limits = [] if self.ceiling is None else [self.ceiling]
        if self.rate_percent is not None:
            limits.append(math.floor(cost * Decimal(str(self.rate_percent)) / 100))
        return min(*limits, cost) if limits else None

    def contradicts(self, other: "Support") -> Iterator[Activity]:
        """The activities for which two levels of one budget name other figures to one applicant."""
        figures = (self.rate_percent, self.ceiling)
        if self.level is not other.level or figures == (other.rate_percent, other.ceiling):
            return
        places = set(self.provinces) & set(other.provinces)
        if set(self.applies_to) & set(other.applies_to) and (
            places or not self.provinces or not other.provinces
        ):
            yield from (each for each in self.activities if each in other.activities)
