"""``facts serve``."""

import click

from app.cli.connections import warn_of_connections
from app.cli.edge import database, plain_errors, read_settings
from app.db.version import check_migrated, source_of
from app.server import listen, serve


@click.command()
@click.option("--prepare/--no-prepare", default=True, show_default=True, help="Migrate the database and load the seed first.")
def command(*, prepare: bool) -> None:
    """Serve the API at FACTS_HOST and FACTS_PORT until Ctrl-C."""
    settings = read_settings()
    try:
        listener = listen(settings.host, settings.port)
    except OSError as error:
        reason = f"cannot listen on {settings.host}:{settings.port}: {error.strerror}"
        raise click.ClickException(f"{reason}; FACTS_PORT chooses another port") from error
    with listener, database(settings) as engine, plain_errors():
        if prepare:
            from app.cli.prepare import load_folder, prepare_tables  # noqa: PLC0415 (who only serves needs no room for it)

            prepare_tables(engine)
            if (source := source_of(engine)) is None:
                load_folder(engine, settings.data_folder)
            else:
                click.echo(f"Mirror of {source}: no data are loaded.", err=True)
        else:
            check_migrated(engine)
        warn_of_connections(settings, engine)
        engine.dispose()
        click.echo(f"Serving at http://{settings.host}:{settings.port}/ (documentation: /docs, stop: Ctrl-C)", err=True)
        serve(settings, listener)
    click.echo("Stopped.", err=True)
