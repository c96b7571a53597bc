"""SP201, SP202: which properties a node has, and what those may hide that it should not have."""

from collections.abc import Iterator
from typing import Any

from stdpolicy.checks.rule import DID_YOU_MEAN, Stage, rule
from stdpolicy.checks.walk import Node, Walk
from stdpolicy.diagnostics import (
    KEY,
    Advice,
    Code,
    Finding,
    Listed,
    Message,
    Name,
    Phrase,
    Quote,
    Rename,
    Safety,
    State,
    likely,
    safe,
)
from stdpolicy.model import CodeType
from stdpolicy.model.foreign import ForeignElement, ForeignIri
from stdpolicy.model.lexical import NAMESPACE

NODE = Stage[Node]("node")
"""Run on each node of a document that is refused."""


@rule(
    "SP201",
    "unknown-property",
    "A property that the class does not have",
    "类中没有该属性",
    on=NODE,
    fixes=(Safety.LIKELY,),
    zh="""
    节点带有其所属的类没有定义的属性。各类的属性列于 docs/vocabulary.md。

    理由：类是封闭的，否则拼错的属性连同它所写明的事实会不知不觉地丢失。
    改正拼写，或者把该属性移到它所属的节点。
    """,
)
def unknown_property(node: Node) -> Iterator[Finding]:
    """A node carries a property that its class does not define.

    docs/vocabulary.md lists the properties of each class.

    Why: Classes are closed: a misspelt property would otherwise vanish without a word, and so would
    the fact it states. Correct the spelling, or move the property to the node it belongs to.
    """
    names = {*node.cls.by_name, "id", "type"}
    free = {name for name in names if name not in node.tree or _may_go_on(node, name)} or names
    namespaces = set()
    meant: set[str] = set()
    for key in _strange(node):
        node.walk.lost |= set(_ids(node.tree[key]))
        node.hide(key)  # rules on all documents ask for what only some classes have
        guess = _labelled(key, node) or node.walk.guesses.nearest(key, free)
        guess = guess or ("" if key.isascii() else _valued(node.tree[key], node))
        if guess:  # what was meant is not missing, and nothing is known of it
            node.walk.hide(node, guess)
        namespace, brace, local = key.rpartition("}")
        if brace and local in node.cls.by_name:
            if namespace not in namespaces:  # else the same mistake again
                yield NAMESPACED(
                    (*node.path, key, KEY),
                    cls=Name(node.cls.name),
                    name=Name(local),
                    namespace=Code(namespace[1:]) if namespace[1:] else Phrase("none", "空"),
                )
            namespaces.add(namespace)
            continue
        advice, value = _advice_for(key, guess, node)
        yield UNKNOWN(
            (*node.path, key, KEY),
            cls=Name(node.cls.name),
            name=Quote(key),
            guess=value,
            advice=advice,
            fix=likely(Rename((*node.path, key), guess))
            if advice in (DID_YOU_MEAN, IRI_OF) and guess not in meant
            else None,
        )
        meant.add(guess)


UNKNOWN = Message(
    "SP201", "unknown-property", "{cls} has no property {name}", "{cls} 没有属性 {name}"
)
NAMESPACED = Message(
    "SP201",
    "namespace",
    "the element {name} of {cls} is in another namespace, {namespace}",
    "{cls} 的元素 {name} 命名空间不符，实为 {namespace}",
    Advice(
        "namespace",
        f'elements of a document are in the namespace "{NAMESPACE}"',
        f"文档的元素属于命名空间“{NAMESPACE}”",
    ),
)
IRI_OF = Advice("its-iri", "its IRI is <{guess}>", "它的 IRI 是 <{guess}>")
OWNED = Advice("owned", "it is a property of {guess}", "它是 {guess} 的属性")
REMOVE = Advice("remove", "remove it", "删去该属性")


def _labelled(key: str, node: Node) -> str:
    """The property that was probably meant by its label, by who writes in Chinese; or nothing."""
    if key.isascii():
        return ""
    labels = {label: item.name for item in node.cls.fields for label in item.label.values()}
    return labels.get(node.walk.guesses.nearest(key, labels), "")


