"""The commands that publish: what they refuse is told in one line."""

from pathlib import Path

import pytest

from command import Run
from small_policy import filled


@pytest.mark.parametrize("iri", ["ns", "code/role/lead", "catalogue"])
@pytest.mark.parametrize("command", ["site", "serve"])
def test_no_document_takes_the_place_of_the_vocabulary(
    run: Run, tmp_path: Path, command: str, iri: str
) -> None:
    base = f"https://w3id.org/stdpolicy/{iri}"
    file = tmp_path / "policy.jsonld"
    file.write_bytes(filled(base, "绍兴市标准化工作意见").to_bytes("jsonld"))
    out = tmp_path / "out"
    done = run(command, *([out] if command == "site" else []), file)
    assert done.returncode == 2
    assert f"stdpolicy: {base}: is the IRI of a part of the vocabulary" in done.stderr.decode()
    assert not out.exists()
