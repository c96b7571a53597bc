"""Proposals of a program, a language model say, for what a draft leaves open: English labels, domains,
instruments and topics. They are checked, and never overwrite what was read.

The program reads JSON lines and writes JSON lines (docs/drafting.md).
"""

import json
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import Any, NamedTuple

from stdpolicy.document import Document
from stdpolicy.files import why
from stdpolicy.formats import canonical
from stdpolicy.language import either
from stdpolicy.marked import marked
from stdpolicy.model import Class, CodeType
from stdpolicy.model.edition import model
from stdpolicy.text.characters import HAN

Tree = dict[str, Any]

FIELDS = ("label", "domain", "instrument", "topic")
"""What may be proposed."""
LONGEST = 300
"""Of a proposed label, in characters."""
MOST = 16_000_000
"""Of what a program writes, in bytes."""
SECONDS = 3600
"""How long a program may take, unless it is said."""


class Failed(ValueError):
    """The program could not be run, or ended with an error; the message says which."""


class Suggested(NamedTuple):
    """A document with proposals; `refused` says of each other line why it was not taken."""

    document: Document
    taken: int
    refused: tuple[str, ...]


class _Open(NamedTuple):
    """A statement with the text of its provision."""

    tree: Tree
    text: str


def suggested(document: Document, command: Sequence[str], seconds: float = SECONDS) -> Suggested:
    """The document with what a program proposes within some seconds, each statement with a note that
    names the program.

    Raises Failed.
    """
    tree: Tree = deepcopy(document.tree)
    found = {held["id"]: _Open(held, text) for held, text in _statements(tree)}
    asked = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in questions(tree))
    proposals: dict[str, list[str]] = {}
    refused = []
    for number, line in enumerate(_answers(command, asked, seconds), 1):
        if not line.strip():
            continue
        try:
            iri, name = _take(line, found)
        except ValueError as error:
            line_of = either(f"line {number} of {command[0]}", f"{command[0]} 第 {number} 行")
            refused.append(f"{line_of}{either(': ', '：')}{error}")
        else:
            proposals.setdefault(iri, []).append(name)
    for iri, names in proposals.items():
        _sign(found[iri].tree, sorted(set(names)), _called(command))
    taken = sum(map(len, proposals.values()))
    whole = Document(canonical(tree, document.base), document.base)
    return Suggested(whole, taken, tuple(refused))


def questions(tree: Tree) -> Iterator[Tree]:
    """What the program reads: the codes first, then each statement that has something open."""
    codes = {}
    for name in FIELDS[1:]:
        field = next(c.by_name[name] for c in model().classes.values() if name in c.by_name)
        assert isinstance(field.type, CodeType)
        codes[name] = [
            {"code": code.name, "label": dict(code.label), "definition": dict(code.definition)}
            for code in field.type.scheme.codes.values()
            if not code.deprecated
        ]
    yield {"title": tree["title"], "codes": codes}
    for node, text in _statements(tree):
        if missing := [name for name in FIELDS if _is_open(node, name)]:
            shown = [(key, node[key]) for key in ("id", "type", "quote", "label") if key in node]
            yield dict([*shown, ("text", text), ("open", missing)])


def _statements(tree: Tree) -> Iterator[tuple[Tree, str]]:
    for one in marked(tree):
        for held in one.statements:
            assert isinstance(held.tree, dict)
            yield held.tree, str(one.provision["text"])


def _class(node: Tree) -> Class:
    return model().classes[node["type"]]


def _is_open(node: Tree, name: str) -> bool:
    """Whether a statement may have a field and has none; of a label, none in English."""
    return name in _class(node).by_name and ("en" if name == "label" else name) not in (
        node.get("label", {}) if name == "label" else node
    )


