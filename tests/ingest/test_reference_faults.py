"""What leads nowhere between data files, or is there twice, is said with its file, record and field."""

from dataclasses import replace

import pytest

from app.ingest.errors import DataError, FileFault
from app.ingest.files import DataFiles, read_data_files
from app.ingest.references import References
from tests.ingest.folder import DataFolder


def faults_of(files: DataFiles) -> list[FileFault]:
    references = References(files)
    return [*references.faults_of_lists(), *(fault for report in files.reports for fault in references.faults_of_report(report))]


def fault_of(ferry: DataFolder) -> FileFault:
    (fault,) = faults_of(ferry.read())
    return fault


def test_nothing_is_wrong_when_everything_leads_somewhere(ferry: DataFolder, seed_files: DataFiles) -> None:
    assert faults_of(ferry.read()) == []
    assert faults_of(seed_files) == []


def test_error_suggests_a_stakeholder_when_a_hop_names_an_unknown_one(ferry: DataFolder) -> None:
    ferry.claim("islanders-are-refugees")["chain"][0]["stakeholder"] = "quorel"
    assert fault_of(ferry) == FileFault(
        ferry.report_path,
        "claim islanders-are-refugees",
        "chain.0.stakeholder",
        "there is no stakeholder 'quorel'; did you mean 'quorrel'?",
    )


@pytest.mark.parametrize("role", ["target", "affected"])
def test_error_suggests_a_stakeholder_when_a_participant_is_unknown(ferry: DataFolder, role: str) -> None:
    ferry.claim("families-turned-away")["participants"] = {"target": ["ferry-company"]} | {role: ["ferry-compny", "tamar"]}
    fault = fault_of(ferry)
    assert (fault.field, fault.detail) == (f"participants.{role}", "there is no stakeholder 'ferry-compny'; did you mean 'ferry-company'?")


def test_error_suggests_a_stakeholder_when_the_publisher_is_unknown(ferry: DataFolder) -> None:
    ferry.report["document"]["publisher"] = "harbor-radio"
    fault = fault_of(ferry)
    assert (fault.record, fault.field) == ("document", "publisher")
    assert fault.detail.endswith("did you mean 'harbour-radio'?")


@pytest.mark.parametrize(
    ("field", "wrong", "right"), [("place", "tamarr", "tamar"), ("unit", "persons", "person"), ("measure", "departure", "departures")]
)
def test_error_suggests_a_value_when_a_figure_names_an_unknown_one(ferry: DataFolder, field: str, wrong: str, right: str) -> None:
    ferry.claim("departures-in-march")["figures"][0][field] = wrong
    fault = fault_of(ferry)
    assert (fault.record, fault.field) == ("claim departures-in-march", f"figures.0.{field}")
    assert fault.detail.endswith(f"{wrong!r}; did you mean {right!r}?")


def test_error_suggests_a_topic_when_a_claim_names_an_unknown_one(ferry: DataFolder) -> None:
    ferry.claim("departures-in-march")["topics"] = ["flights"]
    fault = fault_of(ferry)
    assert (fault.field, fault.detail) == ("topics", "there is no topic 'flights'; did you mean 'flight'?")


def test_error_suggests_a_claim_when_a_relation_names_an_unknown_one(ferry: DataFolder) -> None:
    ferry.claim("islanders-are-refugees")["relations"][0]["claim"] = "school-should-open"
    fault = fault_of(ferry)
    assert (fault.field, fault.detail) == (
        "relations.0.claim",
        "there is no claim of this file 'school-should-open'; did you mean 'schools-should-open'?",
    )


def test_error_suggests_nothing_when_nothing_is_near(ferry: DataFolder) -> None:
    ferry.claim("departures-in-march")["topics"] = ["xyz"]
    assert fault_of(ferry).detail == "there is no topic 'xyz'"


def test_error_names_the_field_when_a_parent_is_unknown(ferry: DataFolder) -> None:
    ferry.stakeholder("board-of-harbours")["parent"] = "atlantis"
    fault = fault_of(ferry)
    assert (fault.file, fault.record, fault.field) == (ferry.path / "stakeholders.yaml", "board-of-harbours", "parent")


def test_error_names_the_field_when_a_parent_from_outside_is_unknown(ferry: DataFolder) -> None:
    ferry.stakeholder("tamar")["outside_knowledge"] = {"parent": "quorel"}
    assert fault_of(ferry).field == "outside_knowledge.parent"


