"""Records by the kinds of their entries: one walk for all rules and lists that concern one kind."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeVar, cast

from khuyencong.content.record import Record
from khuyencong.model.entry import Entry

E = TypeVar("E", bound=Entry)


class RecordsByKind:
    """Records that are asked for by kind: of tens of thousands, most kinds have a dozen."""

    def __init__(self, records: Sequence[Record[Entry]]) -> None:
        self._records = records
        self._by_type: dict[type[Entry], list[Record[Entry]]] = defaultdict(list)
        for record in records:
            self._by_type[type(record.entry)].append(record)

    def of(self, kind: type[E]) -> Sequence[Record[E]]:
        """Those of a kind and of what is made of it, in their order."""
        found = self._of_types({each for each in self._by_type if issubclass(each, kind)})
        return cast(Sequence[Record[E]], found)

    def having(self, field: str) -> Sequence[Record[Entry]]:
        """Those of the kinds that have a field, in their order."""
        return self._of_types({each for each in self._by_type if field in each.model_fields})

    def _of_types(self, types: set[type[Entry]]) -> Sequence[Record[Entry]]:
        if len(types) > 1:
            return [record for record in self._records if type(record.entry) in types]
        return next((self._by_type[each] for each in types), [])