def _answers(command: Sequence[str], asked: str, seconds: float) -> Iterable[str]:
    """The lines that a program writes, up to a size and a time."""
    try:
        with TemporaryFile() as questions:
            questions.write(asked.encode())
            questions.seek(0)
            with subprocess.Popen(command, stdin=questions, stdout=subprocess.PIPE) as running:
                assert running.stdout is not None
                late = Timer(seconds, running.kill)
                late.start()
                try:
                    data = running.stdout.read(MOST + 1)
                    running.wait() if len(data) <= MOST else running.kill()
                finally:
                    ended = late.is_alive()
                    late.cancel()
                if len(data) > MOST:
                    most = MOST // 1_000_000
                    raise Failed(
                        either(
                            f"{command[0]} wrote more than {most} MB",
                            f"{command[0]} 的输出超过 {most} MB",
                        )
                    )
                if not ended:
                    raise Failed(
                        either(
                            f"{command[0]} had not ended after {seconds:g} seconds",
                            f"{command[0]} 在 {seconds:g} 秒内没有结束",
                        )
                    )
    except OSError as error:
        raise Failed(
            either(
                f"{command[0]} cannot be run: {why(error)}",
                f"无法运行 {command[0]}：{why(error)}",
            )
        ) from None
    if running.returncode:
        raise Failed(
            either(
                f"{command[0]} ended with exit code {running.returncode}",
                f"{command[0]} 以退出码 {running.returncode} 结束",
            )
        )
    return data.decode(errors="replace").split("\n")


def _take(line: str, found: dict[str, _Open]) -> tuple[str, str]:
    """Takes one proposal. Raises ValueError, which says why not."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise ValueError(either("expected a JSON object", "应为 JSON 对象"))
    iri, name, value = said.get("id"), said.get("field"), said.get("value")
    if not isinstance(iri, str) or iri not in found:
        raise ValueError(either(f"no statement has the id {iri!r}", f"没有 id 为 {iri!r} 的陈述"))
    node, text = found[iri]
    if name not in FIELDS or name not in _class(node).by_name:
        raise ValueError(
            either(f"{name!r} of {iri} cannot be proposed", f"{iri} 的 {name!r} 不接受建议")
        )
    assert isinstance(name, str)
    if not _is_open(node, name):
        raise ValueError(either(f"{iri} has its {name} already", f"{iri} 已有 {name}"))
    quote = said.get("quote", "")
    if not isinstance(quote, str) or quote not in text:
        raise ValueError(
            either(
                f"the quote does not stand in the provision of {iri}",
                f"{iri} 所在的条文中没有这一引文",
            )
        )
    if name == "label":
        node["label"] = node.get("label", {}) | {"en": _label(value)}
    else:
        node[name] = _codes(node, name, value)
    return iri, name


def _label(value: Any) -> str:
    words = " ".join(value.split()) if isinstance(value, str) else ""
    if not words or len(words) > LONGEST or not words.isprintable() or "\ufffd" in words:
        raise ValueError(
            either(
                f"expected a label of at most {LONGEST} characters",
                f"标签应为可显示的文字，不超过 {LONGEST} 个字符",
            )
        )
    if re.search(f"[{HAN}]", words):
        raise ValueError(either("expected a label in English", "标签应为英文"))
    return words


def _codes(node: Tree, name: str, value: Any) -> list[str]:
    codes = value if isinstance(value, list) else [value]
    type_ = _class(node).by_name[name].type
    assert isinstance(type_, CodeType)
    known = {code.name for code in type_.scheme.codes.values() if not code.deprecated}
    strange = [code for code in codes if not isinstance(code, str) or code not in known]
    if not codes:
        raise ValueError(
            either(f"expected codes of {name}, found none", f"应为 {name} 的代码，实为空")
        )
    if strange:
        raise ValueError(
            either(
                f"{name} has no code {', '.join(map(repr, strange))}",
                f"{name} 没有代码 {'、'.join(map(repr, strange))}",
            )
        )
    return sorted(set(codes))


def _called(command: Sequence[str]) -> str:
    """A program as notes name it: without its options, which may hold a key."""
    files = [Path(word).name for word in command[1:2] if re.fullmatch(r"[\w./\\-]+\.\w+", word)]
    return " ".join([Path(command[0]).name, *files])


def _sign(node: Tree, names: Sequence[str], command: str) -> None:
    """Notes on a statement where its proposed values come from."""
    fields = ", ".join(names)
    said = {"en": f"Proposed by {command}: {fields}.", "zh-Hans": f"由 {command} 提出：{fields}。"}
    before = node.get("note", {})
    node["note"] = {tag: f"{before.get(tag, '')} {words}".strip() for tag, words in said.items()}
