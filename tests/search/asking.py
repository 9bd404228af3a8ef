"""Asks an index as the theme's engine does, without its ranking."""

import json
from collections.abc import Mapping
from typing import Any

from khuyencong.search.postings import PER_BLOCK
from khuyencong.search.results import TOGETHER
from khuyencong.search.words import folded, shard_of, words_of

BASE = 45
SIGNS = "".join(chr(code) for code in range(0x21, 0x7E) if chr(code) not in '"\\|')


def decoded(text: str) -> list[int]:
    """Numbers of a list, falling."""
    numbers: list[int] = []
    value = 0
    for sign in text.rstrip("~"):
        digit = SIGNS.index(sign)
        value = value * BASE + digit % BASE
        if digit < BASE:
            numbers.append(numbers[-1] - value - 1 if numbers else value)
            value = 0
    return numbers


def documents(files: Mapping[str, bytes], word: str) -> set[int]:
    """Numbers of the documents that have a word or pair, whatever its marks."""
    shards = json.loads(files["tim/chi-muc/muc-luc.json"])["shards"]
    shard = json.loads(files[f"tim/chi-muc/tu/{shard_of(word, shards):x}.json"])
    lists = shard.get(folded(word), {}).values()
    return {number for each in lists for part in each.split("|") for number in decoded(part)}


def hits(files: Mapping[str, bytes], words: str) -> list[dict[str, Any]]:
    """What results show of the documents that have all the words, the newest first."""
    found = set.intersection(*(documents(files, word) for word in words_of(words)))
    return [_result(files, number) for number in sorted(found, reverse=True)]


def _result(files: Mapping[str, bytes], number: int) -> dict[str, Any]:
    block, place = divmod(number, PER_BLOCK)
    some = json.loads(files[f"tim/chi-muc/bai/{block}-{place // TOGETHER}.json"])
    return some[place % TOGETHER]
