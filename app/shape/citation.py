"""How to cite a record, in words."""

from pydantic import Field

from app.shape.base import Prose, Shape

SERVICE = "Refugee Policy Facts"
_LICENSE = "CC BY 4.0"


class Citation(Shape):
    """How to cite a record."""

    short: Prose = Field(description="For running text.")
    long: Prose = Field(description="For a list of sources.")


def citation_in(source: str, said: str, url: str, paragraph: int) -> Citation:
    """How to cite what stands in a document: ``source`` is that document in words, ``said`` ends with a full stop."""
    return Citation(short=f"{source}, para. {paragraph}", long=f"{said} Paragraph {paragraph}. {_record_at(url)}")


def citation_of_document(source: str, byline: str | None, address: str | None, url: str) -> Citation:
    """How to cite a document: its own particulars, where they are known, and then our record of it."""
    known = ". ".join(part for part in (byline, source, address) if part)
    return Citation(short=source, long=f"{known}. Record: {_record_at(url)}")


def citation_of_entry(title: str, url: str) -> Citation:
    """How to cite what is of our own making: a stakeholder, a topic or a vocabulary."""
    return Citation(short=f"{title} ({SERVICE})", long=f"{title}. {_record_at(url)}")


def _record_at(url: str) -> str:
    return f"{SERVICE}, {url} ({_LICENSE})."
