"""The constraints of a field and of a condition in SHACL Core, none of which needs the ontology."""

from collections.abc import Iterator
from typing import assert_never

from stdpolicy.artefacts.shacl import words
from stdpolicy.artefacts.shacl.turtle import Names, Said, listed, nameless, pattern, string, texts
from stdpolicy.model import (
    BooleanType,
    Class,
    Clause,
    CodeType,
    DateType,
    DecimalType,
    Field,
    IntegerType,
    NodeType,
    ReferenceType,
    StringType,
    Test,
    TextType,
)
from stdpolicy.model.iri import IRI_PATTERN
from stdpolicy.model.lexical import (
    BOOLEAN_PATTERN,
    DATE_PATTERN,
    HOME,
    INTEGER_PATTERN,
    LANG_STRING,
    NAMESPACE,
)

CONTENT: Said = ("sh:pattern", pattern(r"[^\u0001-\u0008\u000B-\u001F\uFFFE\uFFFF]*"))
"""A string that XML 1.0 can carry, told by what it cannot.

The ranges beyond U+FFFF that CONTENT_PATTERN has make JavaScript refuse the whole expression: engines
there set no flag `u`. Not all readers of Turtle take U+0000, so it is not named.
"""
ABSOLUTE: Said = ("sh:pattern", pattern(IRI_PATTERN))
FOREIGN: Said = ("sh:not", nameless(("sh:pattern", string("^" + HOME.replace(".", "[.]")))))


def field_shape(field: Field, names: Names) -> Iterator[Said]:
    """The property shape of a field: what a form shows, and what a value has to be."""
    yield "a", "sh:PropertyShape"
    yield "sh:path", names.iri(field.iri)
    yield "sh:name", texts(field.label)
    yield "sh:description", texts(words.described(field))
    yield "sh:order", str(field.order)
    yield "sh:group", f"shape:{words.group(field)}"
    if field.required:
        yield "sh:minCount", "1"
    if not field.many:
        yield "sh:maxCount", "1"
    yield from _values(field, names)
    yield "sh:message", texts(words.expected(field))


def _values(field: Field, names: Names) -> Iterator[Said]:
    match field.type:
        case TextType(min_length=length):
            yield "sh:datatype", names.iri(LANG_STRING)
            yield "sh:uniqueLang", "true"
            yield from (("sh:minLength", str(length)), CONTENT)
        case StringType() | DecimalType() | DateType() | BooleanType() | IntegerType():
            yield "sh:datatype", names.iri(field.type.datatype.iri)
            yield from _form(field.type)
        case CodeType(scheme=scheme):
            yield "sh:nodeKind", "sh:IRI"
            codes = ("sh:in", listed(names.iri(code.iri) for code in scheme.codes.values()))
            if scheme.closed:
                yield codes
            else:
                of_list = nameless(("rdfs:label", texts(words.OF_LIST)), codes)
                label = ("rdfs:label", texts(words.FOREIGN))
                foreign = nameless(label, ("sh:nodeKind", "sh:IRI"), ABSOLUTE, FOREIGN)
                yield "sh:or", listed([of_list, foreign])
        case ReferenceType():
            yield from (("sh:nodeKind", "sh:IRI"), ABSOLUTE)
        case NodeType(target=target):
            yield from (("sh:nodeKind", "sh:IRI"), ("sh:class", names.iri(NAMESPACE + target)))
        case never:
            assert_never(never)


def _form(
    kind: StringType | DecimalType | DateType | BooleanType | IntegerType,
) -> Iterator[Said]:
    """The one spelling of a literal, on one line but where it is verbatim."""
    match kind:
        case StringType(pattern=None, min_length=length):
            yield from (("sh:minLength", str(length)), CONTENT)
            return
        case StringType(pattern=str(form)) | DecimalType(pattern=form):
            yield "sh:pattern", pattern(form)
        case DateType():
            yield "sh:pattern", pattern(DATE_PATTERN)
        case BooleanType():
            yield "sh:pattern", pattern(BOOLEAN_PATTERN)
        case IntegerType(minimum=low, maximum=high):
            yield "sh:pattern", pattern(INTEGER_PATTERN)
            yield from (("sh:minInclusive", str(low)), ("sh:maxInclusive", str(high)))
    # Some engines take $ also for the place before a final LF.
    yield "sh:not", nameless(("sh:pattern", string("\n")))


# -- conditions ----------------------------------------------------------------------------


def alternatives(cls: Class, when: Clause, then: tuple[Clause, ...], names: Names) -> str:
    """The value of sh:or: not when, or one of then."""
    return listed([_fails(cls, when, names), *(_holds(cls, clause, names) for clause in then)])


def _holds(cls: Class, clause: Clause, names: Names) -> str:
    field = cls.by_name[clause.field]
    match clause.test:
        case Test.PRESENT:
            return _asked(field, names, ("sh:minCount", "1"))
        case Test.ABSENT:
            return _asked(field, names, ("sh:maxCount", "0"))
        case Test.SEVERAL:
            return _asked(field, names, ("sh:minCount", "2"))
        case Test.EQUALS:
            return _asked(field, names, ("sh:hasValue", _value(field, clause, names)))
        case never:
            assert_never(never)


def _fails(cls: Class, clause: Clause, names: Names) -> str:
    """The opposite, in a form that does without sh:not where it can."""
    field = cls.by_name[clause.field]
    match clause.test:
        case Test.PRESENT:
            return _asked(field, names, ("sh:maxCount", "0"))
        case Test.ABSENT:
            return _asked(field, names, ("sh:minCount", "1"))
        case Test.SEVERAL:
            return _asked(field, names, ("sh:maxCount", "1"))
        case Test.EQUALS:
            return nameless(("sh:not", _holds(cls, clause, names)))
        case never:
            assert_never(never)


def _asked(field: Field, names: Names, asked: Said) -> str:
    return nameless(("sh:path", names.iri(field.iri)), asked)


def _value(field: Field, clause: Clause, names: Names) -> str:
    match field.type, clause.value:
        case CodeType(scheme=scheme), str(name):
            return names.iri(scheme.codes[name].iri)
        case _, bool(value):
            return str(value).lower()
    return string(str(clause.value))
