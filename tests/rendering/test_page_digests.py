"""What stands for everything that a page is made from tells one page's changes from another's."""

from pathlib import Path

import pytest

from khuyencong.rendering.page_digests import PageDigests, TemplateDigests
from khuyencong.rendering.templates import RenderSettings

TEMPLATES = {
    "base.html": "<main>{% block main %}{% endblock %}</main>",
    "story.html": '{% extends "base.html" %}{% block main %}{{ title }}{% endblock %}',
    "list.html": '{% extends "base.html" %}{% block main %}{{ heading }}{% endblock %}',
    "any.html": "{% include name %}",
}


def stale_after(changed: str) -> set[str]:
    """The templates whose pages may look otherwise once the text of one template is another."""
    settings = RenderSettings(Path("theme"), (), {}, {}, {}, {}, False)

    def digests(texts: dict[str, str]) -> dict[str, bytes]:
        known = PageDigests(settings, TemplateDigests(texts.__getitem__, list(texts)))
        of = known.dependency_digests(("Trung tâm Khuyến công Thái Nguyên",))
        return {name: of(name.removesuffix(".html")) for name in texts}

    before = digests(TEMPLATES)
    after = digests({**TEMPLATES, changed: f"{TEMPLATES[changed]}<i>mới</i>"})
    return {name for name in TEMPLATES if before[name] != after[name]}


@pytest.mark.parametrize(
    ("changed", "stale"),
    [
        ("story.html", {"story.html", "any.html"}),
        ("base.html", {"base.html", "story.html", "list.html", "any.html"}),
        ("any.html", {"any.html"}),
    ],
)
def test_a_template_makes_stale_the_pages_that_it_draws_and_no_others(
    changed: str, stale: set[str]
) -> None:
    assert stale_after(changed) == stale
