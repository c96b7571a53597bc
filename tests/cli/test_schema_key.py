"""JSON-LD: `$schema`, by which editors find a schema, is no content; `fmt` keeps it."""

import json
from pathlib import Path

import jsonschema_rs
import pytest

import stdpolicy
from command import Run
from small_policy import IRI
from small_policy import policy as small
from stdpolicy.formats.jsonld import framed
from stdpolicy.resources import read

PLAIN = framed(small(), IRI)
NAMED = {"$schema": "https://w3id.org/stdpolicy/schema/0.2.json", **PLAIN}


def as_bytes(tree: object) -> bytes:
    return json.dumps(tree).encode()


@pytest.mark.parametrize("name", ["x", "", "https://example.org/s.json#", '"\\\u2028'])
def test_it_is_no_content(name: str) -> None:
    found = stdpolicy.load(as_bytes({**PLAIN, "$schema": name}))
    plain = stdpolicy.load(as_bytes(PLAIN))
    assert found == plain
    assert found.digest() == plain.digest()
    for notation in ("jsonld", "turtle", "xml", "ntriples"):
        assert found.to_bytes(notation) == plain.to_bytes(notation)


def test_beside_another_form_of_json_ld() -> None:
    graph = {"@context": PLAIN["@context"], "@graph": [small()]}
    assert stdpolicy.load(as_bytes({"$schema": "x", **graph})) == stdpolicy.load(as_bytes(graph))


def test_the_schema_allows_it() -> None:
    schema = jsonschema_rs.Draft202012Validator(json.loads(read("schema/stdpolicy.schema.json")))
    assert schema.is_valid(NAMED)
    assert not schema.is_valid({**PLAIN, "$schema": 5})


def test_what_is_no_such_key() -> None:
    for tree in ({**PLAIN, "$schema": 5}, {**PLAIN, "$scheme": "x"}):
        assert [d.rule.code for d in stdpolicy.validate(as_bytes(tree))] == ["SP201"]
    below = small()
    below["goal"][0]["$schema"] = "x"
    report = stdpolicy.validate(as_bytes(framed(below, IRI)))
    assert [d.rule.code for d in report] == ["SP201"]


def test_fmt_keeps_it_and_puts_it_first(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "p.jsonld"
    file.write_bytes(as_bytes({**PLAIN, "$schema": "./s.json"}))
    assert run("fmt", file).returncode == 0
    written = file.read_bytes()
    assert json.loads(written) == {**json.loads(written), "$schema": "./s.json"}
    assert list(json.loads(written))[:2] == ["$schema", "@context"]
    assert written == b'{\n  "$schema": "./s.json",' + stdpolicy.convert(written, "jsonld")[1:]
    assert run("fmt", "--check", file).returncode == 0
    assert run("fmt", "-", input=written).stdout == written


def test_conversion_leaves_it_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "p.jsonld").write_bytes(as_bytes(NAMED))
    done = run("convert", tmp_path / "p.jsonld", "--to", "jsonld")
    assert "$schema" not in json.loads(done.stdout)
