"""The commands that publish: what they refuse is told in one line."""

from pathlib import Path

import pytest

from command import Run
from small_policy import filled
from stdpolicy.cli.site import address


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


@pytest.mark.parametrize(
    "base",
    [
        "https://", "ftp://example.org/", "example.org", "https://example.org/x?y", "https://example.org/x#y",
        "https://example.org/a b", 'https://example.org/a"b', "https://example.org/\nRewriteRule", "https://example.org/$1",
        "https://example.org/%61", "https://u:p@example.org/", "https://example.org//x", "https://例.cn/",
    ],
)  # fmt: skip
def test_an_address_that_would_be_nonsense_is_refused(run: Run, tmp_path: Path, base: str) -> None:
    done = run("site", tmp_path / "out", "--base", base)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("stdpolicy: --base: expected an http(s) URL")
    assert done.stderr.count(b"\n") == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "base", ["https://example.org", "http://127.0.0.1:8000/a/b-c/", "https://w3id.org/x.y/~z"]
)
def test_an_address_ends_with_a_slash(base: str) -> None:
    assert address(base) == base.rstrip("/") + "/"
