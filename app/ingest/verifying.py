"""The anchors of a document as the database has them, each with the record that rests on it."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlmodel import Session, col

from app.anchors.anchor import Anchor
from app.model import Claim, Document, Evidence, Figure, Hop


class DocumentChoiceError(Exception):
    """It is not clear which document a text belongs to."""


def choose_document(session: Session, slug: str | None, sha256: str) -> Document:
    """The document with that id; without one, the one whose text has that hash, or the only one there is."""
    documents: Sequence[Document] = session.execute(select(Document).order_by(col(Document.slug))).scalars().all()
    known = ", ".join(document.slug for document in documents) or "none yet: run 'facts seed'"
    if slug is not None:
        chosen = [document for document in documents if document.slug == slug]
        complaint = f"there is no document {slug!r}; there are: {known}"
    else:
        chosen = [document for document in documents if document.text_sha256 == sha256] or list(documents)
        complaint = f"this text is none of those that were read; say with --document which it should be: {known}"
    if len(chosen) != 1:
        raise DocumentChoiceError(complaint)
    return chosen[0]


def anchors_of_document(session: Session, document: Document) -> Iterator[tuple[str, Anchor]]:
    """Every anchor in the document, in the order of the text, under the record that rests on it."""
    evidence = (
        select(Evidence, col(Claim.public_id), col(Figure.public_id), col(Hop.depth), _claim_of_hop.c.public_id)
        .outerjoin(Claim, col(Claim.id) == col(Evidence.claim_id))
        .outerjoin(Figure, col(Figure.id) == col(Evidence.figure_id))
        .outerjoin(Hop, col(Hop.id) == col(Evidence.hop_id))
        .outerjoin(_claim_of_hop, _claim_of_hop.c.id == col(Hop.claim_id))
        .where(col(Evidence.document_id) == document.id)
        .order_by(col(Evidence.start), col(Evidence.end), col(Evidence.id))
    )
    for row, claim, figure, depth, hop_claim in session.execute(evidence):
        owner = f"claims/{claim}" if claim else f"figures/{figure}" if figure else f"claims/{hop_claim} chain depth {depth}"
        yield owner, Anchor(row.paragraph, row.start, row.end, row.exact, row.prefix, row.suffix, row.sha256)


_claim_of_hop = select(col(Claim.id), col(Claim.public_id)).subquery("claim_of_hop")
