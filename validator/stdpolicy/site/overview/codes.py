"""How many statements of each policy have which code of a list."""

from collections import defaultdict

from stdpolicy.model import Scheme, Text
from stdpolicy.site.overview.corpus import Corpus, Statement
from stdpolicy.site.overview.tables import Cell, Part, Row, Table


def by_code(corpus: Corpus, field: str, scheme: Scheme, kind: str) -> Table:
    """The statements of a class by the codes that they have in a field: the rows are all codes in the order of
    the list and, since lists may be open, the concepts of others that are used. A code counts what has it or one
    below it, each statement once.
    """
    label = corpus.content.model.classes[kind].label
    found: dict[str, dict[str, list[Statement]]] = defaultdict(dict)
    totals: dict[str, int] = {}
    for policy in corpus.policies:
        statements = corpus.statements(policy, kind)
        totals[policy.base] = len(statements)
        for one in statements:
            for name in {up for code in one.node.get(field, ()) for up in _upwards(code, scheme)}:
                found[name].setdefault(policy.base, []).append(one)
    others = sorted(found.keys() - scheme.codes.keys())
    rows = []
    for name in (*scheme.codes, *others):
        if name not in found and scheme.codes[name].deprecated:
            continue
        cells = {base: Cell((Part(label, tuple(some)),)) for base, some in found[name].items()}
        if name in scheme.codes:
            code = scheme.codes[name]
            depth = len(_upwards(name, scheme)) - 1
            rows.append(Row(name, code.label, cells, (code.iri,), depth))
        else:
            key = f"other_{others.index(name) + 1}"
            rows.append(Row(key, _named(name), cells, (name,)))
    return Table(corpus.policies, tuple(rows), totals)


def _upwards(name: str, scheme: Scheme) -> list[str]:
    """A code and those above it; of another's concept, that alone."""
    found = [name]
    while (code := scheme.codes.get(found[-1])) and code.broader:
        found.append(code.broader)
    return found


def _named(iri: str) -> Text:
    """The IRI of a concept that is not described here for its name, in both languages."""
    return {"zh-Hans": iri, "en": iri}
