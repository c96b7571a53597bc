"""The JSON Schema of stdpolicy.toml: it has the reader's keys, and judges as the reader does."""

import json
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from stdpolicy.config import read_config
from stdpolicy.config.reading import KEYS, PER_FILE_KEYS
from stdpolicy.config.waiver_tables import REQUIRED, WAIVER_KEYS
from stdpolicy.resources import read

SCHEMA = json.loads(read("schema/config.schema.json"))
VALIDATOR = jsonschema_rs.Draft202012Validator(SCHEMA, validate_formats=True)
DOCS = Path(__file__).parents[2] / "docs" / "configuration.md"
TYPES = {str: "string", list: "array", dict: "object", date: "string"}
WAIVER = '[[waiver]]\nrule = "SP508"\npolicy = "https://example.org/p"\n'


def said(text: str) -> Any:
    """A configuration as editors of TOML give it to a schema: dates are strings."""
    return json.loads(json.dumps(tomllib.loads(text), default=date.isoformat))


@pytest.mark.parametrize(
    ("schema", "keys", "required"),
    [
        (SCHEMA, KEYS, ()),
        (SCHEMA["properties"]["waiver"]["items"], WAIVER_KEYS, REQUIRED),
        (SCHEMA["properties"]["per-file"]["items"], PER_FILE_KEYS, tuple(PER_FILE_KEYS)),
    ],
    ids=["top", "waiver", "per-file"],
)
def test_it_has_the_keys_of_the_reader(
    schema: Any, keys: dict[str, type], required: tuple[str, ...]
) -> None:
    assert schema["properties"].keys() == keys.keys()
    assert tuple(schema.get("required", ())) == required
    for key, kind in keys.items():
        property_ = schema["properties"][key]
        assert property_.get("type", "string") == TYPES[kind], key
        assert re.search("[\u4e00-\u9fff].* / [A-Z]", property_["title"]), key


def test_the_example_of_the_documentation_is_valid(tmp_path: Path) -> None:
    found = re.search(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    assert found[1].startswith("#:schema ")
    path = tmp_path / "stdpolicy.toml"
    path.write_text(found[1], encoding="utf-8")
    assert read_config(path) is not None
    assert list(VALIDATOR.iter_errors(said(found[1]))) == []


@pytest.mark.parametrize(
    "text",
    [
        'registrys = ["a"]',
        'registries = "a"',
        'lang = "fr"',
        'fail-level = "fatal"',
        'select = ["X1"]',
        '[severity]\nSP613 = "fatal"',
        '[severity]\nSP101 = "note"',
        '[[per-file]]\nfiles = ["a"]',
        WAIVER,
        WAIVER + 'reason = " "',
        WAIVER + 'reason = "so"\nuntil = "soon"',
    ],
)
def test_it_refuses(text: str) -> None:
    assert not VALIDATOR.is_valid(said(text))
