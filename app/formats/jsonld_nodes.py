"""Records as nodes of a graph: each member under the name that it has in JSON, and beside it what linked data needs.

A record is told apart from what it describes. When it was made, corrected and licensed and how it is cited is said of the record:
said of the claim, it would mean that its claimant made and corrected it then, and of somebody else's report, that it is free to copy.
"""

from collections.abc import Callable, Iterable
from typing import Any

from app.model.vocabulary import Role, StakeholderKind

Node = dict[str, Any]

_OF_THE_RECORD = ("version", "created_at", "updated_at", "corrections", "citation", "license")
_OF_THE_CLAIM = ("attribution", "certainty", "claimant", "claimants", "polarity", "status", "topics")
"""The members of a figure that are those of its claim."""
_OWN_WORKS = ("claims", "topics", "vocabularies")
"""The nouns that are works of our making and carry their licence themselves: parties and quantities are no works, documents not ours."""
_ISO_CODES = ("iso_alpha_2", "iso_alpha_3")
_WIKIDATA = "http://www.wikidata.org/entity/"
_CITO = "cito:"
_TYPES = {
    StakeholderKind.STATE: "Country",
    StakeholderKind.GOVERNMENT_BODY: "GovernmentOrganization",
    StakeholderKind.INTERGOVERNMENTAL_BODY: "Organization",
    StakeholderKind.NGO: "NGO",
    StakeholderKind.MEDIA_OUTLET: "NewsMediaOrganization",
    StakeholderKind.OFFICE: "Organization",
    StakeholderKind.PERSON: "Person",
    StakeholderKind.GROUP: "Group",
    StakeholderKind.PLACE: "Place",
}
_PARENTS = {StakeholderKind.PERSON: "affiliation", StakeholderKind.PLACE: "containedInPlace"}


def node(noun: str, record: Node, base: str) -> Node:
    """A stored record as a node; its links are absolute where ``base`` is."""
    thing = _MAKERS[noun]({name: member for name, member in record.items() if name not in _OF_THE_RECORD})
    license_ = {"license": record["license"]} if noun in _OWN_WORKS else {}
    linked: Node = _linked({**thing, **license_, "record": _record(record)}, base)
    return linked


def _linked(value: Any, base: str) -> Any:  # noqa: ANN401 (any part of a JSON document)
    """The same with ``url`` made the ``@id``, and without members that say nothing: in a graph, what is not known is not there."""
    if isinstance(value, list):
        return [_linked(item, base) for item in value]
    if not isinstance(value, dict):
        return value
    members = {name: _linked(member, base) for name, member in value.items() if member not in (None, [], "")}
    return {"@id": f"{base}{members.pop('url')}", **members} if "url" in members else members


def _claim(record: Node) -> Node:
    deepest = max(hop["depth"] for hop in record["chain"])
    mentions = [item["stakeholder"] for item in record["participants"] if item["role"] == Role.MENTIONED]
    about = [item["stakeholder"] for item in record["participants"] if item["role"] != Role.MENTIONED]
    members = {
        "@type": "Claim",
        **record,
        **_values(record, kind="claim-kinds", certainty="certainties", polarity="polarities", status="statuses"),
        "topics": _topics(record),
        "claimant": [_stakeholder_ref(ref) for ref in record["claimants"]],
        "about": [{"url": ref["url"]} for ref in _distinct(about)],
        "mentions": [{"url": ref["url"]} for ref in _distinct(mentions)],
        "appearance": [_document_ref(ref, record["rights"]) for ref in _distinct(item["document"] for item in record["evidence"])],
        "chain": [_hop(hop, deepest) for hop in record["chain"]],
        "participants": [_participant(item) for item in record["participants"]],
        "figures": [_quantity(figure) for figure in record["figures"]],
        "evidence": [_evidence(item) for item in record["evidence"]],
    }
    for said_elsewhere in ("claimants", "rights"):
        del members[said_elsewhere]
    for item in members.pop("relations"):
        members.setdefault(item["relation"], []).append(_claim_ref(item["claim"]))
    return members


def _hop(hop: Node, deepest: int) -> Node:
    depth = hop["depth"]
    return {
        "@type": "Hop",
        **hop,
        **_values(hop, source_type="source-types", act="acts", certainty="certainties"),
        "hadRole": "facts:claimant" if depth == deepest else "facts:via" if depth else "facts:document",
        "stakeholder": _stakeholder_ref(hop["stakeholder"]) or {"@type": "Source", "name": hop["label"]},
        "evidence": [_evidence(item) for item in hop["evidence"]],
    }


def _participant(item: Node) -> Node:
    return {"@type": "Participant", **_values(item, role="roles"), "stakeholder": _stakeholder_ref(item["stakeholder"])}


def _evidence(item: Node) -> Node:
    """A passage, selected by its position, and by the words that it begins with, which are all that may be quoted."""
    position = {"@type": "TextPositionSelector", "start": item["start"], "end": item["end"]}
    quote = {"@type": "TextQuoteSelector", **{name: item[name] for name in ("exact", "prefix", "suffix")}}
    rest = {name: member for name, member in item.items() if name not in quote and name not in position}
    quoted = {"@type": ["Evidence", "Quotation"], "text": item["exact"], "document": _document_ref(item["document"])}
    return {**rest, **quoted, "selector": [position, quote]}


