"""The `heard` command: its groups, each loaded only when it is called, and one clear line for a refusal.

Exit status: 0 done, 1 refused or a fault was found, 2 the command was not understood.
"""

from importlib import import_module
from typing import Any

import click

from core.config import ConfigFault

# Told by name: importing the modules that define them would make every command wait for the whole house.
REFUSALS = frozenset({"AccessRefused", "AuthorityFaults", "GateFault", "MigrationFault", "PluginFaults"})
COMMANDS = {
    "audit": "core.cli.audit",
    "authority": "core.cli.authority",
    "db": "core.cli.db",
    "demo": "core.cli.demo",
    "doctor": "core.cli.doctor",
    "import": "core.cli.people",
    "indicators": "core.cli.indicators",
    "jobs": "core.cli.jobs",
    "person": "core.cli.people",
    "plugin": "core.cli.plugins",
    "releases": "core.cli.releases",
    "routes": "core.cli.routes",
    "safeguarding": "core.cli.safeguarding",
    "serve": "core.cli.serve",
    "user": "core.cli.users",
}


class Commands(click.Group):
    """The groups by name; a module offers the click command that carries its own name.

    Loaded one by one because `heard serve` starts in a fraction of the time that all of them take.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in alphabetical order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command `cmd_name`, or None when there is none."""
        if cmd_name not in COMMANDS:
            return None
        offered = vars(import_module(COMMANDS[cmd_name])).values()
        return next((one for one in offered if isinstance(one, click.Command) and one.name == cmd_name), None)

    def invoke(self, ctx: click.Context) -> Any:
        """Run, and turn a refusal that an operator can mend into its own words without a traceback."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            if isinstance(error, ConfigFault) or type(error).__name__ in REFUSALS:
                raise click.ClickException(str(error)) from error
            raise


@click.group(cls=Commands)
def heard() -> None:
    """Run and look after a deployment of Heard."""


def main() -> None:
    """The console script `heard`."""
    heard(prog_name="heard")

