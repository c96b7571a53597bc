# The compiled JSON Schema: valid, and read alike by the engines of three languages.

import json
import re
import shutil
import subprocess
from pathlib import Path

import jsonschema
import jsonschema_rs
import pytest

from artefacts.samples import BASE, document
from stdpolicy.artefacts.jsonschema import compile_schema, json_schema, json_schema_of
from stdpolicy.artefacts.xsd import xsd
from stdpolicy.model import Test as Asks  # pytest collects what is called Test
from stdpolicy.model.codes import RESERVED
from stdpolicy.model.edition import model
from stdpolicy.model.lexical import CONTEXT

MODEL = model()
SCHEMA = compile_schema(MODEL)
PYTHON = jsonschema.Draft202012Validator(SCHEMA)
XSD_TYPES = re.compile(r'<xs:(?:complex|simple)Type name="([^"]+)"')
RUST = jsonschema_rs.Draft202012Validator(SCHEMA)


def framed(tree):
    return {"@context": [CONTEXT, {"@base": BASE}], **tree}


def minimal():
    # A minimal document and what each change makes of it.
    place = {"id": "#p1", "type": "Place", "name": {"zh-Hans": "嘉兴市"}, "code": "330400"}
    return framed(
        {"id": BASE, "type": "Registry", "title": {"zh-Hans": "名录"}, "describesPlace": [place]}
    )


def changed(path, value):
    tree = minimal()
    *above, last = path
    node = tree
    for step in above:
        node = node[step]
    node[last] = value
    return tree


BROKEN = {
    "unknown property": changed(["nickname"], "x"),
    "wrong type": changed(["type"], "Body"),
    "no title": {key: value for key, value in minimal().items() if key != "title"},
    "no Chinese title": changed(["title"], {"en": "Registry"}),
    "no array": changed(
        ["describesPlace"], {"id": "#p1", "type": "Place", "name": {"zh-Hans": "嘉兴市"}}
    ),
    "empty array": changed(["describesPlace"], []),
    "empty string": changed(["title", "zh-Hans"], ""),
    "language tag": changed(["title", "zh_CN"], "名录"),
    "pattern": changed(["describesPlace", 0, "code"], "3304"),
    "code": changed(["describesPlace", 0, "level"], "galactic"),
    "code as IRI": changed(
        ["describesPlace", 0, "level"],
        "https://w3id.org/stdpolicy/code/administrative-level/national",
    ),
    "id": changed(["describesPlace", 0, "id"], "p1"),
    "base": changed(["@context"], [CONTEXT, {"@base": "registry"}]),
    "final line feed": changed(["describesPlace", 0, "code"], "330400\n"),
    "final line feed in an id": changed(["describesPlace", 0, "id"], "#p1\n"),
    "final line feed in a tag": changed(["title", "en\n"], "Registry"),
    "control character": changed(["title", "zh-Hans"], "名\u0001录"),
    "repeated reference": changed(["describesPlace", 0, "sameAs"], ["urn:a:b", "urn:a:b"]),
}


def test_valid_under_its_metaschema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema_rs.meta.validate(SCHEMA)


@pytest.mark.parametrize("root", MODEL.roots)
def test_accepts_documents_with_everything(root):
    tree = framed(document(MODEL, root))
    assert list(PYTHON.iter_errors(tree)) == []
    assert RUST.is_valid(tree)


def test_accepts_a_minimal_document():
    assert PYTHON.is_valid(minimal())
    assert RUST.is_valid(minimal())


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_refuses(broken):
    assert not PYTHON.is_valid(broken)
    assert not RUST.is_valid(broken)


