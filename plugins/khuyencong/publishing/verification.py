"""What readers really get, asked for over HTTP(S) after sending, and once a week.

The manifest says what every file holds, `http_policy` how it is to be served. Nothing is believed
that the host says of itself.
"""

import hashlib
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from urllib.parse import quote

import httpx

from khuyencong.addresses import address_of
from khuyencong.publishing.difference import is_feed, is_hashed, is_page
from khuyencong.publishing.http_policy import media_type
from khuyencong.publishing.site_manifest import SiteManifest
from khuyencong.store.digest import SIZE

SAMPLE = 60
"""Files that are looked at besides those that changed."""
MOST = 2_000
"""Changed files that are looked at, at most; of more, so many by chance."""
_TOGETHER = 8
_PATIENCE = 20
_XML = ("text/xml", "application/xml")
_ALSO = {
    "text/javascript": ("application/javascript",),
    "application/feed+json": ("application/json",),
    "image/vnd.microsoft.icon": ("image/x-icon",),
}
"""Types that readers' programs take for another."""
_NOT_SERVED = frozenset({"404.html", ".htaccess", "web.config", "_headers", "_redirects"})
"""Files that servers read themselves; that the page for missing ones comes, `_absent` tells."""
_ABSENT = "khuyencong-khong-co-trang-nay/"


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

    @property
    def is_grave(self) -> bool:
        """Whether readers see something wrong; the others cost time and money only."""
        return self not in (Fault.SHORT_CACHE, Fault.LONG_CACHE, Fault.WRONG_TYPE, Fault.NO_304)


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
        return tuple(finding for finding in self.findings if finding.fault.is_grave)

    @property
    def is_unreachable(self) -> bool:
        """Whether no file could be looked at, because the web does not answer."""
        return bool(self.findings) and not self.looked_at


