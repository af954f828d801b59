"""Two made-up councils, Ashdown and Brackwell, for tests of the core and of any plugin."""

from collections.abc import Iterable
from pathlib import Path

SLUGS = ("ashdown", "brackwell")
_HERE = Path(__file__).parent
_SECTION = '\n[plugins.{name}]\noffer = "optional"\nstart = true\n'
_REGIONS = """[[regions]]
slug = "made-up"
name = "Made-up region"
members = ["ashdown", "brackwell"]
"""


def write_councils(folder: Path, plugins: Iterable[str]) -> Path:
    """Write both councils and their region into `folder`; `plugins` (names) are switched on at first."""
    folder.mkdir(parents=True, exist_ok=True)
    sections = "".join(_SECTION.format(name=name) for name in sorted(plugins))
    for slug in SLUGS:
        council = folder / slug
        council.mkdir(exist_ok=True)
        text = (_HERE / f"{slug}.toml").read_text(encoding="utf-8")
        (council / "authority.toml").write_text(text + sections, encoding="utf-8")
    (folder / "_regions.toml").write_text(_REGIONS, encoding="utf-8")
    return folder
