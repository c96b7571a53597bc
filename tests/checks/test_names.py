"""JSON-LD: a name that is another one is one finding, whatever it names and wherever it stands."""

import json
import re

import pytest

import stdpolicy
from sampled import some
from small_policy import IRI, policy
from stdpolicy.formats.jsonld import framed

DOCUMENT = json.dumps(framed(policy(), IRI), ensure_ascii=False, indent=1)
NAME = re.compile(r'(?<!"en": )(?<!"zh-Hans": )"#([a-z]\w*)"')
NAMES = sorted(set(NAME.findall(DOCUMENT)))


def found(match: re.Match[str], name: str) -> list[str]:
    start, end = match.span(1)
    changed = DOCUMENT[:start] + name + DOCUMENT[end:]
    report = stdpolicy.validate(changed.encode(), format="jsonld")
    # That another body is meant the words tell too, and then nothing may refer to the right one.
    return [str(one) for one in report if one.rule.code != "SP624"]


@pytest.mark.parametrize("name", some(NAMES, 3))
def test_another_name(name: str) -> None:
    """Of a node that nothing refers to any name will do, and a reference to another of its class."""
    for match in NAME.finditer(DOCUMENT):
        if match[1] == name:
            for other in (*NAMES, f"{name}x", "somethingElse"):
                assert len(found(match, other)) <= 1, (match, other)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_is_used_twice(name: str) -> None:
    first, *others = (
        m for m in NAME.finditer(DOCUMENT) if DOCUMENT[: m.start()].endswith('"id": ')
    )
    for match in (first, *others):
        if match[1] != name:
            assert len(found(match, name)) == 1, match
