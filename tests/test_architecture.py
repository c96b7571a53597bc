"""The import direction: a lower layer never imports a higher one."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "validator" / "stdpolicy"
LAYERS = (
    {"resources", "source", "files"},
    {"diagnostics"},
    {"model"},
    {"formats"},
    {"document"},
    {"checks"},
    {"artefacts", "analysis", "drafting"},
    {"api"},
    {"report", "batch"},
    {"cli", "__main__"},
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """The modules of the package that a file imports, at the top or within a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [node.module]
            if node.module == "stdpolicy":
                names = [f"stdpolicy.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "stdpolicy" and len(parts) > 1:
                yield parts[1]


def layer(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_module_imports_a_higher_layer(path: Path) -> None:
    own = layer(path)
    if own == "__init__":
        return
    known = [name for name in imports(path) if name in LEVEL]
    above = [name for name in known if LEVEL[name] > LEVEL[own]]
    assert not above, f"{own} imports {above}"


def test_every_module_has_a_layer() -> None:
    found = {layer(path) for path in MODULES} - {"__init__"}
    assert found == set(LEVEL)


def test_imports_are_seen() -> None:
    assert "formats" in set(imports(PACKAGE / "api.py"))
    assert "artefacts" in set(imports(PACKAGE / "cli" / "reference.py"))
