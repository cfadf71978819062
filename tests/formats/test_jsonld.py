"""JSON-LD documents as JSON: what they look like before a JSON-LD library reads them."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.formats.format import Envelope, Listing
from app.formats.jsonld import write_jsonld, write_jsonld_record
from app.model.vocabulary import Certainty, Relation, Role, StakeholderKind
from app.shape.base import DATA_LICENSE
from app.shape.ref import ClaimRef, Ref
from tests.formats.jsonld_reader import BASE, ask, expanded, graph_of
from tests.formats.listings import ATTRIBUTION, claim_body, hop, listing

Json = dict[str, Any]
PAGE = Envelope(3, "/claims.jsonld?cursor=abc", "abc", '{"description":"claims, newest first","resolved":{}}')
LAST_PAGE = Envelope(0, None, None, "{}")


def written(*bodies: str, base: str = BASE, envelope: Envelope | None = PAGE) -> Json:
    document: Json = json.loads(b"".join(write_jsonld(listing(bodies, base=base, envelope=envelope))))
    return document


def record(noun: str, body: str) -> Json:
    document: Json = json.loads(write_jsonld_record(Listing(noun, [body.encode()], (), BASE)))
    return document


def claim(public_id: str = "clm_1", **members: object) -> Json:
    return record("claims", claim_body(public_id, **members))


def stored(client: TestClient, address: str, **changes: object) -> Json:
    """A record of the seed as JSON-LD, with what is changed in it."""
    body = client.get(address).json() | changes
    return record(address.split("/")[1], json.dumps(body))


def ref(public_id: str) -> Ref:
    return Ref(id=public_id, name=public_id.title(), url=f"/stakeholders/{public_id}")


@pytest.mark.parametrize("count", [0, 1, 2, 50])
def test_list_is_one_document_whatever_its_length(count: int) -> None:
    ids = [f"clm_{index}" for index in range(count)]
    assert [item["id"] for item in written(*map(claim_body, ids))["items"]] == ids


def test_list_says_how_many_there_are_and_where_to_go_on() -> None:
    document = written(claim_body())
    assert {name: member for name, member in document.items() if name != "items"} == {
        "@context": f"{BASE}/contexts/facts-v1.jsonld",
        "@type": "List",
        "total": 3,
        "next": f"{BASE}/claims.jsonld?cursor=abc",
        "query": {"description": "claims, newest first", "resolved": {}},
    }


def test_last_page_has_no_next() -> None:
    assert "next" not in written(envelope=LAST_PAGE)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own parser makes one
@pytest.mark.parametrize("base", [BASE, ""])
def test_empty_list_is_a_graph_too(base: str) -> None:
    document = written(base=base, envelope=LAST_PAGE)
    assert expanded(document)
    query = "SELECT ?total ?items {?list a as:OrderedCollectionPage; as:totalItems ?total; as:items ?items}"
    assert ask(graph_of(document), query) == [("0", "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil")]


def test_list_is_its_records_alone_when_it_has_no_envelope() -> None:
    assert set(written(claim_body(), envelope=None)) == {"@context", "@type", "items"}


def test_list_reads_a_record_when_it_is_written() -> None:
    read: list[int] = []

    def bodies() -> Iterator[str]:
        for index in range(3):
            read.append(index)
            yield claim_body()

    parts = write_jsonld(listing(bodies(), base=BASE))
    next(parts)
    assert read == []
    next(parts)
    assert read == [0]


def test_links_are_relative_to_the_root_when_there_is_no_base() -> None:
    document = written(claim_body(), base="")
    (item,) = document["items"]
    assert (document["@context"], document["next"]) == ("/contexts/facts-v1.jsonld", "/claims.jsonld?cursor=abc")
    assert (item["@id"], item["topics"]) == ("/claims/clm_1", [{"@id": "/topics/harbours"}])


def test_record_is_the_same_alone_and_in_a_list() -> None:
    alone = claim()
    assert alone.pop("@context") == f"{BASE}/contexts/facts-v1.jsonld"
    assert written(claim_body())["items"] == [alone]


def test_members_that_say_nothing_are_left_out() -> None:
    assert not {"event_date", "condition", "claimant", "participants", "relations", "url"} & set(claim())


def test_claim_never_travels_without_its_attribution() -> None:
    other = ClaimRef(id="clm_2", statement="None do.", attribution="Said by a clerk.", url="/claims/clm_2")
    document = claim(relations=[{"relation": Relation.DISPUTES, "claim": other}])
    assert (document["statement"], document["attribution"]) == ("Ships lie in the harbour.", ATTRIBUTION)
    shown = other.model_dump(exclude={"url"})
    assert document["disputes"] == [{"@id": f"{BASE}/claims/clm_2", "@type": "Claim", **shown}]


def test_claimants_are_all_of_the_deepest_depth_and_those_between_are_relays() -> None:
    document = claim(
        chain=[hop(), hop(depth=1, stakeholder=ref("radio")), *(hop(depth=2, stakeholder=ref(name)) for name in ("ann", "bob"))]
    )
    assert [claimant["id"] for claimant in document["claimant"]] == ["ann", "bob"]
    assert [item["hadRole"] for item in document["chain"]] == ["facts:document", "facts:via", "facts:claimant", "facts:claimant"]


def test_document_is_the_claimant_when_it_speaks_itself() -> None:
    document = claim()
    assert [item["hadRole"] for item in document["chain"]] == ["facts:claimant"]
    assert "claimant" not in document


def test_claim_is_about_those_who_take_part_and_mentions_the_others() -> None:
    roles = [(Role.AGENT, "ann"), (Role.MENTIONED, "bob"), (Role.PLACE, "port"), (Role.AFFECTED, "ann")]
    document = claim(participants=[{"role": role, "stakeholder": ref(name)} for role, name in roles])
    assert document["about"] == [{"@id": f"{BASE}/stakeholders/ann"}, {"@id": f"{BASE}/stakeholders/port"}]
    assert document["mentions"] == [{"@id": f"{BASE}/stakeholders/bob"}]
    assert [item["role"] for item in document["participants"]] == [f"roles:{role}" for role, _ in roles]


def test_claim_says_that_it_was_retracted_and_its_record_why() -> None:
    correction = {"version": 2, "corrected_at": "2034-05-02T00:00:00Z", "note": "Misread."}
    document = claim(status="retracted", version=2, corrections=[correction])
    assert document["status"] == "statuses:retracted"
    assert document["record"]["corrections"] == [{"@type": "Correction", **correction}]


def test_evidence_is_a_passage_and_the_words_that_it_begins_with() -> None:
    assert claim()["evidence"] == [
        {
            "@type": ["Evidence", "Quotation"],
            "text": "in one ledger",
            "document": {"@id": f"{BASE}/documents/ledger", "@type": "Document", "id": "ledger", "title": "Ledger"},
            "paragraph": 3,
            "sha256": "0" * 64,
            "selector": [
                {"@type": "TextPositionSelector", "start": 30, "end": 42},
                {"@type": "TextQuoteSelector", "exact": "in one ledger"},
            ],
        }
    ]


@pytest.mark.parametrize("certainty", list(Certainty))
def test_value_of_a_vocabulary_is_written_with_its_id(certainty: Certainty) -> None:
    assert claim(certainty=certainty)["certainty"] == f"certainties:{certainty}"


def test_claim_of_the_seed_has_its_figures_and_its_licence(client: TestClient) -> None:
    (found,) = client.get("/claims", params={"q": '"500,000"'}).json()["items"]
    document = stored(client, found["url"])
    (figure,) = document["figures"]
    assert (document["@type"], document["kind"], document["event_date"]) == ("Claim", "claim-kinds:estimate", found["event_date"])
    assert figure["@id"] == f"{BASE}{found['figures'][0]['url']}"
    assert (figure["value"], figure["unit"], figure["unitText"]) == ("500000", "units:person", "person")
    assert document["record"]["citation"] == found["citation"]["long"]
    assert document["license"] == document["record"]["license"] == DATA_LICENSE


def test_stakeholder_of_the_seed_is_of_the_type_of_its_kind_with_its_other_names(client: TestClient) -> None:
    document = stored(client, "/stakeholders/china")
    assert (document["@id"], document["@type"]) == (f"{BASE}/stakeholders/china", ["Stakeholder", "Country"])
    assert {"Beijing", "PRC"} <= set(document["alternateName"]["en"])
    assert {"@type": "Identifier", "scheme": "iso_alpha_3", "value": "CHN"} in document["identifiers"]
    assert f"{BASE}/claims?claimant=china" in [item["@id"] for item in document["claims"]]
    assert not {"license", "iso_alpha_3"} & set(document)


@pytest.mark.parametrize(
    ("public_id", "member", "parent"), [("unhcr", "parentOrganization", "un"), ("beijing-city", "containedInPlace", "china")]
)
def test_stakeholder_belongs_to_its_parent_as_its_kind_does(client: TestClient, public_id: str, member: str, parent: str) -> None:
    document = stored(client, f"/stakeholders/{public_id}")
    assert (document[member]["id"], "parent" in document) == (parent, False)


@pytest.mark.parametrize("kind", list(StakeholderKind))
def test_every_kind_of_stakeholder_has_a_type(client: TestClient, kind: StakeholderKind) -> None:
    document = stored(client, "/stakeholders/china", kind=kind)
    assert (len(document["@type"]), document["kind"]) == (2, f"stakeholder-kinds:{kind}")


def test_stakeholder_is_the_same_as_its_wikidata_item_and_its_pages(client: TestClient) -> None:
    identifiers = [{"scheme": "wikidata", "value": "Q148"}]
    document = stored(client, "/stakeholders/china", identifiers=identifiers, same_as=["https://china.example/"])
    assert document["same_as"] == ["https://china.example/", "http://www.wikidata.org/entity/Q148"]


def test_figure_of_the_seed_belongs_to_its_claim(client: TestClient) -> None:
    (found,) = client.get("/figures", params={"q": '"500,000"'}).json()["items"]
    document = stored(client, found["url"])
    assert (document["@type"], document["comparator"], document["lower"]) == ("Figure", "comparators:at_least", "500000")
    assert (document["period"], document["duration"], document["place"]["id"]) == (found["period"], "P10Y", "china")
    assert document["claim"]["@id"] == f"{BASE}{found['claim']['url']}"
    assert document["claim"]["attribution"] == found["attribution"]


def test_document_of_the_seed_is_not_ours_to_license(client: TestClient) -> None:
    document = stored(client, "/documents/china-north-korean-refugees-2008")
    assert (document["@type"], document["published_at"], document["language"]) == ("Document", "2008-01-02T10:40:00Z", "en")
    assert not {"license", "created_at", "updated_at", "version"} & set(document)
    assert (document["record"]["@id"], document["record"]["license"]) == (f"{document['@id']}.jsonld", DATA_LICENSE)


def test_topic_of_the_seed_is_a_notion_of_its_scheme(client: TestClient) -> None:
    mapping = {"scheme": "harbour-thesaurus", "uri": "https://thesaurus.example/1", "match": "broad"}
    document = stored(client, "/topics/refugee-status", mappings=[mapping])
    assert (document["@type"], document["inScheme"]) == (["Topic", "DefinedTerm"], {"@id": f"{BASE}/topics"})
    assert (document["prefLabel"], document["description"]) == (document["name"], document["definition"])
    assert document["broadMatch"] == [{"@id": mapping["uri"], "@type": "TopicMapping", "scheme": mapping["scheme"]}]


def test_vocabulary_of_the_seed_defines_the_values_that_records_have(client: TestClient) -> None:
    terms = {term["@id"]: term for term in stored(client, "/vocabularies/relations")["terms"]}
    assert set(terms) == {f"relations:{relation}" for relation in Relation}
    assert terms["relations:disputes"]["closeMatch"] == {"@id": "cito:disputes"}
    assert "closeMatch" not in terms["relations:denies"]
