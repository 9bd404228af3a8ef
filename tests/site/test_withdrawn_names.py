"""Names that are left with no entry to show."""

import re

import pytest

from tests.conftest import Content
from tests.site.test_feeds_of_a_site import build
from tests.site.test_whole_site import tree

pytestmark = pytest.mark.slow


def test_a_name_whose_every_entry_is_withdrawn_is_told_to_nobody(content: Content) -> None:
    """A tag or a series may be somebody's name. Feeds that were followed stay where they are."""
    names = {
        "tags": "[gốm Nà Mít]",
        "localities": "Xã Nà Mít",
        "author": "Lò Thị Nà Mít",
        "unit": "Tổ Nà Mít",
        "status": "withdrawn",
        "modified": "23/11/2026 10:00",
    }
    content.story("tin-tuc/con.md", title="Bài còn")
    content.write("tep/so.mp3", b"ID3" + bytes(2000))
    for number in range(3):
        sound = {"series": "Chuyện Nà Mít", "audio": "tep/so.mp3"}
        content.story(f"truyen-hinh/{number}.md", slug=f"so-{number}", **names, **sound)
    made = {"producer": "{name: Tổ Nà Mít, kind: to-hop-tac}", "date": "20/11/2026"}
    content.product("san-pham/gom.md", "Gốm Nà Mít", slug="gom", **made, **names)
    waiting = {"tags": "[Nà Mít chờ]", "status": "", "embargo": "1/12/2026 06:00"}
    content.story("tin-tuc/cho.md", **names | waiting)
    followed = set()
    for path, data in tree(build(content).folder).items():
        slug = re.search(r"\b[a-z-]*na-mit[a-z-]*/", path)
        followed |= {path} if slug else set()
        assert "nà mít" not in data.decode("utf-8", "ignore").casefold(), path
        assert slug or b"na-mit" not in data, path
    lists = {"the/gom-na-mit", "dia-ban/xa-na-mit", "chuong-trinh/chuyen-na-mit"}
    assert followed >= {f"{place}/rss.xml" for place in lists}
    assert {path.rpartition("/")[0] for path in followed} == lists
