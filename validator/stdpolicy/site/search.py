"""Search without a server: what names there are, and the text of every provision, as scripts that a page loads.

A page opened from a folder may load scripts, but not fetch data; so each file of the index is a call of a function
of the page. Of these a question needs the first, those with its grams, and those that may have an answer.
"""

import json
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from stdpolicy.model import Class, Code, Field, Scheme, Text
from stdpolicy.site.content import NAMES, Content, nodes
from stdpolicy.site.grams import grams
from stdpolicy.site.manual import PATH, rules
from stdpolicy.site.pages import File, Page
from stdpolicy.site.parts import chunks
from stdpolicy.site.routes import Routes

TITLE = {"zh-Hans": "搜索", "en": "Search"}
SHARD = {"names": 20_000, "texts": 60_000, "grams": 12_000}
"""How many bytes a file of the index has, about."""
INDEX = "search/index.js"
"""The file that says which others there are."""
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


def search_page(content: Content) -> Page:
    """The page with the form."""
    letters: dict[str, dict[str, str]] = {}
    for pair in content.model.fields():
        for term in pair:
            letters.setdefault(term.name[0].upper(), {})[term.iri] = term.name
    index = {
        letter: sorted(found.items(), key=lambda one: one[1].lower())
        for letter, found in sorted(letters.items())
    }
    return Page("search/", "search.html", TITLE, {"first": INDEX, "index": index})


def search_files(content: Content, table: Routes) -> Iterator[File]:
    """The files of the index: names, texts, the grams of these, and that which says which there are."""
    kinds = {
        cls.name: (cls.label.get("zh-Hans", cls.name), cls.label.get("en", cls.name))
        for cls in content.model.classes.values()
    }
    where: dict[str, int] = {}
    counts: list[int] = []
    for name, rows in (("names", _names(content, table)), ("texts", _texts(content, table))):
        shards = [one for one in chunks(rows, SHARD[name], lambda row: row.size) if one]
        for n, shard in enumerate(shards):
            bit = 1 << sum(counts) + n
            for gram in {gram for row in shard for words in row.words for gram in grams(words)}:
                where[gram] = where.get(gram, 0) | bit
            yield _script(name, n, [row.data for row in shard])
        counts.append(len(shards))
    masks = [(gram, f"{where[gram]:x}") for gram in sorted(where)]
    firsts = []
    for n, some in enumerate(chunks(masks, SHARD["grams"], lambda row: len(str(row).encode()))):
        firsts.append(some[0][0] if some else "")
        yield _script("grams", n, dict(some))
    yield File(INDEX, _call("index", [kinds | KINDS, *counts, firsts]))


def _script(name: str, n: int, rows: Any) -> File:
    return File(f"search/{name}{n}.js", _call(name, [n, rows]))


def _call(name: str, value: Any) -> bytes:
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in ("<", ">", "&", "\u2028", "\u2029"):
        data = data.replace(character, f"\\u{ord(character):04x}")
    return f"stdpolicySearch.{name}({data});\n".encode("utf-8", "replace")


class Row(Struct, frozen=True):
    """A row of the index, with those of its words that are searched."""

    data: tuple[Any, ...]
    words: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many bytes it has, about."""
        return 50 + sum(len(one.encode("utf-8", "replace")) for one in self.words)


def _names(content: Content, table: Routes) -> Iterator[Row]:
    """Of each its kind, name in Chinese, in English, the folder of a page and a fragment."""
    model = content.model
    seen = set[str]()

    def row(kind: str, iri: str, zh: str, en: str) -> Iterator[Row]:
        place = table.place(iri)
        if place and iri not in seen:
            seen.add(iri)
            yield Row((kind, zh, en, *place), (zh, en))

    for cls in model.classes.values():
        yield from row("class", cls.iri, cls.label.get("zh-Hans", ""), _both(cls))
    for _, field in model.fields():
        yield from row("property", field.iri, field.label.get("zh-Hans", ""), _both(field))
    for scheme in model.schemes.values():
        yield from row("list", scheme.iri, scheme.label.get("zh-Hans", ""), _both(scheme))
        for code in scheme.codes.values():
            yield from row("code", code.iri, code.label.get("zh-Hans", ""), _both(code))
    for rule in rules():
        zh, en = rule.summary_zh, f"{rule.code}: {rule.summary}"
        yield Row(("rule", zh, en, PATH, rule.code), (zh, en))
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


def _texts(content: Content, table: Routes) -> Iterator[Row]:
    """Of each policy its title and folder, and of each provision the fragment, the number and the text, of each
    statement its labels; a policy that is long in several pieces."""
    for policy in content.policies:
        place = table.place(policy.base)
        if place is None:
            continue
        title = policy["title"].get("zh-Hans") or next(iter(policy["title"].values()))
        found = (
            (str(node["id"])[1:], str(node.get("number", "")), str(words))
            for node in nodes(policy.tree)
            for words in ([node["text"]] if "text" in node else node.get("label", {}).values())
        )
        for some in chunks(found, SHARD["texts"] // 4, lambda one: len(one[2])):
            yield Row((title, place[0], some), tuple(text for _, _, text in some))
