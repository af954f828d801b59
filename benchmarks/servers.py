"""Starts a WSGI application under gunicorn and watches what its processes cost.

Processor time is user and system time of the master and its workers, in seconds; memory is resident bytes.
"""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import psutil

from core.serve import web

ROOT = Path(__file__).resolve().parent.parent
WORKERS = 2


@dataclass
class Server:
    """A running application: where it is, its processes, how long the first byte took (seconds)."""

    port: int
    process: psutil.Process
    started_in: float

    def cpu(self) -> float:
        """Seconds of processor time that all its processes have used so far."""
        spent = 0.0
        for one in self._processes():
            times = one.cpu_times()
            spent += times.user + times.system
        return spent

    def memory(self) -> int:
        """Resident bytes of the largest worker."""
        return max(worker.memory_info().rss for worker in self._workers())

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, bytes]:
        """Fetch `path` over a new connection, as gunicorn's sync worker serves; returns status and body."""
        answer, body = self._ask("GET", path, headers or {}, None)
        return answer.status, body

    def fetch(
        self, method: str, path: str, headers: Mapping[str, str], form: Mapping[str, str] | None = None
    ) -> tuple[SimpleCookie, bytes]:
        """Send a request, with a form's fields where there are any; returns the cookies set and the body."""
        answer, body = self._ask(method, path, headers, form)
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path} answered {answer.status}")
        cookies = SimpleCookie()
        for line in answer.headers.get_all("Set-Cookie") or []:
            cookies.load(line)
        return cookies, body

    def _ask(
        self, method: str, path: str, headers: Mapping[str, str], form: Mapping[str, str] | None
    ) -> tuple[http.client.HTTPResponse, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {**headers, "Content-Type": "application/x-www-form-urlencoded"} if form else dict(headers)
        connection.request(method, path, body=urlencode(form) if form else None, headers=sent)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    def _workers(self) -> list[psutil.Process]:
        children: list[psutil.Process] = self.process.children()
        return children

    def _processes(self) -> list[psutil.Process]:
        return [self.process, *self._workers()]


def bare(application: str, port: int) -> tuple[str, ...]:
    """The command that serves `application` (module:factory call) with gunicorn and nothing of ours."""
    server = (sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}")
    return (*server, "--workers", str(WORKERS), "--no-control-socket", "--log-level", "warning")


def heard(port: int) -> tuple[str, ...]:
    """The command with which `heard serve` starts its web server."""
    return web("127.0.0.1", port, WORKERS).command


@contextmanager
def serving(command: Sequence[str], port: int, first: str, environ: Mapping[str, str]) -> Iterator[Server]:
    """Run a server's command until the block ends; an answer to `first` means ready."""
    begun = time.monotonic()
    child = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environ})
    try:
        _wait_for(port, first, child)
        yield Server(port, psutil.Process(child.pid), time.monotonic() - begun)
    finally:
        child.terminate()
        child.wait(30)


def _wait_for(port: int, path: str, child: "subprocess.Popen[bytes]") -> None:
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up and child.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", path)
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.01)
    raise RuntimeError(f"the server on port {port} did not answer {path}")
