"""Changes the examples, shortened, in small ways, and counts what is said: python tests/hostile/campaign.py [COUNT] [SEED]

COUNT mutants (5000) of the examples in each notation, drawn from a seed: tokens, lines and nodes of
the tree are deleted, duplicated, swapped, retyped, misspelt or truncated. Whatever a mutant is, there
is no exception and each finding has a place in it. A mutant of the tree is written in all three
notations, and judged alike in them. Prints tables in Markdown; exits with 1 if a mutant failed.
"""

import random
import re
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from multiprocessing import Pool
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT / "validator"), str(HERE.parent), str(HERE), str(ROOT / "benchmarks")]

from examine import UNITS, WORDS, examine_findings  # noqa: E402
from shortened import inside, seeds  # noqa: E402

import notations  # noqa: E402
import stdpolicy  # noqa: E402
from stdpolicy.diagnostics import Layer, Severity  # noqa: E402
from stdpolicy.formats import named  # noqa: E402
from stdpolicy.model.edition import model  # noqa: E402

Tree = dict[str, Any]

KINDS = ("deleted", "duplicated", "swapped", "retyped", "misspelt", "truncated")
NAMES = ("jsonld", "turtle", "xml")
TOKENS, LINES = UNITS[1:]
PART = 126
"""How many mutants of each notation are one part: of each kind and unit seven."""
ALIKE = {Layer.STRUCTURE, Layer.VALUES}
"""What is said of a tree whatever the notation; what refers to what is told by these first."""
DROPPED = "SP115"
"""The code of what JSON-LD has no form for, such as a reference where a language map belongs."""
SPELT = {"SP207", "SP209", "SP313"}
"""Codes for another spelling of the same, which not every notation can hold."""


def text(tree: Tree, notation: str) -> bytes:
    """The tree in a notation. Raises notations.Inexpressible if that has no form for it."""
    base, of = tree.get("id", "https://mutant.example/d"), model()
    if tree.get("type") not in of.roots:
        raise notations.Inexpressible
    if notation == "jsonld":
        return notations.jsonld(tree, base)
    try:
        return (notations.turtle if notation == "turtle" else notations.xml)(tree, base, of)
    except (AttributeError, KeyError, TypeError, ValueError):  # no IRI, or no such shape
        raise notations.Inexpressible from None


def misspelt(word: str, choice: random.Random) -> str:
    """The word with two neighbouring characters exchanged, or with one more of its last."""
    if len(word) < 2:
        return word + word
    at = choice.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def of_text(data: bytes, units: re.Pattern[bytes], kind: str, choice: random.Random) -> bytes:
    """The text with one unit changed."""
    found = units.findall(data)
    at, other = sorted(choice.sample(range(len(found)), 2))
    match kind:
        case "deleted":
            del found[at]
        case "duplicated":
            found.insert(at, found[at])
        case "swapped":
            found[at], found[other] = found[other], found[at]
        case "retyped":
            found[at] = choice.choice(WORDS)
        case "misspelt":
            found[at] = misspelt(found[at].decode("utf-8", "surrogateescape"), choice).encode(
                "utf-8", "surrogateescape"
            )
        case _:
            del found[at:]
    return b"".join(found)


