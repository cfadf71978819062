"""The JSON-LD context: what each member of a record means in published vocabularies (JSON-LD 1.1).

Members keep the names that they have in JSON; those that are written in camel case are added for JSON-LD. What means the same
everywhere stands at the top; a type has what is its own, and what would elsewhere mean something else, in a context of its own.

The address of the context carries its version. Terms may be added to a version; to change or to drop one takes a new version, so
that a document which was saved years ago still means the same. Schema.org terms are under ``http:``, as in its own context, so
that graphs from elsewhere join with ours.
"""

import json
from typing import Any

from app.formats.jsonld_terms import CLASSES, PROPERTIES, ROLES, TERMS, VOCABULARIES

CONTEXT_PATH = "/contexts/facts-v1.jsonld"
"""Where the API serves the context."""

EDTF = "http://id.loc.gov/datatypes/edtf"
"""The datatype of dates in EDTF (Library of Congress)."""

_PREFIXES = {
    "as": "https://www.w3.org/ns/activitystreams#",
    "cito": "http://purl.org/spar/cito/",
    "dcterms": "http://purl.org/dc/terms/",
    "facts": TERMS,
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_VOCABULARY_IDS = (
    "acts",
    "certainties",
    "change-kinds",
    "claim-kinds",
    "comparators",
    "figure-matches",
    "measures",
    "polarities",
    "relations",
    "roles",
    "source-types",
    "stakeholder-kinds",
    "statuses",
    "units",
)


def _iri(term: str) -> dict[str, str]:
    """A property whose text is an IRI, or a value of a vocabulary such as ``acts:says``."""
    return {"@id": term, "@type": "@id"}


def _typed(term: str, datatype: str) -> dict[str, str]:
    return {"@id": term, "@type": datatype}


def _type(iri: str, **members: Any) -> dict[str, Any]:  # noqa: ANN401 (whatever JSON-LD takes for a term)
    return {"@id": iri, "@context": members}


_EVERYWHERE: dict[str, Any] = {
    "id": "schema:identifier",
    "name": "schema:name",
    "attribution": "schema:creditText",
    "certainty": _iri("facts:certainty"),
    "claimant": "schema:creator",
    "claims": "facts:claims",
    "definition": "skos:definition",
    "description": "schema:description",
    "evidence": "facts:evidence",
    "kind": _iri("dcterms:type"),
    "language": "schema:inLanguage",
    "license": _iri("schema:license"),
    "prefLabel": "skos:prefLabel",
    "record": "schema:subjectOf",
    "sha256": "facts:sha256",
    "topics": "dcterms:subject",
}
_CLAIM = _type(
    "schema:Claim",
    statement="schema:text",
    polarity=_iri("facts:polarity"),
    status=_iri("facts:status"),
    event_date=_typed("schema:temporalCoverage", EDTF),
    condition="facts:condition",
    purpose="facts:purpose",
    chain="prov:qualifiedAttribution",
    participants="facts:participant",
    figures="facts:figure",
    about="schema:about",
    mentions="schema:mentions",
    appearance="schema:appearance",
    supports="cito:supports",
    supported_by="cito:isSupportedBy",
    disputes="cito:disputes",
    disputed_by="cito:isDisputedBy",
    denies="relations:denies",
    denied_by="relations:denied_by",
    responds_to="cito:repliesTo",
    responded_to_by="cito:hasReplyFrom",
    justifies="relations:justifies",
    justified_by="relations:justified_by",
    conditions="cito:qualifies",
    conditioned_by="cito:isQualifiedBy",
    updates="cito:updates",
    updated_by="cito:isUpdatedBy",
    duplicates="relations:duplicates",
    duplicated_by="relations:duplicated_by",
)
_PARTS_OF_CLAIMS = {
    "Hop": _type(
        "prov:Attribution",
        depth="facts:depth",
        hadRole=_iri("prov:hadRole"),
        source_type=_iri("facts:sourceType"),
        stakeholder="prov:agent",
        label="facts:label",
        act=_iri("facts:act"),
        cue="facts:cue",
        said_on=_typed("facts:saidOn", "xsd:date"),
    ),
    "Source": _type("facts:Source"),
    "Quotation": "schema:Quotation",
    "Participant": _type("schema:Role", role=_iri("schema:roleName"), stakeholder="facts:stakeholder"),
    "Evidence": _type(
        "oa:SpecificResource",
        document="oa:hasSource",
        paragraph="facts:paragraph",
        text="schema:text",
        deep_link=_iri("schema:url"),
        selector="oa:hasSelector",
    ),
    "TextPositionSelector": _type(
        "oa:TextPositionSelector",
        start=_typed("oa:start", "xsd:nonNegativeInteger"),
        end=_typed("oa:end", "xsd:nonNegativeInteger"),
    ),
    "TextQuoteSelector": _type("oa:TextQuoteSelector", exact="oa:exact", prefix="oa:prefix", suffix="oa:suffix"),
}
_FIGURE = _type(
    "schema:QuantitativeValue",
    as_printed="facts:asPrinted",
    comparator=_iri("facts:comparator"),
    value=_typed("schema:value", "xsd:decimal"),
    lower=_typed("schema:minValue", "xsd:decimal"),
    upper=_typed("schema:maxValue", "xsd:decimal"),
    unit=_iri("schema:unitCode"),
    unitText="schema:unitText",
    measure=_iri("facts:measure"),
    population="facts:population",
    place="facts:place",
    period=_typed("facts:period", EDTF),
    duration=_typed("facts:duration", "xsd:duration"),
    claim={"@reverse": "facts:figure"},
    document="dcterms:source",
    reported_on=_typed("facts:reportedOn", "xsd:date"),
)
_STAKEHOLDERS = {
    "Stakeholder": _type(
        "facts:Stakeholder",
        aliases="facts:alias",
        alternateName={"@id": "schema:alternateName", "@container": "@language"},
        parentOrganization="schema:parentOrganization",
        containedInPlace="schema:containedInPlace",
        affiliation="schema:affiliation",
        identifiers="schema:identifier",
        same_as=_iri("schema:sameAs"),
        outside_knowledge="facts:outsideKnowledge",
    ),
    "Alias": _type("facts:Alias", is_outside_knowledge="facts:isOutsideKnowledge"),
    "Identifier": _type("schema:PropertyValue", scheme="schema:propertyID", value="schema:value"),
    "Country": "schema:Country",
    "GovernmentOrganization": "schema:GovernmentOrganization",
    "Group": "foaf:Group",
    "NGO": "schema:NGO",
    "NewsMediaOrganization": "schema:NewsMediaOrganization",
    "Organization": "schema:Organization",
    "Person": "schema:Person",
    "Place": "schema:Place",
}
_DOCUMENT = _type(
    "schema:CreativeWork",
    title="schema:name",
    publisher="schema:publisher",
    byline="facts:byline",
    published_at=_typed("schema:datePublished", "xsd:dateTime"),
    source_url=_iri("schema:url"),
    archived_url=_iri("schema:archivedAt"),
    retrieved_at=_typed("facts:retrievedAt", "xsd:dateTime"),
    length="facts:length",
    front_matter_blocks="facts:frontMatterBlocks",
    rights="schema:copyrightNotice",
)
_NOTIONS = {
    "Topic": _type(
        "skos:Concept",
        inScheme="skos:inScheme",
        exactMatch="skos:exactMatch",
        closeMatch="skos:closeMatch",
        broadMatch="skos:broadMatch",
        narrowMatch="skos:narrowMatch",
        relatedMatch="skos:relatedMatch",
    ),
    "TopicMapping": _type("skos:Concept", scheme="facts:scheme"),
    "Vocabulary": _type("schema:DefinedTermSet", is_closed="facts:isClosed", terms="schema:hasDefinedTerm"),
    "Term": _type(
        "skos:Concept",
        value="schema:termCode",
        label="schema:name",
        example="skos:example",
        mapping="facts:mapping",
        closeMatch="skos:closeMatch",
    ),
    "DefinedTerm": "schema:DefinedTerm",
}
_RECORDS = {
    "Record": _type(
        "schema:DigitalDocument",
        version="schema:version",
        created_at=_typed("schema:dateCreated", "xsd:dateTime"),
        updated_at=_typed("schema:dateModified", "xsd:dateTime"),
        corrections="schema:correction",
        citation="dcterms:bibliographicCitation",
        shortCitation="facts:shortCitation",
    ),
    "Correction": _type(
        "schema:CorrectionComment",
        version="schema:version",
        corrected_at=_typed("schema:dateCreated", "xsd:dateTime"),
        note="schema:text",
    ),
    "List": _type(
        "as:OrderedCollectionPage",
        items={"@id": "as:items", "@container": "@list"},
        total=_typed("as:totalItems", "xsd:nonNegativeInteger"),
        next=_iri("as:next"),
        query=_typed("facts:query", "@json"),
    ),
    "ClaimCount": _type("as:Collection", parameter="facts:parameter", count=_typed("as:totalItems", "xsd:nonNegativeInteger")),
}

CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    **_PREFIXES,
    **{vocabulary: f"{VOCABULARIES}{vocabulary}:" for vocabulary in _VOCABULARY_IDS},
    **_EVERYWHERE,
    "Claim": _CLAIM,
    **_PARTS_OF_CLAIMS,
    "Figure": _FIGURE,
    **_STAKEHOLDERS,
    "Document": _DOCUMENT,
    **_NOTIONS,
    **_RECORDS,
}
"""The terms of version 1."""


def context_document() -> bytes:
    """The context as it is served, and with it the definitions of our own terms, which other readers of a context pass over."""
    kinds = {"rdfs:Class": CLASSES, "prov:Role": ROLES, "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property": PROPERTIES}
    terms = [
        {"@id": f"facts:{name}", "@type": kind, "rdfs:comment": definition}
        for kind, own in kinds.items()
        for name, definition in own.items()
    ]
    return json.dumps({"@context": CONTEXT, "@graph": terms}, ensure_ascii=False, indent=1).encode()
