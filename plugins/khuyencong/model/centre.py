"""site.yml: who the centre is. Another province changes this file and `content/` alone."""

from collections.abc import Iterator, Mapping

from pydantic import Field, PrivateAttr

from khuyencong.model.centre_parts import (
    Campaign,
    Category,
    MenuItem,
    OutsideLink,
    Reuse,
)
from khuyencong.model.declaration import Declared
from khuyencong.model.examples import SAMPLE_HOST, is_sample_phone
from khuyencong.model.fields import (
    Email,
    Flag,
    Slug,
    Text,
    TextList,
    WebAddress,
)
from khuyencong.model.organisation import Contact, English, Forms, Unit
from khuyencong.model.rules import Fault, Rule, Where
from khuyencong.model.telephones import undialled_faults


class Centre(Declared):
    """The centre that publishes the site."""

    name: Text = Field(
        title="Tên trung tâm",
        description="Tên đầy đủ của đơn vị, in ở chân trang.",
        examples=["Trung tâm Khuyến công Minh Họa"],
    )
    short_name: Text = Field(
        title="Tên trang", description="Tên ngắn ở đầu trang.", examples=["Bản tin Khuyến công"]
    )
    agency: Text = Field(
        "",
        title="Cơ quan chủ quản",
        description="Cơ quan cấp trên, in ở chân trang.",
        examples=["Sở Công Thương"],
    )
    address: Text = Field(
        "", title="Địa chỉ", description="Trụ sở.", examples=["Số 1, đường Minh Họa"]
    )
    phones: TextList = Field(
        (),
        title="Điện thoại",
        description="Số để người dân gọi; nhiều số thì ngăn bằng dấu phẩy.",
        examples=["0000 000 000"],
    )
    email: Email | None = Field(
        None,
        title="Thư điện tử",
        description="Địa chỉ thư chung của trung tâm.",
        examples=["a@b.vn"],
    )
    press_contact: Contact | None = Field(
        None,
        title="Đầu mối báo chí",
        description="Người trả lời báo, đài: tên, điện thoại, thư.",
        examples=["{name: Phòng Thông tin}"],
    )
    url: WebAddress = Field(
        title="Địa chỉ trang",
        description="Địa chỉ thật của trang, dùng trong feed và sơ đồ trang.",
        examples=["https://khuyencong.example"],
    )
    province: Text = Field(
        "", title="Tỉnh", description="Tỉnh mà trung tâm phục vụ.", examples=["Lạng Sơn"]
    )
    menu: tuple[MenuItem, ...] = Field(
        (),
        title="Menu",
        description="Bỏ trống thì menu gồm các chuyên mục và Sản phẩm.",
        examples=["- name: Giới thiệu"],
    )
    campaigns: tuple[Campaign, ...] = Field(
        (),
        title="Thông báo ở trang nhất",
        description="Thư mời, đợt vận động đứng đầu trang nhất từ ngày nào đến ngày nào; nhiều "
        "thông báo cùng lúc thì mục đứng trước được hiện.",
        examples=["- title: Mời đăng ký đề án năm 2027"],
        json_schema_extra={"since": "0.2.0"},
    )
    categories: Mapping[Slug, Category] = Field(
        default_factory=dict,
        title="Chuyên mục",
        description="Thư mục và tên, giới thiệu, màu.",
        examples=["tin-tuc: {name: Tin tức}"],
    )
    links: tuple[OutsideLink, ...] = Field(
        (),
        title="Liên kết website",
        description="Trang của cơ quan khác, in ở chân trang.",
        examples=["- name: Bộ Công Thương"],
    )
    badges: tuple[OutsideLink, ...] = Field(
        (), title="Huy hiệu", description="Tín nhiệm mạng và tương tự.", examples=["- name: …"]
    )
    zalo: WebAddress | None = Field(
        None,
        title="Zalo",
        description="Địa chỉ trang Zalo của trung tâm.",
        examples=["https://zalo.me/…"],
    )
    facebook: WebAddress | None = Field(
        None,
        title="Facebook",
        description="Địa chỉ trang Facebook của trung tâm.",
        examples=["https://facebook.com/…"],
    )
    abbreviations: Mapping[str, Text] = Field(
        default_factory=dict,
        title="Chữ viết tắt",
        description="Chữ viết tắt và nghĩa.",
        examples=["CNNT: công nghiệp nông thôn"],
    )
    press_terms: Text = Field(
        "",
        title="Điều kiện dùng lại",
        description="Yêu cầu khi báo, đài dùng lại tin và ảnh; in trong tài liệu báo chí và feed.",
        examples=["Được dùng lại miễn phí khi ghi rõ nguồn."],
    )
    reuse: Reuse = Field(
        Reuse.SUMMARY,
        title="Cho cổng khác đăng lại",
        description="Cổng khuyến công quốc gia đăng lại tin của trung tâm đến đâu: chỉ tít, sa-pô, "
        "nguồn và đường dẫn, hay toàn văn.",
        examples=["toan-van"],
        json_schema_extra={"since": "0.2.0"},
    )
    hub: WebAddress | None = Field(
        None,
        title="Trạm WebSub",
        description="Nơi báo ngay cho người theo dõi khi có tin; bỏ trống nếu không dùng.",
        examples=["https://hub.example.org"],
    )
    newsml: Flag = Field(
        False,
        title="Xuất NewsML-G2",
        description="Viết thêm mỗi bài một tệp NewsML-G2 cho tòa soạn cần.",
        examples=["true"],
    )
    forms: Forms | None = Field(
        None,
        title="Biểu mẫu của trung tâm",
        description="Nơi người đọc hỏi, báo lỗi, đăng ký nhận tin; bỏ trống thì gửi thư.",
        examples=["{question: https://…}"],
        json_schema_extra={"since": "0.2.0"},
    )
    english: English | None = Field(
        None, title="Tiếng Anh", description="Tên và địa chỉ tiếng Anh.", examples=["{name: …}"]
    )
    organisation: tuple[Unit, ...] = Field(
        (),
        title="Các phòng, người phụ trách",
        description="In ở trang Tổ chức; người đầu tiên của mục đầu tiên đứng đầu trung tâm.",
        examples=["- name: Ban Giám đốc"],
        json_schema_extra={"since": "0.2.0"},
    )

    sample: Flag = Field(
        False,
        title="Trang mẫu",
        description="Trung tâm không có thật: được dựng với địa chỉ, số máy mẫu.",
        examples=["true"],
    )

    def faults(self) -> Iterator[Fault]:
        """Telephones that nobody can dial, days in the wrong order, what is left of the sample."""
        yield from undialled_faults(self._telephones())
        yield from self._reversed_days()
        if not self.sample:
            yield from self._sample_faults()

    def _reversed_days(self) -> Iterator[Fault]:
        for number, campaign in enumerate(self.campaigns):
            if campaign.starts and campaign.ends < campaign.starts:
                yield Fault(
                    Rule.DATES_REVERSED,
                    ("campaigns", number, "ends"),
                    "Ngày cuối (`ends`) của thông báo trước ngày đầu (`starts`).",
                    "Kiểm tra lại hai ngày.",
                )

    def _telephones(self) -> Iterator[tuple[Where, str]]:
        for number, phone in enumerate(self.phones):
            yield ("phones", number), phone
        if self.press_contact:
            yield ("press_contact", "phone"), self.press_contact.phone
        for number, unit in enumerate(self.organisation):
            yield from ((("organisation", number, *at), text) for at, text in unit.telephones())

    def _sample_faults(self) -> Iterator[Fault]:
        texts: list[tuple[Where, str]] = [
            (("url",), self.url),
            (("email",), self.email or ""),
        ]
        texts += self._telephones()
        if contact := self.press_contact:
            texts += [(("press_contact", "email"), contact.email or "")]
        for number, unit in enumerate(self.organisation):
            texts += [(("organisation", number, *at), mail) for at, mail in unit.mails()]
        for where, text in texts:
            if is_sample_phone(text) or SAMPLE_HOST in text:
                yield Fault(
                    Rule.SAMPLE_CENTRE,
                    where,
                    f"`{where[0]}` còn là mẫu: “{text}”. Khi dựng để đưa lên mạng, chương trình "
                    "không nhận.",
                    "Viết địa chỉ, số máy thật; trung tâm minh họa thì thêm `sample: true`.",
                )

    _lines: Mapping[Where, int] = PrivateAttr(default_factory=dict)

    def remember_lines(self, lines: Mapping[Where, int]) -> None:
        """Take note of where the values stand in site.yml; no page depends on that."""
        self._lines = lines

    def line(self, where: Where) -> int:
        """Line of a value in site.yml; 1 where that is not known."""
        return self._lines.get(where, 1)

    @property
    def terms(self) -> str:
        """Under what conditions newsrooms may use what the site gives them."""
        return self.press_terms or (
            f"Được dùng lại miễn phí khi ghi rõ nguồn “{self.short_name}” và tên người chụp ảnh, "
            "không sửa sai ý. Bài có đính chính thì đề nghị đăng lại đính chính."
        )
