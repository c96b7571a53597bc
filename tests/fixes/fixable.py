"""Faults of the small policy that have a fix, each with the rule, how sure the fix is, and the notations in
which the fault can be made and mended.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial
from hashlib import sha256
from typing import Any, NamedTuple

import notations
from faults import drop, rename
from small_policy import IRI, TEXTS, Tree, policy
from stdpolicy.diagnostics import Safety
from stdpolicy.model.edition import model

ALL = ("jsonld", "turtle", "xml")
JSON = ("jsonld",)


class Fixable(NamedTuple):
    kind: str
    code: str
    safety: Safety
    change: Callable[[Tree], object]
    in_notations: tuple[str, ...] = ALL


def at(tree: Any, *path: str | int) -> Any:
    for step in path:
        tree = tree[step]
    return tree


def put(*steps: Any) -> Callable[[Tree], None]:
    *path, name, value = steps

    def change(tree: Tree) -> None:
        at(tree, *path)[name] = deepcopy(value)

    return change


def instead(*steps: Any) -> Callable[[Tree], None]:
    """Another value of what is there; KeyError where another fault has moved it."""

    def change(tree: Tree) -> None:
        at(tree, *steps[:-1])
        put(*steps)(tree)

    return change


def below(*path: str | int, change: Callable[[Tree], object]) -> Callable[[Tree], object]:
    return lambda tree: change(at(tree, *path))


def in_another_place(tree: Tree) -> None:
    """Of a target that the text sets for the province."""
    tree["describesPlace"].append({"id": "#p2", "type": "Place", "name": {"zh-Hans": "青石市"}})
    tree["describesBody"][0]["place"] = "#p2"
    section, goal = at(tree, "provision", 1, "provision", 0), tree["goal"][0]
    said = [(section, "text"), (goal, "quote"), (goal["target"][0], "quote")]
    for node, name in said:
        node[name] = node[name].replace("制定国家标准", "全省制定国家标准")
    goal["target"][0]["place"] = ["#p2"]
    texts = TEXTS | {"#part1-sec1": section["text"]}
    tree["source"]["digest"] = sha256("\n".join(texts.values()).encode()).hexdigest()


TARGET = ("goal", 0, "target", 0)
DUTY = ("measure", 0, "assignment", 0)
SAFE, LIKELY = Safety.SAFE, Safety.LIKELY
FIXABLE = (
    Fixable("decimal with zeros", "SP313", SAFE, put(*TARGET, "value", "0100.0")),
    Fixable("decimal that is a number", "SP313", SAFE, put(*TARGET, "value", 100), JSON),
    Fixable("integer in quotes", "SP313", SAFE, put(*DUTY, "order", "1"), JSON),
    Fixable("null", "SP313", SAFE, put(*TARGET, "scope", None), JSON),
    Fixable("one value in brackets", "SP313", SAFE, put("genre", ["opinions"]), JSON),
    Fixable("id in full", "SP313", SAFE, put(*TARGET, "id", f"{IRI}#t1"), JSON),
    Fixable("no brackets", "SP207", SAFE, put("issuer", "#b1"), JSON),
    Fixable("a node without brackets", "SP207", SAFE, lambda t: t.update(goal=t["goal"][0]), JSON),
    Fixable("listed twice", "SP209", SAFE, put("issuer", ["#b1", "#b1"]), ("jsonld", "xml")),
    Fixable("full-width digits", "SP302", SAFE, put(*TARGET, "value", "１００")),
    Fixable("thousands apart", "SP302", LIKELY, put(*TARGET, "value", "1,000")),
    Fixable("number with its measure word", "SP302", LIKELY, put(*TARGET, "value", "100项")),
    Fixable("number in Chinese", "SP302", LIKELY, put(*TARGET, "value", "一百")),
    Fixable("date in Chinese", "SP303", SAFE, put("dateAdopted", "2022年4月15日")),
    Fixable("date without zeros", "SP303", SAFE, put("dateAdopted", "2022-4-15")),
    Fixable("date with a time", "SP303", LIKELY, put("dateAdopted", "2022-04-15T00:00:00Z")),
    Fixable("tag with _", "SP309", SAFE, put("title", {"zh_Hans": "意见", "en": "x"}), ("jsonld", "xml")),
    Fixable("no type", "SP202", SAFE, below(*TARGET, change=partial(drop, "type")), JSON),
    Fixable("tag in small letters", "SP305", SAFE, put("language", "zh-hans")),
    Fixable("digest in capitals", "SP305", LIKELY, lambda t: t["source"].update(digest=t["source"]["digest"].upper())),
    Fixable("no in words", "SP301", LIKELY, put(*TARGET, "vague", "否"), ("jsonld", "xml")),
    Fixable("misspelt code", "SP304", LIKELY, put(*DUTY, "role", "leed")),
    Fixable("label of a code", "SP304", LIKELY, put("genre", "意见"), ("jsonld", "xml")),
    Fixable("misspelt property", "SP201", LIKELY, below(*TARGET, change=partial(rename, "comparator", "comparators"))),
    Fixable("misspelt property of another vocabulary", "SP201", LIKELY, partial(rename, "title", "titles")),
    Fixable("id without #", "SP205", LIKELY, put(*TARGET, "id", "t1"), ("jsonld", "xml")),
    Fixable("reference without #", "SP306", LIKELY, put(*TARGET, "statedIn", "part1-sec1"), ("jsonld", "xml")),
    Fixable("deprecated code", "SP511", LIKELY, put(*TARGET, "mode", "cumulative")),
    Fixable("type in small letters", "SP203", LIKELY, put(*TARGET, "type", "target"), ("jsonld", "turtle")),
    Fixable("misspelt quote", "SP606", LIKELY, put(*TARGET, "quote", "制订国家标准100项以上")),
    Fixable("amount in words and figures", "SP302", LIKELY, put(*TARGET, "value", "100元")),
    Fixable("another value than the quote", "SP620", LIKELY, instead(*TARGET, "value", "90")),
    Fixable("another comparator", "SP620", LIKELY, instead(*TARGET, "comparator", "at-most")),
    Fixable("another deadline", "SP622", LIKELY, instead("goal", 0, "deadline", "2024-12-31")),
    Fixable("another precision", "SP622", LIKELY, instead("goal", 0, "deadlinePrecision", "month")),
    Fixable("another role", "SP624", LIKELY, instead(*DUTY, "role", "cooperate")),
    Fixable("another body", "SP624", LIKELY, instead("measure", 1, "assignment", 0, "body", "#b3")),
    Fixable("another place", "SP625", LIKELY, in_another_place),
    Fixable("another modality", "SP626", LIKELY, instead("measure", 0, "action", 0, "modality", ["permission"])),
    Fixable("another title than the quote", "SP627", LIKELY, instead("reference", 0, "title", "标准法")),
    Fixable("another title than is printed", "SP628", LIKELY, instead("title", {"zh-Hans": "关于标准工作的意见", "en": "x"})),
    Fixable("another genre", "SP628", LIKELY, instead("genre", "plan")),
    Fixable("another kind of provision", "SP629", LIKELY, instead("provision", 2, "provision", 0, "kind", "paragraph")),
    Fixable("quote of another provision", "SP606", LIKELY, put(*TARGET, "statedIn", "#part2-sec1")),
    Fixable("reference to another node", "SP403", LIKELY, put(*TARGET, "statedIn", "#b1")),
    Fixable("reference to another document", "SP606", LIKELY, put(*TARGET, "statedIn", "https://example.org/id/q#x"), ("jsonld", "xml")),
    Fixable("misspelt reference", "SP402", LIKELY, put(*TARGET, "statedIn", "#part1-sec11")),
)  # fmt: skip


def made(fault: Fixable) -> Tree:
    tree = policy()
    fault.change(tree)
    return tree


def written(fault: Fixable) -> Iterator[tuple[str, bytes]]:
    """The policy with the fault, in each notation."""
    tree = made(fault)
    for name in fault.in_notations:
        if name == "jsonld":
            yield name, notations.jsonld(tree, IRI)
        else:
            yield name, getattr(notations, name)(tree, IRI, model())
