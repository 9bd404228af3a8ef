"""Names that differ in capitals alone: one file for Windows and its servers, two for others."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from khuyencong.publishing.errors import PublishingError
from khuyencong.publishing.host import STATE, Host

_PROBE = f"{STATE}/letters"
_SHOWN = 3


def refuse_twins(host: Host, paths: Iterable[str]) -> None:
    """Stop a site of which a host would keep one file in the place of two.

    Raises:
        PublishingError: it has such files, and the host takes capitals for small letters.
    """
    spelled: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        spelled[path.casefold()].append(path)
    twins = [sorted(names) for names in spelled.values() if len(names) > 1]
    if twins and ignores_case(host):
        shown = "; ".join(" và ".join(f"“{name}”" for name in names) for names in twins[:_SHOWN])
        raise PublishingError(
            f"Nơi đăng coi chữ hoa và chữ thường là một, nên không giữ được cả hai tệp: {shown}. "
            "Địa chỉ cũ chỉ khác chữ hoa thì xóa khỏi `aliases` (máy chủ Windows tự dẫn đúng); tệp "
            "thì đổi tên một tệp."
        )


def written_over(host: Host, gone: Collection[str], new: Iterable[str]) -> set[str]:
    """Which files that left the site lie at a host under a name that a new file has there now."""
    names = {path.casefold() for path in new}
    same = {path for path in gone if path.casefold() in names}
    return same if same and ignores_case(host) else set()


def ignores_case(host: Host) -> bool:
    """Whether a host finds a file by its name in other capitals; raises PublishingError."""
    host.write(_PROBE, b"")
    try:
        return host.read(_PROBE.upper()) is not None
    finally:
        host.remove([_PROBE])
