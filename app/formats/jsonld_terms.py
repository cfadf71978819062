"""The terms of our own that JSON-LD needs where no published vocabulary has one, each with its definition.

They are URNs, because an API that anybody may run has no domain of its own: the same term is the same IRI at every address. The
context that the API serves defines them; the values of its vocabularies have the same form, and ``/vocabularies`` defines those.
"""

TERMS = "urn:refugee-policy-facts:terms:"
"""What the IRIs of our classes and properties begin with: ``urn:refugee-policy-facts:terms:depth``."""

VOCABULARIES = "urn:refugee-policy-facts:vocabularies:"
"""What those of values begin with, before the vocabulary's id: ``urn:refugee-policy-facts:vocabularies:certainties:probable``."""

CLASSES = {
    "Stakeholder": "A party that plays a part in claims.",
    "Alias": "Another name that finds a stakeholder.",
    "Source": "A source that is no stakeholder: it is only described, not named at all, or the document itself.",
}
ROLES = {
    "document": "The role of the source at depth 0: the document that was read.",
    "via": "The role of a source between the document and the claimant: it passes the claim on.",
    "claimant": "The role of the deepest source: who claims it.",
}
PROPERTIES = {
    "act": "What a source does with a claim: a value of the vocabulary acts.",
    "alias": "Another name, with its language and where it is known from.",
    "asPrinted": "The words of the source that give a quantity.",
    "byline": "The author of a document as printed.",
    "certainty": "How certain a source, or the claimant, presents a claim to be: a value of the vocabulary certainties.",
    "claims": "A list of claims in which this plays the part that its parameter names.",
    "comparator": "How the printed words bound a quantity: a value of the vocabulary comparators.",
    "condition": "What a claim hangs on.",
    "cue": "The printed verb or phrase that shows what a source does.",
    "depth": "Where a source stands in the chain of attribution: 0 is the document, the deepest is the claimant.",
    "duration": "Over how long something is counted (ISO 8601).",
    "evidence": "The place in a document that a claim, a step of its attribution or a figure rests on.",
    "figure": "A quantity that goes with a claim.",
    "frontMatterBlocks": "How many blocks (headline, dateline) stand before paragraph 1 of a document.",
    "isClosed": "Whether a vocabulary is an enum; open ones may grow with the data.",
    "isOutsideKnowledge": "Whether a name was added from elsewhere, and no document prints it.",
    "label": "What a document prints for a source that is no stakeholder.",
    "length": "The length of a document's text in Unicode code points.",
    "mapping": "The same notion in a published scheme, as prefix and name.",
    "measure": "What a figure counts: a value of the vocabulary measures.",
    "outsideKnowledge": "A member of this stakeholder's record that no document told us.",
    "paragraph": "The paragraph of a passage, counted from 1 after headline and dateline.",
    "parameter": "The filter of /claims that selects the list.",
    "participant": "A stakeholder in a role within what a claim says.",
    "period": "When something is counted (EDTF).",
    "place": "Where something is counted.",
    "polarity": "Whether the claimant affirms or denies the proposition: a value of the vocabulary polarities.",
    "population": "Who or what is counted, in words.",
    "purpose": "What the thing claimed is for.",
    "query": "How the question of a list was understood, as JSON.",
    "reportedOn": "The day of the document that a figure stands in.",
    "retrievedAt": "When a document was read.",
    "saidOn": "The day on which a source said it.",
    "scheme": "The thesaurus in which a notion stands.",
    "sha256": "The SHA-256 of a text or of a passage, in hexadecimal.",
    "shortCitation": "How to cite a record in running text.",
    "sourceType": "How a source is given in the text: a value of the vocabulary source-types.",
    "stakeholder": "The stakeholder that takes part.",
    "status": "Whether our record stands as published, was corrected or was retracted: a value of the vocabulary statuses.",
}
