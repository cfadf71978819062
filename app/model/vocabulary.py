"""The closed vocabularies: every value that a field may take, with its definition, an example and its mapping.

A vocabulary is an enum only where its meaning closes the set. Open lists (units, measures, topics) are data: see
``Term`` and ``Topic``. The mappings name FactBank (Saurí and Pustejovsky 2009) for certainty, PDTB/PARC for the types of
attribution, and CiTO (the Citation Typing Ontology) for relations.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


@dataclass(frozen=True)
class Meaning:
    """What one value of a vocabulary means to a reader."""

    definition: str
    example: str
    mapping: str | None = None


class ClosedVocabulary(StrEnum):
    """A string enum whose members each carry a :class:`Meaning`."""

    meaning: Meaning

    def __new__(cls, value: str, definition: str, example: str, mapping: str | None = None) -> Self:
        """Make the member a plain string and keep what it means beside it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = Meaning(definition, example, mapping)
        return member


class ClaimKind(ClosedVocabulary):
    """What sort of proposition a claim is."""

    DECISION = "decision", "A choice that a party is said to have made.", "A state lets a group leave for a third country."
    PLAN = "plan", "Something a party intends to do.", "A state intends to tighten its border controls."
    AGREEMENT = "agreement", "A commitment between parties.", "Two states sign a treaty on returning those who cross."
    ACTION = "action", "Something that a party has done or is doing.", "A UN agency protects a group of people."
    CONDITION = "condition", "A state of affairs.", "Leaving a country without leave is a crime there."
    ALLEGATION = "allegation", "Wrongdoing laid at somebody's door; it names its target.", "A government is said to torture detainees."
    ASSESSMENT = "assessment", "How somebody judges or explains a matter.", "A broadcaster finds a case to be rare."
    POSITION = (
        "position",
        "A stance or a justification that a party holds about its own conduct.",
        "A state says that it has the right to return people.",
    )
    DEMAND = "demand", "Something that somebody is told to do or to stop.", "An organisation says that a state must revise its policy."
    RECOMMENDATION = "recommendation", "Something that somebody is advised to do.", "Activists urge visitors to stay away."
    PREDICTION = "prediction", "Something expected to happen.", "A group is expected to leave within two months."
    ESTIMATE = "estimate", "A quantity that somebody puts on a matter.", "At least half a million people have crossed a border."
    RANKING = "ranking", "A place in an order that somebody draws up.", "A country is placed first among persecutors."


class Polarity(ClosedVocabulary):
    """Whether a claim affirms or denies its proposition."""

    AFFIRMED = "affirmed", "The claimant says that it is so.", "They are migrants."
    DENIED = "denied", "The claimant says that it is not so.", "They are not refugees."


class Status(ClosedVocabulary):
    """Where a record stands between draft and retraction."""

    DRAFT = "draft", "Being written; not public.", "A claim that nobody has reviewed."
    IN_REVIEW = "in_review", "Waiting for a second pair of eyes; not public.", "A claim sent to an editor."
    PUBLISHED = "published", "Public, as first published.", "A claim without corrections."
    CORRECTED = "corrected", "Public, changed since it was first published; the note says how.", "A figure that was misread and put right."
    RETRACTED = "retracted", "Withdrawn; it stays at its address with its note.", "A claim the source does not bear out."


class ChangeKind(ClosedVocabulary):
    """What a change did to a record that is public."""

    CREATED = "created", "The record was published for the first time.", "A claim from a new report."
    UPDATED = (
        "updated",
        "The record reads otherwise, and nothing that it said was wrong.",
        "A party that it names goes by another name now.",
    )
    CORRECTED = "corrected", "Something that it said was wrong and was put right; its corrections say what.", "A figure that was misread."
    RETRACTED = "retracted", "The record was withdrawn; it stays at its address.", "A claim the source does not bear out."
    MERGED = "merged", "The record turned out to be another one, to which its address leads now.", "A ministry that was entered twice."
    ERASED = "erased", "The record was erased because the law demands it; nothing of it is left but its id.", "A private person's name."


class PublicStatus(StrEnum):
    """The statuses that readers meet, and the only ones that are stored of a claim; see the vocabulary `statuses`."""

    PUBLISHED = Status.PUBLISHED.value
    CORRECTED = Status.CORRECTED.value
    RETRACTED = Status.RETRACTED.value


