"""The reader of policy Chinese: what strings say. It knows nothing of documents.

Each module reads one thing and gives exact values with the span they were read from, in code
points of the string: `text[start:end]`. Each is a pure function and takes linear time.

- characters: what a code point is, by its Unicode properties
- numerals: the value of a number in any writing
- quantities, dates, citations: where they stand in a text
- cues, objects, terms: words that call for a code, what verbs have for an object, terms
- bodies: who is named, by a gazetteer and by how names are made
- duties: who is responsible for what
- sentences: sentences and clauses
- deadlines: by when, within what time, from when; and what that governs
- references: documents, standards and agreements that are cited, and why
- modality, standard_types, instruments, programmes, openness: what
  decides where a word alone does not
- incentives: money and honours that are promised
- statements: whether a provision states a principle, a goal, a measure or a phase
- terms, objects: terms of the registry; what is counted, and what furthers it
- figures: every quantity of a paragraph with what it means
"""
