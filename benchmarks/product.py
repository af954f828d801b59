"""A deployment of Heard to measure: made-up councils in a folder of its own, one with fifty groups."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path

from benchmarks.servers import ROOT, Server
from core.testing.pages import Page

GROUPS = 50  # rows of the list that is measured
WORKER, YOUNG = "worker", "young_person"  # whose pages are measured


@dataclass(frozen=True)
class World:
    """A prepared deployment: its environment and the slug of the council that is measured."""

    environ: Mapping[str, str]
    slug: str

    def account(self, role: str = WORKER) -> dict[str, str]:
        """The account of that council that has this role."""
        file = Path(self.environ["HEARD_DATA"]) / "demo-accounts.json"
        listed: list[dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
        return next(one for one in listed if one["authority"] == self.slug and one["role"] == role)


def build(folder: Path, councils: int) -> World:
    """Make a deployment with `councils` made-up councils and no others; takes about a second for each."""
    empty = folder / "none"
    empty.mkdir(parents=True)
    environ = {"HEARD_ENV": "demo", "HEARD_DATA": str(folder), "HEARD_AUTHORITIES": str(empty)}
    _heard(environ, "db", "upgrade")
    _heard(environ, "demo", "load", "--councils", str(councils), "--people", "100")
    slug = sorted(path.name for path in (folder / "authorities").iterdir() if path.is_dir())[0]
    command = [sys.executable, "-m", "benchmarks.fifty_groups", slug, str(GROUPS)]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, **environ})
    return World(environ, slug)


def sign_in(server: Server, world: World, role: str = WORKER) -> dict[str, str]:
    """Sign somebody in over HTTP; returns the headers of a signed-in request."""
    account = world.account(role)
    typed = {name: account[name] for name in ("username", "password")}
    return _signed_in(server, f"/{world.slug}/sign-in", typed)


def sign_in_to_floor(server: Server) -> dict[str, str]:
    """The same for the floor's `/login`, which lets anybody in."""
    return _signed_in(server, "/login", {"username": "worker", "password": "any"})


def _signed_in(server: Server, path: str, typed: dict[str, str]) -> dict[str, str]:
    first, page = server.fetch("GET", path, {})
    form = dict(typed)
    for field in Page(page.decode()).all("input"):
        if field.get("type") == "hidden":
            form[str(field.get("name"))] = field.get("value") or ""
    second, _ = server.fetch("POST", path, {"Cookie": _joined(first)}, form)
    return {"Cookie": _joined(second or first)}


def _joined(cookies: SimpleCookie) -> str:
    return "; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items())


def _heard(environ: Mapping[str, str], *command: str) -> None:
    line = [sys.executable, "-m", "core.cli", *command]
    subprocess.run(line, check=True, cwd=ROOT, env={**os.environ, **environ}, stdout=subprocess.DEVNULL)
