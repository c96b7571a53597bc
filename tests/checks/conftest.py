from collections.abc import Callable

import pytest

import stdpolicy
from small_policy import IRI, Codes, Tree, policy
from stdpolicy.document import Document


@pytest.fixture
def codes() -> Codes:
    """The rule codes that a change of the small policy brings about."""

    def codes(change: Callable[[Tree], object] = lambda tree: None) -> list[str]:
        tree = policy()
        change(tree)
        report = stdpolicy.validate(Document(tree, IRI).to_bytes("jsonld"))
        return [d.rule.code for d in report]

    return codes
