"""Counts what of the mutants is found, and where the finding says what the text has:
python tests/agreement/tally.py [COUNT [SEED [FIELD]]].
"""

import re
import sys
from collections import Counter
from collections.abc import Sequence
from functools import cache

from wrong_values import DROPPED, EXAMPLES, FIELDS, Mutant, mutants, nodes, read

import stdpolicy
from stdpolicy.source import Source


def findings(data: Source) -> list[str]:
    """The findings, as code and words.

    All of them: a date that is out of order, say, is found before the text is asked.
    """
    return [f"{d.rule.code} {d.message} | {d.hint}" for d in stdpolicy.validate(data)]


@cache
def known() -> frozenset[str]:
    """What is found in the examples as they are."""
    return frozenset(line for path in EXAMPLES for line in findings(Source.from_path(path)))


def found_in(mutant: Mutant) -> list[str]:
    """The findings that the unmutated document has not."""
    beside = EXAMPLES[0].parents[1] / mutant.policy.rpartition("/")[2] / "policy.jsonld"
    source = Source(mutant.data, str(beside), beside)
    return [line for line in findings(source) if line not in known()]


def outcome(found: Sequence[str]) -> str:
    return "missed" if not found else "found" if len(found) == 1 else "several"


@cache
def called() -> dict[str, list[str]]:
    """The Chinese names of what the registry describes, by IRI."""
    tree = read(EXAMPLES[0].parents[1] / "registry" / "registry.jsonld")
    return {tree["id"] + n["id"]: [n["name"]["zh-Hans"]] for n, _ in nodes(tree) if "name" in n}


def told(mutant: Mutant, line: str) -> bool:
    """Whether a finding says what the right value is, by itself or in words of the text."""
    right = mutant.right if isinstance(mutant.right, list) else [mutant.right]
    words = [word for one in map(str, right) for word in (one, *called().get(one, ()))]
    if mutant.field == "datePublished":
        words += [str(mutant.right)[5:]]  # a text may print month and day alone
    text = "\n".join(n["text"] for n, _ in nodes(mutant.tree) if n["type"] == "Provision")
    quoted = (one.strip("….") for one in re.findall('"([^"]+)"', line))
    return any(word in line for word in words) or any(one in text for one in quoted)


def main(count: str = "40", seed: str = "1", only: str = "") -> None:
    for line in sorted(known()):
        print("UNMUTATED", line[:200])
    total: Counter[str] = Counter()
    fields = [(cls, field) for cls, names in FIELDS.items() for field in names.split()]
    for cls, field in [*fields, DROPPED]:
        if not f"{cls}.{field}".startswith(only):
            continue
        made = list(mutants(cls, field, int(count), int(seed)))
        said: Counter[str] = Counter()
        for mutant in made:
            found = found_in(mutant)
            said[outcome(found)] += 1
            said["told"] += len(found) == 1 and told(mutant, found[0])
            if len(found) != 1 or not told(mutant, found[0]):
                at = f"{mutant.policy[-14:]} {mutant.node} {mutant.right} -> {mutant.wrong}"
                print("   ", outcome(found), at, *found, sep="\n        ")
        total += said
        share = 100 * said["found"] / max(1, len(made))
        print(f"{cls + '.' + field:28} {len(made):4} {share:6.1f}% {dict(said)}", flush=True)
    print(dict(total))


if __name__ == "__main__":
    main(*sys.argv[1:])