def of_tree(tree: Tree, kind: str, choice: random.Random) -> Tree:
    """The tree with one value changed, or one key misspelt."""
    tree = deepcopy(tree)
    places = [
        (inner, key) for inner in inside(tree) for key in list(inner) if key not in ("id", "type")
    ]
    node, key = choice.choice(places)
    value = node[key]
    match kind:
        case "deleted":
            del node[key]
        case "duplicated":
            node[key] = [*value, *value[:1]] if isinstance(value, list) else [value, value]
        case "swapped":
            other, name = choice.choice(places)
            node[key], other[name] = deepcopy(other[name]), deepcopy(value)
        case "retyped":
            others = ["x", 7, True, {"@id": "https://other.example/x"}, "2024-02-30", "-1.5"]
            node[key] = choice.choice(others)
        case "misspelt" if isinstance(value, str) and choice.random() < 0.5:
            node[key] = misspelt(value, choice)
        case "misspelt":
            node[key + "s"] = node.pop(key)
        case _:
            node[key] = value[: len(value) // 2] if isinstance(value, list | str) else {}
    return tree


def _counters() -> Any:
    return defaultdict(Counter)


@dataclass
class Outcomes:
    """What a campaign found."""

    counts: dict[tuple[str, str, str], Counter[str]] = field(default_factory=_counters)
    """Of each notation, unit and kind how many are clean, warned or refused."""
    codes: dict[tuple[str, str], Counter[str]] = field(default_factory=_counters)
    """Of each unit and kind the codes of first errors."""
    slowest: list[tuple[float, str]] = field(default_factory=list)
    """Milliseconds per KB, and of what."""
    faults: list[str] = field(default_factory=list)
    compared: int = 0

    def judge(self, data: bytes, notation: str, unit: str, kind: str) -> stdpolicy.Report | None:
        """Validates a mutant and counts it. None if that failed."""
        start = time.process_time()
        try:
            report = stdpolicy.validate(data, format=named(notation))
            took = time.process_time() - start
            examine_findings(report, data)
        except Exception as error:
            self.faults.append(f"{notation} {unit} {kind}: {error!r:.300}: {data!r:.200}")
            return None
        errors = [found for found in report if found.severity is Severity.ERROR]
        outcome = "refused" if errors else "warned" if list(report) else "clean"
        self.counts[notation, unit, kind][outcome] += 1
        if errors:
            self.codes[unit, kind][errors[0].rule.code] += 1
        self.slowest.append((1e6 * took / max(len(data), 1000), f"{notation} {unit} {kind}"))
        self.slowest = sorted(self.slowest, reverse=True)[:5]
        return report

    def compare(self, tree: Tree, kind: str) -> None:
        """Judges a mutant of a tree in each notation that has a form for it, and compares."""
        said = {}
        for notation in NAMES:
            try:
                data = text(tree, notation)
            except notations.Inexpressible:
                continue
            report = self.judge(data, notation, "node", kind)
            if report is not None and DROPPED not in {found.rule.code for found in report}:
                said[notation] = {
                    (found.rule.code, found.pointer.lower())
                    for found in report
                    if found.rule.layer in ALIKE and found.rule.code not in SPELT
                }
        self.compared += 1
        if len({frozenset(each) for each in said.values()}) > 1:
            self.faults.append(f"{kind} node: not judged alike: {said}")

    def add(self, other: "Outcomes") -> None:
        """Counts what another part of the campaign found."""
        for ours, theirs in ((self.counts, other.counts), (self.codes, other.codes)):
            for key, counts in theirs.items():
                ours[key] += counts  # type: ignore[index]
        self.slowest = sorted(self.slowest + other.slowest, reverse=True)[:5]
        self.faults += other.faults
        self.compared += other.compared


def run(count: int, seed: str) -> Outcomes:
    """So many mutants of each notation."""
    choice, outcomes = random.Random(seed), Outcomes()
    for tree in seeds():  # what is imported when it is first needed counts for no mutant
        for notation in NAMES:
            stdpolicy.validate(text(tree, notation)[:-20])
            assert stdpolicy.validate(text(tree, notation)).errors == 0
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        tree = choice.choice(seeds())
        unit = ("token", "line", "node")[number // len(KINDS) % 3]
        if unit == "node":
            outcomes.compare(of_tree(tree, kind, choice), kind)
            continue
        for notation in NAMES:
            units = TOKENS if unit == "token" else LINES
            data = of_text(text(tree, notation), units, kind, choice)
            outcomes.judge(data, notation, unit, kind)
    return outcomes


def parts(count: int, seed: str) -> Outcomes:
    """The same in processes, a part with a seed of its own each. Ctrl-C leaves what is whole."""
    outcomes = Outcomes()
    with Pool() as pool:
        try:
            each = [(PART, f"{seed}{number}") for number in range(-(-count // PART))]
            for part in pool.imap_unordered(_run, each):
                outcomes.add(part)
        except KeyboardInterrupt:
            print("stopped early", file=sys.stderr)
    return outcomes


def _run(part: tuple[int, str]) -> Outcomes:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return run(*part)


def tables(outcomes: Outcomes) -> Iterator[str]:
    yield "| change | notation | mutants | clean | warned | refused | mostly as |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | --- |"
    for (notation, unit, kind), counts in sorted(outcomes.counts.items(), key=lambda i: i[0][1:]):
        mostly = ", ".join(code for code, _ in outcomes.codes[unit, kind].most_common(3))
        numbers = " | ".join(str(counts[each]) for each in ("clean", "warned", "refused"))
        yield f"| {unit} {kind} | {notation} | {counts.total()} | {numbers} | {mostly} |"
    yield ""
    yield from (f"- {ms:.2f} ms/KB: {what}" for ms, what in outcomes.slowest)


def main(arguments: list[str]) -> int:
    count, seed = int(arguments[0]) if arguments else 5000, "".join(arguments[1:])
    outcomes = parts(count, seed)
    print(*tables(outcomes), sep="\n")
    print(f"\n{outcomes.compared} trees compared, {len(outcomes.faults)} faults", file=sys.stderr)
    print(*outcomes.faults, sep="\n", file=sys.stderr)
    return 1 if outcomes.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
