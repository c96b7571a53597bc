"""References against a base: the examples of RFC 3986, section 5.4, and what is left of them."""

import pytest

from stdpolicy.model.iri import resolved

BASE = "http://a/b/c/d;p?q"
EXAMPLES = {
    "g:h": "g:h",
    "g": "http://a/b/c/g",
    "./g": "http://a/b/c/g",
    "g/": "http://a/b/c/g/",
    "/g": "http://a/g",
    "//g": "http://g",
    "?y": "http://a/b/c/d;p?y",
    "g?y": "http://a/b/c/g?y",
    "#s": "http://a/b/c/d;p?q#s",
    "g#s": "http://a/b/c/g#s",
    "g?y#s": "http://a/b/c/g?y#s",
    ";x": "http://a/b/c/;x",
    "g;x": "http://a/b/c/g;x",
    "g;x?y#s": "http://a/b/c/g;x?y#s",
    "": "http://a/b/c/d;p?q",
    ".": "http://a/b/c/",
    "./": "http://a/b/c/",
    "..": "http://a/b/",
    "../": "http://a/b/",
    "../g": "http://a/b/g",
    "../..": "http://a/",
    "../../": "http://a/",
    "../../g": "http://a/g",
    "../../../g": "http://a/g",
    "../../../../g": "http://a/g",
    "/./g": "http://a/g",
    "/../g": "http://a/g",
    "g.": "http://a/b/c/g.",
    ".g": "http://a/b/c/.g",
    "g..": "http://a/b/c/g..",
    "..g": "http://a/b/c/..g",
    "./../g": "http://a/b/g",
    "./g/.": "http://a/b/c/g/",
    "g/./h": "http://a/b/c/g/h",
    "g/../h": "http://a/b/c/h",
    "g;x=1/./y": "http://a/b/c/g;x=1/y",
    "g;x=1/../y": "http://a/b/c/y",
    "g?y/./x": "http://a/b/c/g?y/./x",
    "g?y/../x": "http://a/b/c/g?y/../x",
    "g#s/./x": "http://a/b/c/g#s/./x",
    "g#s/../x": "http://a/b/c/g#s/../x",
    "http:g": "http:g",
}
WHAT_URLJOIN_DROPS = {
    "?": "http://a/b/c/d;p?",
    "?#s": "http://a/b/c/d;p?#s",
    "g?#s": "http://a/b/c/g?#s",
    "g;": "http://a/b/c/g;",
    "g;#s": "http://a/b/c/g;#s",
    "#": "http://a/b/c/d;p?q#",
    " g": "http://a/b/c/ g",
}


@pytest.mark.parametrize("reference", EXAMPLES)
def test_the_examples_of_the_standard(reference: str) -> None:
    assert resolved(reference, BASE) == EXAMPLES[reference]


@pytest.mark.parametrize("reference", WHAT_URLJOIN_DROPS)
def test_nothing_is_dropped(reference: str) -> None:
    assert resolved(reference, BASE) == WHAT_URLJOIN_DROPS[reference]


def test_without_a_path() -> None:
    assert resolved("g", "http://a") == "http://a/g"
    assert resolved("g", "http://a?q") == "http://a/g"
    assert resolved("../g", "http://a") == "http://a/g"


def test_without_a_base() -> None:
    assert [resolved(one, "") for one in ("g", "#s", "./g")] == ["g", "#s", "./g"]
