"""Deployment settings: what the operator decides, read once from the environment.

Every variable is named HEARD_*. Unsafe values are refused with one clear line, so that a deployment
either starts as it was meant to or says why not.
"""

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from core.outgoing import Outgoing, outgoing_from, safe_for

ROOT = Path(__file__).resolve().parent.parent
MADE_UP = "authorities"  # folder inside the data folder
FILES_ROOM = 20_000 * 1_000_000  # bytes of one council's photos and files
SHORTEST_SECRET = 32  # bytes: the size of the hash that signs cookies (ASVS 5.0 V11)


class ConfigFault(Exception):
    """A deployment setting is missing or unsafe; the message is one line for the operator."""


class Deployment(BaseModel):
    """Everything that one running copy of Heard is told from outside.

    `database_url` is the application's own login; `database_owner_url` is used by migrations and back-ups only.
    `worker` says whether `heard serve` does timed work too. `clamd` is where a ClamAV daemon listens (a socket's path
    or host:port), "" for none; `files_room` is the room in bytes that each council has for photos and files. `keys` is
    the folder of the keys of what is sealed, None for `data`/keys.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    env: Literal["production", "demo", "test"] = "production"
    secret_key: str
    data: Path
    database_url: str
    database_owner_url: str
    authorities: tuple[Path, ...] = (ROOT / "authorities",)
    worker: bool = True
    compiled_templates: Path | None = None
    clamd: str = ""
    files_room: int = FILES_ROOM
    outgoing: Outgoing = Outgoing()
    keys: Path | None = None

    @property
    def key_folder(self) -> Path:
        """Where the keys of what is sealed lie, outside the database; best on another disk than it."""
        return self.keys or self.data / "keys"

    @property
    def template_cache(self) -> Path:
        """Where compiled templates are kept between starts; by default beside the data."""
        return self.compiled_templates or self.data / "cache"

    @property
    def is_demo(self) -> bool:
        """True where people are fictional and the demonstration banner is shown."""
        return self.env == "demo"

    @property
    def secure_cookies(self) -> bool:
        """Cookies carry Secure and the __Host- prefix everywhere but on a developer's own machine."""
        return self.env == "production"

    @property
    def made_up_councils(self) -> Path:
        """Where the demonstration writes councils of its own; served outside production only."""
        return self.data / MADE_UP

    @property
    def on_postgresql(self) -> bool:
        """True where the fifth wall, row-level security, stands."""
        return self.database_url.startswith("postgresql")

    @model_validator(mode="after")
    def _safe(self) -> Self:
        if self.env == "production" and len(self.secret_key) < SHORTEST_SECRET:
            raise ValueError(f"HEARD_SECRET_KEY must hold at least {SHORTEST_SECRET} characters in production")
        if self.on_postgresql and self.env == "production" and self.database_url == self.database_owner_url:
            raise ValueError("HEARD_DATABASE_URL must not be the owner's login (HEARD_DATABASE_OWNER_URL)")
        if unsafe := safe_for(self.env, self.outgoing):
            raise ValueError(unsafe)
        return self

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Self:
        """Read HEARD_* from `environ`; raises ConfigFault."""
        data = Path(environ.get("HEARD_DATA") or "var").resolve()
        url = environ.get("HEARD_DATABASE_URL") or f"sqlite:///{data / 'heard.sqlite3'}"
        env = environ.get("HEARD_ENV") or "production"
        try:
            return cls.model_validate(
                {
                    "env": env,
                    "secret_key": environ.get("HEARD_SECRET_KEY") or _kept_secret(data, env),
                    "data": data,
                    "database_url": url,
                    "database_owner_url": environ.get("HEARD_DATABASE_OWNER_URL") or url,
                    "worker": environ.get("HEARD_WORKER") or "on",
                    "authorities": _folders(environ.get("HEARD_AUTHORITIES")) + _made_up(data, env),
                    "clamd": environ.get("HEARD_CLAMD") or "",
                    "files_room": _megabytes(environ.get("HEARD_FILES_MB")),
                    "keys": _folder(environ.get("HEARD_KEYS")),
                    "outgoing": outgoing_from(environ, env),
                }
            )
        except ValidationError as fault:
            first = fault.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise ConfigFault(f"{where}: {first['msg']}" if where else str(first["msg"])) from fault


def _megabytes(text: str | None) -> int:
    if text and not text.isdecimal():
        raise ConfigFault("HEARD_FILES_MB must be a whole number of megabytes")
    return int(text) * 1_000_000 if text else FILES_ROOM


def _folder(text: str | None) -> Path | None:
    return Path(text).resolve() if text else None


def _folders(text: str | None) -> tuple[Path, ...]:
    return tuple(Path(part).resolve() for part in text.split(":") if part) if text else (ROOT / "authorities",)


def _made_up(data: Path, env: str) -> tuple[Path, ...]:
    folder = data / MADE_UP
    return (folder,) if env != "production" and folder.is_dir() else ()


def _kept_secret(data: Path, env: str) -> str:
    """Outside production a secret is made once and kept beside the data, so that sessions survive a restart."""
    if env == "production":
        raise ConfigFault("HEARD_SECRET_KEY is not set: give this deployment a long random secret")
    file = data / "secret-key"
    if not file.exists():
        data.mkdir(parents=True, exist_ok=True)
        file.write_text(secrets.token_urlsafe(48))
        file.chmod(0o600)
    return file.read_text().strip()
