"""The import direction: a lower layer never imports a higher one."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "validator" / "stdpolicy"
FLOORS = (
    {"patterns"},
    {"language", "memo", "resources", "source", "files", "workers", "cache"},
    {"diagnostics"},
    {"model"},
    {"wording"},
    {"rule_names"},
    {"formats", "text", "config"},
    {"document"},
    {"verdict"},
    {"checks"},
    {"report", "marked"},
    {"fixes"},
    {"artefacts", "analysis", "drafting"},
    {"api"},
    {"batch", "upgrade", "exchange"},
    {"corpus"},
    {"editor", "site"},
    {"serving"},
    {"cli", "__main__"},
)
"""The rooms, from the ground up; those of one floor do not import each other."""
INSIDE = {
    "files": (
        {"changes", "errors", "versions"},
        {"reading", "naming"},
        {"writing"},
        {"__init__"},
    ),
    "artefacts/shacl": (
        {"turtle", "words"},
        {"fields"},
        {"shapes"},
        {"inference"},
        {"__init__"},
    ),
    "config": (
        {"lines"},
        {"syntax", "waiver_tables"},
        {"reading", "waivers"},
        {"discovery"},
        {"adjusting", "waiving", "spoken"},
        {"__init__"},
    ),
    "corpus": (
        {"columns", "engines", "errors", "queries", "summary", "worker", "zips"},
        {"schemas", "cluster", "processes", "units"},
        {"archives", "holdings", "lines", "named", "store", "tasks"},
        {"database", "inputs", "options", "rows", "targets", "texts"},
        {"checkers", "choice", "convert"},
        {"group"},
        {"alone"},
        {"among", "crosswalks"},
        {"comparing"},
        {"run"},
        {"__init__"},
    ),
    "upgrade": (
        {"tree"},
        {"document"},
        {"__init__"},
    ),
    "fixes": (
        {"editing", "proof", "difference"},
        {"passes"},
        {"__init__"},
    ),
    "exchange": (
        {"tbx"},
        {"__init__"},
    ),
    "exchange/tbx": (
        {"names"},
        {"sections", "write"},
        {"entry"},
        {"read"},
        {"__init__"},
    ),
    "site": (
        {"content", "visible", "grams"},
        {"parts"},
        {"routes", "history", "excerpts", "diagrams", "templating"},
        {"pages", "negotiation", "changes"},
        {"graphs", "ontology", "home"},
        {"metadata", "fair", "rules", "errors", "validator", "manual", "policy", "overview"},
        {"terms", "versions", "search", "bodies"},
        {"build"},
        {"writing"},
        {"__init__"},
    ),
    "site/rules": (
        {"groups", "accept"},
        {"headers"},
        {"apache", "nginx"},
        {"folder"},
        {"__init__"},
    ),
    "serving": (
        {"jobs", "problems"},
        {"workers"},
        {"interface"},
        {"files"},
        {"application"},
        {"server"},
        {"__init__"},
    ),
    "site/policy": (
        {"languages"},
        {"spans", "kinds", "facts", "metadata"},
        {"filters", "drawing", "places"},
        {"clauses"},
        {"pages"},
        {"__init__"},
    ),
    "site/overview": (
        {"corpus", "widths", "downloads"},
        {"tables", "targets", "influence", "crosswalks", "contrast"},
        {"codes", "responsibility", "timeline", "arcs"},
        {"overviews"},
        {"table_pages", "pair_pages"},
        {"pages"},
        {"__init__"},
    ),
    "site/metadata": (
        {"measures", "termbases", "crawlers", "statements"},
        {"datasets", "about"},
        {"catalogue"},
        {"__init__"},
    ),
    "site/fair": (
        {"verdicts"},
        {"foops", "ofaire"},
        {"pages"},
        {"__init__"},
    ),
    "editor": (
        {"documents", "schedule"},
        {"index"},
        {"workspace", "hover", "skeleton", "regions"},
        {"candidates", "navigate", "outline", "actions", "links", "session"},
        {"complete", "rename", "additions"},
        {"protocol"},
        {"server"},
        {"__init__"},
    ),
    "editor/protocol": (
        {"places", "watching"},
        {"findings", "structure"},
        {"offers"},
        {"__init__"},
    ),
    "editor/server": (
        {"asked"},
        {"notices", "nodes", "texts"},
        {"__init__"},
    ),
    "diagnostics": (
        {"fixes"},
        {"rules", "values"},
        {"findings"},
        {"report"},
        {"__init__"},
    ),
    "formats": (
        {"rules"},
        {"reading", "encoding", "causes", "cursor", "namespaces", "shapes"},
        {
            "notation",
            "in_order",
            "output",
            "steps",
            "copied",
            "edited",
            "languages",
            "wrapping",
            "quoting",
        },
        {"mending"},
        {"places", "triples", "canonical", "words"},
        {"described"},
        {"terms"},
        {"astray", "namesakes"},
        {"graph"},
        {"rdf"},
        {"turtle"},
        {"jsonld"},
        {"xmldoc"},
        {"__init__"},
    ),
    "formats/turtle": (
        {"names", "tokens", "ntriples", "whole"},
        {"languages", "lexer", "lines", "places", "prefixes", "write"},
        {"cursor", "own_layout", "recovery", "spell"},
        {"declarations"},
        {"explain"},
        {"read"},
        {"__init__"},
    ),
    "formats/xmldoc": (
        {"characters", "names", "parse", "values", "whole", "write"},
        {"attributes", "blanks", "cursor", "places", "tags"},
        {"languages", "markup", "namespace", "plain", "spell", "strays", "xpath"},
        {"odd_tags"},
        {"explain"},
        {"read"},
        {"__init__"},
    ),
    "checks": (
        {"rule"},
        {"walk", "entities"},
        {"values", "survey"},
        {"due"},
        {
            "characters",
            "spelling",
            "references",
            "policy",
            "grounding",
            "coverage",
            "consistency",
            "agreement",
        },
        {"structure"},
        {"conformance"},
        {"pipeline"},
        {"kept"},
        {"alone"},
        {"workers"},
        {"run"},
        {"__init__"},
    ),
    "checks/references": (
        {"meant"},
        {"within", "cycle"},
        {"across"},
        {"__init__"},
    ),
    "checks/grounding": (
        {"sources", "quotes"},
        {"__init__"},
    ),
    "checks/pipeline": (
        {"bounds", "failing"},
        {"opened"},
        {"rules", "placed"},
        {"__init__"},
    ),
    "checks/structure": (
        {"properties", "slots"},
        {"nodes"},
        {"__init__"},
    ),
    "checks/values": (
        {"value"},
        {"codes", "literals", "references", "texts"},
        {"patterns"},
        {"__init__"},
    ),
    "checks/walk": (
        {"nodes"},
        {"walk", "links"},
        {"__init__"},
    ),
    "drafting": (
        {"glosses", "skeleton", "doubts", "readers", "proposals", "running"},
        {"clean", "suggesting"},
        {"inputs"},
        {"emending"},
        {"draft", "review"},
        {"__init__"},
    ),
    "drafting/review": (
        {"accepting", "readings", "said"},
        {"gathered"},
        {"text"},
        {"page"},
        {"__init__"},
    ),
    "drafting/draft": (
        {"english", "entities", "provisions"},
        {"record", "words"},
        {"measures"},
        {"made"},
        {"goals"},
        {"statements"},
        {"rows"},
        {"whole"},
        {"__init__"},
    ),
    "checks/agreement": (
        {"told"},
        {"matching"},
        {"references"},
        {"amounts", "codes", "duties", "figures", "places", "record"},
        {"__init__"},
    ),
    "drafting/inputs": (
        {"reading", "radicals", "script", "counting", "plain"},
        {"wrapped", "encodings", "chrome", "markup", "package", "pdf", "numbering", "record"},
        {"page"},
        {"edges", "docx"},
        {"content"},
        {"whole"},
        {"__init__"},
    ),
    "drafting/inputs/pdf": (
        {"ruled"},
        {"pages"},
        {"joined"},
        {"__init__"},
    ),
    "text": (
        {"characters"},
        {"numerals"},
        {
            "dates",
            "quantities",
            "citations",
            "cues",
            "objects",
            "overlap",
            "sentences",
            "terms",
            "words",
        },
        {
            "bodies",
            "incentives",
            "instruments",
            "modality",
            "openness",
            "programmes",
            "standard_types",
        },
        {"deadlines", "duties", "figures", "layout", "references"},
        {"statements", "tables"},
        {"__init__"},
    ),
    "text/bodies": (
        {"fields"},
        {"grammar"},
        {"keys", "divisions", "ellipsis"},
        {"gazetteer"},
        {"lists", "mentions"},
        {"__init__"},
    ),
    "text/incentives": (
        {"incentive", "grants"},
        {"members", "parties"},
        {"reading"},
        {"__init__"},
    ),
    "text/duties": (
        {"duty", "roles", "verbs", "brackets"},
        {"labels", "rules", "seats", "acting"},
        {"clauses", "ditto", "prose"},
        {"printed"},
        {"__init__"},
    ),
    "text/tables": (
        {"grid"},
        {"heads", "values", "moved"},
        {"columns", "told"},
        {"finding"},
        {"flattened", "natured", "rows", "spaced"},
        {"aims"},
        {"reading"},
        {"__init__"},
    ),
    "text/references": (
        {"standards", "relations"},
        {"reading"},
        {"__init__"},
    ),
    "text/deadlines": (
        {"record"},
        {"dated", "plans", "reckoned"},
        {"reading"},
        {"governing"},
        {"__init__"},
    ),
    "text/layout": (
        {"pieces", "markers", "lines"},
        {"rows", "names", "tree", "back", "front"},
        {"apart", "headings", "printed"},
        {"body", "titles", "issuers", "validity", "places"},
        {"metadata"},
        {"whole"},
        {"__init__"},
    ),
    "text/figures": (
        {"figure", "units", "clauses", "verbs"},
        {"numbers"},
        {"comparison"},
        {"settings"},
        {"modes"},
        {"evidence", "things"},
        {"names", "money", "durations", "trends"},
        {"conditions"},
        {"reasons", "vague"},
        {"reading"},
        {"amounts"},
        {"assembly"},
        {"__init__"},
    ),
}
"""The same within the larger rooms."""
NO_ROOM = {("__version__",)}
"""What the package itself holds; its other names are those of the API."""
LEVEL = {name: level for level, names in enumerate(FLOORS) for name in names}
MODULES = sorted(PACKAGE.rglob("*.py"))


@cache
def imports(path: Path) -> tuple[tuple[str, ...], ...]:
    """The modules of the package that a file imports, at the top or within a function."""
    return tuple(imported(ast.parse(path.read_text(encoding="utf-8"))))


def imported(module: ast.Module) -> Iterator[tuple[str, ...]]:
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom):
            assert node.module, "imports are absolute"
            assert node.level == 0, "imports are absolute"
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            parts = tuple(name.split("."))
            if parts[0] == "stdpolicy" and len(parts) > 1:
                yield parts[1:]


def within(path: Path) -> tuple[str, ...]:
    return path.relative_to(PACKAGE).with_suffix("").parts


def test_no_room_imports_from_above_or_beside() -> None:
    for path in MODULES:
        own = within(path)[0]
        if own == "__init__":
            continue
        found = {name for name in imports(path) if name[0] != own} - NO_ROOM
        rooms = {name[0] for name in found}
        assert rooms <= LEVEL.keys(), f"a name of the API is asked of the room that has it: {path}"
        assert {room for room in rooms if LEVEL[room] >= LEVEL[own]} <= beside(own), path


def beside(room: str) -> set[str]:
    """What a room may import although it is of the same floor."""
    return {
        "files": {"language"},
        "source": {"files", "language"},
        "workers": {"language"},
        "cache": {"files", "resources"},
        "__main__": {"cli"},
    }.get(room, set())


@pytest.mark.parametrize("room", INSIDE)
def test_the_order_inside_a_room(room: str) -> None:
    level = {name: at for at, names in enumerate(INSIDE[room]) for name in names}
    inside = tuple(room.split("/"))
    depth = len(inside)
    for path in sorted((PACKAGE / room).rglob("*.py")):
        own = within(path)[depth]
        known = {n[depth] for n in imports(path) if n[:depth] == inside and len(n) > depth}
        others = {name for name in known & level.keys() if name != own}
        above = {name for name in others if level[name] >= level[own]}
        assert not above, f"{room}/{own} imports {above}"


@pytest.mark.parametrize("room", INSIDE)
def test_every_module_of_a_room_has_its_place(room: str) -> None:
    depth = len(room.split("/"))
    found = {within(path)[depth] for path in (PACKAGE / room).rglob("*.py")}
    assert found == set().union(*INSIDE[room])


def test_every_room_has_its_floor() -> None:
    assert {within(path)[0] for path in MODULES} - {"__init__"} == set(LEVEL)


def test_the_map_is_drawn_as_the_house_stands() -> None:
    page = (PACKAGE.parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")
    drawing = page.split("```")[3].splitlines()
    rooms = [re.findall(r"\w+", re.split(r" {2,}", line[1:])[0]) for line in drawing]
    drawn = [[room for room in line if room in LEVEL] for line in rooms]
    assert sorted(name for line in drawn for name in line) == sorted(LEVEL)
    levels = [LEVEL[name] for line in drawn for name in line]
    assert [level for level, _ in groupby(levels)] == sorted(set(levels), reverse=True)


def test_every_check_is_imported_by_the_pipeline() -> None:
    """A module of rules that nobody imports would have rules that never run."""
    files = (PACKAGE / "checks").rglob("*.py")
    modules = {tuple(p for p in within(path) if p != "__init__"): path for path in files}
    del modules["checks",]  # imports all of them when asked for its names
    seen, todo = set(), [("checks", "pipeline")]
    while todo:
        name = todo.pop()
        seen.add(name)
        todo += sorted(set(imports(modules[name])) & modules.keys() - seen)
    assert seen == modules.keys() - {
        ("checks", name) for name in ("kept", "alone", "workers", "run")
    }


def test_imports_are_seen() -> None:
    assert ("formats",) in set(imports(PACKAGE / "api.py"))
    assert ("artefacts",) in set(imports(PACKAGE / "cli" / "reference.py"))
