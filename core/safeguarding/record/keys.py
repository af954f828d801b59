"""Keys of one council, in a file outside the database: whoever takes the database reads nothing of what is sealed.

    HEARD_KEYS/<council>.json   {"seal": [newest, ...older], "mark": [newest, ...older], "since": when the newest came}

`seal` keys (Fernet: AES-128-CBC with HMAC-SHA256, from the library cryptography) wrap the key that each case has of its
own; `mark` keys sign the ends of chronologies. The file is made when it is first needed, for its owner alone, and
belongs in a back-up of its own, away from that of the database. Without HEARD_KEYS it is HEARD_DATA/keys.
"""

import fcntl
import hmac
import json
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from core.db import utcnow
from core.web.house import house

BYTES: Final = 32  # of a key that signs


class Unreadable(Exception):
    """What was sealed does not open with the keys that are here; the message names none of it."""


@dataclass(frozen=True, repr=False)
class Keys:
    """The keys of one council; the newest seals, all of them open."""

    seal: tuple[str, ...]
    mark: tuple[str, ...]
    since: str = ""

    def sealed(self, plain: bytes) -> str:
        """Seal under the newest key."""
        return Fernet(self.seal[0]).encrypt(plain).decode()

    def opened(self, token: str) -> bytes:
        """What was sealed under any of the keys; raises Unreadable."""
        try:
            return MultiFernet([Fernet(key) for key in self.seal]).decrypt(token.encode())
        except InvalidToken as fault:
            raise Unreadable("sealed with a key that is not here, or changed since") from fault

    def marked(self, *parts: Any) -> str:
        """A mark over these values that only a holder of the newest key can make; hexadecimal."""
        return _mark(self.mark[0], parts)

    def is_mark(self, found: str, *parts: Any) -> bool:
        """Say whether `found` is the mark over these values under any of the keys."""
        return any(hmac.compare_digest(_mark(key, parts), found) for key in self.mark)

    def with_new(self) -> "Keys":
        """The same keys after a new one of each kind."""
        return Keys((_new_seal(), *self.seal), (_new_mark(), *self.mark), utcnow().isoformat())

    def newest_only(self) -> "Keys":
        """Without the older ones, once nothing is sealed under them any more; marks stay good."""
        return Keys(self.seal[:1], self.mark, self.since)

    def with_older(self, other: "Keys") -> "Keys":
        """The same keys and behind them those of another file that are not among them."""
        seal = tuple(key for key in other.seal if key not in self.seal)
        return Keys((*self.seal, *seal), (*self.mark, *(key for key in other.mark if key not in self.mark)), self.since)

    def is_newest(self, token: str) -> bool:
        """Say whether something was sealed under the newest key."""
        try:
            Fernet(self.seal[0]).decrypt(token.encode())
        except InvalidToken:
            return False
        return True


def opened_with(box: Fernet, token: str) -> bytes:
    """What was sealed under one case's own key; raises Unreadable."""
    try:
        return box.decrypt(token.encode())
    except InvalidToken as fault:
        raise Unreadable("sealed with a key that is not here, or changed since") from fault


def folder() -> Path:
    """Where the key files lie."""
    return house().deployment.key_folder


def file_of(owner: UUID | str) -> Path:
    """The key file of a council (or of the spool)."""
    return folder() / f"{owner}.json"


def read_file(file: Path) -> Keys:
    """The keys of a file that lies anywhere; raises OSError, ValueError or KeyError."""
    return _read(file)


def of(owner: UUID | str) -> Keys:
    """The keys of a council (or of the spool), read from their file, which is made if there is none."""
    file = file_of(owner)
    try:
        return _read(file)
    except FileNotFoundError:
        _make(file)
        return _read(file)


def change(owner: UUID | str, how: Callable[[Keys], Keys]) -> Keys:
    """Put what `how` makes of a council's keys in their place, in one step and by one process at a time."""
    file = file_of(owner)
    of(owner)  # makes the folder and the file where there is none
    with file.with_name(f".{file.name}.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        before = _read(file)
        after = how(before)
        if after != before:
            _written(file, after).replace(file)
            _sync(file.parent)
    return after


def _read(file: Path) -> Keys:
    stored = json.loads(file.read_text())
    return Keys(tuple(stored["seal"]), tuple(stored["mark"]), stored.get("since", ""))


def _make(file: Path) -> None:
    """Two processes may come here at once: the first file stays."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = _written(file, Keys((_new_seal(),), (_new_mark(),)))
    try:
        os.link(new, file)
    except FileExistsError:
        pass
    finally:
        new.unlink()
    _sync(file.parent)


def _written(file: Path, keys: Keys) -> Path:
    new = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    new.touch(mode=0o600, exist_ok=False)
    with new.open("w") as opened:
        json.dump({"seal": keys.seal, "mark": keys.mark, "since": keys.since}, opened)
        opened.flush()
        os.fsync(opened.fileno())
    return new


def _sync(place: Path) -> None:
    opened = os.open(place, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _new_seal() -> str:
    return Fernet.generate_key().decode()


def _new_mark() -> str:
    return secrets.token_hex(BYTES)


def _mark(key: str, parts: tuple[Any, ...]) -> str:
    text = json.dumps([str(part) for part in parts], ensure_ascii=True)
    return hmac.new(bytes.fromhex(key), text.encode(), sha256).hexdigest()
