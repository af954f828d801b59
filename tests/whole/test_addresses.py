"""Every page that the code or a template names is there: one that is not fails when somebody gets there."""

import re
from pathlib import Path

from flask import Flask

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"""url_for\(\s*["']([a-z_]+(?:\.[a-z_]+)+)["']""")
ROOMS = ("core", "plugins", "templates")


def test_every_page_that_is_named_is_there(app: Flask) -> None:
    there = {rule.endpoint for rule in app.url_map.iter_rules()}
    files = [file for room in ROOMS for file in (ROOT / room).rglob("*") if file.suffix in {".py", ".html"}]
    named = {(name, file) for file in files for name in NAMED.findall(file.read_text())}
    assert len(named) > 500
    assert sorted((name, str(file.relative_to(ROOT))) for name, file in named if name not in there) == []
