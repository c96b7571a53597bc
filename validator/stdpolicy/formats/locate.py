"""Paths of a tree to lines and columns of a file, looked up only when there is a finding to show.

Each notation is scanned once for the paths that are wanted. Where a path is not in the file, as for
a property that is missing, its longest prefix that is there is used.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from xml.parsers import expat

from stdpolicy.diagnostics import Path
from stdpolicy.formats.reading import Reading
from stdpolicy.formats.tokens import statements
from stdpolicy.model import NAMESPACE, Kind, Model
from stdpolicy.source import START, Place, Source

JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+', re.DOTALL)

KEY = "@key"
"""As the last step of a path: the place of the key itself, not of its value."""


def locate(
    source: Source, syntax: str, reading: Reading, paths: Iterable[Path], model: Model
) -> dict[Path, Place]:
    """The place of each path; the start of the file where nothing of it can be found."""
    wanted = set(paths)
    texts = {path for path in wanted if path[:1] in (("@text",), ("@id",))}
    places: dict[Path, Place] = {path: _text_place(source, str(path[1])) for path in texts}
    wanted -= texts
    if not wanted:
        return places
    found: dict[Path, Place]
    if not reading.direct:
        found = _graph_places(source, reading, wanted, model)
    elif syntax == "xml":
        found = dict(_xml_places(source, model))
    else:
        found = {path: source.place(at) for path, at in _json_offsets(source.text)}
    for path in wanted:
        prefix = path
        while prefix and prefix not in found:
            prefix = prefix[:-1]
        places[path] = found.get(prefix, START)
    return places


def _text_place(source: Source, text: str) -> Place:
    at = source.text.find(text)
    if at < 0 and "#" in text:
        at = source.text.find(text[text.index("#") :])
    return source.place(at) if at >= 0 else START


# -- JSON ----------------------------------------------------------------------------------


def _json_offsets(text: str) -> Iterator[tuple[Path, int]]:
    """Every path of a JSON text with the offset of its value, and of its key under KEY."""
    stack: list[tuple[Path, int | None]] = []  # a container's path and, in an array, the index
    path: Path = ()
    key_expected = False
    pending: Path = ()
    for match in JSON_TOKEN.finditer(text):
        token, at = match[0], match.start()
        if token in "{[":
            yield pending, at
            stack.append((pending, 0 if token == "[" else None))
            path = pending
            key_expected = token == "{"
            pending = (*path, 0) if token == "[" else path
        elif token in "}]":
            if stack:
                stack.pop()
            if stack:
                path = stack[-1][0]
        elif token == ",":
            if stack:
                path, index = stack[-1]
                if index is None:
                    key_expected = True
                else:
                    stack[-1] = (path, index + 1)
                    pending = (*path, index + 1)
        elif token == ":":
            continue
        elif key_expected and token[0] == '"':
            try:
                key = json.loads(token, strict=False)
            except ValueError:
                key = token
            pending = (*path, key)
            key_expected = False
            yield (*pending, KEY), at
        else:
            yield pending, at


def json_key_places(source: Source) -> tuple[str, tuple[Place, Place]]:
    """The first key that stands twice in one object, and both of its places."""
    seen: dict[Path, int] = {}
    containers: dict[Path, int] = {}
    for path, at in _json_offsets(source.text):
        if path[-1:] != (KEY,):
            # A container that comes again at the same path starts a new count of its keys.
            if path in containers:
                seen = {p: o for p, o in seen.items() if p[: len(path)] != path or p == (*path, KEY)}
            containers[path] = at
        elif path in seen:
            return str(path[-2]), (source.place(seen[path]), source.place(at))
        else:
            seen[path] = at
    raise ValueError("no key stands twice")


# -- XML -----------------------------------------------------------------------------------


def _xml_places(source: Source, model: Model) -> list[tuple[Path, Place]]:
    """Every element's path with the place of its start tag, from expat."""
    names = {name for _, field in model.fields() if (name := field.name)}
    lines = source.text.split("\n")
    found: list[tuple[Path, Place]] = []
    stack: list[tuple[Path, str, dict[str, int]]] = []
    parser = expat.ParserCreate("utf-8", " ")

    def start(tag: str, attributes: dict[str, str]) -> None:
        line = parser.CurrentLineNumber
        # expat counts the bytes of UTF-8; columns are shown in characters.
        before = lines[line - 1].encode()[: parser.CurrentColumnNumber] if line <= len(lines) else b""
        place = Place(line, len(before.decode(errors="ignore")) + 1)
        name = tag.removeprefix(NAMESPACE + " ")
        if " " in name:
            name = "{" + name.replace(" ", "}", 1)
        path: Path = ()
        if stack:
            parent, cls_name, counts = stack[-1]
            at = counts.get(name, 0)
            counts[name] = at + 1
            cls = model.classes.get(cls_name)
            field = cls.by_name.get(name) if cls else None
            path = (*parent, name)
            if field is not None and field.kind is Kind.TEXT:
                language = attributes.get("http://www.w3.org/XML/1998/namespace lang", "")
                found.append((path, place))
                path = (*path, language)
            elif field is None or field.repeatable or at:
                path = (*path, at)
                if at == 0:
                    found.append((path[:-1], place))
            below = field.targets[0] if field and field.kind is Kind.NODE else ""
        else:
            below = name
        found.append((path, place))
        stack.append((path, below, {}))

    def end(_: str) -> None:
        stack.pop()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(source.text.encode(), True)
    # The first element wins where a text is given twice in a language.
    return [*reversed(found)] if names else []


