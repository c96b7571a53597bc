"""Which form a value of Accept asks for, in regular expressions (PCRE), without regard to case."""

import re
from collections.abc import Iterator

from stdpolicy.site.negotiation import FORMS, WILDCARDS
from stdpolicy.site.routes import Format

BANDS = (
    r"(;\s*q=1(\.\d*)?\s*(;[^,]*)?)?",
    r";\s*q=0?\.[89]\d*\s*(;[^,]*)?",
    r";\s*q=0?\.[5-7]\d*\s*(;[^,]*)?",
    r";\s*q=0?\.([1-4]\d*|0\d*[1-9]\d*)\s*(;[^,]*)?",
)
"""The weights of the bands, with what may come behind them."""
PARAMETERS = r"\s*(;(?!\s*q=)[^,;]*)*"


def accepted() -> Iterator[tuple[Format, str]]:
    """The forms, each with an expression: the first that fits is that which `negotiation.chosen` gives
    for a header that has any content.
    """
    for band in BANDS:
        for form, names in FORMS.items():
            yield form, _ranges(names) + PARAMETERS + band + "(,|$)"
        for form, names in WILDCARDS.items():
            unnamed = rf"^(?!.*{_ranges(FORMS[form])}\s*([;,]|$)).*"
            yield form, unnamed + _ranges(names) + PARAMETERS + band + "(,|$)"


def _ranges(names: tuple[str, ...]) -> str:
    return rf"(^|,)\s*({'|'.join(map(_escaped, names))})"


def _escaped(name: str) -> str:
    return re.sub(r"[.*+]", r"\\\g<0>", name)
