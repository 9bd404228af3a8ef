"""Rows of an SQL dump of MySQL or MariaDB (phpMyAdmin, mysqldump), as data: nothing is run."""

import re
from collections.abc import Iterator

_INSERT = re.compile(
    r"INSERT\s+(?:IGNORE\s+)?INTO\s+[`\"]?(?P<table>[\w#]+)[`\"]?\s*"
    r"(?:\((?P<columns>[^()]*)\))?\s*VALUES\s*",
    re.IGNORECASE,
)
_CREATE = re.compile(
    r"CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?[`\"]?(?P<table>[\w#]+)[`\"]?\s*\(", re.IGNORECASE
)
_COLUMN = re.compile(r"^\s*[`\"](?P<name>\w+)[`\"]\s", re.MULTILINE)
_TOKEN = re.compile(
    r"\s*(?:'(?P<text>(?:[^'\\]|\\.|'')*+)'|(?P<plain>[^\s'(),;]++)|(?P<sign>[(),;]))", re.DOTALL
)
_ESCAPE = re.compile(r"\\(.)|''", re.DOTALL)
_SIGNS = {"n": "\n", "r": "\r", "t": "\t", "0": "", "Z": ""}


def sql_rows(text: str, *tables: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Table, without the prefix of its site, and column → value of each row that is inserted.

    `tables` are the names to read, first one that every site has: "content" is that of
    `jos_content` and of `#__content`. NULL is "".
    """
    columns = dict(_created(text))
    prefix = _prefix(text, tables[0])
    for insert in _INSERT.finditer(text):
        name = insert["table"].lower().removeprefix(prefix)
        if name in tables:
            given = re.findall(r"\w+", insert["columns"] or "")
            named = given or columns.get(insert["table"], [])
            for values in _rows(insert.string, insert.end()):
                yield name, dict(zip(named, values, strict=False))


def _prefix(text: str, table: str) -> str:
    """What the names of a site's own tables begin with; those of extensions have more behind it
    (`jos_k2_categories`)."""
    names = (insert["table"].lower() for insert in _INSERT.finditer(text))
    ours = (name for name in names if name.endswith(f"_{table}"))
    return min(ours, key=len, default=table).removesuffix(table)


def _created(text: str) -> Iterator[tuple[str, list[str]]]:
    """The columns of each table that is created, in order."""
    for create in _CREATE.finditer(text):
        end = text.find(";", create.end())
        yield create["table"], _COLUMN.findall(text[create.end() : end])


def _rows(text: str, start: int) -> Iterator[list[str]]:
    """The rows behind VALUES, as far as the statement goes; half a row at a cut is passed over."""
    row: list[str] = []
    depth = 0
    while found := _TOKEN.match(text, start):
        start = found.end()
        if found["sign"] is None:
            row.append(_value(found))
        elif found["sign"] == "(":
            depth += 1
        elif found["sign"] == ")":
            depth -= 1
            if depth == 0:
                yield row
                row = []
        elif found["sign"] == ";":
            return


def _value(found: re.Match[str]) -> str:
    if found["text"] is None:
        return "" if found["plain"].upper() == "NULL" else found["plain"]
    return _ESCAPE.sub(lambda e: _SIGNS.get(e[1], e[1]) if e[1] else "'", found["text"])
