"""A small supervisor: starts the processes that one deployment needs, and stops them all when one stops.

Exit status: that of the process that ended by itself, or 0 when the supervisor was asked to stop.
"""

import ctypes
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType

PATIENCE = 10.0  # seconds that a process may use to finish what it is doing
MEMORY = Path("/dev/shm")
PR_SET_PDEATHSIG = 1  # Linux: the kernel signals the child when its parent is gone


@dataclass(frozen=True)
class Process:
    """One process to keep: what it is called in messages, and its command line."""

    name: str
    command: tuple[str, ...]


class Asked(Exception):
    """Somebody asked for a stop: Ctrl-C or SIGTERM."""


def web(host: str, port: int, workers: int) -> Process:
    """The web server: gunicorn with `workers` processes, its application made by core.app."""
    command = [sys.executable, "-m", "gunicorn", "core.serving:application()"]
    command += ["--config", "python:core.serving"]
    command += ["--bind", f"{host}:{port}", "--preload"]
    command += ["--workers", str(workers), "--graceful-timeout", str(int(PATIENCE)), "--no-control-socket"]
    # gunicorn logs its own comings and goings at info; an operator needs what went wrong.
    command += ["--log-level", "warning"]
    if MEMORY.is_dir():  # a worker's heartbeat must not wait for a slow disk
        command += ["--worker-tmp-dir", str(MEMORY)]
    return Process("web", tuple(command))


def jobs_worker() -> Process:
    """The process that does timed work."""
    return Process("jobs", (sys.executable, "-m", "core.cli", "jobs", "work"))


def address_is_free(host: str, port: int) -> bool:
    """True when nothing else listens there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def supervise(processes: Sequence[Process]) -> int:
    """Run `processes` until one ends or a stop is asked for; leaves none behind. Returns the exit status."""
    signal.signal(signal.SIGTERM, _ask)
    signal.signal(signal.SIGINT, _ask)
    running: list[subprocess.Popen[bytes]] = []
    try:
        running.extend(_start(process) for process in processes)
        return _first_to_end(running)
    except Asked:
        return 0
    finally:
        _stop(running)


def _ask(number: int, frame: FrameType | None) -> None:
    raise Asked


def _start(process: Process) -> subprocess.Popen[bytes]:
    # preexec_fn is safe here: the supervisor has a single thread.
    return subprocess.Popen(process.command, preexec_fn=partial(_die_with, os.getpid()))


def _die_with(parent: int) -> None:
    """Runs in the child: a supervisor killed outright must not leave a server on the port."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it was killed before the kernel knew
        os._exit(1)


def _first_to_end(running: Sequence[subprocess.Popen[bytes]]) -> int:
    pid, status = os.wait()
    code = os.waitstatus_to_exitcode(status)
    for child in running:
        if child.pid == pid:
            child.returncode = code
    return code if code >= 0 else 128 - code


def _stop(running: Sequence[subprocess.Popen[bytes]]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not leave the stop half done
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    for child in running:
        if child.poll() is None:
            child.terminate()
    for child in running:
        try:
            child.wait(PATIENCE + 1)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
