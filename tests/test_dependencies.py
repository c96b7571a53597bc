"""What is imported is declared: the suite is collected whole with nothing but what it asks for."""

import ast
import itertools
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from stdpolicy.cli.common import EXTRAS as TOLD

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
# The tests marked `debian` and `corpus`, and the fuzzer, say what they need beside the suite.
BESIDE = {"atheris", "java", "jpype", "openllet", "org", "owlready2", "uk"}
BESIDE |= {"dask", "pandas", "polars", "pyspark", "s3fs"}


def named(requirements: list[str]) -> Iterator[str]:
    """The distributions that requirements name, those of our own extras among them."""
    for requirement in requirements:
        match = re.match(r"([\w.-]+)(?:\[([^\]]*)\])?", requirement)
        assert match
        if match[1] == PROJECT["name"]:
            for extra in match[2].split(","):
                yield from named(EXTRAS[extra])
        else:
            yield normal(match[1])


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(folder: Path) -> dict[str, Path]:
    """The packages of others that the files of a folder import or run as `python -m`, each with one
    of these files."""
    own = {path.stem for home in (folder, ROOT / "benchmarks") for path in home.rglob("*.py")}
    own |= {path.name for path in folder.iterdir()}
    found: dict[str, Path] = {}
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            elif isinstance(node, ast.List | ast.Tuple):
                words = [e.value if isinstance(e, ast.Constant) else None for e in node.elts]
                names = [
                    module
                    for option, module in itertools.pairwise(words)
                    if option == "-m" and isinstance(module, str) and module.isidentifier()
                ]
            found |= {name.split(".")[0]: path for name in names}
    known = own | set(sys.stdlib_module_names) | {"stdpolicy"}
    return {name: path for name, path in found.items() if name not in known}


@pytest.mark.parametrize(
    ("folder", "extra"),
    [("validator/stdpolicy", "conformance,corpus,dask,draft,lsp,serve"), ("tests", "test")],
)
def test_what_is_imported_is_declared(folder: str, extra: str) -> None:
    declared = {*named(PROJECT["dependencies"]), *named([f"{PROJECT['name']}[{extra}]"])}
    distributions = packages_distributions()
    for module, path in imported(ROOT / folder).items():
        if module not in BESIDE:
            sources = {normal(name) for name in distributions.get(module, [module])}
            assert sources & declared, f"{path.relative_to(ROOT)} imports {module}"


def test_each_package_of_an_extra_is_told_of_with_its_extra() -> None:
    """Where it is missing; of those of `draft` the reader says so, as the file is another one by then."""
    ours = {extra: set(named(asked)) for extra, asked in EXTRAS.items()}
    for module, extra in TOLD.items():
        assert module in ours[extra]
    by_reader = {"python-docx", "pypdf"}
    every = set().union(*(ours[extra] for extra in ours.keys() - {"test", "dev"}))
    assert TOLD.keys() == every - by_reader
