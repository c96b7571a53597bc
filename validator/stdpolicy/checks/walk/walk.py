"""The one walk: the Model leads through a tree, and every check sees what it met."""

from collections.abc import Callable

from stdpolicy.checks.rule import Stage
from stdpolicy.checks.walk.nodes import Node, Walk
from stdpolicy.formats.reading import Tree
from stdpolicy.model import Model

DOCUMENT = Stage[Walk]("document")
"""Run on a document as a whole."""
ANY_NODE = Stage[Node]("any node")
"""Run on each node of a document."""

Visit = Callable[[Node], None]


def walk(tree: Tree, base: str, model: Model, visit: Visit | None = None) -> Walk:
    """Walks a tree of which the root is a document of the model; it may be broken below that.

    `visit` is called with each node before its children are looked for, and may mend it.
    """
    found = tree["type"]  # of RDF perhaps several, one of them of a document
    name = next(n for n in (found if isinstance(found, list) else [found]) if n in model.roots)
    result = Walk(tree, base, model)
    # Without recursion, in tree order: the children of a node come before its next sibling.
    todo = [Node(result, tree, model.classes[name])]
    while todo:
        node = todo.pop()
        result.nodes.append(node)
        if visit is not None:
            visit(node)
        below = []
        for item, target in node.cls.contained:
            value = node.tree.get(item.name)
            if value is None:
                continue
            cls = model.classes[target]
            path = (*node.path, item.name)
            if type(value) is list:
                for at, one in enumerate(value):
                    if type(one) is dict:
                        below.append(Node(result, one, cls, (*path, at), node, item))
            elif type(value) is dict and value:  # an empty one says nothing: it is no node
                below.append(Node(result, value, cls, path, node, item))
        todo += reversed(below)
    return result