def test_error_says_keep_one_when_a_parent_is_given_twice(ferry: DataFolder) -> None:
    ferry.stakeholder("board-of-harbours")["outside_knowledge"] = {"parent": "quorrel"}
    assert fault_of(ferry).detail.endswith("keep one")


def test_error_names_the_record_when_a_stakeholder_is_its_own_parent(ferry: DataFolder) -> None:
    ferry.stakeholder("quorrel")["parent"] = "quorrel"
    assert fault_of(ferry).record == "quorrel"


@pytest.mark.parametrize("name", ["stakeholders", "topics"])
def test_error_names_the_id_when_it_is_given_twice(ferry: DataFolder, name: str) -> None:
    items = getattr(ferry, name)
    items.append({**items[0], "name": "Another"})
    assert fault_of(ferry) == FileFault(ferry.path / f"{name}.yaml", items[0]["id"], "id", "is given twice")


def test_error_names_the_value_when_a_term_is_given_twice(ferry: DataFolder) -> None:
    ferry.terms["units"].append({**ferry.terms["units"][0], "label": "Human"})
    fault = fault_of(ferry)
    assert fault.file == ferry.path / "terms.yaml"
    assert "person" in str(fault)


def test_error_names_the_document_when_two_reports_share_its_id(ferry: DataFolder) -> None:
    files = ferry.read()
    (fault,) = faults_of(replace(files, reports=files.reports * 2))
    assert (fault.record, fault.field, fault.detail) == ("tamar-landing-2034", "id", "is given twice")


def test_error_names_the_claim_key_when_it_is_given_twice(ferry: DataFolder) -> None:
    ferry.write()
    ferry.report["claims"].append(ferry.claim("families-turned-away"))
    ferry.write_files()
    with pytest.raises(DataError, match="claim keys given twice: families-turned-away"):
        read_data_files(ferry.path)


def test_error_names_the_figure_key_when_a_claim_gives_it_twice(ferry: DataFolder) -> None:
    figures = ferry.claim("departures-in-march")["figures"]
    figures.append({**figures[0], "lower": 3000})
    fault = fault_of(ferry)
    assert fault.record == "claim departures-in-march"
    assert fault.field.startswith("figures")
    assert "departures" in fault.detail


def test_error_names_the_topic_when_a_claim_gives_it_twice(ferry: DataFolder) -> None:
    ferry.claim("departures-in-march")["topics"] = ["flight", "flight"]
    fault = fault_of(ferry)
    assert (fault.record, fault.field) == ("claim departures-in-march", "topics")


def test_error_names_the_participant_when_a_role_gives_it_twice(ferry: DataFolder) -> None:
    ferry.claim("departures-in-march")["participants"] = {"agent": ["tamar-islanders", "tamar-islanders"]}
    fault = fault_of(ferry)
    assert (fault.record, fault.field) == ("claim departures-in-march", "participants.agent")


@pytest.mark.parametrize("where", ["evidence", "chain.0.evidence", "figures.0.evidence"])
def test_error_says_what_to_run_when_evidence_has_no_anchor(ferry: DataFolder, where: str) -> None:
    ferry.write()
    owner = ferry.claim("departures-in-march")
    if "." in where:
        owner = owner[where.partition(".")[0]][0]
    owner["evidence"].append({"paragraph": 4, "exact": "at the pier"})
    ferry.write_files()
    (fault,) = faults_of(read_data_files(ferry.path))
    assert (fault.file, fault.record, fault.field) == (ferry.report_path, "claim departures-in-march", where)
    assert fault.detail.startswith("'at the pier' has no anchor: run 'facts anchor ")


def test_all_that_is_wrong_is_reported_together(ferry: DataFolder) -> None:
    ferry.claim("departures-in-march")["topics"] = ["flights"]
    ferry.claim("islanders-are-refugees")["chain"][0]["stakeholder"] = "quorel"
    ferry.claim("islanders-are-refugees")["polarity"] = "affirmed"
    ferry.stakeholder("board-of-harbours")["parent"] = "atlantis"
    assert {(fault.record, fault.field) for fault in faults_of(ferry.read())} == {
        ("board-of-harbours", "parent"),
        ("claim departures-in-march", "topics"),
        ("claim islanders-are-refugees", "chain.0.stakeholder"),
        ("claim islanders-are-refugees", "polarity"),
    }
