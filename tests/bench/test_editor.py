"""The editor of the measurements makes changes that readers see."""

from sqlalchemy import Engine, select
from sqlmodel import Session, col

from app.db.engine import reading
from app.db.revision import current_revision
from app.model import Claim
from bench.editor import change
from tests.serving import serving


def test_change_is_a_revision_of_its_own_that_readers_see(own_engine: Engine) -> None:
    with Session(reading(own_engine)) as session:
        claim_id, public_id = session.execute(select(col(Claim.id), col(Claim.public_id)).limit(1)).one()
        before = current_revision(session)
    change(own_engine, claim_id, "Corrected.")
    with Session(reading(own_engine)) as session:
        after = current_revision(session)
    assert before is not None
    assert after is not None
    assert after.number == before.number + 1
    with serving(own_engine) as client:
        assert client.get(f"/claims/{public_id}").json()["statement"] == "Corrected."
