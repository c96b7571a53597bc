"""Whatever a document says, its pages have the elements and attributes that the templates make, and no others."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import html5rdf
import pytest
from document_site import Reader, Site

import small_policy
from stdpolicy.document import Document
from stdpolicy.site.visible import boxed, spelled

PAYLOAD = (
    "甲</script><script>alert(1)</script>\"><img src=x onerror=alert(1)>' onmouseover='alert(1)"
    "<!-- --!>]]><![CDATA[{{7*7}}{% raw %}{#&lt;b&gt;&amp;javascript:alert(1)</title></textarea></select>"
    "\u202e\u2066\u200b\u2028</style><svg/onload=alert(1)>"
)
HARMLESS = "甲<a>"
"""As the payload, Chinese and then what is neither that nor a letter at its end, so that the same runs and numbers are marked."""
TEXTS = ("标准", "科技", "目标", "意见")
"""What the payload takes the place of, in texts, quotes and labels alike."""
XHTML = "{http://www.w3.org/1999/xhtml}"
IRI = small_policy.IRI


def documents(words: str) -> list[Document]:
    """A policy, a registry and a crosswalk that say some words everywhere."""

    def said(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: said(each, name) for name, each in value.items()}
        if isinstance(value, list):
            return [said(each, key) for each in value]
        if isinstance(value, str) and not value.startswith(("#", "http")) and key != "kind":
            for text in TEXTS:
                value = value.replace(text, words)
        return value

    tree = said(small_policy.policy())
    address = "javascript:alert(1)" if words == PAYLOAD else "urn:x:y"
    tree["source"] |= {
        "origin": address,
        "file": words,
        "emendation": [
            {
                "id": "#e1",
                "type": "Emendation",
                "order": 1,
                "kind": "gap",
                "original": words,
                "corrected": words,
                "statedIn": "#part2-sec1",
                "note": {"zh-Hans": words},
            }
        ],
    }
    tree["documentNumber"] = tree["guideEdition"] = words
    tree["encoder"] = [words]
    tree["genre"] = words  # of another vocabulary, as far as the page is concerned
    text = {"zh-Hans": words}
    tree["goal"][0] |= {
        "note": text,
        "interpretation": [
            {"id": "#n1", "type": "Interpretation", "field": "kind", "justification": text}
        ],
    }
    body = {"id": "#x1", "type": "Body", "name": text, "kind": words, "sameAs": [address]}
    body |= {"shortName": [words], "identifier": words, "citation": [words]}
    tree["describesBody"] = [*tree.get("describesBody", []), body]
    registry = {
        "id": "https://example.org/id/r",
        "type": "Registry",
        "title": text,
        "describesBody": [body],
    }
    alignment = {
        "id": "#a1",
        "type": "Alignment",
        "subject": f"{IRI}#t1",
        "object": f"{IRI}#t2",
        "relation": words,
        "basis": "verbatim",
        "confidence": "high",
        "justification": text,
        "statedBy": words,
    }
    crosswalk = {
        "id": "https://example.org/id/c",
        "type": "Crosswalk",
        "title": text,
        "encoder": [words],
        "alignment": [alignment],
    }
    return [Document(one, one["id"]) for one in (tree, registry, crosswalk)]


def shape(html: str) -> Iterator[tuple[str, list[str]]]:
    """The elements of a page with the names of their attributes, as HTML5 reads it; those for unseen characters left out."""
    for element in html5rdf.parse(html).iter():
        if isinstance(element.tag, str) and element.tag != f"{XHTML}bdi":
            yield element.tag, sorted(element.attrib)


@pytest.mark.parametrize("language", ["", "en/"])
def test_nothing_that_documents_say_is_markup(language: str) -> None:
    hostile, harmless = Site(documents(PAYLOAD)), Site(documents(HARMLESS))
    assert len(hostile.paths) == 6
    for path in hostile.paths:
        page, other = hostile.html(language + path), harmless.html(language + path)
        assert [*shape(page)] == [*shape(other)], path
        assert [*schemes(page)] == [*schemes(other)], path


def schemes(html: str) -> Iterator[str]:
    """The schemes of what a page loads and links to."""
    for element in html5rdf.parse(html).iter():
        for name in ("href", "src"):
            if name in element.attrib:
                yield urlsplit(element.attrib[name].strip()).scheme


def test_what_is_said_is_shown_as_it_is() -> None:
    site = Site(documents(PAYLOAD))
    page = Reader(site.html("policies/p/"))
    assert PAYLOAD in page.said["part2-sec1"]
    assert PAYLOAD in json.loads(page.scripts[-1])["name"][1]["@value"]
    assert "49" not in "".join(page.said.values())


def test_unseen_characters_are_boxes() -> None:
    text = "a\u202eb\u200bc\x00\ud800"
    assert str(boxed(text)).count('<bdi class="unseen" data-code="U+') == 4
    assert '<bdi class="unseen" data-code="U+202E">\u202e</bdi>b' in boxed(text)
    assert spelled(text) == "a[U+202E]b[U+200B]c[U+0000][U+D800]"
    assert spelled("中文\n") == "中文\n"
    boxed(text).encode()


def changed(change: Callable[[dict[str, Any]], None]) -> str:
    tree = small_policy.policy()
    change(tree)
    return Site([Document(tree, IRI)]).html("policies/p/")


def test_a_title_of_a_megabyte() -> None:
    title = "标" * 350_000
    page = changed(lambda tree: tree["title"].update({"zh-Hans": title}))
    assert f"<h1>{title}</h1>" in page


def test_ids_that_mean_something_to_scripts_or_to_the_page() -> None:
    ids = ["__proto__", "constructor", "location", "main", "filters", "k-goal"]

    def change(tree: dict[str, Any]) -> None:
        tree["provision"] += [
            {"id": f"#{id}", "type": "Provision", "order": n, "kind": "paragraph", "text": id}
            for n, id in enumerate(ids, 10)
        ]

    page = Reader(changed(change))
    assert {id: page.said[id] for id in ids} == {id: id for id in ids}
    assert len(page.ids) == len(set(page.ids))


def nest(tree: dict[str, Any], depth: int) -> None:
    inner = tree["provision"][-1]
    for n in range(depth):
        one = {"id": f"#n{n}", "type": "Provision", "order": 9, "kind": "item", "text": f"第{n}"}
        inner.setdefault("provision", []).append(one)
        inner = one


def test_provisions_nested_as_deep_as_documents_may_be() -> None:
    page = Reader(changed(lambda tree: nest(tree, 95)))
    assert page.said["n94"] == "第94"


@pytest.mark.slow
def test_ten_thousand_provisions() -> None:
    def change(tree: dict[str, Any]) -> None:
        tree["provision"] += [
            {"id": f"#n{n}", "type": "Provision", "order": n, "kind": "item", "text": f"第{n}"}
            for n in range(10, 10_010)
        ]

    page = Reader(changed(change))
    assert len(page.said) == 10_006
