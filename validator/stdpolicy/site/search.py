"""Search without a server: what names there are, and the text of every provision, as scripts that a page loads.

A page opened from a folder may load scripts, but not fetch data; so each file of the index is a call of a function
of the page.
"""

import json
from collections.abc import Iterator
from typing import Any

from stdpolicy.model import Class, Code, Field, Scheme, Text
from stdpolicy.site.content import NAMES, Content, nodes
from stdpolicy.site.manual import PATH, rules
from stdpolicy.site.pages import File, Page
from stdpolicy.site.routes import Routes

TITLE = {"zh-Hans": "搜索", "en": "Search"}
SHARD = 250_000
"""How many bytes of text a file of the index has, about."""
NODES = {"Body", "Place", "Indicator", "Programme", "Term"}
"""The classes of nodes that are found by their names; statements are found as texts are."""
KINDS = {
    "class": ("类", "class"),
    "property": ("属性", "property"),
    "list": ("代码表", "code list"),
    "code": ("代码", "code"),
    "rule": ("检查规则", "rule"),
}
"""What is found beside nodes, in both languages."""


def search_page(content: Content, names: list[str]) -> Page:
    """The page with the form; `names` are the files of the index."""
    letters: dict[str, dict[str, str]] = {}
    for pair in content.model.fields():
        for term in pair:
            letters.setdefault(term.name[0].upper(), {})[term.iri] = term.name
    index = {
        letter: sorted(found.items(), key=lambda one: one[1].lower())
        for letter, found in sorted(letters.items())
    }
    return Page("search/", "search.html", TITLE, {"files": names, "index": index})


def search_files(content: Content, table: Routes) -> Iterator[File]:
    """The files of the index: names first, then texts."""
    kinds = {
        cls.name: (cls.label.get("zh-Hans", cls.name), cls.label.get("en", cls.name))
        for cls in content.model.classes.values()
    }
    yield _script("search/names.js", "names", [kinds | KINDS, list(_names(content, table))])
    shard: list[Any] = []
    size = number = 0
    for text in _texts(content, table):
        shard.append(text)
        size += sum(len(words.encode()) for _, _, words in text[2])
        if size > SHARD:
            number += 1
            yield _script(f"search/text{number}.js", "texts", shard)
            shard, size = [], 0
    if shard or not number:
        yield _script(f"search/text{number + 1}.js", "texts", shard)


def _script(path: str, name: str, rows: list[Any]) -> File:
    data = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    for character in ("<", ">", "&", "\u2028", "\u2029"):
        data = data.replace(character, f"\\u{ord(character):04x}")
    return File(path, f"stdpolicySearch.{name}({data});\n".encode("utf-8", "replace"))


Row = tuple[str, str, str, str, str]
"""Kind, name in Chinese, in English, the folder of a page and a fragment."""


def _names(content: Content, table: Routes) -> Iterator[Row]:
    model = content.model
    seen = set[str]()

    def row(kind: str, iri: str, zh: str, en: str) -> Iterator[Row]:
        place = table.place(iri)
        if place and iri not in seen:
            seen.add(iri)
            yield kind, zh, en, *place

    for cls in model.classes.values():
        yield from row("class", cls.iri, cls.label.get("zh-Hans", ""), _both(cls))
    for _, field in model.fields():
        yield from row("property", field.iri, field.label.get("zh-Hans", ""), _both(field))
    for scheme in model.schemes.values():
        yield from row("list", scheme.iri, scheme.label.get("zh-Hans", ""), _both(scheme))
        for code in scheme.codes.values():
            yield from row("code", code.iri, code.label.get("zh-Hans", ""), _both(code))
    for rule in rules():
        yield "rule", rule.summary_zh, f"{rule.code}: {rule.summary}", PATH, rule.code
    for document in content.documents:
        title = document["title"]
        yield from row(
            document["type"], document.base, title.get("zh-Hans", ""), title.get("en", "")
        )
        for node in nodes(document.tree):
            iri = document.base + str(node["id"])
            if node["type"] in NODES:
                name: Text = next((node[one] for one in NAMES if one in node), {})
                yield from row(node["type"], iri, name.get("zh-Hans", ""), name.get("en", ""))
            elif node["type"] == "Provision" and "heading" in node:
                yield from row("Provision", iri, f"{node.get('number', '')}{node['heading']}", "")


def _both(term: Class | Field | Scheme | Code) -> str:
    """The name and the English label of a term: a reader knows one or the other."""
    label = term.label.get("en", "")
    return f"{term.name}: {label}" if label.lower() != term.name.lower() else term.name


def _texts(
    content: Content, table: Routes
) -> Iterator[tuple[str, str, list[tuple[str, str, str]]]]:
    """Of each policy its title and folder, and of each provision the fragment, the number and the text, of each
    statement its labels; a policy that is long in several pieces."""
    for policy in content.policies:
        place = table.place(policy.base)
        if place is None:
            continue
        title = policy["title"].get("zh-Hans") or next(iter(policy["title"].values()))
        found: list[tuple[str, str, str]] = []
        size = 0
        for node in nodes(policy.tree):
            words = [node["text"]] if "text" in node else node.get("label", {}).values()
            rows = [(str(node["id"])[1:], str(node.get("number", "")), str(one)) for one in words]
            found += rows
            size += sum(len(text.encode()) for _, _, text in rows)
            if size > SHARD:
                yield title, place[0], found
                found, size = [], 0
        yield title, place[0], found