def _quantity(figure: Node) -> Node:
    return {
        "@type": "Figure",
        **figure,
        **_values(figure, comparator="comparators", unit="units", measure="measures"),
        "unitText": figure["unit"],
        "place": _stakeholder_ref(figure["place"]),
        "evidence": [_evidence(item) for item in figure["evidence"]],
    }


def _figure(record: Node) -> Node:
    members = {
        **_quantity(record),
        "claim": _claim_ref(record["claim"]) | _of_claim(record),
        "document": _document_ref(record["document"], record["rights"]),
    }
    return {name: member for name, member in members.items() if name not in ("rights", *_OF_THE_CLAIM)}


def _of_claim(figure: Node) -> Node:
    """What a figure's record repeats of its claim, and what in a graph is said of the claim."""
    return {
        "claimant": [_stakeholder_ref(ref) for ref in figure["claimants"]],
        "topics": _topics(figure),
        **_values(figure, certainty="certainties", polarity="polarities", status="statuses"),
    }


def _stakeholder(record: Node) -> Node:
    names: dict[str, list[str]] = {}
    for alias in record["aliases"]:
        names.setdefault(alias["language"], []).append(alias["name"])
    identifiers = [*({"scheme": code, "value": record[code]} for code in _ISO_CODES if record[code]), *record["identifiers"]]
    members = {
        "@type": ["Stakeholder", _TYPES[record["kind"]]],
        **record,
        **_values(record, kind="stakeholder-kinds"),
        "alternateName": names or None,
        "aliases": [{"@type": "Alias", **alias} for alias in record["aliases"]],
        _PARENTS.get(record["kind"], "parentOrganization"): _stakeholder_ref(record["parent"]),
        "identifiers": [{"@type": "Identifier", **item} for item in identifiers],
        "same_as": [*record["same_as"], *(f"{_WIKIDATA}{item['value']}" for item in identifiers if item["scheme"] == "wikidata")],
        "claims": _counts(record),
    }
    return {name: member for name, member in members.items() if name not in (*_ISO_CODES, "parent")}


def _document(record: Node) -> Node:
    return {"@type": "Document", **record, "publisher": _stakeholder_ref(record["publisher"]), "claims": _counts(record)}


def _topic(record: Node) -> Node:
    members = {
        "@type": ["Topic", "DefinedTerm"],
        **record,
        "prefLabel": record["name"],
        "description": record["definition"],
        "inScheme": {"url": "/topics"},
        "claims": _counts(record),
    }
    for mapping in members.pop("mappings"):
        other = {"@id": mapping["uri"], "@type": "TopicMapping", "scheme": mapping["scheme"]}
        members.setdefault(f"{mapping['match']}Match", []).append(other)
    return members


def _vocabulary(record: Node) -> Node:
    return {"@type": "Vocabulary", **record, "terms": [_term(record["id"], term) for term in record["terms"]]}


def _term(vocabulary: str, term: Node) -> Node:
    """A value, under the IRI by which records name it."""
    mapping = term["mapping"] or ""
    return {
        "@id": f"{vocabulary}:{term['value']}",
        "@type": ["Term", "DefinedTerm"],
        **term,
        "prefLabel": term["label"],
        "description": term["definition"],
        "closeMatch": {"@id": mapping} if mapping.startswith(_CITO) else None,
    }


def _record(record: Node) -> Node:
    """What is said of the record itself; its address is that of this representation."""
    own = {name: record[name] for name in _OF_THE_RECORD if name in record}
    if "citation" in own:
        own |= {"citation": own["citation"]["long"], "shortCitation": own["citation"]["short"]}
    if "corrections" in own:
        own["corrections"] = [{"@type": "Correction", **item} for item in own["corrections"]]
    return {"@type": "Record", "url": f"{record['url']}.jsonld", **own}


def _values(record: Node, **vocabularies: str) -> Node:
    """Members whose value stands in a vocabulary, written with its id: ``certainties:probable``."""
    return {name: f"{vocabulary}:{record[name]}" for name, vocabulary in vocabularies.items()}


def _topics(record: Node) -> list[Node]:
    return [{"url": f"/topics/{slug}"} for slug in record["topics"]]


def _counts(record: Node) -> list[Node]:
    return [{"@type": "ClaimCount", **count} for count in record["claims"]]


def _distinct(refs: Iterable[Node]) -> Iterable[Node]:
    return {ref["id"]: ref for ref in refs}.values()


def _stakeholder_ref(ref: Node | None) -> Node | None:
    return None if ref is None else {"@type": "Stakeholder", **ref}


def _document_ref(ref: Node, rights: str | None = None) -> Node:
    """A document; its rights are said of it, not of what is taken from it."""
    return {"@type": "Document", **ref, "rights": rights}


def _claim_ref(ref: Node) -> Node:
    return {"@type": "Claim", **ref}


_MAKERS: dict[str, Callable[[Node], Node]] = {
    "claims": _claim,
    "stakeholders": _stakeholder,
    "figures": _figure,
    "documents": _document,
    "topics": _topic,
    "vocabularies": _vocabulary,
}
