"""The command `khuyencong`: a thin shell over Pelican and the rooms of this package."""

from khuyencong.cli.application import app, main
from khuyencong.cli.console import console, errors

__all__ = ["app", "console", "errors", "main"]
