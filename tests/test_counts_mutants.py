"""What makes the code slower by what it does, put in on purpose, exceeds a budget."""

import shutil
from pathlib import Path

import pytest

from test_counts import count

FOLDERS = "docs", "examples", "ontology", "schema"
SQUARED = """\
def write_turtle(tree, base):
    written = once(tree, base).splitlines()
    for _ in written:
        for _ in written[::50]:
            pass
    return b"\\n".join(written)


"""
MUTANTS = {
    "a second walk over the tree": (
        "checks/walk/walk.py",
        "def walk(",
        "def walk(*given):\n    once(*given)\n    return once(*given)\n\n\ndef once(",
        "validate again",
        "lines in checks/walk",
    ),
    "an index made for each question": (
        "checks/walk/nodes.py",
        "    @cached_property\n    def by_id(",
        "    @property\n    def by_id(",
        "validate again",
        "lines",
    ),
    "a loop in a loop over what was written": (
        "formats/turtle/write.py",
        "def write_turtle(",
        SQUARED + "def once(",
        "JSON-LD to Turtle, 100 provisions",
        "lines",
    ),
    "nothing kept by its string": (
        "memo.py",
        "LIMIT = 16_000_000",
        "LIMIT = 0",
        "validate again",
        "calls",
    ),
    "a document read twice": (
        "formats/xmldoc/read.py",
        "def read(",
        "def read(source):\n    once(source)\n    return once(source)\n\n\ndef once(",
        "XML to JSON-LD, 100 provisions",
        "lines",
    ),
    "a module that is not needed, at the start": (
        "api.py",
        "import math\n",
        "import math\nimport rdflib\n",
        "start convert",
        "modules",
    ),
}
"""The file, what is replaced in it and by what, the task that tells, and what of it."""


@pytest.mark.slow
@pytest.mark.parametrize(("name", "old", "new", "task", "unit"), MUTANTS.values(), ids=[*MUTANTS])
def test_a_mutant_exceeds_a_budget(
    name: str, old: str, new: str, task: str, unit: str, tmp_path: Path
) -> None:
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(count.ROOT / "benchmarks", tmp_path / "benchmarks", ignore=ignored)
    shutil.copytree(
        count.ROOT / "validator" / "stdpolicy", tmp_path / "validator" / "stdpolicy", ignore=ignored
    )
    for folder in FOLDERS:
        (tmp_path / folder).symlink_to(count.ROOT / folder)
    path = tmp_path / "validator" / "stdpolicy" / name
    source = path.read_text(encoding="utf-8")
    assert source.count(old) == 1
    path.write_text(source.replace(old, new), encoding="utf-8")
    told = count.misfits(task, count.measured(task, tmp_path), count.budgets()[task])
    assert any(f" {unit} where the budget is" in one and "(+" in one for one in told), told
