"""JSON-LD read: our own form by key, any other as RDF (JSON-LD 1.1).

Our form is that of the JSON Schema (docs/formats.md). Its `@context` names the bundled context and
the document's IRI and there is no other keyword, so that each key means what the model says.
"""

from collections.abc import Collection, Mapping
from itertools import islice
from typing import Any

from stdpolicy.diagnostics import (
    Edit,
    Finding,
    Fix,
    Found,
    Listed,
    Message,
    Name,
    Number,
    Path,
    Phrase,
    Safety,
)
from stdpolicy.formats import rules
from stdpolicy.formats.jsonld.strict import OddNumbers, parse
from stdpolicy.formats.jsonld.tokens import TOKEN, beyond, depth
from stdpolicy.formats.jsonld.write import SCHEMA
from stdpolicy.formats.reading import (
    DID_YOU_MEAN,
    MAX_DEPTH,
    MAX_FINDINGS,
    MAX_NODES,
    IllFormed,
    Locate,
    Reading,
    Refused,
    Tree,
    base_finding,
    check_count,
    is_document_iri,
    root_meant,
    too_deep,
)
from stdpolicy.model.edition import model
from stdpolicy.model.lexical import language_tag
from stdpolicy.patterns import regex
from stdpolicy.source import Source, Span

LEVELS = 240
"""Of objects and arrays; orjson stops at 254. The nodes are counted when the tree is built."""
OWN_LEVELS = 2 * MAX_DEPTH
"""In our form a node takes two levels, its own object and the array that it stands in."""
MAX_CONTAINERS = 5 * MAX_NODES
"""Of objects and arrays: a node has its own object, and an array or map for each field with many."""
ID = regex(r'"(?>(?:@|\\u0040)?)(?:i|\\u0069)(?:d|\\u0064)"\s*+:')
LANGUAGES = regex(r'"([A-Za-z]{2,3}(?>(?:-[A-Za-z0-9]++)*))"\s*+:')
"""What may be a language tag: not every key of so few letters is one."""

TOO_MANY = Message(
    rules.SIZE.code,
    "containers",
    "expected at most {most} objects and arrays, found more",
    "对象和数组应不超过 {most} 个，实际超出",
)
NO_ROOT = Message(
    rules.ROOT.code,
    "type",
    "expected a document of type {expected}, found {found}",
    "文档的类型应为 {expected}，实为 {found}",
)


def read(source: Source) -> Reading:
    """Reads JSON-LD of any form; the tree is as found."""
    try:
        return _read(source)
    except IllFormed as stopped:
        from stdpolicy.formats.jsonld.explain import FORM, explain
        from stdpolicy.formats.mending import explained

        return explained(source, stopped, explain, _read, FORM)


def _read(source: Source) -> Reading:
    """Reads JSON-LD. Raises IllFormed where the text is no JSON."""

    def locate(paths: Collection[Path]) -> Mapping[Path, Span]:
        from stdpolicy.formats.jsonld.places import places

        return places(source.text, paths)

    twice: list[Finding] = []
    try:
        levels = _bounded(source)
        document, twice = parse(source)
        if isinstance(document, str) and document.lstrip()[:1] in ("{", "["):
            from stdpolicy.formats.copied import within_a_string

            raise Refused(within_a_string(source.text, document))
        if isinstance(document, dict) and isinstance(document.get(SCHEMA), str):
            del document[SCHEMA]
        if isinstance(document, dict) and not has_our_context(document):
            from stdpolicy.formats.jsonld.meant import mended

            twice += mended(document, source.text)
        if isinstance(document, dict) and _is_ours(document):
            if levels > OWN_LEVELS:
                raise Refused(too_deep(beyond(source.text, OWN_LEVELS)))
            context = document.pop("@context")
            reading = _by_key(document, context[1]["@base"], locate)
            reading.findings += _unusual_tags(source.text)
        else:
            from stdpolicy.formats.jsonld.rdf import read_as_rdf

            reading = read_as_rdf(document, source)
    except IllFormed:
        raise
    except OddNumbers as odd:
        return _without_numbers(source, odd.findings, locate)
    except Refused as refused:
        return Reading(None, findings=[*twice, refused.finding], locate=locate)
    reading.findings = [*twice, *reading.findings]
    return reading