class Certainty(ClosedVocabulary):
    """How certain a source presents a claim to be, in FactBank's eight values."""

    CERTAIN = "certain", "Presented as so.", "They are economic migrants.", "factbank:CT+"
    PROBABLE = "probable", "Presented as likely so.", "They are expected to leave.", "factbank:PR+"
    POSSIBLE = "possible", "Presented as perhaps so.", "It may have been done to avoid criticism.", "factbank:PS+"
    CERTAIN_NOT = "certain_not", "Presented as not so.", "They are not refugees.", "factbank:CT-"
    PROBABLE_NOT = "probable_not", "Presented as likely not so.", "This will hardly become the rule.", "factbank:PR-"
    POSSIBLE_NOT = "possible_not", "Presented as perhaps not so.", "It may not happen again.", "factbank:PS-"
    KNOWN_WHETHER = (
        "known_whether",
        "The source knows whether it is so, and does not say.",
        "The ministry knows whether they left.",
        "factbank:CTu",
    )
    UNCOMMITTED = "uncommitted", "The source passes it on without taking a stand.", "The report says that others say so.", "factbank:Uu"


class SourceType(ClosedVocabulary):
    """How a source of a claim is given in the text."""

    NAMED = "named", "By its name.", "Radio Free Asia"
    DESCRIBED = "described", "By a description.", "human rights activists"
    UNNAMED = "unnamed", "Not at all: an agentless passive.", "is suspected of"
    GENERIC = "generic", "As common talk.", "it is said"
    AUTHOR = "author", "The document itself.", "the report that we read"


class Act(ClosedVocabulary):
    """What a source does with a claim; the mapping is its PDTB/PARC type."""

    PUBLISHES = "publishes", "Carries it.", "a report", "parc:communication"
    REPORTS = "reports", "Passes it on as news.", "reported Radio Free Asia", "parc:communication"
    SAYS = "says", "States it.", "said", "parc:communication"
    CLAIMS = "claims", "Maintains it, against others.", "has claimed", "parc:communication"
    DENIES = "denies", "Says that it is not so.", "denied", "parc:communication"
    ACCUSES = "accuses", "Lays it at somebody's door.", "accused of", "parc:communication"
    CRITICISES = "criticises", "Finds fault with somebody for it.", "has been criticised for", "parc:communication"
    SUSPECTS = "suspects", "Holds it to be likely, without proof.", "is suspected of", "parc:attitude"
    CONSIDERS = "considers", "Holds it as a view.", "considers", "parc:attitude"
    EXPECTS = "expects", "Holds that it will happen.", "are expected to", "parc:attitude"
    ESTIMATES = "estimates", "Puts a quantity on it.", "estimated at", "parc:attitude"
    RANKS = "ranks", "Gives it a place in an order.", "is ranked", "parc:attitude"
    NOTES = "notes", "Treats it as an established fact.", "noted that", "parc:factive"
    URGES = "urges", "Asks somebody to do it.", "have urged", "parc:control"
    DEMANDS = "demands", "Tells somebody to do it.", "must", "parc:control"
    DECIDES = "decides", "Settles that it shall be so.", "has decided", "parc:control"
    PLANS = "plans", "Intends it.", "plans to", "parc:control"
    PROMISES = "promises", "Binds itself to it.", "pledged to", "parc:control"


class Role(ClosedVocabulary):
    """The part a stakeholder plays in what a claim says."""

    AGENT = "agent", "Does it.", "the state that decides"
    TARGET = "target", "Is accused of it, criticised for it or asked to change it.", "the state that is criticised"
    ADDRESSEE = "addressee", "Is urged or told.", "the visitors who are urged to stay away"
    AFFECTED = "affected", "Has it happen to them.", "the people who are returned"
    BENEFICIARY = "beneficiary", "Gains by it.", "the people who may leave"
    PLACE = "place", "Is where it happens.", "the country where they hide"
    MENTIONED = "mentioned", "Is named in it, without another part.", "a possible destination"


