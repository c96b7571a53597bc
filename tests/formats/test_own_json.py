"""What a fast parser makes of JSON-LD in our layout is what the careful reader makes of it, or is not believed."""

import json
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from stdpolicy.formats import named
from stdpolicy.formats.in_order import in_order
from stdpolicy.source import Source
from stdpolicy.verdict import judge
from strategies import Tree

BASE = "https://example.org/p"
JSONLD = named("jsonld")
CAREFUL = replace(JSONLD, read_own_layout=lambda source: None)


def written(*places: Tree, **more: object) -> str:
    assert JSONLD.write
    title = {"en": "List", "zh-Hans": "名录"}
    registry = {"id": BASE, "type": "Registry", "title": title, "describesPlace": list(places)}
    return JSONLD.write(registry | more, BASE).decode()


def place(name: str, **more: object) -> Tree:
    return {"id": f"#{name}", "type": "Place", "name": {"zh-Hans": "甲"}} | more


TEXT = written(place("p1"), place("p2"), place("p10", parent="#p1"))


def test_a_canonical_document_is_read_so() -> None:
    judged = judge(Source(TEXT.encode()))
    assert judged.document is not None
    assert judged.reading.locate.__module__ == "stdpolicy.formats.jsonld.own_layout"


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('"#p2"', '"#p02"'),
        lambda text: text.replace('"#p2"', '"#p1"'),
        lambda text: text.replace('"#p2"', '"#p20"'),
        lambda text: text.replace('"#p1"', '"#"'),
        lambda text: text.replace("zh-Hans", "zh-hans"),
        lambda text: text.replace('"parent": "#p1"', f'"parent": "{BASE}#p1"'),
        lambda text: text.replace("名录", "\\u540d录"),
        lambda text: text.replace("名录", "锛銆"),
        lambda text: text.replace('"title": {', '"title": {},\n  "title": {'),
        lambda text: text.replace('"describesPlace"', '"describesBody"'),
        lambda text: text.replace('"describesPlace"', '"https://x.example/describesPlace"'),
        lambda text: text.replace('"@context"', '"$schema": "x",\n  "@context"'),
        lambda text: text.replace(f'"id": "{BASE}"', '"id": ""'),
        lambda text: text.replace(f'"@base": "{BASE}"', '"@base": "urn:x:y"'),
        lambda text: text.replace('"zh-Hans": "甲"', '"zh-Hans": 1.0'),
        lambda text: text.replace('"zh-Hans": "甲"', '"zh-Hans": 12345678901234567890'),
        lambda text: text[:-1],
        lambda text: "\ufeff" + text,
        lambda text: json.dumps(json.loads(text)),
    ],
)
def test_the_verdict_is_the_same(change: Callable[[str], str]) -> None:
    source = Source(change(TEXT).encode())
    assert source.data != TEXT.encode()
    fast, careful = judge(source, JSONLD), judge(source, CAREFUL)
    assert fast.findings == careful.findings
    assert (fast.reading.base, fast.reading.tree) == (careful.reading.base, careful.reading.tree)
    if fast.document is None or careful.document is None:
        assert fast.document is careful.document
    else:
        assert fast.document.to_bytes("jsonld") == careful.document.to_bytes("jsonld")


def numbered(order: object) -> Tree:
    provision = {"id": "#a", "type": "Provision", "order": order}
    return {"id": BASE, "type": "Policy", "provision": [provision]}


def test_an_integer_that_is_written_as_another_number_is_not_canonical() -> None:
    assert in_order(numbered(1), BASE)
    assert not in_order(numbered(1.0), BASE)
