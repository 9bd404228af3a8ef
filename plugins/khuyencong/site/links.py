"""Links between the files of a content folder, turned into addresses of the site."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from khuyencong.content.record import Part, Record
from khuyencong.content.sanitizer import file_path as content_path
from khuyencong.html_tags import rewrite_links
from khuyencong.model.entry import Entry
from khuyencong.model.rules import Problem, Rule


def resolve_links(
    records: list[Record[Entry]], addresses: Mapping[str, str]
) -> tuple[list[Record[Entry]], list[Problem]]:
    """Links to `.md` files turned into addresses; a link to a file that is not there is named.

    `addresses` gives the address of each file of the content folder.
    """
    problems: list[Problem] = []
    resolved = []
    for record in records:
        if not record.links:
            resolved.append(record)
            continue
        found = {href: _file_address(record, href, addresses) for href, _ in record.links}
        moved = {href: new for href, new in found.items() if new is not None}
        problems += [
            Problem(
                record.source,
                line,
                Rule.BROKEN_LINK,
                f"Liên kết tới tệp `{href}` không có.",
                "Viết địa chỉ bài, ví dụ `/tin-tuc/ten-bai/`, hoặc đúng tên tệp.",
            )
            for href, line in record.links
            if moved.get(href) == "" and not content_path(href)
        ]
        if moved:
            resolved.append(_with_addresses(record, moved))
        else:
            resolved.append(record)
    return resolved, problems


def _with_addresses(record: Record[Entry], moved: dict[str, str]) -> Record[Entry]:
    def change(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(
            rewrite_links(part, lambda href: moved.get(href, href) or None)
            if isinstance(part, str)
            else part
            for part in parts
        )

    return replace(
        record,
        body=record.body.changed(f"addresses {sorted(moved.items())}", change),
        links=tuple(
            (address, line) for href, line in record.links if (address := moved.get(href, href))
        ),
    )


def _file_address(record: Record[Entry], href: str, addresses: Mapping[str, str]) -> str | None:
    """Address behind a link to a file; "" for no such file, None for other links.

    Of a download that is not there its reader has told already.
    """
    if file := content_path(href):
        return f"/{quote(file)}" if file in record.files else ""
    path, mark, anchor = href.partition("#")
    if not path.endswith(".md") or "://" in path:
        return None
    path = path.removeprefix("{filename}").removeprefix("/content").removeprefix("content/")
    here = Path(record.source).parent
    for candidate in (path.lstrip("/"), _joined(here, path)):
        if candidate in addresses:
            return addresses[candidate] + mark + anchor
    return ""


def _joined(folder: Path, path: str) -> str:
    parts: list[str] = list(folder.parts)
    for part in path.split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part not in ("", ".", ".."):
            parts.append(part)
    return "/".join(parts)
