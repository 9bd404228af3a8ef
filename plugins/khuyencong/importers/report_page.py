"""The report of an import as a page beside the drafts: opened by double click, sent by mail."""

import re
from datetime import datetime
from html import escape
from pathlib import Path
from urllib.parse import quote

from khuyencong.importers.ledger import WORK_FOLDER
from khuyencong.importers.report import ImportedItem, Outcome, Report
from khuyencong.store.atomic import atomic_write
from khuyencong.vietnamese.slugs import address_slug

_STYLE = """
body{font:17px/1.55 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;
color:#1d2430;background:#fbfaf7}h1{font-size:1.6rem;line-height:1.25;margin:0 0 .3rem}
h2{font-size:1.15rem;margin:0}
.tong{border-left:4px solid #8c2f1b;padding:.1rem 0 .1rem .9rem;margin:1rem 0 1.5rem}
article{border-top:1px solid #d8d2c4;padding:1rem 0}.tinh{color:#5c6470;font-size:.92rem}
table{border-collapse:collapse;margin:.6rem 0;width:100%}td,th{text-align:left;vertical-align:top;
padding:.25rem .8rem .25rem 0;border-bottom:1px solid #eae5d9}th{font-weight:600;color:#5c6470;
white-space:nowrap}
ul{margin:.5rem 0;padding-left:1.2rem}a{color:#1f4e6b}.xem{color:#8c2f1b;font-weight:600}
@media(max-width:30rem){td,th{display:block;padding:.1rem 0;border:0}
tr{display:block;padding:.4rem 0;border-bottom:1px solid #eae5d9}}
"""


def write_page(report: Report, content: Path, now: datetime) -> Path:
    """Write the report beside the drafts; the path of the file. Raises OSError."""
    name = address_slug(Path(report.source).stem or "nguon", 60)
    file = content / WORK_FOLDER / f"bao-cao-{now:%Y-%m-%d-%H%M%S}-{name}.html"
    atomic_write(file, page(report, now).encode())
    return file


def summary(report: Report) -> str:
    """One sentence: how many entries had which outcome."""
    counts = [f"{outcome.value}: {count}" for outcome, count in report.counts.most_common()]
    return f"{len(report.items)} mục; {', '.join(counts)}." if counts else "Không có mục nào."


def page(report: Report, now: datetime) -> str:
    """The report as HTML that needs nothing else."""
    remarks = "".join(f"<li>{_linked(remark)}</li>" for remark in report.remarks)
    dry = "<p class=xem>Chạy thử: chưa ghi tệp nào.</p>" if report.dry_run else ""
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>Báo cáo nhập {escape(Path(report.source).name)}</title>"
        f"<style>{_STYLE}</style></head><body>"
        f"<h1>Nhập {escape(Path(report.source).name)}</h1>"
        f'<p class="tinh">{escape(report.form)}, {now:%H:%M %d/%m/%Y}</p>{dry}'
        f'<div class="tong"><p>{escape(summary(report))}</p>'
        f"{f'<ul>{remarks}</ul>' if remarks else ''}</div>"
        f"{''.join(map(_article, report.items))}</body></html>\n"
    )


def _article(item: ImportedItem) -> str:
    title = escape(item.title or item.source)
    if item.file and item.outcome is not Outcome.REFUSED:
        title = f'<a href="../{quote(item.file)}">{title}</a>'
    place = f" · {escape(item.file)}" if item.file else ""
    remarks = "".join(f"<li>{_linked(remark)}</li>" for remark in item.remarks)
    return (
        f'<article><h2>{title}</h2><p class="tinh">{escape(item.outcome.value)} · '
        f"{escape(item.source)}{place}</p>{_guesses(item)}{_changes(item)}"
        + (f"<p class=xem>Cần xem lại</p><ul>{remarks}</ul>" if remarks else "")
        + "</article>"
    )


def _linked(remark: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(remark))


def _guesses(item: ImportedItem) -> str:
    rows = "".join(
        f"<tr><th>{escape(guess.field)}</th><td>{escape(guess.value)}</td>"
        f'<td class="tinh">{escape(guess.reason)}</td></tr>'
        for guess in item.guesses
    )
    return f"<table>{rows}</table>" if rows else ""


def _changes(item: ImportedItem) -> str:
    rows = "".join(
        f"<tr><th>{escape(label)}</th><td><del>{escape(before)}</del></td>"
        f"<td><ins>{escape(after)}</ins></td></tr>"
        for label, before, after in item.changes
    )
    return f"<table>{rows}</table>" if rows else ""
