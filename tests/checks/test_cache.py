"""With a cache a run finds what it finds without, whatever has changed since, and reads no more than that."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import stdpolicy
from small_policy import filled
from stdpolicy import cache as caching
from stdpolicy.checks.run import Run
from stdpolicy.cli.converting import Converting
from stdpolicy.diagnostics import Report
from stdpolicy.formats import named
from stdpolicy.language import speaking
from stdpolicy.source import Source
from stdpolicy.verdict import MAX_SIZE
from strategies import examples

CASES = Path(__file__).parents[1] / "rules" / "cases"
RULES = ("SP104", "SP413", "SP602", "SP701", "SP703")
KNOWN = stdpolicy.load(CASES / "SP411" / "good" / "registry.jsonld")


def write(folder: Path) -> None:
    """Files that have findings of their own, and some that others tell of, with texts beside them."""
    for rule in RULES:
        for path in sorted((CASES / rule).rglob("*")):
            if path.is_file():
                target = folder / rule / path.relative_to(CASES / rule)
                target.parent.mkdir(parents=True, exist_ok=True)
                own = f"example.org/{target.parent.name}/".encode()  # or they are one document
                target.write_bytes(path.read_bytes().replace(b"example.org/", own))


def documents(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in ("", ".txt", ".toml")
    ]


@dataclass
class Ingredients:
    """All that a report depends on."""

    folder: Path
    order: list[Path] = field(default_factory=list)
    language: str = "en"
    options: dict[str, Any] = field(default_factory=dict)

    def report(self, cache: Path | None) -> Report:
        with speaking(self.language):
            return stdpolicy.validate(
                [path for path in self.order if path.exists()], cache=cache, **self.options
            )


def found(report: Report) -> Report:
    """A report but for how it came about."""
    return replace(report, reused=0)


@contextmanager
def folders() -> Iterator[tuple[Ingredients, Path]]:
    """A fresh folder of files, and an empty cache."""
    with TemporaryDirectory() as name:
        made = Path(name, "in")
        write(made)
        yield Ingredients(made, documents(made)), Path(name, "cache")


@given(st.data())
@examples(3)
def test_whatever_changes_is_seen(data: st.DataObject) -> None:
    with folders() as (given, cache):
        for _ in range(3):
            change(given, data)
            is_same = found(given.report(cache)) == found(given.report(None))
            assert is_same  # what differs would take pytest minutes to say


def change(given: Ingredients, data: st.DataObject) -> None:
    """Changes one thing that findings depend on."""
    what = data.draw(
        st.sampled_from(["content", "text", "gone", "order", "language", "option", "name"])
    )
    files = [path for path in given.order if path.exists()]
    texts = sorted(given.folder.rglob("*.txt"))
    if what == "content":
        one, other = (data.draw(st.sampled_from(files)) for _ in range(2))
        one.write_bytes(other.read_bytes())
    elif what in ("text", "gone") and texts:
        text = data.draw(st.sampled_from(texts))
        if what == "gone":
            text.unlink()
        else:
            text.write_bytes(text.read_bytes() + "。\n".encode())
    elif what == "order":
        given.order = data.draw(st.permutations(files))
    elif what == "language":
        given.language = "zh" if given.language == "en" else "en"
    elif what == "option":
        given.options |= data.draw(
            st.sampled_from(
                [{"located": False}, {"max_size": 0.001}, {"format": "turtle"}, {"max_size": 64}]
            )
        )
    elif what == "name":
        path = data.draw(st.sampled_from(files))
        new = path.with_name(f"{path.stem}-1{path.suffix}")
        path.rename(new)
        given.order = [new if one == path else one for one in given.order]


@pytest.fixture
def given_files() -> Iterator[tuple[Ingredients, Path]]:
    with folders() as made:
        made[0].report(made[1])
        yield made


def test_only_what_changed_is_read(given_files: tuple[Ingredients, Path]) -> None:
    given, cache = given_files
    every = len(given.order)
    expected = given.report(None)
    report = given.report(cache)
    assert found(report) == found(expected)
    assert (expected.reused, report.reused) == (0, every)
    given.language = "zh"
    assert given.report(cache).reused == every
    given.order[0].write_bytes(b"{}")
    assert given.report(cache).reused == every - 1
    text = given.folder / "SP602" / "bad" / "source.txt"
    text.write_bytes(text.read_bytes() + b"!")
    beside = [path for path in given.order if path.parent == text.parent]
    assert given.report(cache).reused == every - len(beside)
    twice = every - len({path.read_bytes() for path in given.order})
    for options in ({"max_size": 63}, {"located": False}, {"known": [KNOWN]}):
        given.options = options
        assert given.report(cache).reused == twice


def test_another_tool_makes_everything_anew(
    given_files: tuple[Ingredients, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    given, cache = given_files
    monkeypatch.setattr("stdpolicy.checks.kept.tool", lambda: b"another")
    given.order = given.order[:3]
    assert given.report(cache).reused == 0


def test_the_tool_is_told_by_code_vocabulary_and_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    make = caching.tool.__wrapped__
    known = make()
    assert make() == known
    for name, value in (
        ("stdpolicy.cache.read", lambda path: b"another " + path.encode()),
        ("stdpolicy.__version__", "0.0.1"),
        ("sys.version", "another"),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(name, value)
            assert make() != known


def test_what_is_no_entry_is_made_anew(given_files: tuple[Ingredients, Path]) -> None:
    given, cache = given_files
    expected = given.report(cache)
    entries = sorted(path for path in cache.rglob("*") if path.is_file() and path.suffix == "")
    first, second, third, fourth, fifth = (path.read_bytes() for path in entries[:5])
    entries[0].write_bytes(first[:-1])
    entries[1].write_bytes(first)  # of another file
    entries[2].write_bytes(third.replace(b"[", b"{", 1))
    entries[3].write_bytes(b"")
    key = bytes.fromhex(entries[4].parent.name + entries[4].name)
    for foreign in (b"[]", b"no JSON", b'[{},{},[],{"en":1},0,0]', b'[{"x":null},1,2,3,4,5]'):
        caching.Cache(cache).keep(key, foreign)
        assert found(given.report(cache)) == found(expected)
        assert entries[4].read_bytes() == fifth
    assert [path.read_bytes() for path in entries[:4]] == [first, second, third, fourth]
    assert given.report(cache).reused == len(given.order)


def test_what_is_converted_is_what_it_is_without(tmp_path: Path) -> None:
    write(tmp_path)
    cache = caching.prepared(tmp_path / "cache")
    for notation in ("turtle", "xml"):
        for verify in (False, True):
            fresh = Converting(named(notation), None, MAX_SIZE, verify)
            kept = Converting(named(notation), None, MAX_SIZE, verify, cache)
            for _ in range(2):
                for path in sorted((tmp_path / "SP602").glob("*/policy.jsonld")):
                    source = Source.from_path(path)
                    is_known = kept(source).is_kept
                    assert replace(kept(source), is_kept=False) == fresh(source)
                    text = path.with_name("source.txt")
                    if text.exists():
                        text.unlink()
                    else:  # those that come along are looked for each time
                        text.write_bytes(b"text")
                    assert replace(kept(source), is_kept=False) == fresh(source)
            assert is_known
    for path in cache.folder.glob("??/*"):
        cache.keep(bytes.fromhex(path.parent.name + path.name), b"no list of names\n")
    assert not kept(source).is_kept
    assert kept(source).is_kept
    assert replace(kept(source), is_kept=False) == fresh(source)


def test_a_cache_that_cannot_be_written_is_one_message(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        stdpolicy.validate([], cache=tmp_path / "file")
    (tmp_path / "cache").mkdir()
    run = Run(cache=caching.Cache(tmp_path / "nowhere" / "cache"))
    document = tmp_path / "p.ttl"
    stdpolicy.dump(
        filled("https://example.org/id/p", "某省标准化工作意见"), document, format="turtle"
    )
    with_none = stdpolicy.validate(document)
    run_report = list(run.each([lambda: Source.from_path(document)]))
    assert run_report == [list(with_none)]
    assert not (tmp_path / "nowhere").exists()


def test_what_a_killed_run_left_goes_away(tmp_path: Path) -> None:
    old, new = (tmp_path / "ab" / name for name in (".old.1", ".new.1"))
    old.parent.mkdir()
    for path in (old, new):
        path.touch()
    os.utime(old, (0, 0))
    caching.prepared(tmp_path)
    assert not old.exists()
    assert new.exists()


@pytest.mark.slow
def test_several_processes_share_it(given_files: tuple[Ingredients, Path]) -> None:
    given, cache = given_files
    expected = given.report(None)
    shutil.rmtree(cache)
    given.options = {"jobs": 2, "keep_going": True}
    cold, warm = given.report(cache), given.report(cache)
    assert found(cold) == found(warm) == found(expected)
    assert warm.reused == len(given.order)
