"""`heard serve`: run the deployment until Ctrl-C."""

import sys

import click

from core.cli.context import deployment
from core.serve import address_is_free, supervise, web


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, envvar="HOST", help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, envvar="PORT", help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, help="Web processes; about one for each core.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the deployment's councils over HTTP."""
    deployment()  # a fault in the settings is told here in one line, not by each worker
    if not address_is_free(host, port):
        raise click.ClickException(
            f"Something else already listens on {host}:{port}. Stop it, or choose another port: PORT=8001."
        )
    click.echo(f"Heard is starting on http://{host}:{port}/  (Ctrl-C stops it)")
    sys.exit(supervise([web(host, port, workers)]))
