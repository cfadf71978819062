"""The editor of the measurements makes changes that readers see."""

from time import monotonic

from sqlalchemy import Engine, select
from sqlmodel import Session, col

from app.db.engine import reading
from app.db.revision import current_revision
from app.model import Claim
from bench.editor import change, editing
from tests.serving import serving

PATIENCE_SECONDS = 60
"""How long a busy machine may take; none comes near it."""


def revision(engine: Engine) -> int:
    with Session(reading(engine)) as session:
        found = current_revision(session)
    assert found is not None
    return found.number


def test_editor_goes_on_until_the_block_is_left(own_engine: Engine) -> None:
    before = revision(own_engine)
    with editing(own_engine.url.render_as_string(hide_password=False)):
        until = monotonic() + PATIENCE_SECONDS
        while revision(own_engine) < before + 2:
            assert monotonic() < until
    after = revision(own_engine)
    assert after >= before + 2
    assert revision(own_engine) == after


def test_change_is_a_revision_of_its_own_that_readers_see(own_engine: Engine) -> None:
    with Session(reading(own_engine)) as session:
        claim_id, public_id = session.execute(select(col(Claim.id), col(Claim.public_id)).limit(1)).one()
    before = revision(own_engine)
    change(own_engine, claim_id, "Corrected.")
    assert revision(own_engine) == before + 1
    with serving(own_engine) as client:
        assert client.get(f"/claims/{public_id}").json()["statement"] == "Corrected."
