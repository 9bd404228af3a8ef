"""The command `khuyencong`: a thin shell over Pelican and the rooms of this package."""

from khuyencong.cli.application import app as app
from khuyencong.cli.console import console as console
from khuyencong.cli.console import errors as errors
