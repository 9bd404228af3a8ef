"""Words of others in which no sign means anything to Markdown."""

import re

_SIGNS = re.compile(r"[\\`*\[\]]|(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#|\w+;)")
_TAG_START = re.compile(r"<(?=[A-Za-z/!?])")
_LINE_START = re.compile(r"^(?:(?P<sign>[#>]|[+-](?=\s|$))|(?P<number>\d+)(?=\.\s)|(?P<colon>:\s))")
_RULE = re.compile(r"^(?:-\s*){2,}$")


def escaped(text: str) -> str:
    """Text in which no sign means anything to Markdown or HTML."""
    text = _SIGNS.sub(lambda found: f"\\{found[0]}", text)
    return _TAG_START.sub("&lt;", _ENTITY.sub("&amp;", text))


def line_start_escaped(line: str) -> str:
    """A paragraph whose first signs do not make it a heading, a list, a quote or a rule."""
    if _RULE.match(line):
        return f"\\{line}"
    found = _LINE_START.match(line)
    if found is None:
        return line
    if found["colon"]:
        return f"&#58;{line[1:]}"
    return f"\\{line}" if found["sign"] else f"{found['number']}\\{line[found.end('number') :]}"
