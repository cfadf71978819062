"""Nothing is lost on the way back: whatever is published reads the same, to the byte, when it is written again as it says of itself."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, func, select
from sqlmodel import Session, col

from app.db.engine import writing
from app.editorial import claims
from app.editorial.entry import Entry, Published, published
from app.editorial.records import Records, Terms
from app.editorial.saving import saving
from app.editorial.writable import WRITABLE, Writable
from app.ingest.load import load
from app.model import Change, Record
from bench.generate import made_up
from tests.conftest import LOADED_AT
from tests.fiction import fictional_claim, fictional_figure, fictional_files
from tests.ingest.folder import load_into

LATER = LOADED_AT + timedelta(days=1)
ORDER = ("topics", "stakeholders", "documents", "claims")


def bodies(session: Session) -> dict[tuple[str, str], tuple[int, str, str]]:
    """Version, body and row of every record."""
    columns = (Record.noun, Record.public_id, Record.version, Record.body, Record.row)
    return {(row.noun, row.public_id): (row.version, row.body, row.row) for row in session.execute(select(*map(col, columns)))}


def all_of(session: Session, writable: Writable) -> Iterator[Published]:
    chosen = select(col(Record.public_id)).where(col(Record.noun) == writable.resource.noun)
    yield from published(session, writable.resource.noun, session.execute(chosen).scalars().all()).values()


def rewritten(engine: Engine) -> None:
    """Write every record as it says of itself, and see that nothing came of it."""
    with Session(writing(engine)) as session:
        before = bodies(session)
        changes = session.execute(select(func.count()).select_from(Change)).scalar_one()
        with saving(session, LATER) as under_way:
            for noun in ORDER:
                writable = WRITABLE[noun]
                entries: list[Entry[Any]] = [
                    Entry(record.public_id, writable.content_now(record), record) for record in all_of(session, writable)
                ]
                assert entries
                if noun == "claims":
                    under_way.take(claims.rewrite(session, entries))
                else:
                    under_way.add(writable, entries, None)
        after = bodies(session)
        assert {address for address, state in after.items() if state != before[address]} == set()
        assert after.keys() == before.keys()
        assert session.execute(select(func.count()).select_from(Change)).scalar_one() == changes


def test_seed_reads_the_same_when_it_is_written_again(own_engine: Engine) -> None:
    rewritten(own_engine)


def test_fictional_folder_reads_the_same_when_it_is_written_again(ferry_engine: Engine) -> None:
    rewritten(ferry_engine)


def test_corrected_and_retracted_claims_read_the_same_when_they_are_written_again(own_engine: Engine) -> None:
    with Session(writing(own_engine)) as session:
        records = Records(session, WRITABLE["claims"], LATER)
        first, second = list(all_of(session, WRITABLE["claims"]))[:2]
        records.patch(first.public_id, {"purpose": "to leave"}, Terms("*", "It said why."))
        records.retract(second.public_id, Terms("*", "It was never said."))
        session.commit()
    rewritten(own_engine)


def test_made_up_claims_read_the_same_when_they_are_written_again(empty_engine: Engine) -> None:
    with Session(writing(empty_engine)) as session:
        load(session, made_up(300), LOADED_AT)
        session.commit()
    rewritten(empty_engine)


def test_odd_text_reads_the_same_when_it_is_written_again(empty_engine: Engine, tmp_path: Path) -> None:
    odd = '=1+1 <b>\N{ZERO WIDTH NON-JOINER}\N{COMBINING ACUTE ACCENT}\u2028 \\ " end\N{GRINNING FACE}'
    figures = [
        fictional_figure("2 to 3", "between", lower="0.20", upper="1234567890.12345"),
        fictional_figure("many", "order_of_magnitude", value="1e3", period="2006/2007~", duration="P1Y"),
    ]
    claim = fictional_claim("odd", odd, event_date="2007~", figures=figures, condition=odd, participants={"mentioned": ["odd"]})
    party = {"id": "odd", "name": odd, "kind": "group", "aliases": [{"name": f"{odd}{odd}", "language": "fa"}]}
    files = fictional_files(tmp_path / "odd", [claim], [party], title=odd)
    load_into(empty_engine, files, LOADED_AT)
    rewritten(empty_engine)
