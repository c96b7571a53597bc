"""A release that has been published never changes again."""

import hashlib
from pathlib import Path

import pytest

import stdpolicy
from stdpolicy.source import Source
from stdpolicy.upgrade import upgraded

ROOT = Path(__file__).parents[1]
KEPT = sorted((ROOT / "tests" / "data").glob("[0-9]*/*/"))
"""Documents in the notations of a release, as it wrote them."""
RELEASES = sorted(
    p for part in ("ontology", "schema") for p in (ROOT / part / "releases").iterdir()
)


@pytest.mark.parametrize("release", RELEASES, ids=lambda p: f"{p.parts[-3]}-{p.name}")
def test_a_release_is_frozen(release: Path) -> None:
    listed = dict(
        reversed(line.split("  ", 1))
        for line in (release / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    )
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in release.iterdir()
        if path.name != "SHA256SUMS"
    }
    assert found == listed


def test_both_parts_of_a_release_are_there() -> None:
    assert [p.name for p in RELEASES if p.parts[-3] == "ontology"] == [
        p.name for p in RELEASES if p.parts[-3] == "schema"
    ]


@pytest.mark.parametrize("folder", KEPT, ids=lambda p: f"{p.parent.name}-{p.name}")
def test_what_a_release_wrote_is_still_read(folder: Path) -> None:
    files = sorted(path for path in folder.iterdir() if path.suffix != ".txt")
    assert [path.suffix for path in files] == [".jsonld", ".ttl", ".xml"]
    first, *others = [upgraded(Source.from_path(path)).document for path in files]
    assert all(other == first for other in others)
    assert stdpolicy.validate(first.to_bytes("jsonld")).ok()


def test_every_release_has_kept_documents() -> None:
    assert {p.name for p in RELEASES} == {p.parent.name for p in KEPT}
