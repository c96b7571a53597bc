"""From a tree of 0.1 to one of 0.2.

What 0.1 says is never changed in its meaning. Where 0.2 asks for what 0.1 did not say, the words of
the quote decide if a code list has words for it, and the encoder is told; docs/formats.md has the
table.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from stdpolicy.formats.reading import Tree
from stdpolicy.language import either
from stdpolicy.model.edition import model
from stdpolicy.text.cues import Cues
from stdpolicy.text.modality import Modality

RENAMED = {
    "body": "describesBody",
    "place": "describesPlace",
    "indicator": "describesIndicator",
    "phase": "implementationPhase",
}
"""What a policy or registry contains: 0.1 had one name for that and for references."""
RATIO_UNITS = frozenset(["percent", "day", "week", "month", "year"])
"""Of a value in one of these 0.1's `level` says what 0.2's does."""
BY_WORDS = ("by the words of the quote", "依据引文的用词")
"""How a code was found, in English and Chinese."""


class Left(NamedTuple):
    """What the encoder has to look at: the id of a node, a field, and why."""

    node: str
    field: str
    why: str


def renewed(tree: Tree) -> Iterator[Left]:
    """Makes a canonical tree of 0.1 one of 0.2, in place; gives out what is left to the encoder."""
    if tree["type"] in ("Policy", "Registry"):
        for old, new in RENAMED.items():
            if old in tree:
                tree[new] = tree.pop(old)
    for node in list(_nodes(tree)):
        step = STEPS.get(node["type"])
        found = list(step(node)) if step else []
        yield from found
        if found and node.get("reviewStatus") == "reviewed":
            # Nobody has checked what a program added.
            node["reviewStatus"] = "draft"
            why = either("was reviewed, before this was added", "原为已核对，现有补入的内容")
            yield Left(node["id"], "reviewStatus", why)


def _nodes(tree: Tree) -> Iterator[Tree]:
    left: list[Any] = [tree]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            if "type" in one:
                yield one
            left += reversed(one.values())
        elif isinstance(one, list):
            left += reversed(one)


@cache
def _modality() -> Modality:
    return Modality(model().schemes["modality"])


@cache
def _cues(scheme: str) -> Cues:
    return Cues(model().schemes[scheme])


def _policy(node: Tree) -> Iterator[Left]:
    if len(node["issuer"]) > 1 and "leadIssuer" not in node:
        node["leadIssuer"] = node["issuer"][0]
        why = either(
            "the first by id; see which the text prints first",
            "暂取 id 排在最前的；查看原文以哪个机构为首",
        )
        yield Left(node["id"], "leadIssuer", why)


def _target(node: Tree) -> Iterator[Left]:
    mode, quote = node["mode"], node["quote"]
    match mode, node["unit"]:
        case "cumulative", _:
            node["mode"] = "total"
        case "ratio", _:
            node["mode"] = "level"
        case "increment", "percent":
            node["mode"] = "net-change"
        case "increment", _:
            node["mode"] = "output"
        case "annual-average", _:
            node["periodicity"] = "annual-average"
            yield from _by_words(node, quote, either("was annual-average", "原为 annual-average"))
        case "level", unit if unit not in RATIO_UNITS:
            was = either("was level, which said less", "原为 level，当时含义较宽")
            yield from _by_words(node, quote, was)


def _by_words(node: Tree, quote: str, was: str) -> Iterator[Left]:
    codes = _cues("target-mode").codes(quote)
    node["mode"] = codes[0] if len(codes) == 1 else "unspecified"
    told = BY_WORDS if len(codes) == 1 else ("the words do not decide", "用词不足以判断")
    why = either(f"{was}; {node['mode']}, {told[0]}", f"{was}；现为 {node['mode']}，{told[1]}")
    yield Left(node["id"], "mode", why)


def _action(node: Tree) -> Iterator[Left]:
    found = _modality().codes(node["quote"])
    node["modality"] = sorted(found) or ["obligation"]
    others = set(found) - {"obligation"}
    told = BY_WORDS if others else ("no word says otherwise", "没有表示其他强度的用词")
    why = either(
        f"{', '.join(node['modality'])}: {told[0]}", f"{'、'.join(node['modality'])}：{told[1]}"
    )
    yield Left(node["id"], "modality", why)


def _assignment(node: Tree) -> Iterator[Left]:
    if node.pop("openEnded", False):
        node["openList"] = ["body"]
    return iter(())


def _body(node: Tree) -> Iterator[Left]:
    for date in ("validFrom", "validUntil"):
        if date in node:
            node[f"{date}Precision"] = "day"
            why = either("day; 0.1 did not say how exact it is", "day；0.1 没有说明精确到何种程度")
            yield Left(node["id"], f"{date}Precision", why)


def _alignment(node: Tree) -> Iterator[Left]:
    relation = node["relation"]
    if relation in ("equal", "stricter", "looser"):
        node["relation"] = "equal"
        node["strength"] = "same" if relation == "equal" else relation
    node["basis"] = "interpretation"
    why = either(
        "interpretation; see whether the words are the same", "interpretation；查看两处用词是否相同"
    )
    yield Left(node["id"], "basis", why)
    if relation == "none":
        why = either(
            "none is deprecated; homographs are not aligned", "none 已停用；同形异义的不作对照"
        )
        yield Left(node["id"], "relation", why)


STEPS: dict[str, Callable[[Tree], Iterator[Left]]] = {
    "Policy": _policy,
    "Target": _target,
    "Action": _action,
    "Assignment": _assignment,
    "Body": _body,
    "Alignment": _alignment,
}
"""What is to be done with a node of each class."""
