"""The command line: each command is a module of its own, imported when it is called, so that none pays for another."""

from importlib import import_module

import click

from app import __version__
from app.lasting import lasting

_COMMANDS = {
    "serve": "Migrate, load the seed and serve the API.",
    "migrate": "Bring the database to the tables that this version reads.",
    "seed": "Load data files.",
    "import": "Publish the records of a file.",
    "erase": "Erase a record because the law demands it.",
    "keys": "Make, list and revoke the keys of those who write.",
    "webhooks": "Subscribe addresses to changes, and see what they were told.",
    "deliver": "Send webhooks what has changed, again and again.",
    "mirror": "Keep an exact copy of what another service publishes.",
    "export": "Write the whole data set, or one list of records, to a file.",
    "backup": "Write all that the database holds to one file, while it is in use.",
    "restore": "Put what a backup holds into an empty database, or compare the two.",
    "verify": "Check every anchor of a document against its text.",
    "anchor": "Find the evidence of a report file in its text.",
    "openapi": "Write the OpenAPI documents.",
    "health": "Ask the service on this machine whether it is ready.",
}

_MODULES = {"import": "import_"}
"""Where a command has another name than its module, which Python would not take."""


class Commands(click.Group):
    """The commands by name; ``--help`` lists them without importing any."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Every name, in the order in which one meets them."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's signature)
        """The command of that name."""
        if cmd_name not in _COMMANDS:
            return None
        with lasting():
            command = import_module(f"app.cli.{_MODULES.get(cmd_name, cmd_name)}").command
        if not isinstance(command, click.Command):
            msg = f"app.cli.{cmd_name}.command is not a command"
            raise TypeError(msg)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (click's signature)
        """The list in ``--help``."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=Commands)
@click.version_option(__version__, prog_name="facts")
def main() -> None:
    """Refugee Policy Facts: structured, sourced facts over HTTP. Settings come from FACTS_* environment variables."""
