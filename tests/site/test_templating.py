"""Templates show what they did with Jinja's own code, in fewer calls."""

from posixpath import relpath

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import Environment, UndefinedError
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
    ("template", "expected"),
    [
        ("{{ x }}{{ '<' }}{{ 1 + 1 }}", "&lt;b&gt;&lt;2"),
        ("{{ x.upper() }}{{ d['<'] }}", "&lt;B&gt;&gt;"),
        ("{{ x ~ '<i>' }}", "&lt;b&gt;&lt;i&gt;"),
        ("{% macro m(a, b='&') %}<i>{{ a }}{{ b }}</i>{% endmacro %}{{ m(x) }}{{ m(x, 'y') }}",
         "<i>&lt;b&gt;&amp;</i><i>&lt;b&gt;y</i>"),
        ("{% macro m(a) %}<i>{{ a }}{{ caller('<') }}</i>{% endmacro %}{% call(y) m(x) %}{{ y }}{% endcall %}",
         "<i>&lt;b&gt;&lt;</i>"),
        ("{% macro m() %}{{ varargs|join }}{{ kwargs.items()|list|length }}{% endmacro %}{{ m(x, x) }}",
         "&lt;b&gt;&lt;b&gt;0"),
        ("{% for y in [x, x] %}{{ f(y) }}{{ loop.index }}{% endfor %}", "&lt;b&gt;!1&lt;b&gt;!2"),
        ("{% block a %}<i>{% endblock %}{{ self.a() }}", "<i><i>"),
    ],
)  # fmt: skip
def test_templates_give_what_they_give_in_jinja(template: str, expected: str) -> None:
    values = {"x": "<b>", "d": {"<": ">"}, "f": lambda text: f"{text}!"}
    assert _environment().from_string(template).render(values) == expected
    assert Environment(autoescape=True).from_string(template).render(values) == expected


@pytest.mark.parametrize(
    "template", ["{{ y }}", "{{ d['y'] }}", "{{ y() }}", "{% for z in y %}{% endfor %}"]
)
def test_what_there_is_none_of_is_a_fault(template: str) -> None:
    with pytest.raises(UndefinedError):
        _environment().from_string(template).render(d={})
    with pytest.raises(AttributeError):
        _environment().from_string("{{ d.y }}").render(d={"y": 1})


@given(FOLDERS, FOLDERS)
def test_links_are_the_shortest_way(to: list[str], here: list[str]) -> None:
    folder = "".join(f"{one}/" for one in here) or "."
    path = "/".join([*to, "index.html"])
    assert _relative(path, folder) == relpath(path, folder)
    assert _relative(".", folder) == relpath(".", folder)
