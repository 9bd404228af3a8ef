"""What readers really get, asked for over HTTP(S) after sending, and once a week.

The manifest says what every file holds, `http_policy` how it is to be served. Nothing is believed
that the host says of itself.
"""

import hashlib
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

import httpx

from khuyencong.addresses import address_of
from khuyencong.publishing.difference import is_feed, is_hashed, is_page
from khuyencong.publishing.http_policy import media_type
from khuyencong.publishing.site_manifest import SiteManifest
from khuyencong.publishing.web_findings import Fault, Finding, Verification
from khuyencong.store.digest import SIZE
from khuyencong.vietnamese.numbers import whole_number

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
_HOPS = 3
_REFUSED = (401, 403, 429, 503)
"""Answers of passwords, firewalls and guards against machines; of the front page they mean all."""
_CLOUDFLARE = b"/cdn-cgi/"
_REWRITTEN = "Cloudflare sửa trang: tắt Email Obfuscation, Rocket Loader, Auto Minify"


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
        url, findings = _front(web, url)
        if not url:
            return Verification(0, tuple(findings))  # nor would any other file be had
        findings += _absent(web, url)
        look = partial(_faults, web, url, manifest)
        for done, found in enumerate(threads.map(look, paths), 1):
            findings += found
            progress(done, len(paths))
        gone = (path for path in removed if path not in manifest.files)
        for found in threads.map(partial(_left, web, url), gone):
            findings += found
    return Verification(len(paths), tuple(findings))


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


class _Answer(NamedTuple):
    """What came for an address."""

    status: int
    headers: Mapping[str, str]
    digest: str
    is_rewritten: bool
    """Whether a service between host and readers put something of its own into it."""


def _answer(web: httpx.Client, address: str) -> _Answer:
    """Raises httpx.HTTPError."""
    digest = hashlib.blake2b(digest_size=SIZE)
    is_rewritten, end = False, b""
    with web.stream("GET", address) as answer:
        for piece in answer.iter_bytes():
            digest.update(piece)
            is_rewritten = is_rewritten or _CLOUDFLARE in end + piece
            end = piece[-len(_CLOUDFLARE) :]
    return _Answer(answer.status_code, answer.headers, digest.hexdigest(), is_rewritten)


def _faults(web: httpx.Client, url: str, manifest: SiteManifest, path: str) -> list[Finding]:
    """What is wrong with one file as it is served."""
    address = address_of(path)
    if path in _NOT_SERVED:
        return []
    meant = manifest.files[path].digest
    try:
        answer = _answer(web, f"{url}{quote(address)}")
        if _is_meant(manifest, path, answer.status):
            return []
        if (
            answer.digest != meant
            and _answer(web, _past_caches(url, address, meant)).digest == meant
        ):
            return [Finding(address, Fault.STALE)]
    except httpx.HTTPError as error:
        return [Finding(address, Fault.UNREACHABLE, _reason(error))]
    if answer.status != httpx.codes.OK:
        return [Finding(address, Fault.MISSING, str(answer.status))]
    found = list(_headers(path, answer.headers))
    if answer.digest != meant:
        detail = _REWRITTEN if answer.is_rewritten else ""
        found.insert(0, Finding(address, Fault.OTHER_BYTES, detail))
    if is_feed(path) and not _is_spared(web, f"{url}{quote(address)}", answer.headers):
        found.append(Finding(address, Fault.NO_304))
    return found


def _past_caches(url: str, address: str, new: str) -> str:
    """An address that no cache between here and the host has seen yet: its query is new."""
    return f"{url}{quote(address)}?{new[:12]}"


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
        if name == "max-age":
            return whole_number(value, 0)
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


def _front(web: httpx.Client, url: str) -> tuple[str, list[Finding]]:
    """Where the site really is: a host may lead all of it to https or to www; "" for nowhere."""
    base, found = url, []
    for _ in range(_HOPS):
        try:
            answer = web.get(f"{base}/")
        except httpx.HTTPError as error:
            return "", [Finding(url, Fault.UNREACHABLE, _reason(error))]
        if answer.status_code in _REFUSED:
            reason = f"trả lời {answer.status_code}: mật khẩu hay tường lửa chặn chương trình này"
            return "", [Finding(url, Fault.UNREACHABLE, reason)]
        moved = urljoin(f"{base}/", answer.headers.get("location", "")).rstrip("/")
        same_place = urlsplit(moved)[:2] == urlsplit(base)[:2]
        if not answer.is_redirect or same_place or urlsplit(moved).path != urlsplit(base).path:
            break
        base, found = moved, [Finding(url, Fault.MOVED, f"{moved}; ghi địa chỉ này vào `url`")]
    return base, found


def _absent(web: httpx.Client, url: str) -> list[Finding]:
    """Whether an address that never was is answered as one."""
    try:
        status = web.get(f"{url}/{_ABSENT}").status_code
    except httpx.HTTPError as error:
        return [Finding(f"/{_ABSENT}", Fault.UNREACHABLE, _reason(error))]
    if status == httpx.codes.NOT_FOUND:
        return []
    return [Finding(f"/{_ABSENT}", Fault.NO_404, str(status))]


def _left(web: httpx.Client, url: str, path: str) -> list[Finding]:
    """Whether what was removed is still served, by the host or by a cache before it."""
    address = address_of(path)
    try:
        if not web.get(f"{url}{quote(address)}").is_success:
            return []
        there = web.get(_past_caches(url, address, "bo")).is_success
    except httpx.HTTPError:
        return []
    return [Finding(address, Fault.STILL_THERE if there else Fault.STALE)]
