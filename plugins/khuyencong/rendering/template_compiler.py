"""How templates are compiled and called where Jinja's own way costs a build much.

What a template prints is joined at once, so it need be no `Markup`; most of what it calls are
components.
"""

from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from markupsafe import Markup, escape

from khuyencong.rendering.component_cache import CachedMacro

try:
    from markupsafe import _escape_inner as _escaped  # type: ignore[attr-defined]
except ImportError:  # not promised by MarkupSafe
    _escaped = escape


def html_of(value: Any) -> str:
    """A value as HTML: `markupsafe.escape` without a `Markup` around the text."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    return value if kind is Markup else escape(value)


class HtmlCodeGenerator(CodeGenerator):
    """Prints by `html_of` where Jinja's prints by `escape`."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """The module of a template."""
        self.writeline(f"from {__name__} import {html_of.__name__}")
        super().visit_Template(node, frame)

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(f"{html_of.__name__}({finalize.src or ''}")


class TemplateContext(Context):
    """What a template sees; a component is called as it is."""

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """What a call in a template gives."""
        if type(called) is not CachedMacro:
            return super().call(called, *args, **kwargs)
        # Jinja's own, for functions that ask for what surrounds them.
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return called.drawing(args, kwargs)
