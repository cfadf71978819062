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

from app.model.attempt import Attempt  # noqa: E402 (named before mapped)
from app.model.change import Change  # noqa: E402
from app.model.claim import Claim, ClaimRelation, ClaimTopic, Correction, Hop, Involvement, Participant  # noqa: E402
from app.model.document import Document  # noqa: E402
from app.model.draft import Draft, DraftStatus  # noqa: E402
from app.model.evidence import Evidence  # noqa: E402
from app.model.figure import Figure  # noqa: E402
from app.model.key import ApiKey, Scope  # noqa: E402
from app.model.name import Name  # noqa: E402
from app.model.receipt import Receipt  # noqa: E402
from app.model.record import DataSet, Gone, Loaded, Record  # noqa: E402
from app.model.stakeholder import Alias, Identifier, Stakeholder  # noqa: E402
from app.model.term import Term, Vocabulary  # noqa: E402
from app.model.topic import Topic, TopicMapping  # noqa: E402
from app.model.webhook import Delivery, DeliveryState, Webhook, WebhookState  # noqa: E402

metadata = SQLModel.metadata

__all__ = [
    "Alias",
    "ApiKey",
    "Attempt",
    "Change",
    "Claim",
    "ClaimRelation",
    "ClaimTopic",
    "Correction",
    "DataSet",
    "Delivery",
    "DeliveryState",
    "Document",
    "Draft",
    "DraftStatus",
    "Evidence",
    "Figure",
    "Gone",
    "Hop",
    "Identifier",
    "Involvement",
    "Loaded",
    "Name",
    "Participant",
    "Receipt",
    "Record",
    "Scope",
    "Stakeholder",
    "Term",
    "Topic",
    "TopicMapping",
    "Vocabulary",
    "Webhook",
    "WebhookState",
    "metadata",
]
