"""One poll: every centre is asked whether it has something new, and what is new is taken over.

A poll of a centre without news is one question, for its signature, answered 304. What a centre has
is known from its signed list alone: a file is fetched because the list names it, under the digest
and within the size that the list gives, and never a second time. So a poll that was cut off goes on
where it was, an archive (RFC 5005) is fetched once, and no address that stands in a text is asked
for anything. A centre's news is accepted as a whole, or what it gave before stays.
"""

import asyncio
import random
import re
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from urllib.parse import quote, urlsplit
from urllib.robotparser import RobotFileParser

import msgspec

from khuyencong.network.centre_client import AGENT, Answer, CentreClient
from khuyencong.network.centre_state import CentreState, load_state, save_state
from khuyencong.network.errors import HarvestError, HeldBackError
from khuyencong.network.harvested import decoded_documents
from khuyencong.network.members import Member, Network
from khuyencong.network.object_store import ObjectStore, digest_of_object
from khuyencong.publishing.minisign import SignatureError, verify
from khuyencong.publishing.public_manifest import (
    PATH,
    SIGNATURE,
    PublicManifest,
    decoded,
    is_document,
    is_photo,
)

LARGEST_SIGNATURE = 64 << 10
LARGEST_LIST = 8 << 20
LARGEST_DOCUMENT = 4 << 20
LARGEST_PHOTO = 20 << 20
LARGEST_ROBOTS = 500 << 10
"""Bytes that a crawler reads at least (RFC 9309, 2.5)."""
MOST_BYTES = 8 << 30
"""Of all that one centre gives."""
AT_ONCE = 16
"""Hosts that are asked at the same time."""
FIRST_REST, LONGEST_REST = 60.0, 86_400.0
"""Seconds of rest after one failure, doubled with each, and at most."""
LONGEST_POLL = 1800.0
"""Seconds for one centre, however many files it lists and however slowly each drips."""
ROBOTS_HOLD = 86_400.0
"""Seconds after which rules for robots are asked again (RFC 9309, 2.4), and everything with them:
a server may go on saying "nothing new" for ever (a validator of size alone, a proxy)."""
SKEW = 600
"""Seconds by which a clock may be ahead before somebody is told."""
LATEST = 1 << 33
"""A moment in the year 2242: what is later is none that a calendar has."""
_DIGEST = re.compile("[0-9a-f]{32}")
_SITE = re.compile(r"https?://[\w!-~]{1,300}")
"""An address of letters and signs that can be seen (RFC 3987): it goes into pages and lists."""


