"""JSON-LD read by pyld and rdflib: nothing is lost on the way, and the graph answers questions."""

import json
from typing import Any

import pytest
from rdflib.compare import isomorphic
from starlette.testclient import TestClient

from app.catalog import RESOURCES
from app.formats.format import Envelope, Listing
from app.formats.jsonld import write_jsonld, write_jsonld_record
from app.formats.jsonld_context import EDTF
from app.model.vocabulary import Relation
from tests.formats.jsonld_reader import BASE, VALUES, ask, expanded, graph_by_pyld, graph_of, leaves
from tests.on_sqlite import ON_SQLITE

pytestmark = [
    ON_SQLITE,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),  # rdflib's own parser makes one
]

Json = dict[str, Any]
CHINA = f"{BASE}/stakeholders/china"
NOUNS = [resource.noun for resource in RESOURCES]


@pytest.fixture(scope="module")
def records(client: TestClient) -> dict[str, list[Json]]:
    """Every record of the seed, by noun."""
    return {noun: client.get(f"/{noun}", params={"limit": 500}).json()["items"] for noun in NOUNS}


@pytest.fixture(scope="module")
def claims(records: dict[str, list[Json]]) -> list[Json]:
    return records["claims"]


def listed(noun: str, items: list[Json], base: str = BASE) -> Json:
    envelope = Envelope(len(items), None, None, '{"description":"all","resolved":{}}')
    document: Json = json.loads(b"".join(write_jsonld(Listing(noun, (json.dumps(item).encode() for item in items), (), base, envelope))))
    return document


def alone(noun: str, item: Json) -> Json:
    document: Json = json.loads(write_jsonld_record(Listing(noun, [json.dumps(item).encode()], (), BASE)))
    return document


def ending(leaf: object) -> str:
    """What a value ends with: a link has become absolute, and a value of a vocabulary an IRI."""
    return str(leaf).rpartition(":")[2].rpartition("/")[2]


def claimants(claim: Json) -> list[Json]:
    deepest = max(hop["depth"] for hop in claim["chain"])
    return [hop["stakeholder"] for hop in claim["chain"] if hop["depth"] == deepest and hop["stakeholder"]]


@pytest.mark.parametrize("noun", NOUNS)
def test_list_keeps_every_member_and_the_order_when_it_is_expanded(records: dict[str, list[Json]], noun: str) -> None:
    (page,) = expanded(listed(noun, records[noun]))
    (items,) = page["https://www.w3.org/ns/activitystreams#items"]
    assert [item["@id"] for item in items["@list"]] == [f"{BASE}{item['url']}" for item in records[noun]]


@pytest.mark.parametrize("noun", NOUNS)
def test_record_says_all_that_it_says_in_json_when_it_is_expanded(records: dict[str, list[Json]], noun: str) -> None:
    for item in records[noun]:
        said = {ending(leaf) for leaf in leaves(expanded(alone(noun, item)))}
        others = [link["claim"] for link in item.get("relations", ())]  # how they bear on it is a property: another test has these
        told = item | ({"relations": others} if others else {})
        assert [leaf for leaf in leaves(told) if ending(leaf) not in said] == []


@pytest.mark.parametrize("noun", NOUNS)
def test_two_libraries_make_the_same_graph(records: dict[str, list[Json]], noun: str) -> None:
    for item in records[noun]:
        document = alone(noun, item)
        assert isomorphic(graph_of(document), graph_by_pyld(document))


@pytest.mark.parametrize("noun", NOUNS)
def test_relative_links_resolve_against_the_address_of_the_document(records: dict[str, list[Json]], noun: str) -> None:
    absolute, relative = (listed(noun, records[noun][:3], base) for base in (BASE, ""))
    assert isomorphic(graph_by_pyld(relative), graph_by_pyld(absolute))
    assert isomorphic(graph_of(relative), graph_of(absolute))


def test_graph_answers_who_claims_what_about_china(claims: list[Json]) -> None:
    query = "SELECT ?who ?what {?claim a schema:Claim; schema:about $china; schema:text ?what; schema:creator/schema:name ?who}"
    pairs = {
        (claimant["name"], claim["statement"])
        for claim in claims
        if any(item["stakeholder"]["id"] == "china" and item["role"] != "mentioned" for item in claim["participants"])
        for claimant in claimants(claim)
    }
    assert len({who for who, _ in pairs}) > 1
    assert ask(graph_of(listed("claims", claims)), query, china=CHINA) == sorted(pairs)


def test_every_claim_has_its_attribution_and_its_licence_in_the_graph(claims: list[Json]) -> None:
    query = "SELECT ?claim ?credit ?license {?claim a schema:Claim; schema:creditText ?credit; schema:license ?license}"
    told = [(f"{BASE}{claim['url']}", claim["attribution"], claim["license"]) for claim in claims]
    assert ask(graph_of(listed("claims", claims)), query) == sorted(told)


def test_graph_answers_through_whom_a_claim_reached_us(claims: list[Json]) -> None:
    query = """SELECT ?claim ?name ?act {
        ?claim prov:qualifiedAttribution [prov:hadRole facts:via; prov:agent/schema:name ?name; facts:act ?act]}"""
    relays = [
        (f"{BASE}{claim['url']}", hop["stakeholder"]["name"], f"{VALUES}acts:{hop['act']}")
        for claim in claims
        for hop in claim["chain"]
        if 0 < hop["depth"] < claim["chain"][-1]["depth"] and hop["stakeholder"]
    ]
    assert relays
    assert ask(graph_of(listed("claims", claims)), query) == sorted(relays)


