# Documents made from the Model: every class, every field, every kind of value.

import re
from itertools import count

from stdpolicy.model import (
    BooleanType,
    CodeType,
    DateType,
    DecimalType,
    IntegerType,
    NodeType,
    ReferenceType,
    StringType,
    Test,
    TextType,
)

BASE = "https://example.org/policy/示例"
STRING = "“引文” <b> & \"x\" 'y' ]]> \\ 𠀀"
PATTERNED = ("zh-Hans", "330400", "CNY", "texts/source.txt", "mode", "0123456789abcdef" * 4)


def document(model, root, *, lawful=True, siblings=2):
    # A document of a root class; one that is not lawful has the fields that exclude each other too.
    numbers = count(1)

    def node(name, above):
        cls = model.classes[name]
        tree = {"id": f"#n{next(numbers)}" if above else BASE, "type": name}
        for field in cls.fields:
            if not isinstance(field.type, NodeType):
                tree[field.name] = value(field)
            elif field.required or field.type.target not in above[-2:]:
                times = range(siblings if field.many else 1)
                children = [node(field.type.target, (*above, name)) for _ in times]
                tree[field.name] = children if field.many else children[0]
        return repaired(tree, cls) if lawful else tree

    return node(root, ())


def value(field):
    match field.type:
        case TextType():
            return {"en": "text & more", "zh-Hans": "文本", "zh-Latn-CN": "wenben"}
        case CodeType(scheme=scheme):
            codes = list(scheme.codes)
            own = [codes[0], codes[-1]] if len(codes) > 1 else codes
            return sorted([*own, *foreign(scheme)]) if field.many else own[-1]
        case ReferenceType():
            return ["#n2", "https://example.org/registry#b2"] if field.many else "#n2"
    found = literal(field.type)
    return [found, "另一"] if field.many else found


def foreign(scheme):
    return [] if scheme.closed else ["https://example.org/code/%E7%A0%81"]


def literal(type_):
    match type_:
        case BooleanType():
            return True
        case IntegerType(minimum=low):
            return low
        case DecimalType():
            return "-0.5"
        case DateType():
            return "2024-02-29"
        case StringType(pattern=str(pattern)):
            return next(string for string in PATTERNED if re.search(pattern, string))
    return STRING


def repaired(tree, cls):
    for _ in cls.conditions:
        for condition in cls.conditions:
            then = condition.then[0]
            if not condition.holds(tree):
                if then.test is Test.EQUALS:
                    tree[then.field] = then.value
                else:
                    tree.pop(condition.when.field)
    return tree
