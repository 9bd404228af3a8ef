"""Settings for the world: pelicanconf.py, and nothing of the desk."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from pelicanconf import *  # noqa: F403

DRAFTS = False
PRODUCTION = True
RELATIVE_URLS = False
DELETE_OUTPUT_DIRECTORY = False
