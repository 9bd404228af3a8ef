"""Components drawn once: a macro is a function of its arguments, so equal calls look alike.

The card of a story stands in half a dozen lists, the foot of the site on every page.
"""

from typing import Any

from jinja2 import Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Macro
from markupsafe import Markup

MOST = 8_192
"""Drawings that a component remembers; some twenty megabytes for the cards of a large site."""
UNASKED = 2_048
"""The same for a component of which no drawing was asked for twice: the text of a story."""


class CachedMacro:
    """A macro that remembers what it drew."""

    def __init__(self, macro: Macro) -> None:
        self.macro = macro
        # In UTF-8, which takes half the room of a text with Vietnamese letters.
        self._drawn: dict[Any, bytes] = {}
        self._most = UNASKED

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        """The drawing for these arguments."""
        return self.drawing(args, kwargs)

    def drawing(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
        """The drawing for these arguments, as a template passes them on."""
        # True and 1 are equal to Python, not to a reader.
        key: tuple[Any, ...] = args, *map(type, args)
        if kwargs:
            key += (tuple(kwargs.items()), *map(type, kwargs.values()))
        try:
            drawn = self._drawn.get(key)
        except TypeError:  # a list or mapping may change under us
            return self.macro(*args, **kwargs)
        if drawn is not None:
            self._most = MOST
            return Markup(drawn.decode())  # noqa: S704 (as the macro made it)
        fresh = self.macro(*args, **kwargs)
        if len(self._drawn) >= self._most:
            self._drawn.clear()
        self._drawn[key] = fresh.encode()
        return fresh


class CachingTemplate(Template):
    """A template whose macros, as other templates import them, remember what they drew.

    A template imported without context sees nothing but its arguments and the environment.
    """

    def make_module(self, *args: Any, **kwargs: Any) -> TemplateModule:
        """The module of macros that `import` and `from` hand out."""
        module = super().make_module(*args, **kwargs)
        for name, value in vars(module).items():
            if isinstance(value, Macro) and not value.caller:
                setattr(module, name, CachedMacro(value))
        return module
