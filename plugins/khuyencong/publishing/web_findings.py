"""What a look at the published site found, and how it is told."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What can be wrong with an answer."""

    UNREACHABLE = "không mở được"
    MISSING = "không có ở đó"
    OTHER_BYTES = "nội dung khác bản đã đăng"
    WRONG_TYPE = "sai loại nội dung"
    SHORT_CACHE = "không dặn trình duyệt giữ lâu"
    LONG_CACHE = "dặn trình duyệt giữ quá lâu"
    NO_404 = "trang không có mà không báo 404"
    NO_304 = "luồng tin không đổi mà gửi lại cả bài (không có 304)"
    STILL_THERE = "đã bỏ mà vẫn mở được"
    STALE = "bộ nhớ đệm (CDN) còn gửi bản cũ"
    MOVED = "được chuyển sang địa chỉ khác"

    @property
    def is_grave(self) -> bool:
        """Whether readers see something wrong; the others cost time and money only."""
        return self not in _LIGHT


_LIGHT = (
    *(Fault.SHORT_CACHE, Fault.LONG_CACHE, Fault.WRONG_TYPE, Fault.NO_304),
    *(Fault.STALE, Fault.MOVED),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault at an address."""

    address: str
    fault: Fault
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.address}: {self.fault}{f' ({self.detail})' if self.detail else ''}"


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at, and what was found."""

    looked_at: int
    findings: tuple[Finding, ...]

    @property
    def grave(self) -> tuple[Finding, ...]:
        """What readers suffer from: findings that need mending at once."""
        return tuple(finding for finding in self.findings if finding.fault.is_grave)

    @property
    def is_unreachable(self) -> bool:
        """Whether no file could be looked at, because the web does not answer."""
        return bool(self.findings) and not self.looked_at


def report(result: Verification, shown: int = 20) -> list[str]:
    """The result in words: one sentence, then what was found, the worst first."""
    if result.is_unreachable:
        return [
            f"Chưa mở thử được: {'; '.join(map(str, result.findings))}. Xem máy chủ web có chạy "
            "không, địa chỉ người đọc mở ghi ở nơi đặt trang có đúng không."
        ]
    looked_at = f"Đã mở thử {result.looked_at} tệp qua mạng"
    if not result.findings:
        return [f"{looked_at}: đúng như bản đã đăng."]
    counts = Counter(finding.fault for finding in result.findings)
    advice = "Nội dung đúng như bản đã đăng; máy chủ web còn chỗ nên chỉnh, người quản trị xem."
    if Fault.STALE in counts:
        advice = (
            "Bản mới đã ở nơi đăng; xóa bộ nhớ đệm (purge) ở trang quản lý CDN hoặc chờ hết hạn."
        )
    lines = [f"{looked_at}, thấy chỗ sai:" if result.grave else f"{looked_at}. {advice}"]
    lines += [f"  {number} tệp {fault}" for fault, number in counts.most_common()]
    by_weight = sorted(result.findings, key=lambda finding: not finding.fault.is_grave)
    lines += [f"  - {finding}" for finding in by_weight[:shown]]
    if len(by_weight) > shown:
        lines.append(f"  … và {len(by_weight) - shown} điều nữa")
    return lines
