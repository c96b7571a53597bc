"""Which bodies do what in which policy.

Most bodies are of one place and so in the policies of that place alone. That policies may be compared, bodies whose names
are alike but for the place stand in one row: 山东省发展和改革委员会, 杭州市发展和改革委员会.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import takewhile

from stdpolicy.model import Text
from stdpolicy.model.iri import absolute
from stdpolicy.site.content import Content
from stdpolicy.site.overview.corpus import Corpus, Statement
from stdpolicy.site.overview.tables import Cell, Part, Row, Table

CHINESE = "zh-Hans"


def responsibility(corpus: Corpus) -> Table:
    """The assignments by body and role, those first that most policies name; policies without any are left out."""
    content = corpus.content
    offices: dict[str, dict[str, list[Statement]]] = defaultdict(dict)
    totals: dict[str, int] = {}
    for policy in corpus.policies:
        statements = corpus.statements(policy, "Assignment")
        if statements:
            totals[policy.base] = len(statements)
        for one in statements:
            office = _office(body(one), content)
            offices[office].setdefault(policy.base, []).append(one)
    keys = set[str]()
    rows = [_row(office, cells, content, keys) for office, cells in offices.items()]
    rows.sort(key=lambda row: (-len(row.cells), -row.count, row.key))
    policies = tuple(one for one in corpus.policies if one.base in totals)
    return Table(policies, tuple(rows), totals)


def body(assignment: Statement) -> str:
    """The IRI of the body that an assignment names."""
    return absolute(str(assignment.node["body"]), assignment.policy.base)


def _office(iri: str, content: Content) -> str:
    """The Chinese name of a body without that of its place; if it has none, its IRI."""
    name = (content.name(iri) or {}).get(CHINESE, "")
    node = content.nodes.get(iri, {})
    document = iri.partition("#")[0]
    place = content.name(absolute(str(node["place"]), document)) if "place" in node else None
    return name.removeprefix((place or {}).get(CHINESE, "")) or name or iri


def _row(office: str, cells: dict[str, list[Statement]], content: Content, keys: set[str]) -> Row:
    roles = content.model.schemes["role"].codes
    found = {}
    for base, statements in cells.items():
        parts = []
        for role in roles.values():
            some = tuple(one for one in statements if one.node["role"] == role.name)
            if some:
                parts.append(Part(role.label, some))
        found[base] = Cell(tuple(parts))
    bodies = dict.fromkeys(body(one) for some in cells.values() for one in some)
    label = _together([content.name(iri) or {CHINESE: iri} for iri in bodies], office)
    return Row(_key(next(iter(bodies)), keys), label, found, tuple(bodies))


def _together(names: Sequence[Text], office: str) -> Text:
    """What the bodies of a row are called: one by its name; several, in Chinese, without the place, and in English
    by the words that all have, if there are any.
    """
    if len(names) == 1:
        return names[0]
    english = shared([name["en"] for name in names if "en" in name]) or names[0].get("en")
    return {CHINESE: office} | ({"en": english} if english else {})


def shared(names: Sequence[str]) -> str:
    """The words with which all of some names begin and end, and dots for what is between, but not at the beginning:
    General Office of the … People’s Government; nothing if they share no words.
    """
    words = [name.split() for name in names]
    begin = _alike(words)
    end = _alike([one[len(begin) :][::-1] for one in words])[::-1]
    if all(len(one) == len(begin) + len(end) for one in words):
        return " ".join(begin + end)
    return " ".join([*begin, "…", *end] if begin else end)


def _alike(rows: Sequence[Sequence[str]]) -> list[str]:
    """What all rows begin with."""
    same = takewhile(lambda row: len(set(row)) == 1, zip(*rows, strict=False))
    return [row[0] for row in same]


def _key(iri: str, taken: set[str]) -> str:
    """A name in ASCII for what an IRI names, as no other has."""
    stem = re.sub(r"[^A-Za-z0-9-]+", "-", re.split("[/#]", iri)[-1]).strip("-") or "body"
    name, count = stem, 1
    while name.lower() in taken:
        count += 1
        name = f"{stem}-{count}"
    taken.add(name.lower())
    return name
