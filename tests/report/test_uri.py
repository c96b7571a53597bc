"""SARIF names files by URI."""

import os
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uris import is_reference

from stdpolicy.report.sarif import uri
from strategies import examples


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a/b.ttl", "a/b.ttl"),
        ("./a//b.ttl", "a/b.ttl"),
        ("政 策#1%.jsonld", "%E6%94%BF%20%E7%AD%96%231%25.jsonld"),
        ("sub dir/a?b.ttl", "sub%20dir/a%3Fb.ttl"),
        ("a:b/c:d.ttl", "./a:b/c:d.ttl"),
        ("a/b:c.ttl", "a/b:c.ttl"),
        ("a\\b.ttl", "a%5Cb.ttl"),
        ("\udcff\udc80.ttl", "%FF%80.ttl"),
        ("/data/政.ttl", "file:///data/%E6%94%BF.ttl"),
        ("//data/a.ttl", "file:///data/a.ttl"),
    ],
)
@pytest.mark.skipif(os.sep != "/", reason="paths of POSIX")
def test_samples(name: str, expected: str) -> None:
    assert uri(name) == expected


def test_relative_to_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    assert uri(str(here / "sub" / "a.ttl")) == "sub/a.ttl"
    assert uri(str(tmp_path / "here and there" / "a.ttl")).startswith("file:///")
    assert uri(os.path.join("..", "a.ttl")) == (tmp_path / "a.ttl").as_uri()


def test_the_working_folder_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> str:
        raise FileNotFoundError

    monkeypatch.setattr(os, "getcwd", gone)
    assert uri("/data/a.ttl") == "file:///data/a.ttl"
    assert is_reference(uri("a.ttl"))


@examples(200)
@given(st.binary(min_size=1, max_size=12).filter(lambda name: b"\0" not in name))
def test_any_name_is_a_reference_to_the_file(name: bytes) -> None:
    found = uri(os.fsdecode(name))
    assert is_reference(found)
    path = unquote_to_bytes(found.removeprefix("file://"))
    assert os.path.abspath(path) == os.path.abspath(name).replace(b"//", b"/")