def _valued(value: Any, node: Node) -> str:
    """The one property that a node lacks of whose code list a value is or, where the value is not known, which it
    needs; or nothing.
    """
    unread = isinstance(value, ForeignElement) and not value.is_node
    fitting = [
        item.name
        for item in node.cls.fields
        if item.name not in node.tree
        and isinstance(item.type, CodeType)
        and (
            item.required if unread else isinstance(value, str) and value in item.type.scheme.codes
        )
    ]
    return fitting[0] if len(fitting) == 1 else ""


def _may_go_on(node: Node, name: str) -> bool:
    """Whether a property that a node has may be given once more."""
    item = node.cls.by_name.get(name)
    return item is not None and item.many


def _advice_for(key: str, guess: str, node: Node) -> tuple[Advice, Listed | Name | Code]:
    local = key.removeprefix(NAMESPACE)
    if local != key and (same := node.cls.by_name.get(local)):
        return IRI_OF, Code(same.iri)
    if guess:
        return DID_YOU_MEAN, Name(guess)
    owners = tuple(Name(cls.name) for cls, item in node.walk.model.fields() if item.name == key)
    return (OWNED, Listed(owners)) if owners else (REMOVE, Name(""))


def _strange(node: Node) -> list[str]:
    """The keys of a node that are no properties of its class."""
    return [key for key in node.tree if key not in node.cls.by_name and key not in ("id", "type")]


def hide_meant(node: Node) -> None:
    """Hides what an unknown property may be meant for: what the node does not have, and nodes."""
    walk = node.walk
    strange = _strange(node)
    for name in node.cls.by_name if strange else ():
        if name not in node.tree:
            node.hide(name)
    for key in strange:
        for cls in _classes(node.tree[key], walk):
            walk.hidden |= walk.model.below(cls) if cls in walk.model.classes else _below(node)


def _below(node: Node) -> set[str]:
    """The classes of all that a node may contain."""
    return {name for _, cls in node.cls.contained for name in node.walk.model.below(cls)}


def _classes(value: Any, walk: Walk) -> Iterator[str]:
    """The classes of the nodes in a value that the walk did not meet; "" for one that is not said."""
    for one in value if isinstance(value, list) else [value]:
        match one:
            case {"type": name}:
                yield str(name)
            case {"id": _} | ForeignElement(is_node=True):
                yield ""
            case ForeignIri(iri) if iri.startswith("#") and iri not in walk.by_id:
                yield ""


def _ids(value: Any) -> Iterator[str]:
    """The ids of nodes, or what may be meant for one, in a value that no check goes into."""
    todo = [value]
    for one in todo:
        if isinstance(one, str):
            yield from (one, "#" + one)
        elif isinstance(one, dict):
            todo += [item for key, item in one.items() if key in ("id", "@id")]
            todo += [item for item in one.values() if isinstance(item, (dict, list))]
        elif isinstance(one, list):
            todo += one


@rule(
    "SP202",
    "missing-property",
    "A required property is missing",
    "缺少必需的属性",
    on=NODE,
    fixes=(Safety.SAFE,),
    zh="""
    节点缺少其所属的类必须具备的属性。各属性的含义和可以出现的次数见 docs/vocabulary.md。

    理由：缺少这样的属性，节点的含义就不完整，读取数据的程序也以其必有为前提。补上该属性。
    """,
)
def missing_property(node: Node) -> Iterator[Finding]:
    """A node lacks a property that its class requires.

    docs/vocabulary.md gives the meaning of each property and how often it may occur.

    Why: Without it the node is incomplete, and programs that read the data rely on it. Add it.
    """
    required = ["id", "type", *(f.name for f in node.cls.fields if f.required)]
    for name in required:
        if name not in node.tree and name not in node.unknown:
            node.walk.hide(node, name)
            if name == "id":
                node.walk.unnamed.add(node.cls.name)
            implied = name == "type" and node.parent is not None
            yield MISSING(
                node.path,
                node=node.named,
                name=Name(name),
                fix=safe(State(node.path, node.cls.name)) if implied else None,
            )


MISSING = Message(
    "SP202",
    "missing-property",
    "{node} needs {name:a} and has none",
    "{node} 缺少 {name}",
    Advice("add", "add {name}", "补上 {name}"),
)
