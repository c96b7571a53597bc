"""What each kind of mutant has to come to: our rule, and the judges that cannot see the mistake."""

RULES = {
    "valid": None,
    "array": "SP313",
    "boolean": "SP301",
    "boolean-spelling": "SP313",
    "code-as-literal": "SP301",
    "code-iri": "SP313",
    "condition": "SP211",
    "dangling": "SP402",
    "date": "SP303",
    "decimal": "SP302",
    "decimal-spelling": "SP313",
    "duplicate-id": "SP401",
    "duplicate-order": "SP405",
    "empty": "SP208",
    "empty-array": "SP313",
    "empty-array-required": "SP208",
    "empty-map": "SP313",
    "empty-map-required": "SP208",
    "empty-text": "SP310",
    "forbidden": "SP312",
    "forbidden-text": "SP312",
    "foreign-code": "SP304",
    "foreign-id": "SP205",
    "integer-spelling": "SP313",
    "json-number": "SP301",
    "json-spelling": "SP313",
    "language-case": "SP310",
    "language-empty": "SP309",
    "language-malformed": "SP309",
    "language-private": "SP309",
    "language-tagged": "SP301",
    "language-twice": "SP310",
    "lexical": "SP301",
    "listed-twice": "SP209",
    "literal-as-reference": "SP301",
    "malformed-id": "SP205",
    "malformed-reference": "SP306",
    "missing": "SP202",
    "missing-id": "SP202",
    "missing-type": "SP202",
    "misspelt": "SP201",
    "no-language": "SP308",
    "node-as-literal": "SP210",
    "node-as-reference": "SP210",
    "not-array": "SP207",
    "null": "SP313",
    "null-required": "SP208",
    "number": "SP301",
    "other-datatype": "SP301",
    "other-scheme": "SP306",
    "other-type": "SP203",
    "own-code-iri": "SP304",
    "pattern": "SP305",
    "pattern-newline": "SP305",
    "range": "SP307",
    "reference-as-literal": "SP301",
    "repeated": "SP206",
    "required-language": "SP311",
    "return": "SP312",
    "return-text": "SP312",
    "second-type": "SP203",
    "spelt-twice": "SP209",
    "text-as-number": "SP310",
    "text-as-reference": "SP308",
    "unknown-code": "SP304",
    "unknown-property": "SP201",
    "unknown-type": "SP203",
    "wrong-class": "SP403",
}
"""The rule that finds each kind of mutant, and the only one that does."""

BEYOND = {"dangling", "duplicate-order"}
"""What no shape states and so no schema either: rules of ours, about the document as a whole."""

INEXPRESSIBLE = {
    "turtle": {
        *("array", "not-array", "empty-array", "empty-array-required"),  # a value is in no array
        *("null", "null-required", "empty-map", "empty-map-required", "json-number"),
        *("listed-twice", "spelt-twice", "duplicate-id"),  # a graph is a set
        *("missing-id", "malformed-reference", "language-malformed"),
        *("json-spelling", "text-as-number"),  # a literal has a datatype
        "code-iri",  # the same triple as the code
    },
    "xml": {
        *("array", "not-array", "empty-array", "empty-array-required"),
        *("null", "null-required", "empty-map", "empty-map-required"),
        *("number", "boolean", "json-number", "json-spelling", "text-as-number"),
        *("missing-type", "other-type", "second-type", "unknown-type"),  # the element says it
        *("other-datatype", "language-tagged", "code-as-literal", "node-as-literal"),
        *("literal-as-reference", "text-as-reference"),
        *("forbidden", "forbidden-text"),  # XML has no such characters
    },
}
"""The kinds of mutant that a notation has no form for."""

SILENT = {
    "JSON Schema": {
        "wrong-class": "knows no references",
        "duplicate-id": "compares no values of different objects",
        "language-case": "compares keys with their case",
        "spelt-twice": "compares strings as they are written",
    },
    "XSD": {  # by name of the limit, as the schema's own documentation lists them
        "condition": "condition",
        "required-language": "required-language",
        "language-case": "language-case",
        "wrong-class": "reference-target",
        "spelt-twice": "reference-spelling",
    },
    "SHACL": {
        "foreign-id": "knows no documents, so that a node may belong to another",
        "second-type": "a node may have other types",
        "language-private": "any tag of RDF is one: sh:languageIn knows ranges, not patterns",
    },
}
"""For each judge the kinds of mutant that it cannot tell from a valid document, and why."""
