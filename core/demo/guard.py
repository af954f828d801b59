"""Keeps demonstrations and real councils apart: neither may start on the other's database."""

from flask import Flask
from sqlalchemy.exc import OperationalError, ProgrammingError

from core.config import ConfigFault, Deployment
from core.db import db, platform_scope
from core.users.models import User


def refuse_demo_accounts(app: Flask, deployment: Deployment) -> None:
    """Raise ConfigFault when a production deployment's database holds demonstration accounts.

    Their passwords are written in a file and easy to guess. A database that is away or empty holds none that
    anybody could sign in with; readiness tells of it.
    """
    if deployment.env == "production" and has_demo_accounts(app):
        raise ConfigFault(
            "This database holds demonstration accounts, whose passwords are public. Give production one "
            "of its own, or set HEARD_ENV=demo if this is a demonstration."
        )


def has_demo_accounts(app: Flask) -> bool:
    """True when at least one user was made by `heard demo load`; False when the table cannot be read."""
    with app.app_context(), platform_scope(reason="look for demonstration accounts at the start"):
        try:
            return db.session.scalar(db.select(User.id).where(User.demo).limit(1)) is not None
        except (OperationalError, ProgrammingError):
            return False
