"""What is written does not depend on how much of it is encoded at once."""

from pathlib import Path

import pytest

import stdpolicy
from stdpolicy.formats import output

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/*.jsonld"))


@pytest.mark.parametrize("notation", ["xml", "turtle", "ntriples"])
@pytest.mark.parametrize("many", [1, 7, 100])
def test_bytes_are_the_same_however_often_they_are_encoded(
    notation: str, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = [stdpolicy.load(path) for path in EXAMPLES]
    expected = [document.to_bytes(notation) for document in documents]
    monkeypatch.setattr(output, "MANY", many)
    assert [document.to_bytes(notation) for document in documents] == expected
    assert expected
