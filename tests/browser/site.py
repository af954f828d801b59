"""The demonstration as a site: five councils and their fictional people, served on a free port."""

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

STEPS = (("db", "upgrade"), ("authority", "apply", "--all"), ("demo", "load"))
START_WITHIN = 60.0  # seconds; two cores may be busy


@dataclass(frozen=True)
class Site:
    """A running copy of the demonstration: where it answers, and where its data are."""

    url: str
    data: Path
    settings: Mapping[str, str] = field(default_factory=dict, hash=False)

    def account(self, role: str, council: str | None) -> dict[str, Any]:
        """Who has this role there: username, password, name."""
        accounts = json.loads((self.data / "demo-accounts.json").read_text(encoding="utf-8"))
        return next(one for one in accounts if one["role"] == role and one["authority"] == council)


def demo_world(folder: Path) -> Path:
    """Make the demonstration's data in `folder`, once however many processes ask; returns its place."""
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / "made"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(folder / "data", ignore_errors=True)
            for step in STEPS:
                _heard(folder / "data", *step)
            made.touch()
    return folder / "data"


@contextmanager
def served(world: Path, data: Path, settings: Mapping[str, str] | None = None) -> Iterator[Site]:
    """Serve a copy of `world`, so that whatever is written there troubles nobody else; `settings` are HEARD_*."""
    chosen = settings or {}
    shutil.copytree(world, data)
    port = _free_port()
    log = data / "serve.log"
    with log.open("wb") as lines:
        command = [*_command(), "serve", "--port", str(port), "--workers", "1"]
        server = subprocess.Popen(command, env=environment(data, chosen), stdout=lines, stderr=subprocess.STDOUT)
        try:
            _await(server, port, log)
            yield Site(f"http://127.0.0.1:{port}", data, chosen)
        finally:
            server.terminate()
            server.wait(30)


def _heard(data: Path, *step: str) -> None:
    done = subprocess.run([*_command(), *step], env=environment(data, {}), capture_output=True, text=True)
    assert done.returncode == 0, f"heard {' '.join(step)} failed:\n{done.stdout}{done.stderr}"


def _command() -> list[str]:
    return [sys.executable, "-m", "core.cli"]


def environment(data: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """What the command sees: nobody's own HEARD_* settings; mail goes to files that a test can open."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HEARD_")}
    return kept | {"HEARD_ENV": "demo", "HEARD_DATA": str(data), "HEARD_MAIL": "file", **settings}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + START_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the site did not start:\n{log.read_text(errors='replace')}")
