"""Verifying: whether a copy tells every change as its source does, and shows as many records."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

from app.db.snapshot import Snapshot
from app.history.changes import read_changes
from app.mirror.source import PAGE, Source
from app.mirror.told import read_change

Opens = Callable[[], AbstractContextManager[Snapshot]]


def differences(source: Source, open_snapshot: Opens, advance: Callable[[int], object]) -> Iterator[str]:
    """Whatever one side tells otherwise than the other, up to the last change of the copy: stamps, notes and bodies, byte by byte."""
    after = 0
    while True:
        with open_snapshot() as snapshot:
            own = read_changes(snapshot, after, PAGE)
        if not own.bodies:
            break
        theirs = source.page(after, limit=len(own.bodies)).items
        for place, body in enumerate(own.bodies):
            ours = body.decode()
            told = theirs[place] if place < len(theirs) else None
            if told != ours:
                yield _told(after + 1 + place, ours, told)
        advance(len(own.bodies))
        after = own.seq


def _told(seq: int, ours: str, theirs: str | None) -> str:
    here = read_change(ours)
    if theirs is None:
        return f"change {seq}: {here.address} is here, and the source has no such change"
    there = read_change(theirs)
    if here.state != there.state:
        return f"change {seq}: {here.address} version {here.version} here, {there.address} version {there.version} at the source"
    if here.body and not there.body:
        return f"change {seq}: {here.address} version {here.version} was erased at the source since: mirror what is new there"
    return f"change {seq}: {here.address} version {here.version} reads otherwise than at the source"