def test_graph_leads_from_a_claim_to_its_words_in_the_document(claims: list[Json]) -> None:
    query = """SELECT ?document ?start ?end ?exact {
        $claim facts:evidence ?evidence. ?evidence a oa:SpecificResource; oa:hasSource ?document; oa:hasSelector ?passage, ?words.
        ?passage a oa:TextPositionSelector; oa:start ?start; oa:end ?end.
        ?words a oa:TextQuoteSelector; oa:exact ?exact}"""
    for claim in claims:
        places = [(f"{BASE}{item['document']['url']}", str(item["start"]), str(item["end"]), item["exact"]) for item in claim["evidence"]]
        assert ask(graph_of(alone("claims", claim)), query, claim=f"{BASE}{claim['url']}") == sorted(places)


@pytest.mark.parametrize("relation", list(Relation))
def test_relation_is_the_property_that_its_vocabulary_maps_it_to(claims: list[Json], relation: Relation) -> None:
    one, other = claims[:2]
    shown = {name: other[name] for name in ("id", "statement", "attribution", "url")}
    graph = graph_of(alone("claims", one | {"relations": [{"relation": relation, "claim": shown}]}))
    mapping = relation.meaning.mapping or f"{VALUES}relations:{relation}"
    iris = {"claim": f"{BASE}{one['url']}", "relation": mapping.replace("cito:", "http://purl.org/spar/cito/")}
    assert ask(graph, "SELECT ?other {$claim $relation ?other}", **iris) == [(f"{BASE}{other['url']}",)]


def test_graph_shows_a_dispute_from_both_sides(claims: list[Json]) -> None:
    graph = graph_of(listed("claims", claims))
    names = "?a schema:creator/schema:name ?one. ?b schema:creator/schema:name ?other"
    disputes = ask(graph, f"SELECT ?one ?other {{?a cito:disputes ?b. {names}}}")
    assert ("China", "U.N. Special Rapporteur on North Korea") in disputes
    assert disputes == ask(graph, f"SELECT ?one ?other {{?b cito:isDisputedBy ?a. {names}}}")


def test_figures_are_numbers_in_the_graph(records: dict[str, list[Json]]) -> None:
    query = "SELECT ?printed ?claim {?claim facts:figure [facts:asPrinted ?printed; schema:minValue ?least]. FILTER(?least > 9999.5)}"
    (figure,) = (item for item in records["figures"] if item["lower"] == "500000")
    assert ask(graph_of(listed("figures", records["figures"])), query) == [("at least 500,000", f"{BASE}{figure['claim']['url']}")]


def test_figure_says_the_same_of_its_claim_as_the_claim_of_its_figure(records: dict[str, list[Json]]) -> None:
    query = "SELECT ?claim ?figure ?value {?claim facts:figure ?figure. ?figure schema:value ?value}"
    from_figures, from_claims = (ask(graph_of(listed(noun, records[noun])), query) for noun in ("figures", "claims"))
    assert from_figures == from_claims
    assert len(from_figures) == len(records["figures"])


def test_event_date_has_the_datatype_of_edtf(claims: list[Json]) -> None:
    query = "SELECT ?date {?claim schema:temporalCoverage ?date. FILTER(datatype(?date) = $edtf)}"
    dates = sorted((claim["event_date"],) for claim in claims if claim["event_date"])
    assert dates
    assert ask(graph_of(listed("claims", claims)), query, edtf=EDTF) == dates


def test_vocabularies_define_every_value_in_the_graph(records: dict[str, list[Json]]) -> None:
    values = f"?thing ?member ?value. FILTER(STRSTARTS(STR(?value), '{VALUES}'))"
    graph = graph_of(*(listed(noun, records[noun]) for noun in NOUNS))
    assert len(ask(graph, f"SELECT DISTINCT ?value {{{values}}}")) > len(NOUNS)
    assert ask(graph, f"SELECT DISTINCT ?value {{{values} FILTER NOT EXISTS {{?value skos:definition ?definition}}}}") == []


def test_graph_says_nothing_of_a_document_that_holds_for_its_record_only(records: dict[str, list[Json]]) -> None:
    graph = graph_of(listed("documents", records["documents"]))
    said = {member for (member,) in ask(graph, "SELECT DISTINCT ?member {?document a schema:CreativeWork; ?member ?value}")}
    assert not {f"http://schema.org/{name}" for name in ("license", "dateCreated", "dateModified", "version")} & said
    of_record = "SELECT ?license {?document a schema:CreativeWork; schema:subjectOf/schema:license ?license}"
    assert ask(graph, of_record) == [(item["license"],) for item in records["documents"]]


def test_names_of_a_stakeholder_are_in_their_language(records: dict[str, list[Json]]) -> None:
    query = "SELECT ?name {$china schema:alternateName ?name. FILTER(LANG(?name) = 'en')}"
    (china,) = (item for item in records["stakeholders"] if item["id"] == "china")
    graph = graph_of(listed("stakeholders", records["stakeholders"]))
    assert ask(graph, query, china=CHINA) == sorted((alias["name"],) for alias in china["aliases"])
