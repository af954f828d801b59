"""Workers to be killed: a process that has the application ready and divides into one worker for each line it reads.

Run as a program; deployment settings come from the environment. Each worker does the work `trial.effect`.
"""

import os
import signal
import sys
import time
from dataclasses import replace
from threading import Event
from typing import Any, NoReturn

from flask import Flask

from core.app import create_app
from core.authority.resolve import Authority
from core.config import Deployment
from core.db import db
from core.jobs import Job
from core.jobs.beating import Times
from core.jobs.table import EXTENSION
from core.jobs.worker import Worker
from core.people.models import Place

QUICK = Times(look=0.05, beat=0.2, dead=1.5, plan=0.5, handed_again=3.0)
LONG = 0.15  # seconds that a piece of work takes, half of it with its effect written and not kept


def effect(authority: Authority, payload: dict[str, Any]) -> None:
    """Write a row that tells whether the work was done, once or twice."""
    time.sleep(LONG / 2)
    db.session.add(Place(kind="ward", name=payload["name"]))
    db.session.flush()
    time.sleep(payload.get("seconds", LONG / 2))


EFFECT = Job("trial.effect", effect, tries=1000)


def main() -> None:
    """Divide into a worker whenever asked, and say its number."""
    here = Deployment.from_environ(os.environ)
    app = create_app(here)
    app.extensions[EXTENSION] = replace(app.extensions[EXTENSION], by_name={EFFECT.name: EFFECT})
    with app.app_context():
        db.engine.dispose()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("ready", flush=True)
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            _work(app, here)
        print(child, flush=True)


def _work(app: Flask, here: Deployment) -> NoReturn:
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    Worker(app, here, stop, QUICK).work()
    os._exit(0)


if __name__ == "__main__":
    main()
