"""Sản phẩm công nghiệp nông thôn tiêu biểu: a product, its producer, its awards."""

import datetime
from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from pydantic import Field

from khuyencong.gazetteer.units import NEW_PLACES
from khuyencong.model.declaration import Choice, Declared
from khuyencong.model.entry import Entry
from khuyencong.model.fields import (
    Amount,
    Day,
    Slug,
    SlugList,
    Stars,
    Text,
    TextList,
    Year,
)
from khuyencong.model.former_places import place_faults
from khuyencong.model.producer import Producer, Region
from khuyencong.model.rules import Fault, Rule
from khuyencong.model.telephones import undialled_faults
from khuyencong.vietnamese.dates import short_date


class Group(Choice):
    """The four product groups of the selection (Thông tư 26/2014/TT-BCT and its amendments)."""

    CRAFT = "thu-cong-my-nghe", "Thủ công mỹ nghệ"
    FOOD = "che-bien", "Chế biến nông, lâm, thủy sản và thực phẩm"
    MACHINERY = "thiet-bi", "Thiết bị, máy móc, dụng cụ, phụ tùng cơ khí"
    OTHER = "khac", "Sản phẩm khác"


class Level(Choice):
    """Levels of recognition, lowest first; `huyen` only in records before 1/7/2025."""

    COMMUNE = "xa", "Cấp xã"
    DISTRICT = "huyen", "Cấp huyện"
    PROVINCE = "tinh", "Cấp tỉnh"
    REGION = "khu-vuc", "Cấp khu vực"
    NATION = "quoc-gia", "Cấp quốc gia"

    @property
    def rank(self) -> int:
        """Its place among the levels; the lowest is 0."""
        return list(Level).index(self)


class Award(Declared):
    """One recognition of a product at one level in one year."""

    level: Level = Field(title="Cấp", description="Cấp công nhận.", examples=["tinh"])
    year: Year = Field(title="Năm", description="Năm được công nhận.", examples=["2026"])
    decision: Text = Field(
        "", title="Quyết định", description="Số quyết định.", examples=["123/QĐ-UBND"]
    )
    date: Day | None = Field(
        None, title="Ngày quyết định", description="Ngày ký quyết định.", examples=["20/08/2026"]
    )
    expires: Day | None = Field(
        None,
        title="Có giá trị đến",
        description="Ngày cuối còn giá trị; bỏ trống nếu quyết định không ghi.",
        examples=["20/08/2028"],
    )
    region: Region | None = Field(
        None, title="Vùng", description="Chỉ với cấp khu vực.", examples=["bac"]
    )

    def expired(self, day: datetime.date) -> bool:
        """Whether the award is past its last day of validity."""
        return self.expires is not None and self.expires < day


