"""Two made-up councils, Ashdown and Brackwell, for tests of the core and of any plugin."""

from collections.abc import Iterable
from pathlib import Path

from core.authority.wording import FOLDER, READERS
from core.consent import CORE_PURPOSES

SLUGS = ("ashdown", "brackwell")
_HERE = Path(__file__).parent
_SECTION = '\n[plugins.{name}]\noffer = "optional"\nstart = true\n'
_REGIONS = """[[regions]]
slug = "made-up"
name = "Made-up region"
members = ["ashdown", "brackwell"]
"""
_STRATEGY = """document = "A made-up strategy"

[[chapters]]
title = "Being heard"

[[chapters.requirements]]
number = "M1"
asks = "Anybody can say that something is wrong."
state = "here"
by = [{ core = "tell-someone" }, { core = "people" }]

[[chapters.requirements]]
number = "M2"
asks = "Young people find a group that suits them."
state = "here"
by = [{ plugin = "groups", key = "settings.public_directory" }]

[[chapters]]
title = "Getting on"

[[chapters.requirements]]
number = "M3"
asks = "A child rides to school on a horse."
state = "later"
why = "Nobody has a stable yet."
"""
WITHOUT_WORDS = {"brackwell": ("core.tell_later",)}  # so that tests meet a purpose that cannot be asked


def write_councils(folder: Path, plugins: Iterable[str]) -> Path:
    """Write both councils and their region into `folder`; `plugins` (names) are switched on at first."""
    folder.mkdir(parents=True, exist_ok=True)
    sections = "".join(_SECTION.format(name=name) for name in sorted(plugins))
    for slug in SLUGS:
        council = folder / slug
        council.mkdir(exist_ok=True)
        text = (_HERE / f"{slug}.toml").read_text(encoding="utf-8")
        (council / "authority.toml").write_text(text + sections, encoding="utf-8")
        (council / "strategy.toml").write_text(_STRATEGY, encoding="utf-8")
        write_wordings(council, (one.name for one in CORE_PURPOSES if one.name not in WITHOUT_WORDS.get(slug, ())))
    (folder / "_regions.toml").write_text(_REGIONS, encoding="utf-8")
    return folder


def write_wordings(council: Path, purposes: Iterable[str]) -> None:
    """Put `purposes` into words for every reader, in the folder of one council."""
    (council / FOLDER).mkdir(exist_ok=True)
    for name in purposes:
        what = name.partition(".")[2].replace("_", " ")
        said = (f"## {heading}\n\nAbout {what}, {reader}.\n\nNo is fine.\n" for reader, heading in READERS.items())
        words = "\n".join([f"# {what.capitalize()}\n", *said])
        (council / FOLDER / f"{name}.md").write_text(words, encoding="utf-8")
