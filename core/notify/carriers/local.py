"""Carriers that reach nobody: a line in the log without any address, or a file that an operator can open."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.db import utcnow
from core.notify.carriers.faults import HandOver
from core.notify.letters import Letter, mail_of
from core.users.tokens import keyed_hash

log = logging.getLogger("heard.notify")


class Console:
    """Writes that a message would have gone out, by ids and a hash that changes with the deployment."""

    def __init__(self, secret: str) -> None:
        self.secret = secret

    @contextmanager
    def prepared(self, letter: Letter) -> Iterator[HandOver]:
        """Nothing to prepare."""
        whom = keyed_hash(self.secret, "message", letter.to)[:12]
        yield lambda: log.warning("message %s by %s to %s", letter.id, letter.channel, whom)

    def close(self) -> None:
        """Nothing is open."""


class Folder:
    """Writes each message as a file of mail: sent again, it takes the place of the first."""

    def __init__(self, place: Path, host: str) -> None:
        self.place, self.host = place, host

    @contextmanager
    def prepared(self, letter: Letter) -> Iterator[HandOver]:
        """Make the folder, readable by the operator alone."""
        self.place.mkdir(mode=0o700, parents=True, exist_ok=True)
        yield lambda: self._write(letter)

    def close(self) -> None:
        """Nothing is open."""

    def _write(self, letter: Letter) -> None:
        beside = self.place / f".{letter.id}.part"
        beside.touch(mode=0o600)
        beside.write_bytes(mail_of(letter, self.host, utcnow()).as_bytes())
        beside.rename(self.place / f"{letter.id}.eml")
