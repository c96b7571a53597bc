"""Writes docs/queries.md: questions to the examples, each with its SPARQL query and its answer.

    python docs/queries/page.py

needs pyoxigraph, which comes with stdpolicy.
"""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PAGE = HERE.parent / "queries.md"
ANSWERS = HERE / "answers"
"""Where the whole answers are of which the page shows the first rows."""
DATA = [
    *sorted(ROOT.glob("examples/*/*.ttl")),
    *(ROOT / "ontology" / name for name in ("stdpolicy.ttl", "codes.ttl")),
]
QUERIES = sorted(HERE.glob("*.rq"))
ROWS, CHARACTERS = 12, 60
"""How many rows of an answer, and how many characters of a text, the page shows."""
SHORT = {
    "https://w3id.org/stdpolicy/ns#": "stdpol:",
    "https://w3id.org/stdpolicy/id/": "",
}
CODE = re.compile("https://w3id.org/stdpolicy/code/([^/]+)/")

INTRODUCTION = """# Questions and queries

Questions that one may put to standardization policies, each with a query in SPARQL 1.1 and what the [examples](../examples/) answer. The queries are in
[queries/](queries/). Any SPARQL processor runs them over the Turtle files of the examples together with
[stdpolicy.ttl](../ontology/stdpolicy.ttl) and [codes.ttl](../ontology/codes.ttl), which have the names of the codes and their hierarchy. In Python:

```python
from pathlib import Path

import pyoxigraph as ox

store = ox.Store()
for path in [*Path("examples").glob("*/*.ttl"), "ontology/stdpolicy.ttl", "ontology/codes.ttl"]:
    store.load(path=path, format=ox.RdfFormat.TURTLE)
query = Path("docs/queries/05-who-leads.rq").read_text(encoding="utf-8")
for row in store.query(query):
    print(row["name"].value, row["measures"].value)
```

A language tag has no case, and a store may keep `zh-Hans` as `zh-hans`. So the queries say `langMatches(lang(?x), "zh")`, which takes either, and
never `lang(?x) = "zh-Hans"`. For English names write `"en"` instead.

In the answers an IRI is shortened: `jiaxing-2022#goal1` stands for `https://w3id.org/stdpolicy/id/jiaxing-2022#goal1`, and `role:lead` for
`https://w3id.org/stdpolicy/code/role/lead`. Long texts are cut, and of many rows the first 12 are shown. Rows are sorted, so every processor gives them in
this order.

Two questions the five policies leave open: from what value a target sets out (41), since none prints one, and whether it was reached (42). The format holds only
what a policy says, so what was measured is kept elsewhere; 42 holds it against the targets.

`python docs/queries/page.py` writes this page, and the whole answers of which it shows the first rows, as CSV, in [queries/answers/](queries/answers/).
"""


@dataclass(frozen=True)
class Query:
    """A file of this folder: the question in two languages, a remark, and the query proper."""

    path: Path
    english: str
    chinese: str
    remark: str
    sparql: str

    @property
    def title(self) -> str:
        """The heading on the page: the number of the file and the question in English."""
        return f"{int(self.path.name[:2])}. {self.english}"


def read(path: Path) -> Query:
    """The parts of a query file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    comments = [line.removeprefix("# ") for line in lines if line.startswith("# ")]
    sparql = "\n".join(lines[len(comments) :])
    return Query(path, comments[0], comments[1], " ".join(comments[2:]), sparql)


def load() -> ox.Store:
    """The examples and the vocabulary in one store."""
    store = ox.Store()
    for path in DATA:
        store.load(path=path, format=ox.RdfFormat.TURTLE)
    return store


def answer(store: ox.Store, query: Query) -> tuple[list[str], list[list[str]]]:
    """The names of the columns, and the cells of each row as Markdown."""
    found = store.query(query.sparql)
    assert isinstance(found, ox.QuerySolutions)
    return [v.value for v in found.variables], [[cell(term) for term in row] for row in found]


def whole(store: ox.Store) -> dict[str, bytes]:
    """The answers that the page does not show whole, as CSV, by the names of their files."""
    found = {}
    for query in map(read, QUERIES):
        solutions = store.query(query.sparql)
        assert isinstance(solutions, ox.QuerySolutions)
        data = solutions.serialize(format=ox.QueryResultsFormat.CSV)
        rows = list(csv.reader(io.StringIO(data.decode())))
        if len(rows) - 1 > ROWS:
            found[f"{query.path.stem}.csv"] = data.replace(b"\r\n", b"\n")
    return found


def cell(term: object) -> str:
    """A term as it is shown in a table."""
    match term:
        case ox.NamedNode():
            shown = CODE.sub(r"\1:", term.value)
            for start, short in SHORT.items():
                shown = shown.replace(start, short)
            return f"`{shown}`"
        case ox.Literal():
            text = " ".join(term.value.split())
            cut = text if len(text) <= CHARACTERS else text[: CHARACTERS - 1] + "…"
            return re.sub(r"([\\|*_`<\[])", r"\\\1", cut)
        case _:
            return ""


def anchor(title: str) -> str:
    """The fragment that GitHub gives a heading."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def section(store: ox.Store, query: Query) -> list[str]:
    """The lines about one query."""
    columns, rows = answer(store, query)
    lines = ["", f"## {query.title}", "", query.chinese, ""]
    if query.remark:
        lines += [query.remark, ""]
    lines += [f"[{query.path.name}](queries/{query.path.name})", ""]
    lines += ["```sparql", query.sparql, "```", ""]
    lines += [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    lines += [f"| {' | '.join(row)} |" for row in rows[:ROWS]]
    if len(rows) > ROWS:
        whole = f"queries/answers/{query.path.stem}.csv"
        lines += ["", f"The first {ROWS} of {len(rows)} rows; [all of them]({whole})."]
    return lines


def page() -> str:
    """The text of docs/queries.md."""
    store = load()
    queries = [read(path) for path in QUERIES]
    lines = [INTRODUCTION]
    lines += [f"- [{query.title}](#{anchor(query.title)})" for query in queries]
    for query in queries:
        lines += section(store, query)
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    ANSWERS.mkdir(exist_ok=True)
    for name, data in whole(load()).items():
        (ANSWERS / name).write_bytes(data)
