"""`db`: Flask-SQLAlchemy with our base, our session and our scopes; a leaf that holds no state of a deployment."""

from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from core.config import Deployment
from core.db.base import Base
from core.db.engine import guard_engine
from core.db.scope import Scope, current_scope, on_leaving
from core.db.session import PinnedSession

CONNECT_WITHIN = 5  # seconds


class Database(SQLAlchemy):
    """Sessions are keyed by scope, not by request: a scope removes its own session on leaving."""

    def _make_declarative_base(self, model_class: Any, disable_autonaming: bool = False) -> Any:
        """Keep `Base` itself as `db.Model`, so that type checkers and models see one class."""
        Base.metadata.info["bind_key"] = None
        self.metadatas[None] = Base.metadata
        return Base

    def _make_engine(self, bind_key: str | None, options: dict[str, Any], app: Flask) -> sa.Engine:
        engine = super()._make_engine(bind_key, options, app)
        guard_engine(engine)
        return engine

    def _teardown_session(self, exc: BaseException | None) -> None:
        """Nothing: the scope that made a session ends it."""


db = Database(session_options={"class_": PinnedSession, "scopefunc": current_scope}, add_models_to_shell=False)


def init_db(app: Flask, deployment: Deployment) -> None:
    """Open the deployment's database for `app`; nothing is sent to it yet."""
    if deployment.database_url.startswith("sqlite"):
        deployment.data.mkdir(parents=True, exist_ok=True)
    app.config["SQLALCHEMY_DATABASE_URI"] = deployment.database_url
    if deployment.on_postgresql:  # a machine that is gone must not keep a page, or somebody in need, waiting
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"connect_args": {"connect_timeout": CONNECT_WITHIN}}
    db.init_app(app)


def _end_session(scope: Scope) -> None:
    """Close the session of a scope that ends; what was not committed is rolled back."""
    if not db.session.registry.has():
        return
    try:
        db.session.remove()
    except sa.exc.DBAPIError:  # the server has gone, and with it what there was to roll back
        db.session.registry().invalidate()
        db.session.registry.clear()


on_leaving(_end_session)
