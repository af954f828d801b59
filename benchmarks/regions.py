"""`python -m benchmarks.regions`: a region of 150 councils over five years of quarters.

What is told: a night and a rebuild of one council with 70,000 attendances (ten million over 150), making, trying and
signing a release of all councils, and reading them for a page. With `--councils` fewer are made; with `--whole` every
council has as many attendances, and what a night and a rebuild take for all of them is run.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.many_councils import REGION
from benchmarks.servers import ROOT
from core.clock import local_today
from core.demo.councils import Times, write_councils
from core.plugging.registry import Plugins


def main() -> int:
    """Make the councils in a folder of their own and measure in a process of its own; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.regions", description=__doc__)
    parser.add_argument("--councils", type=int, default=150)
    parser.add_argument("--whole", action="store_true", help="ten million attendances (some 12 minutes and 8 GB)")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environ = _councils(Path(folder), chosen.councils)
        command = [sys.executable, "-m", "benchmarks.many_councils", *(["--whole"] if chosen.whole else [])]
        return subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode


def _councils(folder: Path, number: int) -> dict[str, str]:
    """A deployment with that many made-up councils in one region; returns its environment."""
    empty = folder / "none"
    empty.mkdir()
    own = {"HEARD_ENV": "demo", "HEARD_DATA": str(folder), "HEARD_AUTHORITIES": str(empty), "HEARD_WORKER": "off"}
    environ = {**os.environ, **own}
    script = "from benchmarks.regions import write; import sys; write(sys.argv[1], int(sys.argv[2]))"
    for words in (["-m", "core.cli", "db", "upgrade"], ["-c", script, str(folder), str(number)],
                  ["-m", "core.cli", "authority", "apply", "--all"]):  # fmt: skip
        subprocess.run([sys.executable, *words], cwd=ROOT, env=environ, check=True, stdout=subprocess.DEVNULL)
    return environ


def write(folder: str, number: int) -> None:
    """The files of the councils and of their region."""
    councils = Path(folder) / "authorities"
    write_councils(councils, number, Plugins.installed(), Times(local_today(), 5))
    slugs = sorted(path.name for path in councils.iterdir() if path.is_dir())
    named = ", ".join(f'"{slug}"' for slug in slugs)
    text = f'[[regions]]\nslug = "{REGION}"\nname = "Many councils"\nmembers = [{named}]\n'
    (councils / "_regions.toml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
