"""Pages are drawn beside those that show the same."""

from datetime import UTC, datetime, timedelta
from random import Random

from khuyencong.pages.page import Page
from khuyencong.rendering.release_sink import SHARES, shares_of

FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def page(list_name: str, day: int | None) -> Page:
    modified = None if day is None else FIRST + timedelta(days=day)
    return Page(f"/{list_name}/{day}/", "list", lambda: None, modified)  # type: ignore[arg-type, return-value]


def test_pages_of_one_time_are_in_one_share_whatever_list_they_are_of() -> None:
    days = range(4 * SHARES)
    pages = [page(name, day) for name in ("tin-tuc", "the", "dia-ban") for day in days]
    share_of = {each.address: number for number, s in enumerate(shares_of(pages)) for each in s}
    together = sum(
        len({share_of[f"/{name}/{day}/"] for name in ("tin-tuc", "the", "dia-ban")}) == 1
        for day in days
    )
    assert together >= 3 * SHARES


def test_every_page_is_in_one_share() -> None:
    for count in (0, 1, SHARES - 1, SHARES, 10 * SHARES + 7):
        pages = [page("tin-tuc", day if day % 3 else None) for day in range(count)]
        Random(1).shuffle(pages)
        shares = shares_of(pages)
        assert len(shares) <= SHARES
        assert sorted(p.address for share in shares for p in share) == sorted(
            p.address for p in pages
        )
