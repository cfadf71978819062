"""Whether the databases admit as many connections as the workers may hold."""

import click
from sqlalchemy import Engine

from app.db.engine import admitted_connections, check_reachable, open_replica
from app.db.errors import DatabaseUnreachableError
from app.settings import Settings


def warn_of_connections(settings: Settings, primary: Engine) -> None:
    """Say in one line for each database that it admits fewer connections, or that the replica does not answer."""
    _warn(primary, settings.workers * (settings.database_pool + 1))  # each worker's watch has one
    if settings.read_database_url is None:
        return
    replica = open_replica(settings.read_database_url)
    try:
        check_reachable(replica)
        _warn(replica, settings.workers * settings.database_pool)
    except DatabaseUnreachableError as error:
        click.echo(f"warning: {error}; until it answers, FACTS_DATABASE_URL is read", err=True)
    finally:
        replica.dispose()


def _warn(engine: Engine, held: int) -> None:
    admitted = admitted_connections(engine)
    if admitted is not None and held > admitted:
        url = engine.url.render_as_string(hide_password=True)
        told = f"the workers may hold {held} connections and {url} admits {admitted}"
        click.echo(f"warning: {told}: lower FACTS_WORKERS or FACTS_DATABASE_POOL, or raise its max_connections", err=True)
