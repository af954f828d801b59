"""`heard doctor`: looks at the whole deployment and says what is not well and what to do about it.

Exit status: 0 when all is well or only advice is given, 1 when something has to be put right.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import click
from flask import Flask
from sqlalchemy.exc import OperationalError

from core.app import create_app
from core.cli.context import deployment
from core.config import Deployment
from core.db import db, platform_scope, utcnow
from core.plugging import migrations
from core.plugging.registry import Plugins
from core.safeguarding.alarms import probing
from core.safeguarding.record import key_files
from core.web.house import house


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: well, advice, or a fault with what to do."""

    state: Literal["well", "advice", "fault"]
    says: str


@click.command()
def doctor() -> None:
    """Look at settings, councils, plugins and the database."""
    here = deployment()
    findings = list(examine(here, Plugins.installed()))
    for finding in findings:
        click.echo(f"{finding.state:7} {finding.says}")
    if any(finding.state == "fault" for finding in findings):
        raise SystemExit(1)


def examine(here: Deployment, plugins: Plugins) -> Iterator[Finding]:
    """Look at one thing after another; what cannot be looked at without the database is left out when it is away."""
    app = create_app(here)  # refuses by itself: faulty councils, plugins, demonstration accounts in production
    yield Finding("well", f"settings, {len(app.extensions['heard'].authorities.all_files())} councils' files, "
                          f"{len(plugins)} plugins")  # fmt: skip
    if not _answers(app):
        yield Finding("fault", "the database does not answer. Start it, or correct HEARD_DATABASE_URL")
        return
    yield Finding("well", f"the database answers ({'PostgreSQL' if here.on_postgresql else 'SQLite'})")
    if not migrations.is_at_head(here, plugins):
        yield Finding("fault", "the database is older or newer than this version. Run: heard db upgrade")
        return
    yield Finding("well", "the database matches this version")
    yield from _left_behind(here, plugins)
    yield from _councils(app, here)
    yield from _keys(app, here)
    yield _notices(app, here)


def _notices(app: Flask, here: Deployment) -> Finding:
    """Whether leads would hear of a concern, as of the last regular look; the answer does not depend on any concern."""
    if here.outgoing.mail == "none":
        state: Literal["advice", "fault"] = "fault" if here.env == "production" else "advice"
        return Finding(state, "no mail leaves this deployment, so no safeguarding lead is told of anything. "
                              "Set HEARD_MAIL: docs/operating.md says how")  # fmt: skip
    with app.app_context():
        well = probing.is_well(utcnow())
    if well:
        return Finding("well", "safeguarding leads can be told, as far as the last look knows")
    return Finding(
        "fault",
        "at the last look no safeguarding lead of some council could be reached, or not its duty number, or nobody has "
        "looked for a quarter of an hour. Look at the mail server, at HEARD_SMTP_URL, and whether the worker runs",
    )


def _answers(app: Flask) -> bool:
    with app.app_context(), platform_scope(reason="doctor: ask whether the database answers"):
        try:
            db.session.execute(db.select(db.literal(1)))
        except OperationalError:
            return False
    return True


def _left_behind(here: Deployment, plugins: Plugins) -> Iterator[Finding]:
    for name in migrations.uninstalled(here, plugins):
        yield Finding(
            "fault",
            f"the plugin {name} is not installed but its tables are here, so people's rights over what they hold "
            f"cannot be met. Install it again, or: heard plugin remove {name}",
        )


def _keys(app: Flask, here: Deployment) -> Iterator[Finding]:
    """Who can read the files of keys, and whether those are still there that were used before."""
    with app.app_context():
        found = [*key_files.open_to_others(here.key_folder)]
        found += [line for one in house().authorities.all() for line in key_files.faulty(one)]
    yield from (Finding("fault", line) for line in found)
    if not found:
        yield Finding("well", f"the keys in {here.key_folder} are here and for their owner alone")


def _councils(app: Flask, here: Deployment) -> Iterator[Finding]:
    with app.app_context():
        councils = house().authorities
        live = councils.all()
        waiting = [one.slug for one in councils.all_files() if one.slug not in {each.slug for each in live}]
    if waiting:
        yield Finding("fault", f"not in the database yet: {', '.join(waiting)}. Run: heard authority apply --all")
    else:
        yield Finding("well", f"{len(live)} councils are in the database")
    if len(live) > 1 and not here.on_postgresql and not here.is_demo:
        yield Finding(
            "advice",
            f"{len(live)} councils share a SQLite file. PostgreSQL adds a fifth wall between them, in the database "
            "itself: docs/tenancy.md says how to move",
        )
