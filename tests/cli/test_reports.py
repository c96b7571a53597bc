"""Reports of hostile files, from the file to the report."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from command import Run

HOSTILE = '{"\uffff": 1, "\x9b31m": 2, "::error::{0}": 3, "##[group]": 4, "a\u202eb": 5}'


@pytest.mark.parametrize("name", ["政 策#1%.jsonld", "a:b.jsonld", "::error::x.jsonld"])
def test_a_hostile_file(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(HOSTILE, encoding="utf-8")
    texts = {
        format: run("validate", f"./{name}", "--format", format).stdout.decode()
        for format in ("text", "json", "sarif", "junit", "github")
    }
    for text in texts.values():
        assert not {"\uffff", "\x9b", "\u202e"} & set(text)
        assert "##[" not in text
        assert "\n::error::" not in "\n" + text
    found = json.loads(texts["json"])["findings"]
    assert found
    assert len(json.loads(texts["sarif"])["runs"][0]["results"]) == len(found)
    assert len(ElementTree.fromstring(texts["junit"]).findall(".//testcase")) == 1
    assert texts["github"].count("\n") == len(found)
