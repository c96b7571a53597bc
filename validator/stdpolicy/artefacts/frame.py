"""Compiles the Model to the JSON-LD 1.1 frame that makes a tree of any RDF of a document.

A processor embeds each node where it finds it first, which may be where it is only referred to. So
the frame says of each field with references that nothing is embedded there; what contains nodes is
left to the processor, unless there are references below.
"""

import json
from collections.abc import Iterable
from typing import Any

from stdpolicy.model import Class, Model, NodeType, ReferenceType

Frame = dict[str, Any]

LEVELS = 5
"""How many nodes of a class the frame follows one below the other. A frame is finite, nodes are
nested as one likes; further below, a node can stand where it is referred to, and nothing is lost.
"""

ABSENT: Frame = {"@omitDefault": True}
"""On each field: where a node has none, it gets no null."""


def json_frame(model: Model) -> str:
    """The text of `schema/frame.jsonld`."""
    return json.dumps(compile_frame(model), ensure_ascii=False, indent=2) + "\n"


def compile_frame(model: Model) -> Frame:
    """The frame as a mapping: one for all classes of documents."""
    roots = [model.classes[name] for name in model.roots]
    return {"@context": model.context, "type": [*model.roots], **_fields(model, roots, ())}


def _fields(model: Model, classes: Iterable[Class], above: tuple[str, ...]) -> Frame:
    """The fields of nodes of some classes, those alone that refer or lead to ones that do."""
    frame: Frame = {}
    for field in (field for cls in classes for field in cls.fields):
        match field.type:
            case ReferenceType():
                frame[field.name] = {"@embed": "@never", **ABSENT}
            case NodeType(target=name) if above.count(name) < LEVELS:
                below = _fields(model, [model.classes[name]], (*above, name))
                if below:
                    frame[field.name] = {**ABSENT, "type": name, **below}
            case _:
                pass
    return frame