class Product(Entry):
    """Sản phẩm công nghiệp nông thôn tiêu biểu."""

    folder: ClassVar[str] = "san-pham"
    label: ClassVar[str] = "sản phẩm"
    dated: ClassVar[bool] = False
    listed: ClassVar[bool] = False

    producer: Producer = Field(
        title="Cơ sở sản xuất",
        description="Ai làm ra, liên hệ thế nào.",
        examples=["{name: HTX (minh họa)}"],
    )
    group: Group = Field(
        title="Nhóm", description="Nhóm sản phẩm theo quy định bình chọn.", examples=["che-bien"]
    )
    awards: tuple[Award, ...] = Field(
        (), title="Danh hiệu", description="Mọi lần được công nhận.", examples=["- level: tinh"]
    )
    ocop_stars: Stars | None = Field(
        None, title="Sao OCOP", description="1 đến 5; chương trình khác.", examples=["4"]
    )
    ocop_group: Text = Field(
        "",
        title="Nhóm OCOP",
        description="Ngành, nhóm ghi trong quyết định OCOP.",
        examples=["Thực phẩm"],
        json_schema_extra={"since": "0.2.0"},
    )
    ocop_year: Year | None = Field(
        None,
        title="Năm công nhận OCOP",
        description="Năm của quyết định OCOP.",
        examples=["2026"],
        json_schema_extra={"since": "0.2.0"},
    )
    ocop_decision: Text = Field(
        "",
        title="Quyết định OCOP",
        description="Số quyết định công nhận sao.",
        examples=["123/QĐ-UBND"],
        json_schema_extra={"since": "0.2.0"},
    )
    ocop_code: Text = Field(
        "",
        title="Mã OCOP",
        description="Mã số sản phẩm OCOP.",
        examples=["20-001-2026"],
        json_schema_extra={"since": "0.2.0"},
    )
    prizes: TextList = Field(
        (),
        title="Giải thưởng khác",
        description="Giải thưởng ngoài bình chọn và OCOP.",
        examples=["Hàng Việt Nam được yêu thích 2026"],
        json_schema_extra={"since": "0.2.0"},
    )
    price: Amount | None = Field(
        None, title="Giá", description="Đồng, số nguyên.", examples=["85.000"]
    )
    price_unit: Text = Field(
        "", title="Giá tính trên", description="Đơn vị của giá.", examples=["gói 500 g"]
    )
    price_note: Text = Field(
        "", title="Ghi chú giá", description="Viết khi không có giá cố định.", examples=["Liên hệ"]
    )
    standards: TextList = Field(
        (), title="Tiêu chuẩn", description="Chứng nhận đang còn giá trị.", examples=["HACCP"]
    )
    packaging: Text = Field(
        "", title="Quy cách", description="Cách đóng gói, khối lượng.", examples=["Gói 500 g"]
    )
    shelf_life: Text = Field(
        "", title="Hạn dùng", description="Thời hạn dùng ghi trên nhãn.", examples=["12 tháng"]
    )
    ingredients: Text = Field(
        "",
        title="Thành phần",
        description="Nguyên liệu ghi trên nhãn.",
        examples=["Bột dong riềng 100%"],
        json_schema_extra={"since": "0.2.0"},
    )
    usage: Text = Field(
        "",
        title="Cách dùng",
        description="Hướng dẫn sử dụng ghi trên nhãn.",
        examples=["Ngâm nước lạnh 15 phút trước khi nấu"],
        json_schema_extra={"since": "0.2.0"},
    )
    storage: Text = Field(
        "",
        title="Bảo quản",
        description="Hướng dẫn bảo quản ghi trên nhãn.",
        examples=["Nơi khô ráo"],
        json_schema_extra={"since": "0.2.0"},
    )
    warning: Text = Field(
        "",
        title="Lưu ý an toàn",
        description="Cảnh báo ghi trên nhãn.",
        examples=["Không dùng khi túi rách"],
        json_schema_extra={"since": "0.2.0"},
    )
    registration: Text = Field(
        "",
        title="Số công bố, chứng nhận",
        description="Số bản tự công bố hoặc giấy chứng nhận an toàn thực phẩm.",
        examples=["01/CB/2026"],
        json_schema_extra={"since": "0.2.0"},
    )
    barcode: Text = Field(
        "",
        title="Mã vạch",
        description="Dãy số dưới mã vạch, 8 đến 14 chữ số.",
        examples=["8930000000000"],
        json_schema_extra={"since": "0.2.0"},
    )
    outlets: TextList = Field(
        (),
        title="Nơi bán",
        description="Cửa hàng, chợ, siêu thị đang bán.",
        examples=["Chợ trung tâm"],
    )
    members: SlugList = Field(
        (), title="Thành phần bộ", description="Địa chỉ các sản phẩm.", examples=["mat-ong"]
    )
    de_an: TextList = Field(
        (),
        title="Mã đề án",
        description="Đề án đã hỗ trợ sản phẩm: mã trong bảng `de-an/<năm>.csv`.",
        examples=["QG-2024-01"],
    )
    story: Slug | None = Field(
        None,
        title="Bài viết về sản phẩm",
        description="Địa chỉ của bài viết (phần cuối), không kèm thư mục.",
        examples=["nghe-mien-dong"],
    )

    @cached_property
    def awards_by_rank(self) -> tuple[Award, ...]:
        """All awards, the highest level first and the newest first within a level."""
        return tuple(sorted(self.awards, key=lambda award: (-award.level.rank, -award.year)))

    def badge(self, day: datetime.date) -> Award | None:
        """The highest award that has not expired on a day."""
        return next((award for award in self.awards_by_rank if not award.expired(day)), None)

    def dated_faults(self, now: datetime.datetime) -> Iterator[Fault]:
        """Also the highest award that has lapsed, unless one as high is in force."""
        yield from super().dated_faults(now)
        day = now.date()
        if not any(award.expired(day) for award in self.awards):
            return
        badge = self.badge(day)
        lapsed = next(a for a in self.awards_by_rank if a.expired(day))
        if badge and badge.level.rank >= lapsed.level.rank:
            return
        last = lapsed.expires or day
        yield Fault(
            Rule.AWARD_EXPIRED,
            ("awards", self.awards.index(lapsed)),
            f"Danh hiệu {lapsed.level.label.lower()} {lapsed.year} hết hạn ngày "
            f"{short_date(last)}; trang ghi “Hết hạn”.",
            "Nếu đã được công nhận lại thì thêm một mục vào `awards`; mục cũ giữ nguyên.",
        )

    def faults(self) -> Iterator[Fault]:
        yield from super().faults()
        for number, award in enumerate(self.awards):
            late = award.date >= NEW_PLACES if award.date else award.year > 2025
            if award.level is Level.DISTRICT and late:
                yield Fault(
                    Rule.AWARD_LEVEL_ENDED,
                    ("awards", number, "level"),
                    "Từ 1/7/2025 không còn bình chọn cấp huyện.",
                    "Sửa `level` thành `xa`, `tinh`, `khu-vuc` hoặc `quoc-gia`, hoặc sửa ngày.",
                )
            if award.region and award.level is not Level.REGION:
                yield Fault(
                    Rule.REGION_MISPLACED,
                    ("awards", number, "region"),
                    f"`region` không đi với {award.level.label.lower()}.",
                    "Bỏ dòng `region`, hoặc sửa `level: khu-vuc`.",
                )
        yield from self._awards_given_twice()
        if self.price is not None and not self.price_unit:
            yield Fault(
                Rule.PRICE_WITHOUT_UNIT,
                ("price",),
                "Giá thiếu đơn vị tính.",
                "Thêm dòng `price_unit: gói 500 g`.",
            )
        maker = self.producer
        yield from place_faults(("producer",), maker.commune, maker.province, maker.former_address)
        yield from undialled_faults(
            (("producer", key), getattr(self.producer, key)) for key in ("phone", "zalo")
        )
        if self.producer != self.producer.model_copy(
            update={**dict(self.producer.published()), "consent": self.producer.consent}
        ):
            yield Fault(
                Rule.CONSENT_MISSING,
                ("producer",),
                "Hộ kinh doanh chưa đồng ý công khai điện thoại, thư hoặc địa chỉ; "
                "các mục đó không in trên trang.",
                "Khi cơ sở đồng ý, thêm `consent` có `date` và `scope: phone, email, address`.",
            )

    def _awards_given_twice(self) -> Iterator[Fault]:
        seen: dict[tuple[Level, int, Region | None], int] = {}
        for number, award in enumerate(self.awards):
            first = seen.setdefault((award.level, award.year, award.region), number)
            if first != number:
                yield Fault(
                    Rule.AWARD_TWICE,
                    ("awards", number),
                    f"Danh hiệu {award.level.label.lower()} năm {award.year} ghi hai lần.",
                    "Bỏ một trong hai, hoặc sửa cấp, năm.",
                )