class Relation(ClosedVocabulary):
    """How one claim bears on another, with its reverse; the mapping is CiTO's property where one fits."""

    SUPPORTS = "supports", "Gives a reason to believe the other.", "An eyewitness account supports an allegation.", "cito:supports"
    SUPPORTED_BY = "supported_by", "Is supported by the other.", "The reverse of supports.", "cito:isSupportedBy"
    DISPUTES = "disputes", "Cannot be held together with the other.", "Migrants, against refugees.", "cito:disputes"
    DISPUTED_BY = "disputed_by", "Is disputed by the other.", "The reverse of disputes.", "cito:isDisputedBy"
    DENIES = "denies", "Says that the other is not so.", "A ministry denies a report."
    DENIED_BY = "denied_by", "Is denied by the other.", "The reverse of denies."
    RESPONDS_TO = "responds_to", "Answers the other.", "A state answers its critics.", "cito:repliesTo"
    RESPONDED_TO_BY = "responded_to_by", "Is answered by the other.", "The reverse of responds_to.", "cito:hasReplyFrom"
    JUSTIFIES = "justifies", "Is given as the reason for the other.", "A status is the reason for a return."
    JUSTIFIED_BY = "justified_by", "Has the other as its stated reason.", "The reverse of justifies."
    CONDITIONS = "conditions", "Limits when the other holds.", "The rule holds only for one group.", "cito:qualifies"
    CONDITIONED_BY = "conditioned_by", "Is limited by the other.", "The reverse of conditions.", "cito:isQualifiedBy"
    UPDATES = "updates", "Gives a later state of the other.", "A new count replaces an older one.", "cito:updates"
    UPDATED_BY = "updated_by", "Has a later state in the other.", "The reverse of updates.", "cito:isUpdatedBy"
    DUPLICATES = "duplicates", "Says the same as the other.", "The decision, told again further down."
    DUPLICATED_BY = "duplicated_by", "Is said again by the other.", "The reverse of duplicates."

    @property
    def reverse(self) -> "Relation":
        """The relation as the other claim has it."""
        members = list(Relation)
        return members[members.index(self) ^ 1]

    @property
    def is_forward(self) -> bool:
        """Whether this is the direction that is stored; reverses are derived."""
        return list(Relation).index(self) % 2 == 0


class Comparator(ClosedVocabulary):
    """How a figure's printed words bound the quantity."""

    EXACT = "exact", "That number.", "forty"
    ABOUT = "about", "Near that number; the source gives no bounds.", "about 40"
    AT_LEAST = "at_least", "That number or more.", "at least 500"
    MORE_THAN = "more_than", "Above that number.", "over 500"
    AT_MOST = "at_most", "That number or fewer.", "up to 500"
    LESS_THAN = "less_than", "Below that number.", "under 500"
    BETWEEN = "between", "From the lower to the upper bound, both included.", "between 10 and 20"
    ORDER_OF_MAGNITUDE = "order_of_magnitude", "Only the power of ten is given.", "thousands"


class StakeholderKind(ClosedVocabulary):
    """What sort of party a stakeholder is."""

    STATE = "state", "A state, its government included.", "a country"
    GOVERNMENT_BODY = "government_body", "A body of a state.", "a ministry"
    INTERGOVERNMENTAL_BODY = "intergovernmental_body", "A body set up by states together.", "a UN agency"
    NGO = "ngo", "A non-governmental organisation.", "a human rights organisation"
    MEDIA_OUTLET = "media_outlet", "A publisher or broadcaster.", "a radio station"
    OFFICE = "office", "A post or mission that speaks or acts as such.", "an embassy, a special rapporteur"
    PERSON = "person", "One human being.", "a spokesperson"
    GROUP = "group", "People described together.", "activists, refugees"
    PLACE = "place", "A place finer than a state.", "a city, a border"


class FigureMatch(ClosedVocabulary):
    """How a figure's bounds are held against a range that is asked for."""

    POSSIBLE = "possible", "The quantity can lie in the range.", "At least 500 can lie between 600 and 900."
    CERTAIN = "certain", "The quantity lies in the range, whatever it is.", "At least 500 lies above 400 for certain."


CLOSED_VOCABULARIES: dict[str, type[ClosedVocabulary]] = {
    "claim-kinds": ClaimKind,
    "polarities": Polarity,
    "statuses": Status,
    "change-kinds": ChangeKind,
    "certainties": Certainty,
    "source-types": SourceType,
    "acts": Act,
    "roles": Role,
    "relations": Relation,
    "comparators": Comparator,
    "stakeholder-kinds": StakeholderKind,
    "figure-matches": FigureMatch,
}
"""Every closed vocabulary by the id that ``/vocabularies`` shows it under."""