# -- Turtle and other RDF ------------------------------------------------------------------


def _graph_places(
    source: Source, reading: Reading, wanted: set[Path], model: Model
) -> dict[Path, Place]:
    """Each path is followed through the tree to a subject, a predicate and a value."""
    if reading.tree is None:
        return {}
    steps = {path: _subject(reading.tree, path, model) for path in wanted}
    text = source.text
    if text.lstrip()[:1] in "{[":
        return {path: _text_place(source, subject) for path, (subject, _, _) in steps.items()}
    subjects: dict[str, int] = {}
    predicates: dict[tuple[str, str], list[tuple[str, int, int]]] = {}
    for s, p, o, s_at, p_at, o_at in statements(text):
        subjects.setdefault(s, s_at)
        predicates.setdefault((s, p), []).append((o, p_at, o_at))
    places = {}
    for path, (subject, predicate, matches) in steps.items():
        iri = reading.base + subject if subject.startswith("#") else subject
        candidates = predicates.get((iri, predicate), [])
        at = subjects.get(iri)
        if candidates:
            exact = [o_at for o, _, o_at in candidates if matches is not None and matches(o)]
            at = candidates[0][1] if path[-1:] == (KEY,) else (exact or [candidates[0][2]])[0]
        if at is not None:
            places[path] = source.place(at)
    return places


def _subject(
    tree: Any, path: Path, model: Model
) -> tuple[str, str, Callable[[str], bool] | None]:
    """The id of the last node on a path, the predicate after it, and a test of the object."""
    node, rest = tree, list(path)
    subject = str(tree.get("id", ""))
    predicate = ""
    value: Any = tree
    while rest:
        step = rest.pop(0)
        if step == KEY:
            break
        if isinstance(value, dict) and "type" in value:
            node, subject = value, str(value.get("id", subject))
            predicate = _predicate(node, str(step), model)
        elif isinstance(step, str) and isinstance(value, dict) and step in value:
            return subject, predicate, _language(step)
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return subject, predicate, None
    if isinstance(value, dict) and "id" in value:
        return str(value["id"]), "", None
    return subject, predicate, _object(value)


def _language(tag: str) -> Callable[[str], bool]:
    return lambda obj: obj.lower().endswith("@" + tag.lower())


def _object(value: Any) -> Callable[[str], bool]:
    if isinstance(value, dict):
        value = value.get("@value", value.get("@id", ""))
    string = str(value).lower() if isinstance(value, bool) else str(value)
    return lambda obj: obj == string or obj.endswith(("/" + string, string))


def _predicate(node: Any, name: str, model: Model) -> str:
    cls = model.classes.get(node["type"]) if isinstance(node["type"], str) else None
    field = cls.by_name.get(name) if cls else None
    if field is not None:
        return field.iri
    if name == "type":
        return "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    return name if ":" in name else NAMESPACE + name
