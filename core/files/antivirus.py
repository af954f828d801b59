"""Ask a ClamAV daemon about a file, where the operator named one (HEARD_CLAMD); its INSTREAM command over a socket.

A daemon that does not answer means that the file is refused for now: what nobody checked is not let in.
"""

import socket
import struct
from pathlib import Path

from core.files import refusals
from core.files.limits import CHUNK

PATIENCE = 30.0  # seconds
_END = struct.pack("!I", 0)


def check(file: Path, where: str) -> None:
    """Ask about `file`; `where` is a socket's path, host:port, or "" for nobody to ask. Raises Refused."""
    if not where:
        return
    try:
        answer = _asked(file, where)
    except OSError as fault:
        raise refusals.not_checked() from fault
    if b"FOUND" in answer:
        raise refusals.harmful()
    if not answer.rstrip(b"\0\n ").endswith(b"OK"):
        raise refusals.not_checked()


def _asked(file: Path, where: str) -> bytes:
    with _connected(where) as line, file.open("rb") as opened:
        line.sendall(b"zINSTREAM\0")
        while part := opened.read(CHUNK):
            line.sendall(struct.pack("!I", len(part)) + part)
        line.sendall(_END)
        return line.recv(4096)


def _connected(where: str) -> socket.socket:
    if where.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(PATIENCE)
        try:
            line.connect(where)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = where.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=PATIENCE)
