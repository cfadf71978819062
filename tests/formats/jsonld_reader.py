"""JSON-LD read by two libraries of others: pyld expands it, rdflib makes a graph of it. The context is never fetched."""

import json
from collections.abc import Mapping
from typing import Any

from pyld import jsonld
from rdflib import Graph

from app.formats.jsonld_context import CONTEXT, CONTEXT_PATH, context_document

Json = dict[str, Any]
BASE = "https://facts.example"
ADDRESS = f"{BASE}/claims.jsonld"
TERMS = "urn:refugee-policy-facts:terms:"
VALUES = "urn:refugee-policy-facts:vocabularies:"
_PREFIXES = f"""
PREFIX as: <https://www.w3.org/ns/activitystreams#>
PREFIX cito: <http://purl.org/spar/cito/>
PREFIX facts: <{TERMS}>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <http://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


def expanded(document: Json) -> list[Json]:
    """The document in full IRIs, as pyld expands it, which must leave nothing out."""
    dropped: list[str | None] = []
    nodes: list[Json] = jsonld.expand(document, {"base": ADDRESS, "documentLoader": _load}, on_property_dropped=dropped.append)
    assert dropped == []
    return nodes


def graph_by_pyld(document: Json) -> Graph:
    """The document's statements, as pyld makes them."""
    options = {"base": ADDRESS, "documentLoader": _load, "format": "application/n-quads"}
    return Graph().parse(data=jsonld.to_rdf(document, options), format="nt")


def graph_of(*documents: Json) -> Graph:
    """The statements of all documents in one graph, as rdflib makes them. It takes no loader, so the context goes along."""
    graph = Graph()
    for document in documents:
        graph.parse(data=json.dumps(document | {"@context": CONTEXT}), format="json-ld", publicID=ADDRESS)
    return graph


def ask(graph: Graph, query: str, **iris: str) -> list[tuple[str, ...]]:
    """The rows that a SPARQL query selects, as sorted text; ``$name`` stands for the IRI given under that name."""
    for name, iri in iris.items():
        query = query.replace(f"${name}", f"<{iri}>")
    return sorted(tuple(str(value) for value in row) for row in graph.query(_PREFIXES + query) if isinstance(row, tuple))


def leaves(value: object) -> list[object]:
    """Everything that a document says: its texts, numbers and truth values, without the names of members."""
    if isinstance(value, Mapping):
        return [leaf for member in value.values() for leaf in leaves(member)]
    if isinstance(value, list):
        return [leaf for item in value for leaf in leaves(item)]
    return [] if value in (None, "") else [value]


def _load(url: str, _options: Json | None = None) -> Json:
    assert url == f"{BASE}{CONTEXT_PATH}"
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": json.loads(context_document())}