def verify(
    url: str,
    manifest: SiteManifest,
    *,
    first: Sequence[str] = (),
    removed: Iterable[str] = (),
    whole: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Verification:
    """Compare what is served at `url` with a manifest.

    `first` are paths that changed: all of them are looked at, and a sample of the others, or with
    `whole` every file. `removed` must be gone. No file of the site is written.
    """
    paths = _chosen(manifest, first, whole)
    with _client() as web, ThreadPoolExecutor(_TOGETHER) as threads:
        findings = list(_absent(web, url))
        if any(finding.fault is Fault.UNREACHABLE for finding in findings):
            return Verification(0, tuple(findings))  # nor would any other file be had
        look = partial(_faults, web, url, manifest)
        for done, found in enumerate(threads.map(look, paths), 1):
            findings += found
            progress(done, len(paths))
        gone = (path for path in removed if path not in manifest.files)
        for found in threads.map(partial(_left, web, url), gone):
            findings += found
    return Verification(len(paths), tuple(findings))


def report(result: Verification, shown: int = 20) -> list[str]:
    """The result in words: one sentence, then what was found, the worst first."""
    if result.is_unreachable:
        return [
            f"Chưa mở thử được: {'; '.join(map(str, result.findings))}. Xem máy chủ web có chạy "
            "không, địa chỉ trang (`url`) trong xuat-ban.yml có đúng không."
        ]
    looked_at = f"Đã mở thử {result.looked_at} tệp qua mạng"
    if not result.findings:
        return [f"{looked_at}: đúng như bản đã đăng."]
    advice = "Nội dung đúng như bản đã đăng; máy chủ web còn chỗ nên chỉnh, người quản trị xem."
    counts = Counter(finding.fault for finding in result.findings)
    lines = [f"{looked_at}, thấy chỗ sai:" if result.grave else f"{looked_at}. {advice}"]
    lines += [f"  {number} tệp {fault}" for fault, number in counts.most_common()]
    by_weight = sorted(result.findings, key=lambda finding: not finding.fault.is_grave)
    lines += [f"  - {finding}" for finding in by_weight[:shown]]
    if len(by_weight) > shown:
        lines.append(f"  … và {len(by_weight) - shown} điều nữa")
    return lines


def _client() -> httpx.Client:
    return httpx.Client(
        timeout=_PATIENCE,
        follow_redirects=False,
        headers={"Cache-Control": "no-cache", "User-Agent": "khuyencong-verify"},
    )


def _chosen(manifest: SiteManifest, first: Sequence[str], whole: bool) -> list[str]:
    shown = manifest.shown
    if whole:
        return sorted(shown)
    chance = random.Random(manifest.name)  # noqa: S311 (no secret hangs on it)
    changed = [path for path in first if path in shown]
    if len(changed) > MOST:
        changed = chance.sample(changed, MOST)
    rest = sorted(shown.keys() - set(changed))
    return [*changed, *chance.sample(rest, min(SAMPLE, len(rest)))]


def _faults(web: httpx.Client, url: str, manifest: SiteManifest, path: str) -> list[Finding]:
    """What is wrong with one file as it is served."""
    address = address_of(path)
    if path in _NOT_SERVED:
        return []
    digest = hashlib.blake2b(digest_size=SIZE)
    try:
        with web.stream("GET", f"{url}{quote(address)}") as answer:
            if _is_meant(manifest, path, answer.status_code):
                return []
            if answer.status_code != httpx.codes.OK:
                return [Finding(address, Fault.MISSING, str(answer.status_code))]
            for piece in answer.iter_bytes():
                digest.update(piece)
    except httpx.HTTPError as error:
        return [Finding(address, Fault.UNREACHABLE, _reason(error))]
    found = list(_headers(path, answer.headers))
    if digest.hexdigest() != manifest.files[path].digest:
        found.insert(0, Finding(address, Fault.OTHER_BYTES))
    if is_feed(path) and not _is_spared(web, f"{url}{quote(address)}", answer.headers):
        found.append(Finding(address, Fault.NO_304))
    return found


def _reason(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "chờ quá lâu không trả lời"
    return "không nối được" if isinstance(error, httpx.ConnectError) else "đứt kết nối"


def _is_meant(manifest: SiteManifest, path: str, status: int) -> bool:
    """Whether a server answers otherwise than with the file because its config says so: gone for
    what was withdrawn, moved for old addresses."""
    if path in manifest.withdrawn:
        return status == httpx.codes.GONE
    moved = status in (httpx.codes.MOVED_PERMANENTLY, httpx.codes.PERMANENT_REDIRECT)
    return moved and is_page(path) and path not in manifest.entries


def _headers(path: str, headers: Mapping[str, str]) -> Iterator[Finding]:
    address = address_of(path)
    given, meant = headers.get("content-type", ""), media_type(path)
    if not _same_type(given, meant):
        yield Finding(address, Fault.WRONG_TYPE, f"{given or 'không ghi'}, cần {meant}")
    cache = headers.get("cache-control", "")
    if is_hashed(path) and "max-age" not in cache:
        yield Finding(address, Fault.SHORT_CACHE)
    if is_page(path) and _max_age(cache) > 3600:
        yield Finding(address, Fault.LONG_CACHE, cache)


def _same_type(given: str, meant: str) -> bool:
    """Whether a type is the one that is meant; XML of feeds may be called plain XML."""
    kind, _, parameters = (part.strip().lower() for part in given.partition(";"))
    wanted = meant.partition(";")[0]
    alike = {wanted, *_ALSO.get(wanted, _XML if wanted.endswith("xml") else ())}
    return kind in alike and (wanted != "text/html" or "charset" in parameters)


def _max_age(cache: str) -> int:
    for word in cache.replace(" ", "").split(","):
        name, _, value = word.partition("=")
        if name == "max-age" and value.isdigit():
            return int(value)
    return 0


def _is_spared(web: httpx.Client, address: str, headers: Mapping[str, str]) -> bool:
    """Whether who has the newest feed is told so (RFC 9110, section 13)."""
    if tag := headers.get("etag"):
        asked = {"If-None-Match": tag}
    elif changed := headers.get("last-modified"):
        asked = {"If-Modified-Since": changed}
    else:
        return False
    try:
        return web.get(address, headers=asked).status_code == httpx.codes.NOT_MODIFIED
    except httpx.HTTPError:
        return False


def _absent(web: httpx.Client, url: str) -> Iterator[Finding]:
    """Whether an address that never was is answered as one."""
    try:
        answer = web.get(f"{url}/{_ABSENT}")
    except httpx.HTTPError as error:
        yield Finding(url, Fault.UNREACHABLE, _reason(error))
        return
    if answer.status_code != httpx.codes.NOT_FOUND:
        yield Finding(f"/{_ABSENT}", Fault.NO_404, str(answer.status_code))


def _left(web: httpx.Client, url: str, path: str) -> list[Finding]:
    address = address_of(path)
    try:
        answer = web.get(f"{url}{quote(address)}")
    except httpx.HTTPError:
        return []
    return [Finding(address, Fault.STILL_THERE)] if answer.is_success else []
