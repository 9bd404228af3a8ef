"""Provinces, districts and communes, of today and of before 1/7/2025."""

import datetime
from typing import NamedTuple

NEW_PLACES = datetime.date(2025, 7, 1)
"""From this day on there are 34 provinces, and no districts (NQ 202/2025/QH15, 203/2025/QH15)."""


class Commune(NamedTuple):
    """A commune of today."""

    kind: str
    """xã, phường, đặc khu."""
    name: str
    province: str

    @property
    def full_name(self) -> str:
        """The name with its kind: "phường Bắc Kạn"."""
        return f"{self.kind} {self.name}"


class FormerDistrict(NamedTuple):
    """A district; all of them ended on 1/7/2025 (Nghị quyết 203/2025/QH15)."""

    kind: str
    """huyện, quận, thị xã, thành phố."""
    name: str
    former_province: str
    province: str
    """The province of today."""
    successors: tuple[Commune, ...]
    """The communes of today on its ground, in the order of the list."""

    @property
    def full_name(self) -> str:
        """The name with its kind: "huyện Na Rì"."""
        return f"{self.kind} {self.name}"


class FormerCommune(NamedTuple):
    """A commune of before 1/7/2025."""

    kind: str
    """xã, phường, thị trấn."""
    name: str
    district: FormerDistrict
    successors: tuple[Commune, ...]
    """The communes of today that it became part of: several when it was split."""
    disputed: bool = False
    """Whether another source names other successors."""

    @property
    def full_name(self) -> str:
        """The name with its kind: "xã Côn Minh"."""
        return f"{self.kind} {self.name}"
