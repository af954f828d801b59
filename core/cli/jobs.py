"""`heard jobs`: do timed work, in a loop beside the web server or once."""

import os
import signal
import sys
from threading import Event

import click

from core.app import create_app
from core.cli.context import deployment
from core.jobs.beating import alive
from core.jobs.due import own_name, run_due
from core.jobs.worker import Worker


@click.group()
def jobs() -> None:
    """Timed work."""


@jobs.command()
def work() -> None:
    """Do timed work until Ctrl-C or SIGTERM. Several workers may run, on several machines."""
    here, stop = deployment(), Event()
    app = create_app(here)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    Worker(app, here, stop).work()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)  # what did not end in time is another's now and settles nothing: nobody waits for it


@jobs.command("run")
def run_once() -> None:
    """Do everything that is due now, then end."""
    app, worker = create_app(deployment()), own_name("run")
    with app.app_context(), alive(app, worker):
        done = run_due(worker=worker)
    click.echo(f"{done} pieces of timed work were done." if done != 1 else "One piece of timed work was done.")
