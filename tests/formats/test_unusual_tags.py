"""Language tags in another case than the usual one: one note for each spelling, and what is none."""

import json

import pytest

import stdpolicy
from small_policy import IRI, filled
from stdpolicy.diagnostics import Fix
from stdpolicy.formats.jsonld import framed
from stdpolicy.formats.jsonld.languages import unusual_tags as of_json
from stdpolicy.formats.turtle.languages import unusual_tags as of_turtle

FORMS = {"jsonld": '"zh-Hans":', "turtle": "@zh-Hans", "xml": 'xml:lang="zh-Hans"'}
"""How a tag is written."""


@pytest.mark.parametrize("notation", FORMS)
def test_one_note_for_each_spelling(notation: str) -> None:
    form = FORMS[notation]
    document = filled(IRI, "意见")
    usual = document.to_bytes(notation).decode()
    changed = usual.replace(form, form.replace("zh-Hans", "ZH-HANS"))
    changed = changed.replace("ZH-HANS", "zh-HANS", 1)
    notes = stdpolicy.validate(changed.encode(), format=notation).diagnostics
    assert [d.rule.code for d in notes] == ["SP124", "SP124"]
    fixes = [d.fix for d in notes if isinstance(d.fix, Fix)]
    assert sum(len(fix.edits) for fix in fixes) == usual.count(form)
    for edit in sorted((one for fix in fixes for one in fix.edits), reverse=True):
        changed = changed[: edit.span.start] + edit.text + changed[edit.span.end :]
    assert changed == usual


def test_in_rdf_small_letters_are_as_usual() -> None:
    for written in ("turtle", "ntriples"):
        data = filled(IRI, "意见").to_bytes(written).replace(b"@zh-Hans", b"@zh-hans")
        assert not stdpolicy.validate(data, format=written).diagnostics


def test_what_is_no_tag_of_a_text_in_turtle() -> None:
    text = '@prefix : <urn:x#> . # "x"@EN\n:a :b """ "x"@EN """, "y"@EN, "z" @zh-CN, "é"@xyz-Foo .'
    assert [(tag, text[slice(*span)]) for tag, span in of_turtle(text)] == [("EN", "EN")]


def test_what_is_no_tag_of_a_text_in_json() -> None:
    text = json.dumps(
        framed({"id": "#a", "type": "X", "ID": 1, "title": {"EN": "", "zh": ""}}, IRI)
    )
    assert [tag for tag, _ in of_json(text)] == ["EN"]
    assert list(of_json('{"title": {"EN": "", "en": ""}}')) == []
