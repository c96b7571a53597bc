"""What has to hold of every file whatsoever, and small changes that make such files."""

import random
import re
from collections.abc import Iterator

import pyoxigraph as ox
from sealed import CORPUS

import stdpolicy
from stdpolicy.diagnostics import Layer, Rule, Severity
from stdpolicy.formats import WRITABLE, Notation, canonical
from stdpolicy.formats.turtle.own_layout import read_own_layout
from stdpolicy.formats.turtle.read import read_triples
from stdpolicy.source import START, Source
from stdpolicy.wording import MAX_SENTENCE

WORDS = [
    *b"\0 \r\n \xef\xbb\xbf \xff \xed\xa0\x80 \xef\xbf\xbe".split(b" "),
    *"é \u0301 𠀀 \u2028 ３ 百 半".encode().split(b" "),
    *rb"\ \u0000 \ud800 \U0010FFFF { } [ ] ( ) , : ; . < > # ^^ 1e400 -0 Infinity.5".split(),
    *b"Body body name title government zh-Hans order true null #b1 #b2 https://example.org/r".split(),
    b"9" * 20,
    b"9" * 5000,
    # JSON-LD
    *b'[] {} [null] "" {"@id":"#b1"} {"@value":"x"} {"@list":[]} {"@set":[]} {"id":"_:b"}'.split(),
    *b"@id @type @value @context @graph @list @set @base @vocab @included @nest @reverse".split(),
    *(b'"@language": "x"', b'"id": "#b1"', b'"type": "Body"'),
    # XML
    *b"/> </ <id> <type> <name/> <!-- --> <![CDATA[ ]]> <?a?> &#13; &#xD800; &amp; &a;".split(),
    *(b"<!DOCTYPE a>", b' xmlns=""', b' xmlns:a="b"', b' xml:id="b1"', b' id="#b1"', b' ref="#b1"'),
    *(b' xml:lang="en"', b' lang="en"', b' href="#b1"', b' value="1"', b' order="1"'),
    # Turtle and its family
    *b'" \' """ << >> <<( _:a () [] <#b1> <> :b1 a @en @en-u @en--ltr @base @prefix ~ {|'.split(),
    *b'stdpol:id stdpol:body ^^xsd:date "1"^^xsd:integer "a"@en'.split(),
    b"GRAPH ",
]
"""Pieces of the notations in which a change is likely to matter."""
CASES = CORPUS.parents[1] / "rules" / "cases"
WRITTEN = {"trig": "turtle", "nquads": "ntriples"} | {each.name: each.name for each in WRITABLE}
"""The notation in which the files of each can be written."""
UNREADABLE = (Layer.SYNTAX, Layer.STRUCTURE, Layer.VALUES)
"""What keeps a file from being a document."""
UNITS = [
    re.compile(pattern, re.DOTALL)
    for pattern in (
        rb".",
        rb'"(?:[^"\\]|\\.)*"|<[^<>]*>|[\w@:#./-]+|\s+|.',
        rb"[^\n]*\n|[^\n]+",
    )
]
"""What a file is changed by: bytes, which mostly breaks it, and words and lines, which often does not."""


def seeds(notation: Notation) -> Iterator[bytes]:
    """The files of the corpus in a notation, and the cases of the rules in it or written in it, so
    that every rule fires in one.
    """
    for path in (*sorted(CORPUS.iterdir()), *sorted(CASES.rglob("*.*"))):
        if path.suffix in notation.suffixes:
            yield path.read_bytes()
        elif path.is_relative_to(CASES) and (document := loaded(path.read_bytes(), None)):
            yield document.to_bytes(WRITTEN[notation.name])


def mutated(data: bytes, choice: random.Random) -> bytes:
    """The same file with one to four small changes: of bytes, of words, of lines."""
    for _ in range(choice.choice((1, 1, 2, 4))):
        units = choice.choice(UNITS).findall(data)
        start = choice.randrange(len(units) + 1)
        end = start + choice.choice((0, 0, 1, 1, 2, 5, 30))
        match choice.randrange(5):
            case 0:
                new = []
            case 1:
                new = [choice.choice(WORDS)]
            case 2:
                new = [bytes([choice.randrange(256)])]
            case 3:
                at = choice.randrange(len(units) + 1)
                new = units[at : at + choice.choice((1, 1, 2, 5, 30))]
            case _:
                end = start + 1
                old = units[start:end]
                new = old and [choice.choice([u for u in units if u[:1] == old[0][:1]])]
        data = b"".join((*units[:start], *new, *units[end:]))
    return data


def examine(data: bytes, notation: Notation | None = None) -> None:
    """Raises AssertionError, or whatever else, if a file is not treated as it should be."""
    report = stdpolicy.validate(data, format=notation)
    examine_findings(report, data)
    document = loaded(data, notation)
    if document is None:
        assert report.errors
        return
    # Rules, not sentences: which of two nodes a sentence names first is told by their order in a file.
    lasting = _errors(report)
    assert all(rule.layer not in UNREADABLE for rule in lasting)
    sentences = []
    for to in WRITABLE:
        written = document.to_bytes(to)
        for format in (to, None):
            read = stdpolicy.load(written, format=format)
            assert read == document, (to, format)
            assert read.to_bytes(to) == written, (to, format)
        again = stdpolicy.validate(written, format=to)
        assert _errors(again) == lasting, to
        sentences.append({(d.rule, d.message, d.hint) for d in again})
    assert all(said == sentences[0] for said in sentences)
    if document.notation is not None and document.notation.name == "turtle":
        _examine_layout(Source(data))


def _errors(report: stdpolicy.Report) -> set[Rule]:
    return {d.rule for d in report if d.severity is Severity.ERROR}


def examine_findings(report: stdpolicy.Report, data: bytes) -> None:
    """Sentences are short and on one line, spans are stretches of the text, and paths are found."""
    text = Source(data).lines.text
    for finding in report:
        assert finding.rule.layer is not Layer.CONFORMANCE, finding
        for said in (finding.message, finding.hint, *(words for words, *_ in finding.related)):
            assert len(said) <= MAX_SENTENCE, finding
            assert "\n" not in said, finding
        str(finding).encode()
        assert 0 <= finding.span.start <= finding.span.end <= len(text), finding
        assert finding.span != START or not finding.pointer, finding
        assert (1, 1) <= finding.place <= finding.end, finding
        assert finding.place.column <= len(finding.excerpt) + 2, finding


def loaded(data: bytes, notation: Notation | None) -> stdpolicy.Document | None:
    """The document, if it is one. Raises whatever load should not raise."""
    try:
        return stdpolicy.load(data, format=notation)
    except stdpolicy.InvalidDocument as invalid:
        if not invalid.report.errors:
            raise
        return None


def _examine_layout(source: Source) -> None:
    """What is read line by line is what the triples say."""
    fast = read_own_layout(source)
    if fast is not None:
        slow = read_triples(source, ox.RdfFormat.TURTLE)
        assert slow.findings == []
        assert slow.tree is not None
        assert fast.tree is not None
        assert canonical(slow.tree, slow.base) == canonical(fast.tree, fast.base)
