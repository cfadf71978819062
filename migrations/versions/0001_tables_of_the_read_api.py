"""tables of the read API."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "data_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_set")),
    )
    op.create_table(
        "loaded",
        sa.Column("noun", sa.String(length=32).with_variant(sa.String(length=32, collation="C"), "postgresql"), nullable=False),
        sa.Column("public_id", sa.String(length=100).with_variant(sa.String(length=100, collation="C"), "postgresql"), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("noun", "public_id", name=op.f("pk_loaded")),
    )
    op.create_table(
        "name",
        sa.Column("noun", sa.String(length=32).with_variant(sa.String(length=32, collation="C"), "postgresql"), nullable=False),
        sa.Column("folded", sa.String(length=400).with_variant(sa.String(length=400, collation="C"), "postgresql"), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=100).with_variant(sa.String(length=100, collation="C"), "postgresql"), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("noun", "folded", "item_id", name=op.f("pk_name")),
    )
    op.create_table(
        "record",
        sa.Column("noun", sa.String(length=32).with_variant(sa.String(length=32, collation="C"), "postgresql"), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=100).with_variant(sa.String(length=100, collation="C"), "postgresql"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("etag", sa.String(length=64), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("noun", "item_id", name=op.f("pk_record")),
        sa.UniqueConstraint("noun", "public_id", name=op.f("uq_record_noun_public_id")),
    )
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_updated_at"), ["updated_at"], unique=False)

    op.create_table(
        "stakeholder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=100).with_variant(sa.String(length=100, collation="C"), "postgresql"), nullable=False),
        sa.Column("name", sa.String(length=300).with_variant(sa.String(length=300, collation="C"), "postgresql"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "state",
                "government_body",
                "intergovernmental_body",
                "ngo",
                "media_outlet",
                "office",
                "person",
                "group",
                "place",
                name="stakeholderkind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("iso_alpha_2", sa.String(length=2), nullable=True),
        sa.Column("iso_alpha_3", sa.String(length=3), nullable=True),
        sa.Column("outside_knowledge", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["stakeholder.id"], name=op.f("fk_stakeholder_parent_id_stakeholder")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stakeholder")),
        sa.UniqueConstraint("slug", name=op.f("uq_stakeholder_slug")),
    )
    with op.batch_alter_table("stakeholder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stakeholder_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_stakeholder_name"), ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_stakeholder_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=100).with_variant(sa.String(length=100, collation="C"), "postgresql"), nullable=False),
        sa.Column("name", sa.String(length=300).with_variant(sa.String(length=300, collation="C"), "postgresql"), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
        sa.UniqueConstraint("slug", name=op.f("uq_topic_slug")),
    )
    op.create_table(
        "vocabulary",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=100).with_variant(sa.String(length=100, collation="C"), "postgresql"), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vocabulary")),
        sa.UniqueConstraint("slug", name=op.f("uq_vocabulary_slug")),
    )
    op.create_table(
        "alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stakeholder_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("is_outside_knowledge", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["stakeholder_id"], ["stakeholder.id"], name=op.f("fk_alias_stakeholder_id_stakeholder")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alias")),
    )
    with op.batch_alter_table("alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alias_stakeholder_id"), ["stakeholder_id"], unique=False)

    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=100).with_variant(sa.String(length=100, collation="C"), "postgresql"), nullable=False),
        sa.Column("title", sa.String(length=300).with_variant(sa.String(length=300, collation="C"), "postgresql"), nullable=False),
        sa.Column("publisher_id", sa.Integer(), nullable=True),
        sa.Column("byline", sa.String(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("archived_url", sa.String(), nullable=True),
        sa.Column("retrieved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("text_length", sa.Integer(), nullable=False),
        sa.Column("front_matter_blocks", sa.Integer(), nullable=False),
        sa.Column("rights", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["publisher_id"], ["stakeholder.id"], name=op.f("fk_document_publisher_id_stakeholder")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("slug", name=op.f("uq_document_slug")),
    )
    op.create_table(
        "identifier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stakeholder_id", sa.Integer(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["stakeholder_id"], ["stakeholder.id"], name=op.f("fk_identifier_stakeholder_id_stakeholder")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identifier")),
    )
    with op.batch_alter_table("identifier", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_identifier_stakeholder_id"), ["stakeholder_id"], unique=False)

    op.create_table(
        "term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vocabulary_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(length=100).with_variant(sa.String(length=100, collation="C"), "postgresql"), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("example", sa.String(), nullable=False),
        sa.Column("mapping", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["vocabulary_id"], ["vocabulary.id"], name=op.f("fk_term_vocabulary_id_vocabulary")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
        sa.UniqueConstraint("vocabulary_id", "value", name=op.f("uq_term_vocabulary_id_value")),
    )
    op.create_table(
        "topicmapping",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("uri", sa.String(), nullable=False),
        sa.Column("match", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_topicmapping_topic_id_topic")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topicmapping")),
    )
    with op.batch_alter_table("topicmapping", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_topicmapping_topic_id"), ["topic_id"], unique=False)

    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=30).with_variant(sa.String(length=30, collation="C"), "postgresql"), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "decision",
                "plan",
                "agreement",
                "action",
                "condition",
                "allegation",
                "assessment",
                "position",
                "demand",
                "recommendation",
                "prediction",
                "estimate",
                "ranking",
                name="claimkind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("polarity", sa.Enum("affirmed", "denied", name="polarity", native_enum=False, length=32), nullable=False),
        sa.Column(
            "certainty",
            sa.Enum(
                "certain",
                "probable",
                "possible",
                "certain_not",
                "probable_not",
                "possible_not",
                "known_whether",
                "uncommitted",
                name="certainty",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum("draft", "in_review", "published", "corrected", "retracted", name="status", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("event_date", sa.String(), nullable=True),
        sa.Column("event_from", sa.Date(), nullable=True),
        sa.Column("event_until", sa.Date(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("condition", sa.String(), nullable=True),
        sa.Column("purpose", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_claim_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("public_id", name=op.f("uq_claim_public_id")),
    )
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_certainty"), ["certainty"], unique=False)
        batch_op.create_index("ix_claim_document_id_id", ["document_id", "id"], unique=False)
        batch_op.create_index("ix_claim_event_from_id", ["event_from", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_kind"), ["kind"], unique=False)
        batch_op.create_index("ix_claim_reported_on_id", ["reported_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_status"), ["status"], unique=False)

    op.create_table(
        "claim_relation",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "relation",
            sa.Enum(
                "supports",
                "supported_by",
                "disputes",
                "disputed_by",
                "denies",
                "denied_by",
                "responds_to",
                "responded_to_by",
                "justifies",
                "justified_by",
                "conditions",
                "conditioned_by",
                "updates",
                "updated_by",
                "duplicates",
                "duplicated_by",
                name="relation",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_relation_claim_id_claim")),
        sa.ForeignKeyConstraint(["other_id"], ["claim.id"], name=op.f("fk_claim_relation_other_id_claim")),
        sa.PrimaryKeyConstraint("claim_id", "position", name=op.f("pk_claim_relation")),
    )
    with op.batch_alter_table("claim_relation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_relation_other_id"), ["other_id"], unique=False)

    op.create_table(
        "claim_topic",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_topic_claim_id_claim")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_claim_topic_topic_id_topic")),
        sa.PrimaryKeyConstraint("claim_id", "position", name=op.f("pk_claim_topic")),
    )
    with op.batch_alter_table("claim_topic", schema=None) as batch_op:
        batch_op.create_index("ix_claim_topic_topic_id_claim_id", ["topic_id", "claim_id"], unique=False)

    op.create_table(
        "figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=30).with_variant(sa.String(length=30, collation="C"), "postgresql"), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("as_printed", sa.String(), nullable=False),
        sa.Column(
            "comparator",
            sa.Enum(
                "exact",
                "about",
                "at_least",
                "more_than",
                "at_most",
                "less_than",
                "between",
                "order_of_magnitude",
                name="comparator",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.Float(precision=53), nullable=True),
        sa.Column("lower", sa.Float(precision=53), nullable=True),
        sa.Column("upper", sa.Float(precision=53), nullable=True),
        sa.Column("least", sa.Float(precision=53), nullable=True),
        sa.Column("most", sa.Float(precision=53), nullable=True),
        sa.Column("unit", sa.String(length=100).with_variant(sa.String(length=100, collation="C"), "postgresql"), nullable=False),
        sa.Column("measure", sa.String(length=100).with_variant(sa.String(length=100, collation="C"), "postgresql"), nullable=False),
        sa.Column("population", sa.String(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("period", sa.String(), nullable=True),
        sa.Column("duration", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_figure_claim_id_claim")),
        sa.ForeignKeyConstraint(["place_id"], ["stakeholder.id"], name=op.f("fk_figure_place_id_stakeholder")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure")),
        sa.UniqueConstraint("public_id", name=op.f("uq_figure_public_id")),
    )
    with op.batch_alter_table("figure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_figure_claim_id"), ["claim_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_figure_comparator"), ["comparator"], unique=False)
        batch_op.create_index(batch_op.f("ix_figure_least"), ["least"], unique=False)
        batch_op.create_index(batch_op.f("ix_figure_measure"), ["measure"], unique=False)
        batch_op.create_index(batch_op.f("ix_figure_most"), ["most"], unique=False)
        batch_op.create_index(batch_op.f("ix_figure_place_id"), ["place_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_figure_unit"), ["unit"], unique=False)

    op.create_table(
        "hop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column(
            "source_type",
            sa.Enum("named", "described", "unnamed", "generic", "author", name="sourcetype", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("stakeholder_id", sa.Integer(), nullable=True),
        sa.Column("label", sa.String(), nullable=True),
        sa.Column(
            "act",
            sa.Enum(
                "publishes",
                "reports",
                "says",
                "claims",
                "denies",
                "accuses",
                "criticises",
                "suspects",
                "considers",
                "expects",
                "estimates",
                "ranks",
                "notes",
                "urges",
                "demands",
                "decides",
                "plans",
                "promises",
                name="act",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("cue", sa.String(), nullable=True),
        sa.Column(
            "certainty",
            sa.Enum(
                "certain",
                "probable",
                "possible",
                "certain_not",
                "probable_not",
                "possible_not",
                "known_whether",
                "uncommitted",
                name="certainty",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_hop_claim_id_claim")),
        sa.ForeignKeyConstraint(["stakeholder_id"], ["stakeholder.id"], name=op.f("fk_hop_stakeholder_id_stakeholder")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hop")),
    )
    with op.batch_alter_table("hop", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hop_act"), ["act"], unique=False)
        batch_op.create_index(batch_op.f("ix_hop_claim_id"), ["claim_id"], unique=False)

    op.create_table(
        "involvement",
        sa.Column("part", sa.String(length=32).with_variant(sa.String(length=32, collation="C"), "postgresql"), nullable=False),
        sa.Column("stakeholder_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_involvement_claim_id_claim")),
        sa.ForeignKeyConstraint(["stakeholder_id"], ["stakeholder.id"], name=op.f("fk_involvement_stakeholder_id_stakeholder")),
        sa.PrimaryKeyConstraint("part", "stakeholder_id", "claim_id", name=op.f("pk_involvement")),
    )
    with op.batch_alter_table("involvement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_involvement_claim_id"), ["claim_id"], unique=False)

    op.create_table(
        "participant",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("stakeholder_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "agent", "target", "addressee", "affected", "beneficiary", "place", "mentioned", name="role", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_participant_claim_id_claim")),
        sa.ForeignKeyConstraint(["stakeholder_id"], ["stakeholder.id"], name=op.f("fk_participant_stakeholder_id_stakeholder")),
        sa.PrimaryKeyConstraint("claim_id", "position", name=op.f("pk_participant")),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("hop_id", sa.Integer(), nullable=True),
        sa.Column("figure_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("exact", sa.String(), nullable=False),
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("suffix", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "(claim_id IS NOT NULL AND hop_id IS NULL AND figure_id IS NULL) OR (claim_id IS NULL AND hop_id IS NOT NULL AND figure_id IS NULL) OR (claim_id IS NULL AND hop_id IS NULL AND figure_id IS NOT NULL)",
            name=op.f("ck_evidence_one_owner"),
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_evidence_claim_id_claim")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_evidence_document_id_document")),
        sa.ForeignKeyConstraint(["figure_id"], ["figure.id"], name=op.f("fk_evidence_figure_id_figure")),
        sa.ForeignKeyConstraint(["hop_id"], ["hop.id"], name=op.f("fk_evidence_hop_id_hop")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_claim_id"), ["claim_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_figure_id"), ["figure_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_hop_id"), ["hop_id"], unique=False)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_hop_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_figure_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_document_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_claim_id"))

    op.drop_table("evidence")
    op.drop_table("participant")
    with op.batch_alter_table("involvement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_involvement_claim_id"))

    op.drop_table("involvement")
    with op.batch_alter_table("hop", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hop_claim_id"))
        batch_op.drop_index(batch_op.f("ix_hop_act"))

    op.drop_table("hop")
    with op.batch_alter_table("figure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_figure_unit"))
        batch_op.drop_index(batch_op.f("ix_figure_place_id"))
        batch_op.drop_index(batch_op.f("ix_figure_most"))
        batch_op.drop_index(batch_op.f("ix_figure_measure"))
        batch_op.drop_index(batch_op.f("ix_figure_least"))
        batch_op.drop_index(batch_op.f("ix_figure_comparator"))
        batch_op.drop_index(batch_op.f("ix_figure_claim_id"))

    op.drop_table("figure")
    with op.batch_alter_table("claim_topic", schema=None) as batch_op:
        batch_op.drop_index("ix_claim_topic_topic_id_claim_id")

    op.drop_table("claim_topic")
    with op.batch_alter_table("claim_relation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_relation_other_id"))

    op.drop_table("claim_relation")
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_status"))
        batch_op.drop_index("ix_claim_reported_on_id")
        batch_op.drop_index(batch_op.f("ix_claim_kind"))
        batch_op.drop_index("ix_claim_event_from_id")
        batch_op.drop_index("ix_claim_document_id_id")
        batch_op.drop_index(batch_op.f("ix_claim_certainty"))

    op.drop_table("claim")
    with op.batch_alter_table("topicmapping", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_topicmapping_topic_id"))

    op.drop_table("topicmapping")
    op.drop_table("term")
    with op.batch_alter_table("identifier", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_identifier_stakeholder_id"))

    op.drop_table("identifier")
    op.drop_table("document")
    with op.batch_alter_table("alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alias_stakeholder_id"))

    op.drop_table("alias")
    op.drop_table("vocabulary")
    op.drop_table("topic")
    with op.batch_alter_table("stakeholder", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stakeholder_parent_id"))
        batch_op.drop_index(batch_op.f("ix_stakeholder_name"))
        batch_op.drop_index(batch_op.f("ix_stakeholder_kind"))

    op.drop_table("stakeholder")
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_record_updated_at"))

    op.drop_table("record")
    op.drop_table("name")
    op.drop_table("loaded")
    op.drop_table("data_set")
