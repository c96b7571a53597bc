"""What the tests of corpora share."""

from pathlib import Path

import pytest

import stdpolicy
from small_policy import filled

CASES = Path(__file__).parents[1] / "rules" / "cases"
ACROSS = ("SP411", "SP412", "SP413", "SP701", "SP702", "SP705", "SP706")
"""Rules by which one document tells of another."""
THREEFOLD = ("SP413", "SP701")
"""Those of whose cases there are files in three notations."""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of every kind: valid, broken, inconsistent, in three notations; of other tools, and what is not there."""
    made = tmp_path_factory.mktemp("corpus") / "in"
    for rule in ACROSS:
        for path in sorted((CASES / rule).rglob("*.jsonld")):
            target = made / rule / path.relative_to(CASES / rule)
            target.parent.mkdir(parents=True, exist_ok=True)
            data = path.read_bytes().replace(b"example.org/", f"example.org/{rule}/".encode())
            target.write_bytes(data)
            try:
                document = stdpolicy.load(data, format="jsonld")
            except stdpolicy.InvalidDocument:
                continue
            others = (("turtle", ".ttl"), ("xml", ".xml")) if rule in THREEFOLD else ()
            for notation, suffix in others:
                target.with_suffix(suffix).write_bytes(document.to_bytes(notation))
    document = filled("https://example.org/id/twin", "某省标准化工作意见")
    (made / "twin.jsonld").write_bytes(document.to_bytes("jsonld"))
    (made / "twin.xml").write_bytes(document.to_bytes("xml").replace("标准化".encode(), b"a", 1))
    (made / "broken.jsonld").write_bytes(document.to_bytes("jsonld").replace(b'"opinions"', b'"o"'))
    (made / "cut.ttl").write_bytes(document.to_bytes("turtle")[:900])
    (made / "other.json").write_text('{"name": "of another tool"}')
    (made / "empty.ttl").touch()
    (made / ".hidden.jsonld").write_text("{")
    (made / "gone.jsonld").symlink_to(made / "nowhere.jsonld")
    return made
