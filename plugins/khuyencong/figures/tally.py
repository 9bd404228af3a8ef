"""Values added up by label and series: what a chart is made from."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from khuyencong.content.chart import Series

Counted = tuple[str, str, int]
"""Label, series and value."""


def tally(
    counted: Iterable[Counted], labels: Sequence[str] = (), series: Sequence[str] = ()
) -> tuple[tuple[str, ...], tuple[Series, ...]]:
    """The labels and series that have a value, in the order given, else in that of their names."""
    sums: Counter[tuple[str, str]] = Counter()
    for label, name, value in counted:
        sums[label, name] += value
    shown = _ordered(labels, {label for label, _ in sums})
    return shown, tuple(
        (name, tuple(sums[label, name] for label in shown))
        for name in _ordered(series, {name for _, name in sums})
    )


def largest(counted: Iterable[Counted], most: int) -> list[str]:
    """The labels with the largest sums, the largest first; of equal ones the first by name."""
    sums: Counter[str] = Counter()
    for label, _, value in counted:
        sums[label] += value
    return sorted(sums, key=lambda label: (-sums[label], label))[:most]


def _ordered(order: Sequence[str], found: Collection[str]) -> tuple[str, ...]:
    return tuple(name for name in order if name in found) if order else tuple(sorted(found))
