"""What templates show is escaped, and what there is none of is a fault."""

from posixpath import relpath

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup, escape

from stdpolicy.site.pages import _relative
from stdpolicy.site.templating import _environment, shown
from stdpolicy.site.visible import spelled

ANY = st.one_of(st.text(), st.text("<>&\"'\u202e\x00a"), st.integers(), st.booleans())
FOLDERS = st.lists(st.sampled_from(["a", "b", "en", "甲"]), max_size=3)


@settings(max_examples=50)
@given(ANY)
@example("<" * 500)
def test_all_that_is_shown_is_escaped_and_spelled(value: object) -> None:
    assert shown(value) == escape(spelled(value))
    assert shown(Markup(value)) == Markup(value)


@pytest.mark.parametrize(
    "template", ["{{ y }}", "{{ d['y'] }}", "{{ y() }}", "{% for z in y %}{% endfor %}"]
)
def test_what_there_is_none_of_is_a_fault(template: str) -> None:
    with pytest.raises(UndefinedError):
        _environment().from_string(template).render(d={})


@given(FOLDERS, FOLDERS)
def test_links_are_the_shortest_way(to: list[str], here: list[str]) -> None:
    folder = "".join(f"{one}/" for one in here) or "."
    path = "/".join([*to, "index.html"])
    assert _relative(path, folder) == relpath(path, folder)
    assert _relative(".", folder) == relpath(".", folder)
