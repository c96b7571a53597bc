"""Each file of corpus/ gives exactly the findings of corpus.toml, and nothing else happens."""

import re
import socket
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sealed import CORPUS, Seal

import stdpolicy
from stdpolicy.checks import RULES
from stdpolicy.diagnostics import Diagnostic, Severity
from stdpolicy.formats import NOTATIONS, WRITABLE, Notation
from stdpolicy.source import Source

TABLE: dict[str, list[str]] = tomllib.loads(CORPUS.with_suffix(".toml").read_text("utf-8"))
FILES = sorted(TABLE)
# References, rules on policies and quotes do not keep a document from being read and converted.
KEEPING = {c for c, rule in RULES.items() if c < "SP402" and rule.severity is Severity.ERROR}
REFUSED = [name for name in FILES if any(found.split()[0] in KEEPING for found in TABLE[name])]
ACCEPTED = [name for name in FILES if name not in REFUSED]


@pytest.fixture(scope="module", autouse=True)
def everything_is_imported() -> None:
    """What a reader imports when it first needs it would be noticed by the seal."""
    for name in FILES:
        stdpolicy.validate(CORPUS / name)
    for name in (REFUSED[0], ACCEPTED[0]):
        for format in WRITABLE:
            with suppress(stdpolicy.InvalidDocument):
                stdpolicy.load(CORPUS / name)
                stdpolicy.convert(CORPUS / name, format, verify=True)


def test_the_seal_notices_writing_and_calling(seal: Seal, tmp_path: Path) -> None:
    def call() -> None:
        with socket.socket() as called:
            called.connect_ex(("127.0.0.1", 9))

    for forbidden in (lambda: (tmp_path / "file").write_bytes(b""), (tmp_path / "new").mkdir, call):
        with pytest.raises(AssertionError), seal:
            forbidden()


def test_every_file_has_a_line_in_the_table() -> None:
    assert sorted(path.name for path in CORPUS.iterdir()) == FILES


def is_told(found: Diagnostic) -> bool:
    """Whether a finding is in the table: what is left to fill in, and whether words agree, is not."""
    return not found.rule.code.startswith(("SP514", "SP515", "SP62", "SP63"))


@pytest.mark.parametrize("name", FILES)
def test_findings(name: str, seal: Seal) -> None:
    with seal:
        report = stdpolicy.validate(CORPUS / name)
    found = [f"{d.rule.code} {d.place.line}:{d.place.column}" for d in report if is_told(d)]
    assert found == TABLE[name]
    assert (report.files, report.unreadable) == (1, [])
    for finding in report:
        assert re.fullmatch(r"[^\0-\x1f\x7f-\x9f]{10,500}", finding.message)
        assert "\n" not in finding.hint
        assert finding.file == str(CORPUS / name)
        assert finding.place.column <= len(finding.excerpt) + 1 or finding.rule.name == "encoding"
        str(finding).encode()


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_not_loaded_or_converted(name: str, seal: Seal) -> None:
    with seal, pytest.raises(stdpolicy.InvalidDocument) as caught:
        stdpolicy.load(CORPUS / name)
    found = [d.rule.code for d in caught.value.report if is_told(d)]
    assert found
    assert set(found) <= {finding.split()[0] for finding in TABLE[name]}
    assert "\n" not in str(caught.value)
    for format in WRITABLE:
        with seal, pytest.raises(stdpolicy.InvalidDocument):
            stdpolicy.convert(CORPUS / name, format)


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_is_accepted_is_converted_without_loss(name: str, seal: Seal) -> None:
    with seal:
        document = stdpolicy.load(CORPUS / name)
        for format in WRITABLE:
            data = stdpolicy.convert(CORPUS / name, format, verify=True)
            assert stdpolicy.load(data, format=format) == document


@pytest.mark.parametrize("format", NOTATIONS)
def test_a_notation_that_is_named_and_wrong_is_no_crash(format: Notation, seal: Seal) -> None:
    for name in FILES:
        with seal:
            report = stdpolicy.validate(CORPUS / name, format=format)
        right = Path(name).suffix == format.suffix
        assert right or report.errors or name in ACCEPTED, name


# -- with something there to be fetched ------------------------------------------------------


@contextmanager
def listening() -> Iterator[tuple[int, list[object]]]:
    """A server that only notes who calls."""
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)

        def accept() -> None:
            while not calls:
                try:
                    connection, address = server.accept()
                    connection.close()
                    calls.append(address)
                except TimeoutError:
                    if stopped.is_set():
                        return

        stopped = threading.Event()
        thread = threading.Thread(target=accept)
        thread.start()
        yield server.getsockname()[1], calls
        stopped.set()
        thread.join()


def test_no_parser_or_judge_fetches_anything(tmp_path: Path) -> None:
    """What is not written in Python is not seen by audit hooks, but a server sees it."""
    secret = tmp_path / "secret.txt"
    secret.write_text("swordfish")
    tried = 0
    with listening() as (port, calls):
        for name in FILES:
            data = (CORPUS / name).read_bytes()
            baited = data.replace(b"127.0.0.1:9/", b"127.0.0.1:%d/" % port)
            baited = baited.replace(b"file:///etc/passwd", secret.as_uri().encode())
            if baited != data:
                tried += 1
                report = stdpolicy.validate(Source(baited, name), conformance=True)
                assert "swordfish" not in repr(report)
        assert tried > 12
    assert not calls
    with listening() as (port, calls), socket.create_connection(("127.0.0.1", port)):
        pass
    assert calls  # it does listen
