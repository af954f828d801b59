"""How messages leave this deployment: settings of the operator, read from the environment with the others.

Links in messages begin with `site` and never with what a browser said it asked for: a forged Host header must not end
up in somebody's mail.
"""

import re
from collections.abc import Mapping
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, model_validator

NOTIFY = "https://api.notifications.service.gov.uk"
KEY_FOR = "HEARD_NOTIFY_KEY__"  # then the council's slug in capitals, hyphens as underscores
LOCAL = ("127.0.0.1", "localhost", "::1")
SCHEMES = ("smtp", "smtps", "smtp+plain")
_FROM = re.compile(r"[^\s@<>]+@[^\s@<>]+")


class Outgoing(BaseModel):
    """`mail` is where e-mails go: nowhere, a line in the log, files in HEARD_DATA/mail, or an SMTP server.

    `smtp_url` is smtp://user:password@host:587 (always by STARTTLS), smtps://...:465, or smtp+plain:// to a relay on
    this very machine. `notify_keys` hold each council's key for GOV.UK Notify by its slug.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    mail: Literal["none", "console", "file", "smtp"] = "none"
    site: str = ""
    smtp_url: str = Field(default="", repr=False)
    mail_from: str = ""
    notify_url: str = NOTIFY
    notify_keys: Mapping[str, str] = Field(default_factory=dict, repr=False)

    @property
    def host(self) -> str:
        """The name of this site, for the ids of messages."""
        return urlsplit(self.site).hostname or "localhost"

    @model_validator(mode="after")
    def _whole(self) -> Self:
        site = urlsplit(self.site)
        if self.site and (site.scheme not in ("http", "https") or not site.hostname or site.path or site.query):
            raise ValueError("HEARD_SITE is this site's own address without a path: https://heard.example")
        if (self.mail != "none" or self.notify_keys) and not self.site:
            raise ValueError("HEARD_SITE is not set: links in messages need this site's own address")
        if self.mail == "smtp" and not (self.smtp_url and _FROM.fullmatch(self.mail_from)):
            raise ValueError("HEARD_MAIL is smtp: set HEARD_SMTP_URL, and HEARD_MAIL_FROM to the sender's address")
        if self.mail == "smtp":
            _check_smtp(self.smtp_url)
        return self


def _check_smtp(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise ValueError("HEARD_SMTP_URL is smtp://user:password@host:587, or smtps:// or smtp+plain://")
    if parts.scheme == "smtp+plain" and parts.hostname not in LOCAL:
        raise ValueError("HEARD_SMTP_URL: without TLS mail goes to a relay on this very machine only")


def outgoing_from(environ: Mapping[str, str], env: str) -> dict[str, object]:
    """The settings as the environment has them; outside production a console, and this machine's own address."""
    made_up = env != "production"
    site = f"http://127.0.0.1:{environ.get('PORT') or 8000}" if made_up else ""
    return {
        "mail": environ.get("HEARD_MAIL") or ("console" if made_up else "none"),
        "site": (environ.get("HEARD_SITE") or site).rstrip("/"),
        "smtp_url": environ.get("HEARD_SMTP_URL") or "",
        "mail_from": environ.get("HEARD_MAIL_FROM") or "",
        "notify_url": environ.get("HEARD_NOTIFY_URL") or NOTIFY,
        "notify_keys": {
            name.removeprefix(KEY_FOR).lower().replace("_", "-"): key
            for name, key in environ.items()
            if name.startswith(KEY_FOR) and key
        },
    }


def safe_for(env: str, outgoing: Outgoing) -> str:
    """What makes these settings unsafe in `env`; "" where nothing does."""
    if env == "production" and outgoing.site.startswith("http://"):
        return "HEARD_SITE must begin with https:// in production"
    return ""
