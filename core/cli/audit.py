"""`heard audit verify`: is the record of who did what still whole?"""

import sys

import click
from flask import Flask

from core.audit import Verdict, verify, verify_platform
from core.authority.models import AuthorityRow
from core.cli.context import deployment
from core.db import db, init_db, platform_scope


@click.group()
def audit() -> None:
    """Look after the audit record."""


@audit.command("verify")
def verify_all() -> None:
    """Check every chain; exit 1 when one is broken. Keep the printed heads somewhere else."""
    app = Flask("audit")
    init_db(app, deployment())
    with app.app_context():
        broken = [_report("platform", verify_platform())]
        broken += [_report(row.slug, verify(row.id)) for row in _councils()]
    if any(broken):
        sys.exit(1)


def _councils() -> list[AuthorityRow]:
    with platform_scope(reason="verify the audit chain of each council"):
        rows = list(db.session.scalars(db.select(AuthorityRow).order_by(AuthorityRow.slug)))
        db.session.expunge_all()
    return rows


def _report(name: str, verdict: Verdict) -> bool:
    """Print one chain's line, and one for each break; return whether there was any."""
    state = "whole" if not verdict.breaks else "BROKEN"
    click.echo(f"{name}: {verdict.checked} entries, {state}, head {verdict.head[:16] or 'none'}")
    for found in verdict.breaks:
        click.echo(f"  entry {found.seq}: {found.reason}")
    return bool(verdict.breaks)
