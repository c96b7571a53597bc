"""What stands at the cursor of Turtle, and how it is spelt there."""

import re
from functools import lru_cache

from stdpolicy.diagnostics import Edit
from stdpolicy.formats.cursor import Content, Context, Key, Language, Role, Type, Wanted, Whole
from stdpolicy.formats.turtle.names import prefixes
from stdpolicy.model import BooleanType, CodeType, Field, ReferenceType
from stdpolicy.model.iri import absolute
from stdpolicy.patterns import regex
from stdpolicy.source import Span

KEY = regex(r"(?![@#])\S*\s+([\w:.-]*)$")
VALUE = regex(r'(?![@#])\S*\s+([^\s"<>]+|<[^<>\s]*>)\s+(?:[^\s"]+\s*,\s*)*([^\s",;]*)$')
LANGUAGE = regex(r'\s+([^\s"<>]+|<[^<>\s]*>)\s+"(?:[^"\\]|\\.)*"@([\w-]*)$')
REST = regex(r"[^\s;,\"]*(?<!\.)")
REST_OF_TAG = regex(r"[\w-]*")
TYPED = regex(r"\sa\s+[\w-]*:(\w+)")
DIRECTIVE = regex(
    r"^[ \t]*@?prefix[ \t]+([\w.-]*):[ \t]*<([^<>\s]*)>[ \t]*\.?[ \t]*\n?", re.M | re.I
)
LOCAL = regex(r"[A-Za-z](?:[A-Za-z0-9_.\-]*[A-Za-z0-9_\-])?")
"""A name that needs no escape after a prefix."""
NAMED = regex(
    r'(?P<string>"(?:[^"\\]|\\.)*")|<(?P<iri>[^<>\s]*)>|(?P<prefix>[\w-]*):(?P<local>[\w-]+)'
)
GAP = regex(r"\s*")


def context(text: str, offset: int) -> Context | None:
    """What may be written at an offset: a line has one predicate, a subject begins its line."""
    line = text.rfind("\n", 0, offset) + 1
    before = text[line:offset]
    subject = _subject(text, offset)
    if found := KEY.fullmatch(before):
        cls = TYPED.search(text, subject, offset) if subject is not None else None
        span = _span(text, line + found.start(1), offset, REST)
        return Context(Role.KEY, span, cls[1] if cls else "", within=subject)
    for role, form, rest in ((Role.LANGUAGE, LANGUAGE, REST_OF_TAG), (Role.VALUE, VALUE, REST)):
        if found := form.fullmatch(before):
            name = re.split(r"[:/#]", found[1].strip("<>"))[-1]
            span = _span(text, line + found.start(2), offset, rest)
            return Context(role, span, "type" if name == "a" else name, within=subject)
    return None


def _span(text: str, start: int, offset: int, rest: re.Pattern[str]) -> Span:
    found = rest.match(text, offset)
    return Span(start, found.end() if found else offset)


def _subject(text: str, offset: int) -> int | None:
    """Where the last line begins that has no white space before it, which is a subject's."""
    end = offset
    while end >= 0:
        start = text.rfind("\n", 0, end) + 1
        if not text[start : start + 1].isspace() and start < end:
            return None if text[start] in "@#" else start
        end = start - 1
    return None


def naming(text: str, offset: int) -> tuple[str, Span] | None:
    """The IRI that a name or an IRI in brackets stands for, by the prefixes of the text."""
    line = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    for found in NAMED.finditer(text, line, end if end >= 0 else len(text)):
        if found.start() <= offset <= found.end() and not found["string"]:
            span = Span(*found.span())
            if found["iri"]:
                return found["iri"], span
            namespaces = {prefix: namespace for namespace, prefix in _declared(text).items()}
            namespace = namespaces.get(found["prefix"])
            return None if namespace is None else (namespace + found["local"], span)
    return None


def completed(text: str, context: Context, wanted: Wanted, base: str) -> tuple[Edit, ...]:
    """A predicate or a value, as a name with a prefix, which is declared where it is not yet; the mark that
    ends a statement, where none follows.
    """
    span = context.span
    match wanted:
        case Key(field):
            written, needs = _named(field.iri, text, base)
            return Edit(span, written + " "), *_going_on(text, context), *needs
        case Language(tag):
            return (Edit(span, tag),)
        case Type(cls):
            written, needs = _named(cls.iri, text, base)
        case Content(field, value):
            written, needs = _value(field.type, value, text, base)
        case Whole(field, _, {"id": _}):
            return _whole(text, context, wanted, base)
        case Whole(field, _, empty):
            return _empty(text, context, field, empty, base)
    return Edit(span, written + _mark(text, span.end)), *needs


