"""What every file of `content/` may say about itself, whatever its kind."""

import datetime
from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from khuyencong.gazetteer.units import NEW_PLACES
from khuyencong.model.declaration import Choice
from khuyencong.model.entry_parts import Approval, Correction, Photo, Quantity, ReaderComment
from khuyencong.model.examples import example_faults
from khuyencong.model.fields import (
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    Acceptances,
    Day,
    Flag,
    LineList,
    Moment,
    Name,
    NameList,
    OldAddressList,
    Slug,
    Text,
    WebAddress,
)
from khuyencong.model.former_places import locality_faults
from khuyencong.model.norms import moment_faults, norm_faults, photo_faults
from khuyencong.model.rules import Fault, Rule, Where
from khuyencong.model.sparse import Sparse
from khuyencong.vietnamese.dates import midnight


class Status(Choice):
    """Where an entry stands on its way to the reader."""

    DRAFT = "draft", "Bản nháp"
    REVIEW = "review", "Chờ duyệt"
    PUBLISHED = "published", "Đã đăng"
    HIDDEN = "hidden", "Ẩn khỏi danh sách"
    WITHDRAWN = "withdrawn", "Đã rút"

    @property
    def undescribed_photo(self) -> Rule:
        """The rule that a photo without a description breaks: a draft may wait for one."""
        return Rule.PHOTO_UNDESCRIBED if self is Status.DRAFT else Rule.MISSING


class Language(Choice):
    """The language of an entry, as a BCP 47 tag."""

    VIETNAMESE = "vi", "Tiếng Việt"
    ENGLISH = "en", "English"


_FOR_READERS = (Status.PUBLISHED, Status.HIDDEN)


