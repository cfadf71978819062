"""Measure this service beside its peers, and hold it against its goals: ``python -m bench``."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import httpx

from app.settings import Settings
from bench import exports, growth, loading, reads, starting, tails, wrk
from bench.databases import Database, opened, postgresql
from bench.goals import Findings, together
from bench.processes import CLIENT_CORE, stay_on
from bench.setup import Setup
from bench.table import tell

PARTS: dict[str, Callable[[Setup], Findings]] = {
    "load": loading.measure,
    "reads": reads.measure,
    "growth": growth.measure,
    "exports": exports.measure,
    "tails": tails.measure,
    "start": starting.measure,
}
"""Every part of the measurements, in order; those that write come last."""
_MANY = 100_000
"""Growth is measured where there are so many claims, unless it is asked for by name."""


@click.command()
@click.option("--claims", default=10_000, show_default=True, help="How many claims a database is filled with that has none.")
@click.option(
    "--database", help="A SQLite file or a PostgreSQL URL. It is kept, and taken as it is where it has claims; by default one is made."
)
@click.option("--postgresql", "on_postgresql", is_flag=True, help="Measure on a PostgreSQL server of its own, made for this run.")
@click.option("--twin", type=click.Path(path_type=Path), help="With PostgreSQL: a SQLite file with the same data, for the peers.")
@click.option("--write", is_flag=True, help="Let an editor, and facts serve, change the claims of a database that was there before.")
@click.option("--only", type=click.Choice(list(PARTS)), multiple=True, help="Measure this part; may be given several times.")
@click.option("--rounds", default=4, show_default=True, help="How many rounds the medians are of.")
@click.option("--seconds", default=1, show_default=True, help="How long a server is asked in each round.")
def main(  # noqa: PLR0913 (an option each)
    *,
    claims: int,
    database: str | None,
    on_postgresql: bool,
    twin: Path | None,
    write: bool,
    only: Sequence[str],
    rounds: int,
    seconds: int,
) -> None:
    """Measure this service beside its peers, and hold it against its goals.

    Servers run on the first core, wrk and what else asks on the second. Progress goes to the standard error, what was found
    to the standard output.
    """
    wrk.check_installed()
    stay_on(CLIENT_CORE)
    with TemporaryDirectory(prefix="facts-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with _databases(folder, on_postgresql=on_postgresql or _is_postgresql(database)) as fill:
            chosen = opened(_url(database), claims, may_write=write) if database else fill(claims)
            setup = Setup(folder, chosen, fill, rounds, seconds, twin)
            parts = only or [part for part in PARTS if part != "growth" or chosen.claims >= _MANY]
            click.echo(f"{chosen.claims:,} claims on {_kind(chosen)}, medians of {rounds} rounds; {_other_work()}\n")
            click.echo(tell(together(_findings(part, setup) for part in parts)), nl=False)


@contextmanager
def _databases(folder: Path, *, on_postgresql: bool) -> Iterator[Callable[[int], Database]]:
    """Makes databases of one kind, filled with so many claims."""
    if not on_postgresql:
        yield lambda claims: opened(f"sqlite:///{folder / f'claims-{claims}.sqlite'}", claims, may_write=True)
        return
    with postgresql(folder) as server:
        yield server.filled


def _findings(part: str, setup: Setup) -> Findings:
    """What a part found. One that fails says why, and leaves the others their time."""
    try:
        return PARTS[part](setup)
    except (click.ClickException, httpx.HTTPError, OSError) as error:
        return Findings(figures={f"{part}, not measured": str(error)})


def _other_work() -> str:
    """How busy the machine is already: what else runs weighs on every figure."""
    return f"{os.getloadavg()[0]:.1f} processes ran before, on {os.cpu_count()} cores"


def _kind(database: Database) -> str:
    return "PostgreSQL" if database.path is None else "SQLite"


def _is_postgresql(database: str | None) -> bool:
    return database is not None and database.startswith("postgres")


def _url(database: str) -> str:
    return Settings(database_url=database if "://" in database else f"sqlite:///{Path(database).resolve()}").database_url


if __name__ == "__main__":
    main()
