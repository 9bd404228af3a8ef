"""A text is opened, touched and saved: every letter that nobody touched stays as it was."""

import json
import re
from pathlib import Path

import pytest

from khuyencong.content.markdown_limits import complexity_fault
from khuyencong.editing.body_blocks import split
from tests.conftest import ROOT, repository_files
from tests.editor.conftest import StoryForm

pytestmark = pytest.mark.slow

CASES = ROOT.parents[1] / "shared" / "cases"
HEADER = re.compile(r"\A\ufeff?---\n.*?\n---\n", re.DOTALL)
TOUCH_EACH = """async () => {
  const area = document.getElementById("body");
  const found = [];
  const count = document.querySelector(".ProseMirror").childElementCount;
  const step = Math.ceil(count / 12);
  for (let place = 0; place < count; place += step) {
    const block = document.querySelector(".ProseMirror").children[place];
    const inside = block.matches("p, h2, h3, h4, h5, h6") ? block : block.querySelector("p");
    if (block.matches(".island, hr") || !inside) continue;
    const range = document.createRange();
    range.selectNodeContents(inside);
    range.collapse(false);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    document.querySelector(".ProseMirror").focus();
    document.execCommand("insertText", false, " sửa");
    await new Promise((done) => setTimeout(done, 5));
    const touched = area.value;
    document.querySelector(".ProseMirror").dispatchEvent(
      new KeyboardEvent("keydown", { key: "z", keyCode: 90, ctrlKey: true, bubbles: true }));
    await new Promise((done) => setTimeout(done, 5));
    found.push([place, touched, area.value]);
  }
  return found;
}"""


def texts() -> list[Path]:
    own = sorted(ROOT / path for path in repository_files() if path.endswith(".md"))
    handed = sorted(CASES.rglob("*.md")) if CASES.is_dir() else []
    return own + [file for file in handed if "14-quadratic-time" not in file.parts]


def bodies() -> list[str]:
    """Bodies of all texts that a person could open, each once."""
    written = (file.read_text("utf-8", "replace") for file in texts())
    found = (HEADER.sub("", text.replace("\r\n", "\n")).replace("\r", "\n") for text in written)
    return list(dict.fromkeys(body for body in found if len(body) < 60_000))


def only_one_block_differs(body: str, touched: str) -> bool:
    sources = [block.source for block in split(body, str)]
    for place in range(len(sources)):
        before, after = "".join(sources[:place]), "".join(sources[place + 1 :])
        gap = re.search(r"\s*\Z", sources[place])[0]
        if touched.startswith(before) and touched.endswith(gap + after):
            return True
    return False


GROUPS = 40
AUDITED = [pytest.param(group, marks=pytest.mark.audit) for group in range(1, GROUPS)]


@pytest.mark.parametrize("group", [0, *AUDITED])
def test_every_text_touched_in_one_block_differs_there_alone_and_undone_nowhere(
    form: StoryForm, group: int
) -> None:
    for body in bodies()[group::GROUPS]:
        form.open("Một.\n")
        form.load(body)
        assert form.body.strip() == body.strip()
        if form.text.is_hidden():  # the renderer refuses it, the plain text is there
            continue
        for place, touched, undone in form.page.evaluate(TOUCH_EACH):
            where = json.dumps([place, body[:200]], ensure_ascii=False)
            assert "sửa" in touched, where
            assert only_one_block_differs(body, touched), where
            assert undone == body, where


def test_a_body_that_is_saved_untouched_is_the_same_file(form: StoryForm) -> None:
    body = "\n  Lùi vào.  \nDòng hai\n\n\n* một\n* hai\n\n__Đậm__ và *nghiêng*\n\n***\n\n\nHết"
    form.open(body)
    before = form.desk.story.read_bytes()
    form.page.get_by_role("button", name="Lưu vào bài").click()
    form.page.wait_for_load_state()
    assert form.desk.story.read_bytes() == before


@pytest.mark.audit
def test_few_blocks_of_the_sample_are_islands(form: StoryForm) -> None:
    """A paragraph, a heading, a list, a quote, a table can be edited in place."""
    form.open("Một.\n")
    plain = islands = 0
    for file in sorted((ROOT / "content").rglob("*.md")):
        form.load(HEADER.sub("", file.read_text("utf-8")))
        names = form.page.locator(".island").evaluate_all("all => all.map((one) => one.className)")
        islands += sum(not re.search("figure|video|definition|html", name) for name in names)
        plain += form.page.locator(".ProseMirror > :not(.island)").count()
    assert islands <= plain / 100


def test_a_hostile_text_acts_in_no_island(form: StoryForm) -> None:
    body = (
        "<script>window.acted = 1</script>\n\n<img src=x onerror='window.acted = 1'>\n\n"
        "<details open ontoggle='window.acted = 1'><summary>Mở</summary>x</details>\n\n"
        "[a](javascript:window.acted=1)\n"
    )
    assert complexity_fault(body) is None
    form.open(body)
    for link in form.text.locator("a").all():
        link.click()
    assert form.page.evaluate("window.acted") is None
    assert form.body.strip() == body.strip()
