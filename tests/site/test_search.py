"""The index of the search: every name and every provision is in it, in scripts that say nothing else, and the grams
of a question lead to the files that have it.
"""

import json
import random
from collections.abc import Mapping
from functools import reduce
from operator import and_
from typing import Any

import pytest

from stdpolicy.site.content import Content, nodes
from stdpolicy.site.grams import folded, grams
from stdpolicy.site.routes import Routes

Files = Mapping[str, bytes]


def read(data: bytes, name: str) -> Any:
    """What a file of the index says."""
    text = data.decode()
    head = f"stdpolicySearch.{name}("
    assert text.startswith(head)
    assert text.endswith(");\n")
    return json.loads(text[len(head) : -3])


def rows(site: Files, name: str) -> list[Any]:
    """What the files of one kind hold, in their order."""
    count = read(site["search/index.js"], "index")[1 if name == "names" else 2]
    found = [read(site[f"search/{name}{n}.js"], name) for n in range(count)]
    assert [n for n, _ in found] == [*range(count)]
    assert f"search/{name}{count}.js" not in site
    return [some for _, some in found]


def candidates(site: Files, question: str) -> set[tuple[str, int]]:
    """The files that a question needs: those that have all its grams."""
    _, names, texts, firsts = read(site["search/index.js"], "index")
    mask = (1 << names + texts) - 1
    for gram in grams(question):
        part = max((n for n, first in enumerate(firsts) if first <= gram), default=0)
        mask &= int(read(site[f"search/grams{part}.js"], "grams")[1].get(gram, "0"), 16)
    files = [("names", n) for n in range(names)] + [("texts", n) for n in range(texts)]
    return {one for n, one in enumerate(files) if mask >> n & 1}


def test_every_provision_is_in_the_index(content: Content, site: Files) -> None:
    found = {
        (page, fragment, words)
        for shard in rows(site, "texts")
        for _, page, provisions in shard
        for fragment, _, words in provisions
    }
    expected = {
        (f"policies/{policy.base.rpartition('/')[2]}/", str(node["id"])[1:], words)
        for policy in content.policies
        for node in nodes(policy.tree)
        for words in (
            [node["text"]] if node["type"] == "Provision" else node.get("label", {}).values()
        )
    }
    assert found == expected


def test_every_term_and_body_is_in_the_index(content: Content, table: Routes, site: Files) -> None:
    found = [row for shard in rows(site, "names") for row in shard]
    shown = {(row[3], row[4]) for row in found}
    assert len(shown) == len(found)
    model = content.model
    for iri in (
        *(cls.iri for cls in model.classes.values()),
        *(code.iri for scheme in model.schemes.values() for code in scheme.codes.values()),
        *(one.base + node["id"] for one in content.registries for node in one["describesBody"]),
    ):
        assert table.place(iri) in shown, iri


@pytest.mark.parametrize("name", ["names", "texts"])
def test_a_question_needs_the_files_that_have_it(site: Files, name: str) -> None:
    draw = random.Random(2022)
    shards = [
        [words for row in shard for words in (row[1:3] if name == "names" else [one[2] for one in row[2]])]
        for shard in rows(site, name)
    ]  # fmt: skip
    for _ in range(25):
        text = draw.choice([text for text in draw.choice(shards) if text])
        start = draw.randrange(len(text))
        question = text[start : start + draw.randint(1, 6)]
        having = {
            (name, n) for n, some in enumerate(shards) if any(folded(question) in folded(one) for one in some)
        }  # fmt: skip
        assert having
        assert having <= candidates(site, question), question
    assert candidates(site, "量子力学的标准化") == set()


def test_files_are_small(site: Files) -> None:
    found = {path: len(data) for path, data in site.items() if path.startswith("search/") and path.endswith(".js")}  # fmt: skip
    assert max(found.values()) < 80_000
    assert found["search/index.js"] < 2_000


def test_grams_do_not_tell_traditional_from_simplified_nor_capitals_from_small_letters() -> None:
    assert [*grams("標準化")] == [*grams("标准化")] == ["标", "准", "化", "标准", "准化"]
    assert folded("俓勣標") == "俓勣标"  # of the first two the simplified form would take more room
    assert [*grams("ISO 9001，5G")] == ["iso", "900", "001"]
    assert [*grams("a·b—é")] == []
    # whatever contains a string contains its grams, but for the single character that a pair stands for
    for text, part in (("推动标准ISO化", "标准ISO"), ("GB/T 19001标", "9001标")):
        assert {*grams(part)} <= {*grams(text)}
    assert reduce(and_, [{*grams(text)} for text in ("标准", "准标")]) == {"标", "准"}


def test_terms_are_found_by_name_and_by_label(site: Files) -> None:
    english = {(kind, en) for shard in rows(site, "names") for kind, _, en, _, _ in shard}
    assert {
        ("class", "Target"),
        ("property", "dateEncoded: date encoded"),
        ("list", "target-mode: Target mode"),
        ("code", "lead"),
    } <= english


def test_an_index_cannot_end_its_script(site: Files) -> None:
    for path, data in site.items():
        if path.startswith("search/") and path.endswith(".js"):
            assert b"<" not in data
            assert b"\xe2\x80\xa8" not in data