@pytest.mark.parametrize(
    ("cls", "condition"),
    [(cls, condition) for cls in MODEL.classes.values() for condition in cls.conditions],
    ids=lambda value: value.name,
)
def test_states_every_condition(cls, condition):
    when = condition.when
    breaking = {} if when.test is Asks.ABSENT else {when.field: when.value or "x"}
    if when.test is Asks.SEVERAL:
        breaking = {when.field: ["x", "y"]}
    breaking |= {then.field: "x" for then in condition.then if then.test is Asks.ABSENT}
    keeping = {when.field: "x"} if when.test is Asks.ABSENT else {}
    (clause,) = (
        c for c in SCHEMA["$defs"][cls.name]["allOf"] if condition.message["en"] in c["$comment"]
    )
    engine = jsonschema_rs.Draft202012Validator({key: clause[key] for key in ("if", "then")})
    assert when.holds(breaking)
    assert not condition.holds(breaking)
    assert not engine.is_valid(breaking)
    assert engine.is_valid(keeping)


@pytest.mark.node
def test_ajv_loads_it_and_agrees(tmp_path):
    here = Path(__file__).parents[1] / "node"
    node = shutil.which("node")
    assert node is not None, "node is not installed"
    documents = [
        minimal(),
        *(framed(document(MODEL, root)) for root in MODEL.roots),
        *BROKEN.values(),
    ]
    (tmp_path / "schema.json").write_text(json_schema(MODEL), encoding="utf-8")
    (tmp_path / "documents.json").write_text(json.dumps(documents), encoding="utf-8")
    command = [node, here / "ajv_load.mjs", tmp_path / "schema.json", tmp_path / "documents.json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == [RUST.is_valid(tree) for tree in documents]


FOREIGN = {
    "https://example.org/code/x": True,
    "urn:x:stdpolicy": True,
    "https://w3id.org/stdpolicy": True,
    "https://w3idXorg/stdpolicy/code/unit/percent": True,
    "https://w3id.org/stdpolicy/code/unit/percent": False,
    "https://w3id.org/stdpolicy/code/genres/opinions": False,
    "https://w3id.org/stdpolicy/ns#Goal": False,
    "https://example.org/a b": False,
    "https://example.org/%": False,
    "https://example.org/x\n": False,
    "opinions": True,
    "Opinions": False,
}


@pytest.mark.parametrize(("value", "allowed"), FOREIGN.items())
def test_an_open_list_and_the_model_allow_alike(value, allowed):
    schema = {"$ref": "#/$defs/genre", "$defs": SCHEMA["$defs"]}
    assert MODEL.schemes["genre"].allows(value) is allowed
    assert jsonschema.Draft202012Validator(schema).is_valid(value) is allowed
    assert jsonschema_rs.Draft202012Validator(schema).is_valid(value) is allowed


def test_names_of_value_types_are_reserved():
    own = {*MODEL.classes, *MODEL.schemes}
    assert SCHEMA["$defs"].keys() - own <= RESERVED
    types = set(re.findall(r'^  <xs:(?:simple|complex)Type name="([^"]*)"', xsd(MODEL), re.M))
    assert {name for name in types - own if not name.endswith("-listed")} <= RESERVED


@pytest.mark.parametrize("text", [json_schema(MODEL), xsd(MODEL)])
def test_no_two_names_differ_only_by_case(text):
    # Generators make classes of them, and files of classes.
    names = SCHEMA["$defs"].keys() if text.startswith("{") else XSD_TYPES.findall(text)
    assert len({name.lower() for name in names}) == len(names)


def test_titles_are_in_both_languages():
    for name, definition in SCHEMA["$defs"].items():
        for key, field in definition.get("properties", {}).items():
            if name in MODEL.classes:
                chinese, english = field["title"].split(" / ")
                assert chinese != english, (name, key)
                assert not chinese.isascii(), (name, key)


@pytest.mark.parametrize("root", MODEL.roots)
def test_for_generators_descriptions_begin_with_the_names_in_both_languages(root):
    schema = json.loads(json_schema_of(root)(MODEL))
    for name, cls in MODEL.classes.items():
        if name in schema["$defs"]:
            of_class = schema["$defs"][name]
            named = [(of_class, cls.label)]
            named += [(of_class["properties"][field.name], field.label) for field in cls.fields]
            for said, label in named:
                assert said["description"].startswith(f"{label['zh-Hans']} / {label['en']}\n\n")
            assert all("title" not in field for field in of_class["properties"].values())
