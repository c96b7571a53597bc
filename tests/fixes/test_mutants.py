"""Files with small changes: whatever they are, fixes come to an end, keep content, and hold."""

import random

import pytest
from fixable import FIXABLE

from notations import Inexpressible, jsonld, turtle, xml
from small_policy import IRI, policy
from stdpolicy.checks import pipeline
from stdpolicy.diagnostics import Report
from stdpolicy.fixes import mended
from stdpolicy.model.edition import model
from stdpolicy.source import Source
from strategies import SCALE, SEED

WRITERS = {
    "jsonld": lambda tree: jsonld(tree, IRI),
    "turtle": lambda tree: turtle(tree, IRI, model()),
    "xml": lambda tree: xml(tree, IRI, model()),
}
COUNT = 6 * SCALE


def check(source: Source) -> Report:
    """Each file by itself; the rules on the text cost more than they can tell of fixes."""
    opened = pipeline.open(source)
    return Report(pipeline.place(opened, opened.findings + pipeline.within(opened)), files=1)


def fixed(data: bytes, *, likely: bool):
    source = Source(data)
    return mended(
        lambda changed: check(changed.get("<input>", source)), lambda _: source, likely=likely
    )


@pytest.mark.parametrize("name", WRITERS)
def test_several_faults_at_once(name: str) -> None:
    choice = random.Random(name + SEED)
    faults = [fault for fault in FIXABLE if name in fault.in_notations]
    tried = 0
    while tried < COUNT:
        tree = policy()
        try:
            for fault in choice.sample(faults, choice.choice((2, 3, 5))):
                fault.change(tree)
            if choice.choice((True, False)):  # one without a fix does not hold up the others
                choice.choice(tree["provision"])["text"] += "x"
            data = WRITERS[name](tree)
        except (Inexpressible, KeyError, TypeError):
            continue
        tried += 1
        run = fixed(data, likely=True)
        assert not run.refused, data.decode()
        after = run.files["<input>"][1].data
        assert not [f for f in run.report if f.fix], after.decode()
        assert not fixed(after, likely=True).files, after.decode()
        assert all(found.rule.code.startswith("SP6") for found in run.report), after.decode()


@pytest.mark.parametrize("name", WRITERS)
def test_small_changes_of_bytes(name: str) -> None:
    choice = random.Random(name + SEED)
    data = WRITERS[name](policy())
    for _ in range(COUNT):
        at = choice.randrange(len(data))
        new = choice.choice((b"", b"x", b"#", b"0", b"_", b" "))
        changed = data[:at] + new + data[at + choice.choice((0, 1)) :]
        try:
            changed.decode()
        except UnicodeDecodeError:
            continue
        before = pipeline.open(Source(changed)).document
        run = fixed(changed, likely=False)
        assert not run.refused, changed
        if run.files:
            after = run.files["<input>"][1]
            assert not fixed(after.data, likely=False).files, after.data
            if before is not None:
                document = pipeline.open(after).document
                assert document is not None
                assert document.digest() == before.digest()
