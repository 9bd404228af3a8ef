"""Telling hubs and search engines what changed. Each is off until the settings turn it on."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from khuyencong.addresses import address_of
from khuyencong.publishing.difference import Difference, is_page
from khuyencong.publishing.target_settings import Announce
from khuyencong.store.atomic import atomic_write
from khuyencong.store.os_reason import os_reason

_PATIENCE = 20
_MOST = 10_000
"""Addresses that IndexNow takes at once."""
_FEEDS = ("rss.xml", "atom.xml", "feed.json")


def changed_addresses(difference: Difference) -> list[str]:
    """Addresses of the pages that are new or changed, for whoever reads them again."""
    paths = (path for path in (*difference.added, *difference.changed) if is_page(path))
    return [f"{difference.new.site}{address_of(path)}" for path in paths]


def announce(announce: Announce, hub: str, difference: Difference, home: Path) -> list[str]:
    """Tell those that the settings name; what came of it, a sentence each.

    `home` is the folder of `xuat-ban.yml`.
    """
    said: list[str] = []
    if announce.list:
        said.append(_list(home / announce.list, difference))
    if announce.websub:
        said += _websub(hub, _changed_feeds(difference))
    if announce.indexnow:
        said.append(_index_now(announce, changed_addresses(difference)))
    return said


def _list(file: Path, difference: Difference) -> str:
    """Write down which entries changed, for whoever has Zalo and Facebook look at them again."""
    entries = difference.new.entries & {*difference.added, *difference.changed}
    addresses = [f"{difference.new.site}{address_of(path)}" for path in sorted(entries)]
    try:
        atomic_write(file, "".join(f"{address}\n" for address in addresses).encode())
    except OSError as error:
        return f"Không ghi được {file.name} ({os_reason(error)})."
    return f"Đã ghi địa chỉ {len(addresses)} bài vừa đổi vào {file.name}."


def _changed_feeds(difference: Difference) -> list[str]:
    paths = (*difference.added, *difference.changed)
    return [f"{difference.new.site}/{p}" for p in paths if p.rpartition("/")[2] in _FEEDS]


def _websub(hub: str, feeds: Sequence[str]) -> Iterator[str]:
    """Ask the hub to fetch the feeds that changed (WebSub, section 7)."""
    if not hub:
        yield "WebSub: `site.yml` chưa có `hub`, nên chưa báo cho ai."
    elif feeds:
        forms = ({"hub.mode": "publish", "hub.url": feed} for feed in feeds)
        wrong = [form for form in forms if _post(hub, form=form)]
        yield f"WebSub: đã báo {len(feeds) - len(wrong)} luồng tin, không báo được {len(wrong)}."


def _index_now(announce: Announce, addresses: Sequence[str]) -> str:
    """Tell search engines (IndexNow protocol); the key lies at `/<key>.txt` of the site."""
    if not addresses:
        return "IndexNow: không có trang nào đổi."
    payload: dict[str, object] = {
        "host": urlsplit(addresses[0]).netloc,
        "key": announce.indexnow,
        "urlList": list(addresses[:_MOST]),
    }
    wrong = _post(announce.indexnow_address, payload=payload)
    return (
        f"IndexNow: không báo được ({wrong})."
        if wrong
        else f"IndexNow: đã báo {len(addresses)} trang."
    )


def _post(
    address: str, *, form: dict[str, str] | None = None, payload: dict[str, object] | None = None
) -> str:
    """What went wrong; nothing when the answer was yes."""
    import httpx

    try:
        answer = httpx.post(address, timeout=_PATIENCE, data=form, json=payload)
    except httpx.HTTPError as error:
        return type(error).__name__
    return "" if answer.is_success else str(answer.status_code)
