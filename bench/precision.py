"""How often the desk is right: precision and recall of the checks of language, before and after.

    python -m bench.precision [--before REVISION] [--show KC701]

makes a content folder of labelled texts (`bench/labelled_texts.py`) in memory, checks it with the
program of a revision and with this one, and prints Markdown tables. An alarm is right when a fault
of its code stands on its line.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.labelled_texts import LabelledText, generated, whole_texts

ROOT = Path(__file__).parent.parent
CODES = ("KC111", "KC701", "KC703", "KC704", "KC705", "KC706", "KC707", "KC708")
NOW = "24/11/2026 09:00"
CENTRE = """\
name: Trung tâm Khuyến công Đo
short_name: Bản tin Đo
url: https://do.example
categories:
  tin-tuc: {name: Tin tức}
abbreviations:
  CNNT: công nghiệp nông thôn
  KCQG: khuyến công quốc gia
  KCĐP: khuyến công địa phương
  HTX: hợp tác xã
  OCOP: mỗi xã một sản phẩm
"""


@dataclass
class Score:
    """Alarms of one code, how many were right, and the faults there were and those found."""

    alarms: int = 0
    right: int = 0
    faults: int = 0
    found: int = 0
    wrong: list[str] = field(default_factory=list)
    """Alarms without a fault, and faults without an alarm, for who wants to look."""

    @property
    def precision(self) -> str:
        return f"{self.right / self.alarms:.2f}" if self.alarms else "–"

    @property
    def recall(self) -> str:
        return f"{self.found / self.faults:.2f}" if self.faults else "–"


Alarm = tuple[str, str, int, str]
"""Code, file, line, message."""


def content_folder(texts: Iterable[LabelledText], place: Path) -> Path:
    """The folder in which texts lie as a centre's content."""
    content = place / "content"
    content.mkdir()
    (content / "site.yml").write_text(CENTRE, encoding="utf-8")
    for text in texts:
        file = content / text.path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text.text, encoding="utf-8", newline="\n")
    return content


def alarms(texts: Iterable[LabelledText], plugins: Path) -> list[Alarm]:
    """What the program in a folder of plugins says of texts."""
    with tempfile.TemporaryDirectory() as place:
        content = content_folder(texts, Path(place))
        command = [sys.executable, "-m", "khuyencong", "check", content, "--now", NOW]
        done = subprocess.run(
            [*map(str, command), "--format", "json"],
            cwd=place,
            env={**os.environ, "PYTHONPATH": str(plugins), "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
        )
        if done.returncode not in (0, 1):
            raise SystemExit(done.stderr)
        found = json.loads(done.stdout)["problems"]
    return [(each["code"], each["file"], each["line"], each["message"]) for each in found]


def scores(texts: Sequence[LabelledText], said: Iterable[Alarm]) -> dict[str, Score]:
    """The alarms held against the labels, a score for each code.

    Each fault is found by one alarm at most; a fault that several codes may name is looked for
    by each of them, and counts as a fault of the code that named it, else of the first.
    """
    result = {code: Score() for code in CODES}
    waiting = defaultdict(list)
    for text in texts:
        for label in text.labels:
            waiting[text.path, label.line].append(label)
    named: Counter[str] = Counter()
    for code, file, line, message in said:
        if code not in result:
            continue
        score = result[code]
        score.alarms += 1
        labels = waiting[file, line]
        fitting = [each for each in labels if code in each.codes and _about(each.words, message)]
        if fitting:
            labels.remove(fitting[0])
            score.right += 1
            named[code] += 1
        else:
            score.wrong.append(f"{file}:{line}: {message}")
    missed: Counter[str] = Counter()
    for (file, line), labels in waiting.items():
        for each in labels:
            missed[max(each.codes)] += 1
            result[max(each.codes)].wrong.append(f"{file}:{line}: missed: {each.words}")
    for code, score in result.items():
        score.found, score.faults = named[code], named[code] + missed[code]
    return result


def _about(words: str, message: str) -> bool:
    """Whether a message speaks of a fault; legacy text is shown converted, so any will do."""
    first = words.split()[0].lower()
    return first in message.lower() or "bảng mã" in message or words[:6].lower() in message.lower()


def table(before: dict[str, Score], after: dict[str, Score]) -> str:
    """Markdown: a row for each code."""
    lines = [
        "| rule | faults | alarms before | precision | recall | alarms now | precision | recall |",
        f"|---|{'---:|' * 7}",
    ]
    for code in CODES:
        old, new = before[code], after[code]
        cells = (old.alarms, old.precision, old.recall, new.alarms, new.precision, new.recall)
        lines.append(f"| {code} | {new.faults} | {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--before", default="main", help="revision to compare with")
    parser.add_argument("--show", default="", help="code of which wrong and missed ones are listed")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        archive = ["git", "archive", asked.before, "plugins"]
        packed = subprocess.run(archive, cwd=ROOT, capture_output=True, check=True).stdout
        subprocess.run(["tar", "-x", "-C", place], input=packed, check=True)
        for name, texts in (
            ("made by chance", list(generated())),
            ("written by hand", list(whole_texts("viet-tay"))),
            ("held out", list(whole_texts("giu-rieng"))),
        ):
            before = scores(texts, alarms(texts, Path(place) / "plugins"))
            after = scores(texts, alarms(texts, ROOT / "plugins"))
            print(f"{len(texts)} texts, {name}:\n\n{table(before, after)}\n")
            if asked.show:
                print(*after[asked.show].wrong, sep="\n")


if __name__ == "__main__":
    main()
