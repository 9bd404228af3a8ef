"""`trung-tam.yml`: the centres of a network, where each publishes and with which key it signs."""

from collections.abc import Iterator, Mapping
from itertools import takewhile
from pathlib import Path

from pydantic import Field

from khuyencong.content.folder import ContentError
from khuyencong.content.settings_file import read_settings
from khuyencong.model.declaration import Declared
from khuyencong.model.fields import Flag, Name, Slug, Text, WebAddress
from khuyencong.model.rules import Fault, Problem, Rule
from khuyencong.publishing.minisign import is_public_key

FILE = "trung-tam.yml"
_KEY = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3"
"""The key of minisign's own documents."""


class Member(Declared):
    """A centre of the network."""

    name: Name = Field(
        title="Tên trung tâm",
        description="Tên ghi ở nguồn của mỗi tin.",
        examples=["Trung tâm Khuyến công Minh Họa"],
    )
    province: Name = Field(
        title="Tỉnh", description="Tên tỉnh hiện nay; tin xếp theo tên này.", examples=["Bắc Ninh"]
    )
    address: WebAddress = Field(
        title="Địa chỉ trang",
        description="Địa chỉ trang của trung tâm.",
        examples=["https://khuyencong.example"],
    )
    key: Text = Field(
        title="Khóa công khai",
        description="Dòng bắt đầu bằng RW mà lệnh `khuyencong key` của trung tâm in ra.",
        examples=[_KEY],
    )
    merged_into: Slug | None = Field(
        None,
        title="Đã nhập vào",
        description="Trung tâm nhận nhiệm vụ sau sáp nhập; tin cũ vẫn giữ, xếp vào tỉnh mới.",
        examples=["thai-nguyen"],
    )


class Network(Declared):
    """All of `trung-tam.yml`."""

    centres: Mapping[Slug, Member] = Field(
        title="Trung tâm",
        description="Mỗi trung tâm một tên ngắn không dấu.",
        examples=["bac-ninh: {name: …}"],
    )
    local: Flag = Field(
        False,
        title="Chạy thử trên máy này",
        description="Cho nhận tin từ địa chỉ của chính máy này (127.0.0.1); chỉ dùng khi thử.",
        examples=["true"],
    )

    def faults(self) -> Iterator[Fault]:
        """Keys that are none or of two centres, centres that were merged into nothing."""
        for slug, member in self.centres.items():
            where = ("centres", slug)
            if not is_public_key(member.key):
                yield Fault(
                    Rule.WRONG_VALUE,
                    (*where, "key"),
                    f"Khóa của “{slug}” không phải khóa công khai minisign.",
                    "Chép cả dòng bắt đầu bằng RW mà trung tâm gửi (lệnh `khuyencong key`).",
                )
            if twin := self._same_key(slug):
                yield Fault(
                    Rule.WRONG_VALUE,
                    (*where, "key"),
                    f"Khóa của “{slug}” cũng là khóa của “{twin}”, nên tin của nơi này có thể bị "
                    "lấy làm tin của nơi kia.",
                    "Mỗi trung tâm tạo khóa riêng (lệnh `khuyencong key`) và gửi lại dòng RW.",
                )
            if member.merged_into and not self._stands(member.merged_into):
                yield Fault(
                    Rule.UNKNOWN_REFERENCE,
                    (*where, "merged_into"),
                    f"Không có trung tâm “{member.merged_into}” đang hoạt động để nhập vào.",
                    f"Viết một trong: {', '.join(s for s in self.centres if self._stands(s))}.",
                )

    def _same_key(self, slug: str) -> str:
        """A centre above it that has the same key and is of another office."""
        key = self.centres[slug].key
        for other in takewhile(lambda each: each != slug, self.centres):
            if self.centres[other].key == key and self._office(other) != self._office(slug):
                return other
        return ""

    def _office(self, slug: str) -> str:
        return self.centres[slug].merged_into or slug

    def _stands(self, slug: str) -> bool:
        return slug in self.centres and not self.centres[slug].merged_into

    def province_of(self, slug: str) -> str:
        """The province of today that a centre works in."""
        member = self.centres[slug]
        return self.centres[member.merged_into].province if member.merged_into else member.province


def read_network(folder: Path) -> Network:
    """The centres of a network folder.

    Raises:
        ContentError: the file is missing or has errors; it names all of them.
    """
    file = folder / FILE
    if not file.is_file():
        raise ContentError(
            [
                Problem(
                    FILE,
                    1,
                    Rule.MISSING,
                    f"Thư mục “{folder.name}” không có tệp {FILE}.",
                    "Mỗi trung tâm ghi tên, tỉnh, địa chỉ trang và khóa (docs/mang-luoi.md).",
                )
            ]
        )
    network, read = read_settings(file, FILE, Network, Network.faults)
    if network is None or read.has_error:
        raise ContentError(read.problems)
    return network