class Entry(Sparse):
    """A file of `content/`: the fields that all kinds share."""

    folder: ClassVar[str]
    """Folder below `content/`, and first part of the address."""
    label: ClassVar[str]
    """Name of the kind as staff know it."""
    dated: ClassVar[bool] = True
    """Whether `date` must be given."""
    listed: ClassVar[bool] = True
    """Whether the kind is news: shown in lists and feeds by date."""
    legal: ClassVar[bool] = False
    """Whether a body may be the text of a legal document, whose provisions get anchors."""
    moment_keys: ClassVar[tuple[str, ...]] = ("date", "modified", "embargo", "featured_until")
    """Keys whose dates belong to the years of the site."""

    title: Annotated[Text, Field(min_length=1, max_length=LONGEST_TITLE)] = Field(
        title="Tít",
        description="Tên bài, tối đa 200 ký tự; nên dưới 16 chữ.",
        examples=["Lạng Sơn mở lớp tập huấn khuyến công"],
    )
    slug: Slug | None = Field(
        None,
        title="Địa chỉ",
        description="Phần cuối của địa chỉ bài; bỏ trống thì lấy từ tít. Đã đăng thì không đổi.",
        examples=["lang-son-mo-lop-tap-huan"],
    )
    uid: Text = Field(
        "",
        title="Mã cố định",
        description="Do lệnh `khuyencong new` viết; không sửa, không dùng lại cho bài khác.",
        examples=["kc-4f1d2a90"],
    )
    date: Moment | None = Field(
        None, title="Ngày đăng", description="Ngày, có thể kèm giờ.", examples=["22/11/2026 08:30"]
    )
    modified: Moment | None = Field(
        None,
        title="Ngày sửa",
        description="Lần sửa gần nhất, không trước ngày đăng.",
        examples=["23/11/2026"],
    )
    category: Text = Field(
        "",
        title="Chuyên mục",
        description="Bỏ trống thì lấy theo thư mục; nếu viết, phải có trong `site.yml`.",
        examples=["tin-tuc"],
    )
    tags: NameList = Field(
        (),
        title="Thẻ",
        description="Danh sách, hoặc ngăn cách bằng dấu phẩy.",
        examples=["đào tạo, hợp tác xã"],
    )
    summary: Annotated[Text, Field(max_length=LONGEST_SUMMARY)] = Field(
        "",
        title="Sa-pô",
        description="Tóm tắt dưới 50 chữ, in đậm đầu bài và trong danh sách.",
        examples=["Bốn lớp tập huấn cho cộng tác viên cấp xã mở trong tháng 12."],
    )
    key_points: LineList = Field(
        (),
        title="Nội dung chính",
        description="Ba đến năm ý chính, mỗi ý một dòng, cho người đọc vội.",
        examples=["- Cấp huyện không còn từ 1/7/2025."],
    )
    author: Name = Field(
        "",
        title="Bút danh",
        description="Người viết hoặc bút danh.",
        examples=["Ban biên tập"],
    )
    unit: Name = Field(
        "",
        title="Đơn vị",
        description="Phòng, trung tâm của người viết.",
        examples=["Phòng Thông tin"],
    )
    status: Status = Field(
        Status.PUBLISHED,
        title="Trạng thái",
        description="Nháp và chờ duyệt chỉ hiện khi xem thử.",
        examples=["draft"],
    )
    embargo: Moment | None = Field(
        None,
        title="Không đăng trước",
        description="Trước giờ này bài không có ở đâu trên trang.",
        examples=["25/11/2026 06:00"],
    )
    featured: Flag = Field(
        False, title="Tin nổi bật", description="Đưa lên đầu trang chủ.", examples=["true"]
    )
    featured_until: Day | None = Field(
        None,
        title="Nổi bật đến ngày",
        description="Sau ngày này bài trở lại chỗ thường.",
        examples=["30/11/2026"],
    )
    photos: tuple[Photo, ...] = Field(
        (),
        title="Ảnh",
        description="Danh sách ảnh; ảnh đầu là ảnh đại diện.",
        examples=["- file: anh/lop-tap-huan.jpg"],
    )
    source_name: Text = Field(
        "",
        title="Nguồn",
        description="Tên nơi có thông tin gốc.",
        examples=["Cổng thông tin Sở Công Thương"],
    )
    source_url: WebAddress | None = Field(
        None,
        title="Địa chỉ nguồn",
        description="Địa chỉ trang gốc, bắt đầu bằng https://.",
        examples=["https://example.org/bai-goc"],
    )
    link_only: Flag = Field(
        False,
        title="Chỉ dẫn tới nguồn",
        description="Bài không có trang riêng: tít, ảnh trong danh sách dẫn thẳng tới "
        "`source_url`; thân bài để trống.",
        examples=["true"],
        json_schema_extra={"since": "0.2.0"},
    )
    localities: NameList = Field(
        (),
        title="Địa bàn",
        description="Tên tỉnh, xã mà bài nói tới.",
        examples=["Lạng Sơn, Bắc Sơn"],
    )
    aliases: OldAddressList = Field(
        (),
        title="Địa chỉ cũ",
        description="Địa chỉ trước đây của bài; người mở địa chỉ cũ được đưa tới bài.",
        examples=["/tin-tuc/ten-cu/"],
    )
    corrections: tuple[Correction, ...] = Field(
        (),
        title="Đính chính",
        description="Danh sách đính chính, mỗi mục có ngày và nội dung.",
        examples=["- date: 23/11/2026"],
    )
    figures: tuple[Quantity, ...] = Field(
        (),
        title="Số liệu của bài",
        description="Các con số chính của bài; `khuyencong check` cộng lại và đối chiếu.",
        examples=["- name: Số đề án"],
    )
    comments: tuple[ReaderComment, ...] = Field(
        (),
        title="Ý kiến người đọc",
        description="Nhập từ hòm thư; mục nào có `shown: true` mới lên trang.",
        examples=["- name: N.T.M."],
        json_schema_extra={"since": "0.2.0"},
    )
    sample: Flag = Field(
        False,
        title="Dữ liệu minh họa",
        description="Đánh dấu nội dung không có thật; trang in rõ dòng “Dữ liệu minh họa”.",
        examples=["true"],
    )
    ai: Flag = Field(
        False,
        title="Ảnh tạo bằng AI",
        description="Mọi ảnh của bài do máy tạo ra; nếu chỉ vài ảnh thì ghi `ai` ở từng ảnh.",
        examples=["true"],
        json_schema_extra={"since": "0.2.0"},
    )
    accepted: Acceptances = Field(
        {},
        title="Đã chấp nhận",
        description="Mã của lời nhắc, ghi chú mà người biên tập đã xem và để nguyên, kèm lý do; "
        "lời nhắc đó chỉ còn được đếm.",
        examples=["KC215: cơ sở chỉ bán tại chợ"],
    )
    approved: Approval | None = Field(
        None,
        title="Duyệt",
        description="Ai duyệt, lúc nào; Bàn biên tập ghi khi bấm Đăng. Trang không in.",
        examples=["{by: Nguyễn Văn A, date: 23/11/2026 08:00}"],
        json_schema_extra={"since": "0.2.0"},
    )
    lang: Language = Field(
        Language.VIETNAMESE,
        title="Ngôn ngữ",
        description="Ngôn ngữ của bài.",
        examples=["en"],
    )
    translation_of: Slug | None = Field(
        None,
        title="Bản dịch của bài",
        description="Phần cuối địa chỉ của bài gốc trong cùng thư mục. Bản dịch có trang riêng, "
        "nối với bài gốc, không đứng trong danh sách tin.",
        examples=["lang-son-mo-lop-tap-huan"],
        json_schema_extra={"since": "0.2.0"},
    )

    def faults(self) -> Iterator[Fault]:
        """Every rule between fields that this entry breaks, errors and warnings alike."""
        if self.translation_of and self.lang is Language.VIETNAMESE:
            yield Fault(
                Rule.MISSING,
                ("translation_of",),
                "Bản dịch thiếu ngôn ngữ (`lang`).",
                "Thêm dòng `lang: en`.",
            )
        if self.dated and self.date is None:
            yield Fault(
                Rule.MISSING,
                ("date",),
                f"Thiếu ngày đăng (`date`) của {self.label}.",
                "Thêm dòng `date: 22/11/2026 08:30`.",
            )
        if self.date and self.modified and _earlier(self.modified, self.date):
            yield Fault(
                Rule.DATES_REVERSED,
                ("modified",),
                "Ngày sửa (`modified`) trước ngày đăng (`date`).",
                "Kiểm tra lại hai ngày; ngày sửa phải bằng hoặc sau ngày đăng.",
            )
        if self.source_url and not self.source_name:
            yield Fault(
                Rule.SOURCE_WITHOUT_NAME,
                ("source_url",),
                "Có địa chỉ nguồn nhưng thiếu tên nguồn.",
                "Thêm dòng `source_name: Tên cơ quan hoặc tờ báo`.",
            )
        if self.link_only and not self.source_url:
            yield Fault(
                Rule.MISSING,
                ("link_only",),
                "Bài chỉ dẫn tới nguồn thiếu địa chỉ nguồn (`source_url`).",
                "Thêm dòng `source_url: https://…`, hoặc bỏ `link_only`.",
            )
        if self.status is Status.WITHDRAWN and self.modified is None:
            yield Fault(
                Rule.WITHDRAWN_UNDATED,
                ("status",),
                "Bài gỡ chưa ghi ngày gỡ nên báo, đài không nhận được thông báo gỡ tin qua feed.",
                "Thêm dòng `modified: 25/11/2026 08:30`, là giờ rút bài.",
            )
        if self.date and self.date.date() >= NEW_PLACES:
            yield from locality_faults(self.localities)
        if self.published and not self.sample:
            yield from example_faults(self)
        yield from photo_faults(self.title, self.photos)
        yield from norm_faults(self.title, self.summary, self.uid)

    @property
    def published(self) -> bool:
        """Whether readers get it, now or when its embargo ends."""
        return self.status in _FOR_READERS

    def is_embargoed(self, now: datetime.datetime) -> bool:
        """Whether readers get nothing of it yet, whatever its status says."""
        return self.embargo is not None and self.embargo > now

    @property
    def republished(self) -> bool:
        """Whether it was told first by its source, whose people wrote it."""
        return self.source_url is not None and self.unit == self.source_name

    @property
    def address_elsewhere(self) -> str:
        """Where it is read, when that is at its source; empty when it has a page of its own."""
        withdrawn = self.status is Status.WITHDRAWN
        return self.source_url or "" if self.link_only and not withdrawn else ""

    def moments(self) -> Iterator[tuple[Where, datetime.date]]:
        """The dates of this entry that belong to our years, each with its place."""
        for key in self.moment_keys:
            if value := getattr(self, key):
                if isinstance(value, tuple):
                    yield from (((key, number), each) for number, each in enumerate(value))
                else:
                    yield (key,), value
        for number, correction in enumerate(self.corrections):
            yield ("corrections", number, "date"), correction.date

    def dated_faults(self, now: datetime.datetime) -> Iterator[Fault]:
        """Faults that depend on the moment at which the site is built."""
        shown = self.published and not self.is_embargoed(now)
        for where, moment in self.moments():
            yield from moment_faults(where, moment, now, shown=shown, news=self.listed)


def _earlier(changed: datetime.datetime, published: datetime.datetime) -> bool:
    """Whether a change lies before the publication; one of the day alone may be any hour of it."""
    day = midnight(changed)
    return changed < (midnight(published) if changed == day else published)
