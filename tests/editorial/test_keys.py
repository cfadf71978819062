"""Keys: shown once, kept as hashes, and gone at once when they are revoked."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, select
from sqlmodel import Session, col

from app.db.engine import writing
from app.editorial.errors import ScopeMissingError, UnauthorizedError
from app.editorial.keys import KeyNotFoundError, create_key, holds, list_keys, recognise, revoke_key
from app.model import ApiKey, Scope

NOON = datetime(2034, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
PLACES = list(Scope)


@pytest.fixture
def session(empty_engine: Engine) -> Iterator[Session]:
    """A transaction that writes."""
    with Session(writing(empty_engine)) as session:
        yield session


def made(session: Session, name: str = "Tamar", *scopes: Scope, expires_at: datetime | None = None) -> str:
    return create_key(session, name, scopes or [Scope.DRAFT], NOON, expires_at)


def test_key_is_recognised_as_what_it_was_made_for(session: Session) -> None:
    key = made(session, "Tamar", Scope.DRAFT, Scope.REVIEW)
    holder = recognise(session, key, NOON)
    assert (holder.name, holder.scopes) == ("Tamar", frozenset({Scope.DRAFT, Scope.REVIEW}))
    assert key.split("_")[1] == holder.key_id


def test_secret_is_nowhere_in_the_database(session: Session) -> None:
    key = made(session)
    secret = key.split("_", 2)[2]
    (row,) = session.execute(select(ApiKey)).scalars()
    assert secret not in repr(row.model_dump())
    assert row.secret_hash.startswith("$argon2id$")
    assert PasswordHasher().verify(row.secret_hash, secret)


def test_no_two_keys_are_alike(session: Session) -> None:
    assert len({made(session) for _ in range(20)}) == 20


@pytest.mark.parametrize("own", PLACES)
def test_scope_allows_those_before_it_and_no_other(own: Scope, session: Session) -> None:
    holder = recognise(session, made(session, "Tamar", own), NOON)
    for wanted in Scope:
        if PLACES.index(wanted) <= PLACES.index(own):
            holder.check(wanted)
        else:
            with pytest.raises(ScopeMissingError, match=f"needs the scope {wanted}; the key has {own}"):
                holder.check(wanted)


def wrong_keys(session: Session) -> dict[str, str]:
    """Keys that do not hold, by why."""
    good, revoked, expired = made(session, "good"), made(session, "revoked"), made(session, "expired", expires_at=NOON)
    revoke_key(session, "revoked", NOON)
    start, key_id, secret = good.split("_", 2)
    other = made(session, "other").split("_", 2)[2]
    return {
        "nothing": "",
        "no form": "facts",
        "another prefix": f"fax_{key_id}_{secret}",
        "no secret": f"{start}_{key_id}_",
        "wrong id": f"{start}_{'0' * 26}_{secret}",
        "wrong secret": f"{start}_{key_id}_{other}",
        "longer": f"{good}x",
        "with a line end": f"{good}\n",
        "upper case": good.upper(),
        "NUL": f"{start}_{'0' * 25}\0_{secret}",
        "no ASCII": f"{start}_{key_id}_{'ä' * 43}",
        "revoked": revoked,
        "expired": expired,
    }


def test_key_that_does_not_hold_is_refused_alike_with_the_same_work(session: Session) -> None:
    for why, key in wrong_keys(session).items():
        with patch.object(PasswordHasher, "verify", autospec=True, side_effect=PasswordHasher.verify) as verify:
            with pytest.raises(UnauthorizedError) as error:
                recognise(session, key, NOON)
            assert verify.call_count == 1, why
        assert str(error.value) == "This needs a key that holds.", why


def test_key_holds_until_it_expires(session: Session) -> None:
    key = made(session, expires_at=NOON + HOUR)
    assert recognise(session, key, NOON + HOUR - timedelta(microseconds=1)).name == "Tamar"
    with pytest.raises(UnauthorizedError):
        recognise(session, key, NOON + HOUR)


def test_revoked_key_stays_in_the_list(session: Session) -> None:
    for name in ("first", "second"):
        made(session, name)
    revoke_key(session, "first", NOON + HOUR)
    revoke_key(session, list_keys(session)[0].id, NOON + 2 * HOUR)
    keys = {key.name: key for key in list_keys(session)}
    assert keys["first"].revoked_at == NOON + HOUR
    assert not holds(keys["first"], NOON + HOUR)
    assert holds(keys["second"], NOON)


def test_key_is_revoked_by_a_name_that_is_its_own_only(session: Session) -> None:
    made(session, "twin")
    made(session, "twin")
    with pytest.raises(KeyNotFoundError, match="several keys have the name 'twin': revoke one by its id"):
        revoke_key(session, "twin", NOON)
    first, second = list_keys(session)
    revoke_key(session, first.id, NOON)
    assert revoke_key(session, "twin", NOON).id == second.id
    with pytest.raises(KeyNotFoundError, match="there is no key 'twin' that could be revoked"):
        revoke_key(session, "twin", NOON)
    assert session.execute(select(col(ApiKey.revoked_at)).where(col(ApiKey.revoked_at).is_(None))).first() is None
