"""Components say which parameters their macros take, and show them in examples that fit."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from jinja2 import Environment, nodes

from khuyencong.assets.theme_assets import AssetLinks
from khuyencong.pages.chrome import chrome
from khuyencong.pages.examples import Parameter, converted, example_pages, read_component
from khuyencong.pages.page import Page
from tests.conftest import ROOT, Content

THEME = ROOT / "theme"
TEMPLATES = sorted(THEME.glob("components/*/template.html"))
MACROS = [
    pytest.param(file, macro, id=f"{file.parent.name}-{macro.name}")
    for file in TEMPLATES
    for macro in Environment(autoescape=True).parse(file.read_text("utf-8")).find_all(nodes.Macro)
]


def pages(content: Content, theme: Path) -> list[Page]:
    content.photo()
    content.story(photos="[{file: anh/anh.jpg, alt: Một cái cây, caption: Cây, credit: Ảnh}]")
    site = content.site()
    return list(example_pages(site, chrome(site, AssetLinks(), "https://thu.example"), theme))


@pytest.fixture
def component(tmp_path: Path) -> Iterator[Path]:
    """`examples.yml` of a theme with one component."""
    folder = tmp_path / "theme" / "components" / "loi-chao"
    folder.mkdir(parents=True)
    yield folder / "examples.yml"


@pytest.mark.parametrize(("file", "macro"), MACROS)
def test_parameters_are_declared_as_the_macro_has_them(file: Path, macro: nodes.Macro) -> None:
    declared = read_component(file.with_name("examples.yml")).macros
    assert list(declared[macro.name]) == [argument.name for argument in macro.args]


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.parent.name)
def test_nothing_is_declared_that_is_not_there(file: Path) -> None:
    component = read_component(file.with_name("examples.yml"))
    macros = {macro.values[1].name: macro.values[1] for macro in MACROS if macro.values[0] == file}
    assert set(component.macros) == set(macros)
    for case in component.examples:
        macro = macros[case.macro]
        required = len(macro.args) - len(macro.defaults)
        names = [argument.name for argument in macro.args]
        assert set(names[:required]) <= set(case.arguments) <= set(names), case.name


def test_every_parameter_has_a_meaning_and_a_type_that_exists() -> None:
    for file in TEMPLATES:
        for parameters in read_component(file.with_name("examples.yml")).macros.values():
            for parameter in parameters.values():
                assert len(parameter.means) > 5
                with pytest.raises(msgspec.ValidationError):  # and not KeyError
                    converted(object(), parameter)


def test_every_example_fits_what_is_declared(content: Content) -> None:
    cases = sum(len(read_component(file.with_name("examples.yml")).examples) for file in TEMPLATES)
    assert len(pages(content, THEME)) == cases + 1


DECLARED = """\
macros:
  loi_chao:
    link: {type: Link, means: where it leads}
    words: {type: [text], means: what it says}
examples:
"""


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("{name: A, macro: loi_chao, with: {link: {text: A}}}", "missing required field `address`"),
        ("{name: A, macro: loi_chao, with: {mau: đỏ}}", "loi_chao declares no parameter ['mau']"),
        ("{name: A, macro: khac, with: {link: x}}", "khac declares no parameter ['link']"),
        ("{name: A, macro: loi_chao, width: {}}", "unknown field `width`"),
    ],
)
def test_an_example_that_does_not_fit_is_refused(
    content: Content, component: Path, case: str, said: str
) -> None:
    component.write_text(f"{DECLARED}  - {case}\n", "utf-8")
    with pytest.raises(msgspec.ValidationError) as caught:
        pages(content, component.parent.parent.parent)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("declared", "value", "right"),
    [
        ("text | none", None, None),
        ("number", 3, 3),
        (["text"], ["a", "b"], ("a", "b")),
        ([["text", "number"]], [["a", 1]], (("a", 1),)),
    ],
)
def test_types_of_parameters(declared: str | list[object], value: object, right: object) -> None:
    assert converted(value, Parameter(declared, "")) == right
