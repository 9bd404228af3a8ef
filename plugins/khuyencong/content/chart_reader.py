"""The charts of one body: what their blocks say, with the figures that they name."""

from collections.abc import Mapping, Sequence

from khuyencong.content.chart import Chart, ChartKind
from khuyencong.content.chart_blocks import KEYS, ChartBlock, ChartLine
from khuyencong.content.chart_data import ChartError, chart_data, csv_rows
from khuyencong.content.file_references import FileReferences
from khuyencong.html_tags import last_table
from khuyencong.model.rules import Rule
from khuyencong.vietnamese.slugs import slugify

_FOLDER = "tep/"
_KINDS = {slugify(kind.label): kind for kind in ChartKind}
NAME = "bieu-do"
_LONGEST = {"tieu-de": 200, "don-vi": 40, "nguon": 300}
"""Letters of a line; each is drawn into the picture."""
MOST = 20
"""Charts of a text; each is three files and a table."""


class ChartReader:
    """Makes charts of blocks; what is wrong with one is reported with its line."""

    def __init__(self, references: FileReferences, body_line: int) -> None:
        self.references = references
        self.first = body_line

    def read(self, block: ChartBlock, number: int, above: str) -> Chart | None:
        """The chart of a block; `above` is the HTML in front of it, for a table of the story.

        `number` is its place among the charts of the story, from 1.
        """
        if number > MOST:
            if number == MOST + 1:
                self._report(
                    block.line, f"Bài có hơn {MOST} biểu đồ.", "Chia bài, hoặc bớt biểu đồ."
                )
            return None
        lines = self._by_key(block)
        kind = self._kind(lines.get("loai"), block)
        title = lines.get("tieu-de")
        if title is None or not title.value:
            self._report(
                block.line,
                "Biểu đồ thiếu tiêu đề.",
                "Thêm dòng `tiêu đề: …` vào giữa hai dòng ```.",
            )
        if kind is None or title is None:
            return None
        named = lines.get("so-lieu")
        rows = self._file_rows(named) if named else last_table(above)
        if rows is None:
            return None
        if not rows:
            self._report(
                block.line,
                "Phía trên biểu đồ không có bảng nào.",
                "Đặt khối này dưới bảng số liệu, hoặc thêm dòng `số liệu: tep/so-lieu.csv`.",
            )
            return None
        return self._chart(block, lines, kind, rows, number)

    def _chart(
        self,
        block: ChartBlock,
        lines: Mapping[str, ChartLine],
        kind: ChartKind,
        rows: Sequence[Sequence[str]],
        number: int,
    ) -> Chart | None:
        values = {key: line.value for key, line in lines.items()}
        columns = [name.strip() for name in values.get("cac-cot", "").split(";") if name.strip()]
        try:
            data = chart_data(rows, kind, columns)
        except ChartError as error:
            self._report(block.line, error.message, error.advice)
            return None
        return Chart(
            kind,
            values["tieu-de"],
            data.labels,
            tuple((name or values["tieu-de"], cells) for name, cells in data.series),
            values.get("don-vi") or data.unit,
            values.get("nguon", ""),
            f"{NAME}-{number}",
            data.table if "so-lieu" in values else (),
        )

    def _by_key(self, block: ChartBlock) -> dict[str, ChartLine]:
        """The lines by their keys; what is no such line is reported, so that no word is lost."""
        found: dict[str, ChartLine] = {}
        for line in block.lines:
            if line.key not in KEYS:
                forms = ", ".join(f"`{name}: …`" for name in KEYS.values())
                self._report(
                    line.line, f"Không hiểu dòng “{line.value}” của biểu đồ.", f"Viết {forms}."
                )
            elif line.key in found:
                self._report(
                    line.line,
                    f"Biểu đồ có hai dòng `{KEYS[line.key]}`.",
                    "Giữ một dòng, bỏ dòng kia.",
                )
            else:
                self._check_length(line)
                found[line.key] = line
        return found

    def _check_length(self, line: ChartLine) -> None:
        most = _LONGEST.get(line.key, len(line.value))
        if len(line.value) > most:
            self._report(
                line.line,
                f"Dòng `{KEYS[line.key]}` của biểu đồ dài {len(line.value)} chữ cái.",
                f"Viết nhiều nhất {most}; phần còn lại để trong bài.",
            )

    def _kind(self, line: ChartLine | None, block: ChartBlock) -> ChartKind | None:
        if line is None:
            return ChartKind.BAR
        kind = _KINDS.get(slugify(line.value))
        if kind is None:
            choices = ", ".join(f"`{each.label.lower()}`" for each in ChartKind)
            self._report(
                line.line, f"Không có loại biểu đồ “{line.value}”.", f"Chọn một trong: {choices}."
            )
        return kind

    def _file_rows(self, line: ChartLine) -> list[list[str]] | None:
        """The table of a data file."""
        path = line.value.removeprefix("content/")
        if not path.startswith(_FOLDER) or not path.lower().endswith(".csv"):
            self._report(
                line.line,
                f"Số liệu “{line.value}” không phải tệp CSV trong `tep/`.",
                "Trong Excel lưu thành CSV UTF-8, chép vào `content/tep/`, viết `tep/ten-tep.csv`.",
            )
            return None
        text = self.references.text(path, self.first + line.line - 1)
        try:
            rows = csv_rows(text) if text is not None else None
        except ChartError as error:
            self._report(line.line, f"“{path}”: {error.message}", error.advice)
            return None
        if rows == []:
            self._report(line.line, f"“{path}” không có số liệu.", "Lưu lại bảng từ Excel.")
            return None
        return rows

    def _report(self, line: int, message: str, advice: str) -> None:
        where = self.first + line - 1
        self.references.report(where, Rule.CHART_UNUSABLE, message, advice)
