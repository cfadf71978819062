"""Fill a database with made-up claims, through the load that real ones take: ``python -m bench.generate --claims N --database URL``."""

import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlmodel import Session

from app.db.engine import open_engine, writing
from app.db.migrate import migrate
from app.ingest.files import DataStream
from app.ingest.load import Summary, load
from bench.generate_reports import make_reports
from bench.generate_world import make_world

SEED = 1
_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
_KIB_IN_MIB = 1024


@click.command()
@click.option("--claims", default=10_000, show_default=True, help="How many claims.")
@click.option("--database", "url", required=True, help="The URL of the database, which is migrated first.")
@click.option("--seed", default=SEED, show_default=True, help="The same seed gives the same data.")
def main(claims: int, url: str, seed: int) -> None:
    """Fill a database with made-up claims, and say how fast that went."""
    began = time.perf_counter()
    with click.progressbar(length=claims, label=f"{claims:,} claims", file=sys.stderr) as bar:
        summary = fill(url, claims, seed, bar.update)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _KIB_IN_MIB
    click.echo(f"{claims:,} claims, {summary.records_changed:,} records: {seconds:.1f} s, {claims / seconds:,.0f} claims/s, {peak:,} MiB")


def fill(url: str, claims: int, seed: int = SEED, advance: Callable[[int], object] | None = None) -> Summary:
    """Migrate the database at ``url`` and load so many made-up claims into it."""
    engine = open_engine(url)
    migrate(engine)
    with Session(writing(engine)) as session:
        summary = load(session, made_up(claims, seed), _MOMENT, advance)
        session.commit()
    engine.dispose()
    return summary


def made_up(claims: int, seed: int = SEED) -> DataStream:
    """So many claims and all they refer to; the reports are made when they are read."""
    world = make_world(seed, max(40, round(claims**0.6)))
    reports = make_reports(seed, world, claims, max(1, round(claims**0.62)))
    return DataStream(Path("made-up"), world.stakeholders, world.topics, world.terms, reports)


if __name__ == "__main__":
    main()
