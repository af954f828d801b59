"""The supervisor keeps a process's exit status, stops in time and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from core.serve import address_is_free, web

SLEEPER = "import time; time.sleep(60)"
SUPERVISE = """
import sys
from core.serve import Process, supervise
sys.exit(supervise([Process(str(i), (sys.executable, "-c", code)) for i, code in enumerate(sys.argv[1:])]))
"""
ROOT = Path(__file__).resolve().parents[2]


def start(*programs: str) -> "subprocess.Popen[bytes]":
    """A supervisor over one Python process for each of `programs`."""
    return subprocess.Popen([sys.executable, "-c", SUPERVISE, *programs], cwd=ROOT)


def children(supervisor: "subprocess.Popen[bytes]", number: int) -> list[psutil.Process]:
    """Its processes, once there are `number` of them."""
    give_up = time.monotonic() + 10
    while time.monotonic() < give_up:
        found: list[psutil.Process] = psutil.Process(supervisor.pid).children()
        if len(found) == number and all(Path(one.exe()).name.startswith("python") for one in found):
            time.sleep(0.1)
            return found
        time.sleep(0.02)
    raise AssertionError("the processes did not start")


def gone(processes: list[psutil.Process]) -> bool:
    """True when none of them is left."""
    return not psutil.wait_procs(processes, timeout=5)[1]


def test_an_exit_status_is_kept_and_the_others_are_stopped() -> None:
    supervisor = start(SLEEPER, "import time, sys; time.sleep(0.5); sys.exit(7)")
    started = children(supervisor, 2)
    assert supervisor.wait(10) == 7
    assert gone(started)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_stop_it_stops_all_at_once(number: int) -> None:
    supervisor = start(SLEEPER, SLEEPER)
    started = children(supervisor, 2)
    supervisor.send_signal(number)
    assert supervisor.wait(10) == 0, "not within ten seconds, of which a busy machine may need some"
    assert gone(started)


def test_a_killed_supervisor_leaves_nothing_behind() -> None:
    supervisor = start(SLEEPER)
    started = children(supervisor, 1)
    os.kill(supervisor.pid, signal.SIGKILL)
    supervisor.wait(10)
    assert gone(started)


def test_a_taken_address_is_noticed() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert not address_is_free("127.0.0.1", taken.getsockname()[1])


def test_the_web_server_keeps_no_access_log_and_no_control_socket() -> None:
    command = " ".join(web("127.0.0.1", 8000, 2).command)
    assert "--no-control-socket" in command
    assert "access-log" not in command
