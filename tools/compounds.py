"""Makes the list of two-syllable words that the checks of spelling know.

    python -m tools.compounds PYVI_WHEEL

The words come from `pyvi/models/words.txt` of pyvi 0.1.1 (https://pypi.org/project/pyvi/,
MIT licence, © 2016 Viet-Trung Tran). What this trade needs beside them stands in
`trade_compounds.txt` and is written by hand.
"""

import sys
import unicodedata
import zipfile
from collections import defaultdict
from pathlib import Path

from khuyencong.vietnamese.compounds import GENERAL
from khuyencong.vietnamese.folding import tone_key

NOTICE = """\
# Two-syllable words of Vietnamese: a first syllable, a colon, its second syllables.
# Made by tools/compounds.py from pyvi 0.1.1 (MIT licence, © 2016 Viet-Trung Tran).
"""


def main(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        text = archive.read("pyvi/models/words.txt").decode("utf-8")
    seconds: dict[str, set[str]] = defaultdict(set)
    for line in unicodedata.normalize("NFC", text).split("\n"):
        words = tone_key(line).split()
        if len(words) == 2 and all(map(str.isalpha, words)):
            seconds[words[0]].add(words[1])
    lines = [f"{first}: {' '.join(sorted(seconds[first]))}\n" for first in sorted(seconds)]
    GENERAL.write_text(NOTICE + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