def _without_numbers(source: Source, odd: list[Finding], locate: Locate) -> Reading:
    """What is read of a text besides some numbers: they stand for nothing, and so do their fields."""
    from stdpolicy.formats.edited import Edited, read_edited
    from stdpolicy.formats.mending import guesses

    spans = [one.span for one in odd if one.span is not None]
    if len(spans) > MAX_FINDINGS:
        return Reading(None, findings=odd, locate=locate)
    edits = [Edit(span, f'"{source.text[slice(*span)]}"') for span in spans]
    reading = read_edited(source, edits, odd, _read)
    if reading.tree is not None:
        for path, name in guesses(reading.tree, spans, Edited(source.text, edits), reading.locate):
            reading.doubt(path, name)
    return reading


def _unusual_tags(text: str) -> list[Finding]:
    """The findings for language tags in another case than the usual one."""
    if all(language_tag(tag) == tag for tag in set(LANGUAGES.findall(text))):
        return []
    from stdpolicy.formats.jsonld.languages import unusual_tags
    from stdpolicy.formats.languages import unusual

    return unusual(unusual_tags(text))


def _bounded(source: Source) -> int:
    """The depth of a text. Raises Refused where it has too many levels or nodes."""
    levels = depth(source.data)
    if levels > LEVELS:
        raise Refused(too_deep(beyond(source.text, LEVELS)))
    if source.data.count(b":") > MAX_NODES:
        check_count(sum(1 for _ in ID.finditer(source.text)))
    if source.data.count(b"{") + source.data.count(b"[") > MAX_CONTAINERS:
        opened = (found for found in TOKEN.finditer(source.text) if found[0] in ("{", "["))
        beyond_all = next(islice(opened, MAX_CONTAINERS, None), None)
        if beyond_all is not None:
            where = Span(*beyond_all.span())
            raise Refused(TOO_MANY(where, most=Number(MAX_CONTAINERS)))
    return levels


def has_our_context(document: Tree) -> bool:
    """Whether the context of a document is ours with its IRI, and nothing else."""
    match document.get("@context"):
        case [str(first), {"@base": _, **others}] if first == model().context and not others:
            return True
    return False


def _is_ours(document: Tree) -> bool:
    """Whether a document is in our form, so that each key means what the model says."""
    if not has_our_context(document):
        return False
    base = document["@context"][1]["@base"]
    same = document.get("id", base) == base  # another id may be short for it
    return same and _keys_are_names({key: document[key] for key in document if key != "@context"})


def _keys_are_names(tree: Tree) -> bool:
    """Whether no key is a keyword or an IRI, and no type one of several."""
    keys: set[str] = set()
    types: list[Any] = []
    level: list[Any] = [tree]
    while level:
        objects = [value for value in level if type(value) is dict]
        for found in objects:
            keys.update(found)
            types.append(found.get("type"))
        level = [item for value in level if type(value) is list for item in value]
        level += [item for found in objects for item in found.values()]
    several = any(type(one) is list for one in types)
    return not (several or any(key[:1] == "@" or ":" in key for key in keys))


def _by_key(tree: Tree, base: Any, locate: Locate) -> Reading:
    if not is_document_iri(base):
        raise Refused(base_finding(base, ("@context", 1, "@base")))
    roots = model().roots
    if tree.get("type") not in roots:
        expected = Listed(tuple(map(Name, roots)), "or")
        found = Found(tree["type"]) if "type" in tree else Phrase("none", "空缺")
        guess = root_meant(str(tree.get("type", "")))
        if not guess:
            raise Refused(NO_ROOT(("type",), expected=expected, found=found))
        where = locate([("type",)])[("type",)]
        fix = Fix((Edit(where, f'"{guess}"'),), Safety.LIKELY)
        tree["type"] = guess
        reading = Reading(tree, base, locate=locate)
        reading.note(
            NO_ROOT(
                where,
                advice=DID_YOU_MEAN,
                fix=fix,
                expected=expected,
                found=found,
                guess=Name(guess),
            )
        )
        return reading
    return Reading(tree, base, locate=locate)
