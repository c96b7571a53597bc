"""RFC 3986, appendix A, as far as paths go: a relative reference, or file: with an absolute path."""

import re

CHARACTER = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=@]|%[0-9A-F]{2})"
RELATIVE = re.compile(rf"{CHARACTER}+(?:/(?:{CHARACTER}|:)+)*")
ABSOLUTE = re.compile(rf"file:///(?:(?:{CHARACTER}|:)+(?:/(?:{CHARACTER}|:)+)*)?")


def is_reference(uri: str) -> bool:
    """Whether it is a URI reference that SARIF allows (section 3.4.3)."""
    return bool(RELATIVE.fullmatch(uri) or ABSOLUTE.fullmatch(uri))
