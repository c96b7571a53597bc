"""Parameters of which the fast suite takes a sample."""

from collections.abc import Iterable
from typing import Any

import pytest


def some(values: Iterable[Any], one_in: int) -> list[Any]:
    """The first of so many values each, and the others marked slow."""
    return [
        value if at % one_in == 0 else pytest.param(value, marks=pytest.mark.slow)
        for at, value in enumerate(values)
    ]
