"""The documents of the examples, for tests that hold for each of them.

The fast suite takes the smallest policy, the slow one the others too.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

SMALLEST = "jiaxing-2022"
EXAMPLES = Path(__file__).parents[1] / "examples"


def in_turn(suffix: str = "jsonld", *, fast: Iterable[str] = (SMALLEST,)) -> list[Any]:
    """The examples in one notation as parameters, those slow that the fast suite leaves out."""
    return [
        pytest.param(path, id=name(path), marks=() if name(path) in fast else pytest.mark.slow)
        for path in sorted(EXAMPLES.glob(f"*/*.{suffix}"))
    ]


def name(path: Path) -> str:
    """The folder that an example stands in."""
    return path.parent.name


def every(suffix: str = "jsonld") -> Callable[[Any], Any]:
    """Decorates a test that the fast suite runs on all of them."""
    paths = sorted(EXAMPLES.glob(f"*/*.{suffix}"))
    return pytest.mark.parametrize("path", paths, ids=name)
