"""`heard serve`: run the deployment until Ctrl-C."""

import os
import sys

import click

from core.cli.context import deployment
from core.serve import address_is_free, jobs_worker, supervise, web


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, envvar="HOST", help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, envvar="PORT", help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, help="Web processes; about one for each core.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the deployment's councils over HTTP, and do their timed work beside it (HEARD_WORKER=off: do not)."""
    here = deployment()  # a fault in the settings is told here in one line, not by each worker
    if not address_is_free(host, port):
        raise click.ClickException(
            f"Something else already listens on {host}:{port}. Stop it, or choose another port: PORT=8001."
        )
    click.echo(f"Heard is starting on http://{host}:{port}/  (Ctrl-C stops it)")
    os.environ["PORT"] = str(port)  # where HEARD_SITE is not set, links in messages begin with this address
    beside = [jobs_worker()] if here.worker else []
    sys.exit(supervise([web(host, port, workers), *beside]))
