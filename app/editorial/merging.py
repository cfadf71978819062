"""Merging stakeholders: one that was entered twice becomes one. Its address leads to the other from then on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, update
from sqlmodel import Session, col

from app.db.revision import begin_revision
from app.editorial import claims, documents
from app.editorial.burying import Burial, bury, move_on
from app.editorial.content.claim import ClaimContent, claim_content
from app.editorial.content.document import DocumentContent, document_content
from app.editorial.content.stakeholder import StakeholderContent
from app.editorial.entry import Entry, Published, Written, published
from app.editorial.erasing import remove_stakeholder
from app.editorial.errors import ContentError
from app.editorial.records import Records, Terms
from app.editorial.saving import Saving, saving
from app.editorial.writable import WRITABLE
from app.ingest.names import write_name_index
from app.model import Claim, Document, Figure, Gone, Hop, Involvement, Stakeholder
from app.query.errors import Fault
from app.shape.base import in_zulu
from app.stakeholders.record import Stakeholder as StakeholderShape

_NOUN = "stakeholders"


def merge(session: Session, duplicate_id: str, into_id: str, terms: Terms, moment: datetime) -> Published:
    """Let everything that names the one name the other; the other as it reads then.

    The other gets its names as aliases. Its record stays as it was last, with all its versions, and is in no list any more.
    """
    records = Records(session, WRITABLE[_NOUN], moment)
    duplicate = records.current(duplicate_id)
    records.check(duplicate, terms, {})
    if into_id == duplicate_id:
        raise ContentError(Fault("", "not_allowed", f"/into: {into_id} is the same stakeholder.", pointer="/into"))
    into = records.current(into_id)
    note = terms.told()
    with saving(session, moment) as under_way:
        under_way.keep_edited(WRITABLE[_NOUN], [duplicate_id])
        _Merging(session, under_way, duplicate, into, note).move(moment)
        remove_stakeholder(session, duplicate.item_id)
    _bury(session, duplicate, into_id, Burial(Gone.MERGED, under_way.edition.number, moment, note, into_id))
    write_name_index(session, {_NOUN: {into.item_id}})
    return records.current(into_id)


class _Merging:
    """A merger under way: rows of the one that are given to the other."""

    def __init__(self, session: Session, under_way: Saving, duplicate: Published, into: Published, note: str) -> None:
        self._session = session
        self._under_way = under_way
        self._duplicate = duplicate
        self._into = into
        self._note = note

    def move(self, moment: datetime) -> None:
        """Give the other all names, children, documents and claims of the one."""
        stakeholders = WRITABLE[_NOUN]
        content = _with_names(self._content(self._into), self._content(self._duplicate))
        children = select(col(Stakeholder.id)).where(col(Stakeholder.parent_id) == self._duplicate.item_id)
        moved = set(self._session.execute(children).scalars()) - {self._into.item_id}
        self._session.execute(
            update(Stakeholder).where(col(Stakeholder.parent_id) == self._duplicate.item_id).values(parent_id=self._into.item_id)
        )
        written = [documents.write(self._session, list(self._documents()), moment, self._note)]
        written += [claims.rewrite(self._session, list(self._claims())), Written({_NOUN: moved})]
        for each in written:  # not before all of them are written: what still shows the one would be published with it
            each.left.get(_NOUN, set()).discard(self._duplicate.item_id)
            self._under_way.take(replace(each, rows={}))
        self._under_way.add(stakeholders, [Entry(self._into.public_id, content, self._into)], self._note)

    def _content(self, record: Published) -> StakeholderContent:
        content = WRITABLE[_NOUN].content_now(record)
        assert isinstance(content, StakeholderContent)  # noqa: S101 (that is the form of stakeholders)
        return content

    def _documents(self) -> Iterator[Entry[DocumentContent]]:
        chosen = select(col(Document.slug)).where(col(Document.publisher_id) == self._duplicate.item_id)
        for found in published(self._session, "documents", self._session.execute(chosen).scalars().all()).values():
            content = document_content(found.record) | {"publisher": self._into.public_id}
            yield Entry(found.public_id, DocumentContent.model_validate(content), found)

    def _claims(self) -> Iterator[Entry[ClaimContent]]:
        item_id = self._duplicate.item_id
        showing = (
            select(col(Involvement.claim_id)).where(col(Involvement.stakeholder_id) == item_id),
            select(col(Hop.claim_id)).where(col(Hop.stakeholder_id) == item_id),
            select(col(Figure.claim_id)).where(col(Figure.place_id) == item_id),
        )
        chosen = select(col(Claim.public_id)).where(or_(*(col(Claim.id).in_(ids) for ids in showing))).order_by(col(Claim.id))
        for found in published(self._session, "claims", self._session.execute(chosen).scalars().all()).values():
            content = _renamed(claim_content(found.record), self._duplicate.public_id, self._into.public_id)
            yield Entry(found.public_id, ClaimContent.model_validate(content), found)


def _renamed(content: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """A claim that names the other; whoever would stand twice in one place stands there once."""
    chain: list[dict[str, Any]] = []
    for hop in content["chain"]:
        renamed = {**hop, "stakeholder": new if hop["stakeholder"] == old else hop["stakeholder"]}
        if not (chain and renamed["with_previous"] and renamed["stakeholder"] == chain[-1]["stakeholder"] == new):
            chain.append(renamed)
    participants = {
        role: list(dict.fromkeys(new if slug == old else slug for slug in slugs)) for role, slugs in content["participants"].items()
    }
    figures = [{**figure, "place": new if figure["place"] == old else figure["place"]} for figure in content["figures"]]
    return {**content, "chain": chain, "participants": participants, "figures": figures}


def _with_names(into: StakeholderContent, duplicate: StakeholderContent) -> StakeholderContent:
    """The one that stays, with all names of the other as aliases, and with its codes and identifiers where it has none of that sort."""
    known = {into.name, *(alias.name for alias in (*into.aliases, *into.outside_knowledge.aliases))}
    own = {"name": duplicate.name, "language": "en"}
    names = [own, *(alias.model_dump() for alias in duplicate.aliases)]
    others = [alias.model_dump() for alias in duplicate.outside_knowledge.aliases]
    content: dict[str, Any] = into.model_dump(mode="json")
    content["aliases"] += [name for name in names if name["name"] not in known]
    content["outside_knowledge"]["aliases"] += [name for name in others if name["name"] not in known]
    outside, other = content["outside_knowledge"], duplicate.outside_knowledge.model_dump(mode="json")
    outside |= {code: outside[code] or other[code] for code in ("iso_alpha_2", "iso_alpha_3")}
    outside["identifiers"] = other["identifiers"] | outside["identifiers"]
    outside["same_as"] = list(dict.fromkeys([*outside["same_as"], *other["same_as"]]))
    parents = (content, outside)
    for parent in parents:
        parent["parent"] = None if parent["parent"] == duplicate.id else parent["parent"]
    return StakeholderContent.model_validate(content)


def _bury(session: Session, duplicate: Published, into_id: str, burial: Burial) -> None:
    """Let the record of the one say where it went."""
    stamp = {"claims": [], "version": duplicate.version + 1, "updated_at": in_zulu(burial.moment)}
    bury(session, _NOUN, duplicate, burial, StakeholderShape.model_validate(duplicate.record | stamp).model_dump_json())
    move_on(session, _NOUN, duplicate.public_id, into_id)
    begin_revision(session, burial.number, burial.moment)
