"""What the text of an element writes."""

from typing import Any

from stdpolicy.model import (
    BooleanType,
    CodeType,
    DateType,
    DecimalType,
    IntegerType,
    StringType,
)
from stdpolicy.model.lexical import BOOLEANS, INTEGER

SPACE = " \t\r\n"


def value_of(
    string: str,
    type: StringType | DecimalType | DateType | BooleanType | IntegerType | CodeType,
) -> Any:
    """The value that an element's text writes."""
    match type:
        case StringType():
            return string
        case BooleanType():
            return BOOLEANS.get(string.strip(SPACE), string.strip(SPACE))
        case IntegerType() if INTEGER.match(string.strip(SPACE)):
            return int(string)
    # White space around these is none of the value (XSD 1.1 part 2, section 4.3.6).
    return string.strip(SPACE)
