"""Single documents of any number of nodes: the same number, the same bytes.

    python benchmarks/grown.py FOLDER [--registry BODIES] [--policy PROVISIONS] [--faulty]

A registry has bodies, each at a place and most of them below another; a policy has the whole text and
all statements of the Jiaxing example once more in each of its parts, told apart by what the part is
called. Both are valid and without findings. Of the `faulty` ones every hundredth body, or
statement of an action, has an error: by turns a reference that leads nowhere, a code that there is
none of, a name of a property that is misspelt, and words that are not those of the text.
"""

import argparse
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import generate

Tree = dict[str, Any]

EVERY = 100
"""Of so many nodes one has an error in the faulty documents."""
BASE = "https://example.org/large/"
SYLLABLES = "安柏昌德恩丰固海吉康兰明宁平庆荣盛泰文兴"
"""What made-up names are made of: no word of the texts, and no name of a place."""
SECTORS = ("财政", "科技", "农业", "教育", "民政", "商务", "水利", "林业", "卫生", "统计")
PLACES = 20
"""How many bodies there are at a place, the government and its departments."""


def registry(bodies: int, *, faulty: bool = False) -> bytes:
    """A registry in JSON-LD of so many bodies, one at least."""
    example = json.loads(generate.REGISTRY.read_bytes())
    kept = {key: example[key] for key in ("@context", "type", "title")}
    bodies = max(1, bodies)
    places = -(-bodies // PLACES)
    described = [body for at in range(places) for body in _bodies(at)][:bodies]
    if faulty:
        _spoil(described, (_astray("parent"), _no_code("kind"), _misspelt("kind")))
    kept["describesBody"] = described
    kept["describesPlace"] = [_place(at) for at in range(places)]
    return generate.encoded(kept, BASE + "registry")


def policy(provisions: int, *, faulty: bool = False) -> bytes:
    """A policy in JSON-LD of about so many provisions, 49 at least."""
    example = json.loads(generate.EXAMPLE.read_bytes())
    grown = {key: [] if type(value) is list else value for key, value in example.items()}
    grown |= {key: example[key] for key in ("@context", "issuer", "encoder")}
    for key in STATEMENTS:
        grown[key] = [one for one in example[key] if one["statedIn"] in FRAMING]
    top = example["provision"]
    parts = [node for node in top if node["kind"] == "part"]
    before, after = top[: top.index(parts[0])], top[top.index(parts[-1]) + 1 :]
    each = sum(1 for _ in generate.texts(parts))
    body = list(before)
    for copy in range(max(1, round((provisions - len(FRAMING)) / each))):
        told = _told(copy)
        for part in parts:
            number = len(body) - len(before) + 1
            body.append(
                told(part | {"order": len(body) + 1, "number": f"第{_numeral(number)}部分"})
            )
            body[-1]["text"] = f"{body[-1]['number']} {body[-1]['heading']}"
        for key in STATEMENTS:
            grown[key] += (told(one) for one in example[key] if one["statedIn"] not in FRAMING)
    grown["provision"] = [
        *body,
        *(one | {"order": len(body) + at} for at, one in enumerate(after, 1)),
    ]
    if faulty:
        actions = [action for measure in grown["measure"] for action in measure.get("action", ())]
        _spoil(actions, (_astray("statedIn"), _no_code("modality"), _misspelt("quote"), _misquoted))
    return generate.encoded(generate.grounded(grown), BASE + "policy")


STATEMENTS = ("principle", "goal", "measure", "incentive", "reference", "quantity")
"""What an example states, by the names of its lists."""


def _told(copy: int) -> Callable[[Any], Any]:
    """Gives nodes with other ids and other words, references to them and quotes of them alike."""
    name = _name(copy)

    def tell(value: Any) -> Any:
        if isinstance(value, dict):
            told = {key: tell(item) for key, item in value.items()}
            if told.get("type") == "Target":  # what measures of the other parts are not about, too
                told["label"]["zh-Hans"] += name
            return told
        if isinstance(value, list):
            return [tell(item) for item in value]
        if isinstance(value, str) and value.startswith("#"):
            return f"#c{copy}-{value[1:]}" if value not in FRAMING else value
        if isinstance(value, str):
            return WORD.sub(lambda found: name + found[0], value)
        return value

    return tell


FRAMING = ("#closing", "#preamble", "#title")
"""The provisions that are there once."""
WORD = re.compile("发展|(?<!基地)建设(?!工作)")
"""Before these words the made-up names stand."""


def _name(at: int) -> str:
    """A made-up name of three syllables or more, one for each number."""
    syllables = ""
    at += len(SYLLABLES) ** 2
    while at:
        at, rest = divmod(at, len(SYLLABLES))
        syllables = SYLLABLES[rest] + syllables
    return syllables


def _numeral(number: int) -> str:
    """A number below 10,000 as parts are numbered with."""
    digits = "零一二三四五六七八九"
    said, gap = "", False
    for power, unit in (1000, "千"), (100, "百"), (10, "十"), (1, ""):
        digit = number // power % 10
        if digit:
            said += ("零" if gap and said else "") + digits[digit] + unit
        gap = not digit
    return said.removeprefix("一") if 10 <= number < 20 else said


def _bodies(place: int) -> Iterator[Tree]:
    name = _name(place) + "县"
    at = {"level": "county", "place": f"#place-{place}"}
    government = f"#body-{place}-0"
    yield _body(government, f"{name}人民政府", "government", at)
    for number in range(1, PLACES):
        sector = SECTORS[number % len(SECTORS)]
        office = f"第{_numeral(number)}" if number > len(SECTORS) else ""
        kind = at | {"parent": government}
        yield _body(f"#body-{place}-{number}", f"{name}{sector}局{office}", "department", kind)


def _body(iri: str, name: str, kind: str, more: Tree) -> Tree:
    names = {"en": f"Body {iri.removeprefix('#body-')}", "zh-Hans": name}
    return {"id": iri, "type": "Body", "name": names, "kind": kind} | more


def _place(at: int) -> Tree:
    name = {"en": f"County {at}", "zh-Hans": f"{_name(at)}县"}
    return {"id": f"#place-{at}", "type": "Place", "name": name, "level": "county"}


# -- errors ------------------------------------------------------------------------------------

Spoil = Callable[[Tree, int], None]


def _spoil(nodes: list[Tree], how: tuple[Spoil, ...]) -> None:
    for number, node in enumerate(nodes[EVERY // 2 :: EVERY]):
        how[number % len(how)](node, number)


def _astray(name: str) -> Spoil:
    def spoil(node: Tree, number: int) -> None:
        node[name] = f"#nowhere-{number}"

    return spoil


def _no_code(name: str) -> Spoil:
    def spoil(node: Tree, number: int) -> None:
        node[name] = [f"no-code-{number}"] if type(node[name]) is list else f"no-code-{number}"

    return spoil


def _misspelt(name: str) -> Spoil:
    def spoil(node: Tree, number: int) -> None:
        node[f"{name}{name[-1]}"] = node.pop(name)

    return spoil


def _misquoted(node: Tree, number: int) -> None:
    node["quote"] = f"{_name(number)}{node['quote'][1:]}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a large registry or policy.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--registry", type=int, metavar="BODIES")
    parser.add_argument("--policy", type=int, metavar="PROVISIONS")
    parser.add_argument("--faulty", action="store_true", help="an error in every hundredth node")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for make in registry, policy:
        name = make.__name__
        size = getattr(arguments, name)
        if size is not None:
            data = make(size, faulty=arguments.faulty)
            (arguments.folder / f"{name}.jsonld").write_bytes(data)
            print(f"{name}.jsonld, {len(data) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
