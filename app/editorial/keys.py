"""Keys: made, listed, revoked, and recognised.

A key is ``facts_``, its id and a secret of 256 random bits. Only an Argon2 hash (RFC 9106) of the secret is kept. Its parameters are small
ones: nobody guesses such a secret however fast he hashes, and each request that writes is one.
"""

import re
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import select
from sqlmodel import Session, col
from ulid import ULID

from app.editorial.errors import ScopeMissingError, UnauthorizedError
from app.model import ApiKey, Scope

_hasher = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1)
_TOKEN = re.compile(r"facts_([0-9a-z]{26})_([A-Za-z0-9_-]{43})")
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Holder:
    """Whoever presented a key: its id, its name, and what it allows."""

    key_id: str
    name: str
    scopes: frozenset[Scope]

    def check(self, scope: Scope) -> None:
        """Raise :class:`ScopeMissingError` where the key does not allow it."""
        if not any(own.allows(scope) for own in self.scopes):
            raise ScopeMissingError(scope, sorted(self.scopes))


class KeyNotFoundError(Exception):
    """There is no key of that id or name, or several have the name."""


def create_key(session: Session, name: str, scopes: Collection[Scope], moment: datetime, expires_at: datetime | None) -> str:
    """Make a key and return it whole, which nobody can do again."""
    key_id, secret = str(ULID.from_datetime(moment)).lower(), secrets.token_urlsafe(_SECRET_BYTES)
    told = " ".join(scope for scope in Scope if scope in scopes)
    session.add(ApiKey(id=key_id, name=name, scopes=told, secret_hash=_hasher.hash(secret), created_at=moment, expires_at=expires_at))
    session.flush()
    return f"facts_{key_id}_{secret}"


def list_keys(session: Session) -> Sequence[ApiKey]:
    """All keys, the oldest first, those that are revoked or expired included."""
    return session.execute(select(ApiKey).order_by(col(ApiKey.created_at), col(ApiKey.id))).scalars().all()


def revoke_key(session: Session, named: str, moment: datetime) -> ApiKey:
    """Revoke the key of that id, or the only one of that name that still holds; no request is accepted with it from then on."""
    found = [key for key in list_keys(session) if key.id == named] or [
        key for key in list_keys(session) if key.name == named and key.revoked_at is None
    ]
    if len(found) != 1:
        told = (
            f"several keys have the name {named!r}: revoke one by its id" if found else f"there is no key {named!r} that could be revoked"
        )
        raise KeyNotFoundError(told)
    (key,) = found
    key.revoked_at = key.revoked_at or moment
    session.add(key)
    session.flush()
    return key


def recognise(session: Session, token: str, moment: datetime) -> Holder:
    """Whose key it is. Raises :class:`UnauthorizedError`, the same for a wrong, an expired and a revoked one.

    A secret is hashed in any case, so that the time it takes does not tell these apart either.
    """
    form = _TOKEN.fullmatch(token)
    key_id, secret = form.groups() if form else ("", token[:100])
    key = session.get(ApiKey, key_id)
    try:
        _hasher.verify(_hash_of_nothing() if key is None else key.secret_hash, secret)
        is_right = key is not None
    except VerifyMismatchError:
        is_right = False
    if key is None or not is_right or not holds(key, moment):
        raise UnauthorizedError(key.id if key is not None else None)
    return Holder(key.id, key.name, frozenset(map(Scope, key.scopes.split())))


def holds(key: ApiKey, moment: datetime) -> bool:
    """Whether the key is neither revoked nor expired."""
    return key.revoked_at is None and (key.expires_at is None or moment < key.expires_at)


@cache
def _hash_of_nothing() -> str:
    """What a secret is held against where there is no key to hold it against."""
    return _hasher.hash(secrets.token_urlsafe(_SECRET_BYTES))
