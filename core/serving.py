"""The application as the web server loads it: once, before it divides into workers. Also gunicorn's hooks."""

import gc
import os
import sys
from typing import Any

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from core.access.gate import GateFault
from core.app import create_app
from core.authority.faults import AuthorityFaults
from core.config import ConfigFault
from core.db import db
from core.plugging.migrations import MigrationFault
from core.plugging.registry import PluginFaults
from core.safeguarding.record import key_files
from core.web.house import house

REFUSALS = (AuthorityFaults, ConfigFault, GateFault, MigrationFault, PluginFaults)
REFUSED = 78  # EX_CONFIG of sysexits.h: something in the configuration has to be put right first


def application() -> Flask:
    """Make the application; what stops the start is said line by line, without a traceback.

    Connections opened on the way are closed again, because workers must not share one.
    """
    try:
        app = create_app()
    except REFUSALS as refusal:
        print(f"Heard does not start:\n{refusal}", file=sys.stderr)
        sys.exit(REFUSED)
    with app.app_context():
        for line in _keys_to_mend():
            print(f"Heard warns: {line}", file=sys.stderr)
        db.engine.dispose()
    gc.freeze()  # what is loaded by now stays; the collector would only copy its memory into every worker
    return app


def _keys_to_mend() -> list[str]:
    """What is wrong with the files of keys; nothing of it stops the start, because taking in comes first."""
    here = house()
    found = [*key_files.open_to_others(here.deployment.key_folder)]
    try:
        found += [line for one in here.authorities.all() for line in key_files.faulty(one)]
    except SQLAlchemyError:
        found.append("the files of keys were not looked at, because the database does not answer: see heard doctor")
    return found


def worker_exit(server: Any, worker: Any) -> None:
    """Called by gunicorn in a worker that has finished its last request: leave at once.

    Nothing is left to be written, and taking a Python process apart would make Ctrl-C wait for a second.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
