"""What may not be published: vanishing addresses, leaks, samples, names that a host cannot hold."""

from collections.abc import Iterable, Mapping

from khuyencong.build import Built
from khuyencong.publishing.difference import Difference
from khuyencong.publishing.errors import (
    SITE_STANDS,
    ForeignSiteError,
    PublishingError,
    VanishingError,
)
from khuyencong.publishing.host import Host
from khuyencong.publishing.leaks import (
    LeakError,
    SampleEntriesError,
    Secrets,
    leaks,
)
from khuyencong.publishing.site_files import SiteFile
from khuyencong.vietnamese.numbers import grouped

MOST_REMOVED = 100
"""Files that one publication may remove without being told so; or a quarter of the site."""


def refuse_long_names(host: Host, paths: Iterable[str]) -> None:
    """Stop a site of which a host cannot hold every name, before the first file is sent.

    Raises:
        PublishingError: it names the longest.
    """
    longest = max(paths, key=lambda path: len(path.encode()), default="")
    if len(longest.encode()) > host.longest_path:
        raise PublishingError(
            f"Nơi đăng chỉ nhận tên tệp dài đến {host.longest_path} byte, mà “{longest}” dài hơn. "
            f"Rút ngắn tên tệp, địa chỉ của bài, hoặc thư mục trong `address`. {SITE_STANDS}"
        )


def refuse_vanishing(difference: Difference, *, may_vanish: bool) -> None:
    """Stop what would put one site in the place of another, or let addresses lead nowhere.

    Raises:
        ForeignSiteError: another site is published there.
        VanishingError: many files, or addresses that were published, would be gone.
    """
    old, new = difference.old, difference.new
    if old and old.site not in ("", new.site):
        raise ForeignSiteError(
            f"Nơi đăng đang giữ trang {old.site}, không phải {new.site}, nên không ghi đè. Kiểm "
            "tra `address` trong xuat-ban.yml và `url` trong site.yml."
        )
    if may_vanish:
        return
    shown = len(old.shown) if old else 0
    if len(difference.removed) > max(MOST_REMOVED, shown // 4):
        raise VanishingError(
            f"Lần này sẽ bỏ {grouped(len(difference.removed))} trong {grouped(shown)} tệp đang "
            "đăng, có lẽ nhầm thư mục nội dung."
        )
    if difference.vanishing:
        lines = "\n".join(f"  {address}" for address in difference.vanishing)
        raise VanishingError(
            f"Những địa chỉ đã đăng sau đây sẽ không còn gì, người đọc mở ra sẽ gặp lỗi:\n{lines}\n"
            "Bài đổi địa chỉ: ghi địa chỉ cũ vào ô Địa chỉ cũ (`aliases`) của bài mới. Bài rút: "
            "giữ tệp lại với trạng thái Đã rút (`status: withdrawn`)."
        )


def refuse_leaks(secrets: Secrets, files: Mapping[str, SiteFile]) -> None:
    """Look into files that are about to be sent.

    Raises:
        LeakError: one holds what may not be published.
    """
    if found := list(leaks(secrets, files)):
        raise LeakError(found)


def refuse_samples(built: Built) -> None:
    """Stop sample entries before they stand among real ones.

    Raises:
        SampleEntriesError: there are some.
    """
    found = [r.source for r in built.site_pages.context.site.records if r.entry.sample]
    if found:
        raise SampleEntriesError(found)
