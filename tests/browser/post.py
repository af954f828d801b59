"""The post of a site that writes its letters into a folder: timed work done on demand, and what then lies there.

The site is served without a worker, so nothing is sent before a test asks for it, and by day, so that text messages go.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from shutil import copytree

from tests.browser.site import Site, environment, served

BY_DAY = """
import sys
from core.notify import guest_sorting, rules
guest_sorting.quiet_until = rules.quiet_until = lambda now: None
from core.cli.__main__ import main
sys.exit(main())
"""
"""Between 21:00 and 07:00 no text message goes out; tests run at any hour."""
TEXTS = 'text = "mail"\nmail_to_text = "{number}@texts.example"'
COUNCILS = Path(__file__).parents[2] / "authorities"


@dataclass(frozen=True)
class Post:
    """The letters of a site."""

    site: Site

    def to(self, address: str) -> list[str]:
        """The words of the letters to this address, the oldest first, after everything that is due was sent."""
        self.sends()
        written = sorted((self.site.data / "mail").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
        letters = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in written]
        return [str(letter.get_content()) for letter in letters if address in str(letter["To"])]

    def sends(self) -> None:
        """Do everything that is due."""
        settings = {**self.site.settings, "HEARD_SITE": self.site.url}
        command = [sys.executable, "-c", BY_DAY, "jobs", "run"]
        done = subprocess.run(command, env=environment(self.site.data, settings), capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def posted(world: Path, data: Path, *texting: str) -> Iterator[Site]:
    """Serve a copy of `world` with such a post; the councils of `texting` can send text messages too."""
    files = data.parent / "councils"
    copytree(COUNCILS, files)
    for slug in texting:
        file = files / slug / "authority.toml"
        file.write_text(file.read_text(encoding="utf-8").replace('text = "none"', TEXTS, 1), encoding="utf-8")
    settings = {"HEARD_AUTHORITIES": str(files), "HEARD_WORKER": "off"}
    with served(world, data, settings) as site:
        yield site


def links(letter: str) -> list[str]:
    """The links in a letter, in their order: where it leads, then how to stop."""
    return [link.rstrip(".") for link in re.findall(r"https?://\S+", letter)]
