"""Counts what of the mutants is found: python tests/agreement/tally.py [COUNT [SEED [FIELD]]]."""

import sys
from collections import Counter
from functools import cache

from wrong_values import DROPPED, EXAMPLES, FIELDS, Mutant, mutants

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


def outcome(mutant: Mutant) -> str:
    beside = EXAMPLES[0].parents[1] / mutant.policy.rpartition("/")[2] / "policy.jsonld"
    source = Source(mutant.data, str(beside), beside)
    found = [line for line in findings(source) if line not in known()]
    return "missed" if not found else "found" if len(found) == 1 else "several"


def main(count: str = "40", seed: str = "1", only: str = "") -> None:
    for path in EXAMPLES:
        for line in findings(Source.from_path(path)):
            print("UNMUTATED", path.parent.name, line[:200])
    total: Counter[str] = Counter()
    fields = [(cls, field) for cls, names in FIELDS.items() for field in names.split()]
    for cls, field in [*fields, DROPPED]:
        if not f"{cls}.{field}".startswith(only):
            continue
        made = list(mutants(cls, field, int(count), int(seed)))
        said = Counter()
        for mutant in made:
            result = outcome(mutant)
            said[result] += 1
            if result != "found":
                print(
                    "   ",
                    result,
                    mutant.policy[-14:],
                    mutant.node,
                    mutant.right,
                    "->",
                    mutant.wrong,
                )
        total += said
        share = 100 * said["found"] / max(1, len(made))
        print(f"{cls + '.' + field:28} {len(made):4} {share:6.1f}% {dict(said)}", flush=True)
    print(dict(total))


if __name__ == "__main__":
    main(*sys.argv[1:])
