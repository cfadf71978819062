"""What is stored: every table of the graph, together, because SQLModel maps none of it before it has seen all of it."""

from sqlmodel import SQLModel

NAMING_CONVENTION = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING_CONVENTION

from app.model.change import Change  # noqa: E402 (named before mapped)
from app.model.claim import Claim, ClaimRelation, ClaimTopic, Hop, Involvement, Participant  # noqa: E402
from app.model.document import Document  # noqa: E402
from app.model.evidence import Evidence  # noqa: E402
from app.model.figure import Figure  # noqa: E402
from app.model.name import Name  # noqa: E402
from app.model.record import DataSet, Loaded, Record  # noqa: E402
from app.model.stakeholder import Alias, Identifier, Stakeholder  # noqa: E402
from app.model.term import Term, Vocabulary  # noqa: E402
from app.model.topic import Topic, TopicMapping  # noqa: E402

metadata = SQLModel.metadata

__all__ = [
    "Alias",
    "Change",
    "Claim",
    "ClaimRelation",
    "ClaimTopic",
    "DataSet",
    "Document",
    "Evidence",
    "Figure",
    "Hop",
    "Identifier",
    "Involvement",
    "Loaded",
    "Name",
    "Participant",
    "Record",
    "Stakeholder",
    "Term",
    "Topic",
    "TopicMapping",
    "Vocabulary",
    "metadata",
]