def _value(type_: object, value: str, text: str, base: str) -> tuple[str, tuple[Edit, ...]]:
    if isinstance(type_, CodeType) and value in type_.scheme.codes:
        return _named(type_.scheme.codes[value].iri, text, base)
    if isinstance(type_, (ReferenceType, CodeType)):
        return _named(absolute(value, base), text, base)
    if isinstance(type_, BooleanType):
        return value, ()
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"', ()


def _named(iri: str, text: str, base: str) -> tuple[str, tuple[Edit, ...]]:
    """An IRI by a prefix of the text or a usual one, with the declaration that is missing; else in full."""
    declared = _declared(text)
    usual = {f"{base}#": "", **{namespace: prefix for prefix, namespace in prefixes().items()}}
    for known in (declared, usual):
        for namespace, prefix in known.items():
            local = iri.removeprefix(namespace)
            if not namespace or local == iri or not LOCAL.fullmatch(local):
                continue
            if known is declared:
                return f"{prefix}:{local}", ()
            if prefix not in declared.values():
                return f"{prefix}:{local}", (_declaration(text, prefix, namespace),)
    return f"<{iri}>", ()


@lru_cache(maxsize=2)
def _declared(text: str) -> dict[str, str]:
    """The prefixes of a text by what they stand for."""
    return {found[2]: found[1] for found in DIRECTIVE.finditer(text)}


def _declaration(text: str, prefix: str, namespace: str) -> Edit:
    """A prefix after the last that is declared."""
    at = max((found.end() for found in DIRECTIVE.finditer(text)), default=0)
    return Edit(Span(at, at), f"@prefix {prefix}: <{namespace}> .\n")


def _mark(text: str, at: int) -> str:
    """What parts a statement from what follows: nothing where a mark or another value does."""
    found = GAP.match(text, at)
    gap = found[0] if found else ""
    following = text[at + len(gap) : at + len(gap) + 1]
    if following in (";", ".", ",", "]") or (following and "\n" not in gap):
        return ""
    is_next = following and gap[-1:] not in ("", "\n")
    return " ;" if is_next else " ."


def _going_on(text: str, context: Context) -> tuple[Edit, ...]:
    """What the statement before ends with, so that another of the same subject can follow."""
    end = context.span.start
    while end and text[end - 1].isspace():
        end -= 1
    said = text[context.within if context.within is not None else end : end].split()
    if len(said) < 2 or text[end - 1] in ";,":
        return ()
    ended = text[end - 1] == "."
    start = end - 1 if ended else end
    return (Edit(Span(start, end), ";" if ended else " ;"),)


def _empty(text: str, context: Context, field: Field, value: object, base: str) -> tuple[Edit, ...]:
    """A statement whose object is to be filled in."""
    predicate, needs = _named(field.iri, text, base)
    written = '""'
    if isinstance(value, dict):
        written = ", ".join(f'""@{tag}' for tag in value)
    elif value:  # a reference
        written = _named(absolute(str(value), base), text, base)[0]
    first = Edit(context.span, f"{predicate} {written}{_mark(text, context.span.end)}")
    return (first, *_going_on(text, context), *needs)


def _whole(text: str, context: Context, wanted: Whole, base: str) -> tuple[Edit, ...]:
    """A reference to a node that is described at the end of the text."""
    from stdpolicy.formats.turtle.write import write_turtle

    field, holder, tree = wanted
    value: object = [tree] if field.many else tree
    written = write_turtle({"id": base, "type": holder.name, field.name: value}, base).decode()
    directives, _, *blocks = written.split("\n\n")
    missing = [
        _declaration(text, prefix, namespace)
        for prefix, namespace in DIRECTIVE.findall(directives)
        if namespace not in _declared(text)
    ]
    reference, needs = _named(absolute(str(tree["id"]), base), text, base)
    before = "\n" if text.endswith("\n") else "\n\n"
    last = Edit(Span(len(text), len(text)), before + "\n\n".join(blocks))
    key: tuple[Edit, ...] = ()
    if context.role is Role.KEY:
        predicate, also = _named(field.iri, text, base)
        reference, key = f"{predicate} {reference}", (*also, *_going_on(text, context))
    first = Edit(context.span, reference + _mark(text, context.span.end))
    return tuple(dict.fromkeys((first, *key, *needs, *missing, last)))