class Fate(StrEnum):
    """What came of asking a centre."""

    UNCHANGED = "không có gì mới"
    CHANGED = "có nội dung mới"
    RESTING = "đang chờ trước khi hỏi lại"
    FAILED = "không lấy được"
    HELD_BACK = "giữ lại, chờ người kiểm tra"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of asking one centre, for people."""

    slug: str
    fate: Fate
    words: str = ""
    remarks: tuple[str, ...] = ()
    """What somebody should mend although the news was accepted."""
    requests: int = 0


@dataclass
class Harvester:
    """Polls the centres of a network; `folder` keeps what they gave."""

    network: Network
    folder: Path
    now: float
    """Seconds of the epoch."""
    chance: random.Random = field(default_factory=random.Random)

    @property
    def store(self) -> ObjectStore:
        return ObjectStore(self.folder / "objects")

    def state_file(self, slug: str) -> Path:
        return self.folder / f"{slug}.state"

    def manifests(self) -> dict[str, PublicManifest]:
        """Centre → the list that was accepted last, of those that gave one."""
        states = ((slug, load_state(self.state_file(slug))) for slug in self.network.centres)
        return {slug: state.manifest for slug, state in states if state.manifest}

    def poll(self) -> list[Outcome]:
        """Ask every centre; what goes wrong with one is told of it and touches no other.

        Raises:
            OSError: this machine's disk is full, or the folder may not be written.
        """
        return asyncio.run(self._poll())

    async def _poll(self) -> list[Outcome]:
        def host(item: tuple[str, Member]) -> str:
            return urlsplit(item[1].address).hostname or ""

        ordered = sorted(self.network.centres.items(), key=host)
        room = asyncio.Semaphore(AT_ONCE)
        hosts = [self._poll_host(list(found), room) for _, found in groupby(ordered, key=host)]
        outcomes = [each for found in await asyncio.gather(*hosts) for each in found]
        return sorted(outcomes, key=lambda each: each.slug)

    async def _poll_host(
        self, centres: Iterable[tuple[str, Member]], room: asyncio.Semaphore
    ) -> list[Outcome]:
        """The centres of one host, one after the other."""
        async with room:
            return [await self._poll_centre(slug, member) for slug, member in centres]

    async def _poll_centre(self, slug: str, member: Member) -> Outcome:
        file = self.state_file(slug)
        state = load_state(file)
        if state.rest_until > self.now:
            return Outcome(slug, Fate.RESTING)
        before = copy(state)
        async with CentreClient(local=self.network.local) as client:
            poll = _Poll(client, member, state, self.store, self.now)
            try:
                changed = await poll.run()
            except HarvestError as error:
                self._let_rest(state, error)
                state.moved = "", ""  # who holds the new address may be somebody else by now
                save_state(file, state)
                fate = Fate.HELD_BACK if isinstance(error, HeldBackError) else Fate.FAILED
                return Outcome(slug, fate, str(error), requests=client.requests)
            state.failures, state.rest_until = 0, 0.0
            if state.moved[0] == member.address:
                poll.remarks.append(f"trang đã chuyển sang {state.moved[1]}: sửa `address`")
            if state != before:
                save_state(file, state)
            fate = Fate.CHANGED if changed else Fate.UNCHANGED
            return Outcome(slug, fate, remarks=tuple(poll.remarks), requests=client.requests)

    def _let_rest(self, state: CentreState, error: HarvestError) -> None:
        """Longer after each failure, and by chance a little more or less, so that not everybody
        comes back at once."""
        state.failures += 1
        rest = min(FIRST_REST * 2 ** min(state.failures - 1, 20), LONGEST_REST)
        rest *= self.chance.uniform(0.5, 1.5)
        state.rest_until = self.now + max(rest, error.retry_after)


@dataclass
class _Poll:
    """One centre is asked."""

    client: CentreClient
    member: Member
    state: CentreState
    store: ObjectStore
    now: float
    remarks: list[str] = field(default_factory=list)

    async def run(self) -> bool:
        """Whether there was something new.

        Raises:
            HarvestError: nothing new can be used; the state holds what was before.
        """
        try:
            async with asyncio.timeout(LONGEST_POLL):
                return await self._run()
        except TimeoutError:
            raise HarvestError("chưa gửi hết trong nửa giờ, lần sau lấy tiếp") from None

    async def _run(self) -> bool:
        address, validators = self._address, self._validators
        if not await self._may_ask(address):
            raise HarvestError("không cho máy lấy tin (robots.txt)")
        signed = await self.client.get(f"{address}/{SIGNATURE}", LARGEST_SIGNATURE, validators)
        if signed.data is None:
            return False
        address = signed.url.removesuffix(f"/{SIGNATURE}")
        listed = await self.client.get(f"{address}/{PATH}", LARGEST_LIST)
        manifest = self._verified(listed.data or b"", signed.data)
        await self._take(address, manifest)
        decoded_documents(manifest, self.store)
        if signed.moved:
            self.state.moved = (self.member.address, address)
        self.state.validators = signed.validators
        changed, self.state.manifest = manifest != self.state.manifest, manifest
        return changed

    @property
    def _validators(self) -> tuple[str, str]:
        """What says which list is known; none once a day, and while a file of it is missing."""
        if self.state.robots_until <= self.now:
            return "", ""
        files = self.state.manifest.files.values() if self.state.manifest else ()
        is_whole = all(digest in self.store for digest, _ in files)
        return self.state.validators if is_whole else ("", "")

    @property
    def _address(self) -> str:
        """Where the site is: as the network says, unless its server led on from there for good."""
        known, led_to = self.state.moved
        return led_to if known == self.member.address else self.member.address.rstrip("/")

    async def _may_ask(self, address: str) -> bool:
        """Whether the site lets robots take its files; asked once a day."""
        if self.state.robots_until <= self.now:
            self.state.robots = await self._robots(address)
            self.state.robots_until = self.now + ROBOTS_HOLD
        rules = RobotFileParser()
        try:
            rules.parse(self.state.robots.splitlines())
        except ValueError:
            self.state.robots_until = 0.0
            raise HarvestError("có robots.txt không đọc được") from None
        return rules.can_fetch(AGENT, f"{address}/{PATH}")

    async def _robots(self, address: str) -> str:
        try:
            answer = await self.client.get(f"{address}/robots.txt", LARGEST_ROBOTS)
        except HarvestError as error:
            if error.absent:
                return ""
            raise
        return (answer.data or b"").decode(errors="replace")

    def _verified(self, data: bytes, signed: bytes) -> PublicManifest:
        """The list of a centre, if it is its own, its newest, and within bounds."""
        try:
            verify(data, signed.decode(errors="replace"), self.member.key)
            manifest = decoded(data)
        except SignatureError as error:
            raise HeldBackError(f"chữ ký không phải của trung tâm ({error})") from None
        except (msgspec.MsgspecError, RecursionError):
            raise HarvestError("danh sách không đúng dạng") from None
        before = self.state.manifest
        if before and manifest.changed < before.changed:
            raise HeldBackError("gửi bản cũ hơn bản đã nhận")
        if manifest.changed > self.now + SKEW:
            self.remarks.append("đồng hồ máy của trung tâm chạy nhanh")
        _refuse_strange(manifest)
        return manifest

    async def _take(self, address: str, manifest: PublicManifest) -> None:
        """Fetch what is not there yet; what came stays even if the rest does not come."""
        for path, (digest, size) in manifest.files.items():
            if digest in self.store:
                continue
            answer: Answer = await self.client.get(f"{address}/{quote(path)}", size)
            data = answer.data or b""
            if digest_of_object(data) != digest:
                raise HarvestError(f"tệp {path} khác danh sách đã ký")
            self.store.put(digest, data)


def _refuse_strange(manifest: PublicManifest) -> None:
    """Raises a HarvestError for a list of what no centre publishes."""
    is_dated = 0 <= manifest.changed < LATEST
    if not is_dated or not _SITE.fullmatch(manifest.site):
        raise HarvestError("danh sách không đúng dạng")
    total = 0
    for path, (digest, size) in manifest.files.items():
        largest = LARGEST_DOCUMENT if is_document(path) else LARGEST_PHOTO if is_photo(path) else -1
        if not 0 <= size <= largest or not _DIGEST.fullmatch(digest):
            raise HarvestError(f"danh sách có tệp lạ hoặc quá lớn ({path[:80]})")
        total += size
    if total > MOST_BYTES:
        raise HarvestError("danh sách lớn quá mức")


def forget_unused(store: ObjectStore, manifests: Mapping[str, PublicManifest]) -> None:
    """Forget what no list names any more."""
    used = {digest for each in manifests.values() for digest, _ in each.files.values()}
    store.prune(used)
