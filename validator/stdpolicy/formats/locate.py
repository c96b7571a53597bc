"""Paths of a tree to lines and columns of a file, looked up only when there is a finding to show.

The text is scanned once for the paths that are wanted. Where a path is not in the file, as for a
property that is missing, its longest prefix that is there is used.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from stdpolicy.diagnostics import KEY, Path
from stdpolicy.formats import scan_json, scan_jsonld, scan_turtle, scan_xml
from stdpolicy.formats.graph import RDF_TYPE, SHARED
from stdpolicy.formats.reading import Reading
from stdpolicy.model import Kind, Model
from stdpolicy.model.lexical import NAMESPACE, language_tag
from stdpolicy.source import START, Place, Source


def locate(
    source: Source, syntax: str, reading: Reading, paths: Iterable[Path], model: Model
) -> dict[Path, Place]:
    """The place of each path; the start of the file where nothing of it can be found."""
    wanted = set(paths)
    if reading.direct:
        offsets = scan_xml.offsets(source.text, model) if syntax == "xml" else _json(source.text)
        found = _direct(offsets, wanted)
    elif reading.tree is None:
        found = {}
    else:
        meanings = {path: _meaning(reading, path, model) for path in wanted}
        if syntax == "jsonld":
            local = scan_jsonld.local_name
            meanings = {p: m._replace(predicate=local(m.predicate)) for p, m in meanings.items()}
            subjects = {meaning.subject for meaning in meanings.values()}
            statements = scan_jsonld.statements(source.text, subjects)
        else:
            statements = scan_turtle.statements(source.text)
        found = _stated(statements, meanings)
    return {path: source.place(found[path]) if path in found else START for path in wanted}


def find(source: Source, syntax: str, sought: Iterable[str]) -> dict[str, Place]:
    """The place of each IRI or string that a reader has found fault with.

    `_:` stands for the first blank node, `<<` for the first triple term.
    """
    wanted = set(sought)
    scan = _strings if syntax == "jsonld" else _subjects
    places: dict[str, int] = {}
    for name, at in scan(source.text, wanted):
        places.setdefault(name, at)
        if len(places) == len(wanted):
            break
    return {name: source.place(places[name]) if name in places else START for name in wanted}


def _strings(text: str, wanted: set[str]) -> Iterator[tuple[str, int]]:
    """The strings of a JSON text, and after them those that may be short for an IRI."""
    names = {name[name.find("#") :]: name for name in wanted if "#" in name}
    short: list[tuple[str, int]] = []
    for _, at, token in scan_json.offsets(text):
        if token[0] == '"':
            value = scan_json.string(token)
            if value in wanted:
                yield value, at
            elif value in names:
                short.append((names[value], at))
    yield from short


def _subjects(text: str, wanted: set[str]) -> Iterator[tuple[str, int]]:
    for name in wanted & {"_:", "<<"}:
        if (at := scan_turtle.unusual(text, quoted=name == "<<")) is not None:
            yield name, at
    if wanted - {"_:", "<<"}:
        for statement in scan_turtle.statements(text):
            if statement.subject.value in wanted:
                yield statement.subject.value, statement.subject.at


# -- where the tree is that of the file -----------------------------------------------------


def _json(text: str) -> Iterator[tuple[Path, int]]:
    return ((path, at) for path, at, _ in scan_json.offsets(text))


def _direct(offsets: Iterator[tuple[Path, int]], wanted: set[Path]) -> dict[Path, int]:
    """The offset of each path or of its longest prefix."""
    prefixes = {path[:length] for path in wanted for length in range(len(path) + 1)}
    missing = set(wanted)
    places: dict[Path, int] = {}
    for path, at in offsets:
        if path in prefixes:
            places.setdefault(path, at)
            missing.discard(path)
            if not missing:
                break
    found = {}
    for path in wanted:
        prefix = path
        while prefix and prefix not in places:
            prefix = prefix[:-1]
        if prefix in places:
            found[path] = places[prefix]
    return found


# -- where the tree was made from triples ---------------------------------------------------


class _Meaning(NamedTuple):
    """What a path of the tree is in the graph; without predicate it is the subject itself."""

    subject: str
    predicate: str = ""
    values: frozenset[str] = frozenset()
    """The ways in which the object may be written, as an absolute IRI or lexical form."""
    language: str = ""
    key: bool = False


def _meaning(reading: Reading, path: Path, model: Model) -> _Meaning:
    """Follows a path down the tree that was read."""
    assert reading.tree is not None
    value: Any = reading.tree
    base, subject = reading.base, reading.base
    cls = model.classes.get(str(value.get("type")))
    steps = [step for step in path if step != KEY]
    key = len(steps) < len(path)
    while steps and isinstance(value, dict):
        name = str(steps.pop(0))
        if name == "id":
            return _Meaning(subject)
        field = cls.by_name.get(name) if cls else None
        predicate = field.iri if field else _predicate(name)
        value = value.get(name)
        if steps and isinstance(value, list):
            at = steps.pop(0)
            value = value[at] if isinstance(at, int) and at < len(value) else None
        if steps and field is not None and field.kind is Kind.TEXT:
            tag = str(steps[0])
            text = value.get(tag) if isinstance(value, dict) else None
            return _Meaning(subject, predicate, _written(text, "", ""), tag, key)
        node = field is not None and field.kind is Kind.NODE
        if not (node and isinstance(value, dict) and "id" in value and (steps or not key)):
            namespace = field.scheme.namespace if field and field.scheme else NAMESPACE
            return _Meaning(subject, predicate, _written(value, base, namespace), "", key)
        assert field is not None
        subject, cls = _absolute(base, str(value["id"])), model.classes[field.targets[0]]
    return _Meaning(subject)


def _predicate(name: str) -> str:
    if name == "type":
        return RDF_TYPE
    return name if ":" in name else NAMESPACE + name


def _absolute(base: str, iri: str) -> str:
    return base + iri if iri.startswith("#") else iri


def _written(value: Any, base: str, namespace: str) -> frozenset[str]:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        names = ("@value", "@id", SHARED, "id", *value)
        value = next((value[name] for name in names if name in value), "")
    string = str(value).lower() if isinstance(value, bool) else str(value)
    return frozenset((string, base + string, namespace + string))


_Key = tuple[str, ...]
"""A subject, perhaps its predicate, a language and a value."""


def _keys(meaning: _Meaning) -> Iterator[_Key]:
    """What to look for, the most exact first."""
    property = (meaning.subject, meaning.predicate)
    for language in dict.fromkeys((meaning.language, "")):
        yield from ((*property, language, value) for value in sorted(meaning.values))
        if language:
            yield (*property, language)
    yield property
    yield (meaning.subject,)


def _stated(
    statements: Iterable[scan_turtle.Statement], meanings: dict[Path, _Meaning]
) -> dict[Path, int]:
    """The offset of what each path means."""
    wanted = {key for meaning in meanings.values() for key in _keys(meaning)}
    first: dict[_Key, scan_turtle.Statement] = {}
    for statement in statements:
        subject, predicate, obj = statement
        if (subject.value,) in wanted:
            tag = language_tag(obj.language)
            property = (subject.value, predicate.value)
            for key in (
                (subject.value,),
                property,
                (*property, "", obj.value),
                (*property, tag),
                (*property, tag, obj.value),
            ):
                if key in wanted:
                    first.setdefault(key, statement)
    found = {}
    for path, meaning in meanings.items():
        best = next((key for key in _keys(meaning) if key in first), None)
        if best is not None:
            subject, predicate, obj = first[best]
            if len(best) == 1:
                found[path] = subject.at
            elif meaning.key:
                found[path] = obj.language_at if meaning.language else predicate.at
            else:
                found[path] = obj.at
    return found
