"""Code generators make types of the schemas that load the examples and write them back."""

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytestmark = pytest.mark.node
ROOT = Path(__file__).parents[2]
NODE = ROOT / "tests" / "node"
EXAMPLES = {
    "policy": sorted((ROOT / "examples").glob("*/policy.jsonld")),
    "registry": [ROOT / "examples" / "registry" / "registry.jsonld"],
    "crosswalk": [ROOT / "examples" / "crosswalk" / "crosswalk.jsonld"],
}
CLASSES = {
    "policy": {"Policy", "Provision", "Goal", "Target", "Measure", "Action", "Reference"},
    "registry": {"Registry", "Body", "Place", "Indicator"},
    "crosswalk": {"Crosswalk", "Alignment"},
}


def run(command: list[str | Path], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def tool(name: str) -> Path:
    path = NODE / "node_modules" / ".bin" / name
    assert path.exists(), f"{name} is not installed: npm ci --prefix tests/node"
    return path


def imported(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"generated_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def documents(kind: str) -> list[Any]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in EXAMPLES[kind]]


def schema(kind: str) -> Path:
    return ROOT / "schema" / f"{kind}.schema.json"


@pytest.mark.parametrize("kind", EXAMPLES)
def test_quicktype(kind: str, tmp_path: Path) -> None:
    code = tmp_path / f"{kind}_of_quicktype.py"
    run(
        [tool("quicktype"), "-s", "schema", schema(kind), "-o", code, "--top-level", kind], tmp_path
    )
    module = imported(code)
    assert vars(module).keys() >= CLASSES[kind]
    for tree in documents(kind):
        read = getattr(module, f"{kind}_from_dict")(tree)
        assert getattr(module, f"{kind}_to_dict")(read) == tree


@pytest.mark.parametrize("kind", EXAMPLES)
def test_datamodel_code_generator(kind: str, tmp_path: Path) -> None:
    command = shutil.which("datamodel-codegen", path=Path(sys.executable).parent)
    assert command is not None, "datamodel-code-generator is not installed"
    code = tmp_path / f"{kind}_of_datamodel.py"
    options = ["--input-file-type", "jsonschema", "--output-model-type", "pydantic_v2.BaseModel"]
    run([command, "--input", schema(kind), "--output", code, *options], tmp_path)
    module = imported(code)
    assert vars(module).keys() >= CLASSES[kind]
    for tree in documents(kind):
        read = getattr(module, kind.capitalize()).model_validate(tree)
        assert read.model_dump(mode="json", by_alias=True, exclude_none=True) == tree


@pytest.mark.parametrize("kind", EXAMPLES)
def test_json_schema_to_typescript(kind: str, tmp_path: Path) -> None:
    """Types exist only when TypeScript compiles: it takes the examples as values of theirs."""
    code = tmp_path / f"{kind}.ts"
    run([tool("json2ts"), "-i", schema(kind), "-o", code], tmp_path)
    types = code.read_text(encoding="utf-8")
    assert all(f"interface {name}" in types for name in CLASSES[kind])
    for number, tree in enumerate(documents(kind)):
        write_typescript(tmp_path / f"good{number}.ts", kind, tree)
    write_typescript(tmp_path / "bad.ts", kind, documents(kind)[0] | {"type": "X"})
    compiler = [tool("tsc"), "--strict", "--noEmit", "--skipLibCheck"]
    run([*compiler, *tmp_path.glob("good*.ts")], tmp_path)
    with pytest.raises(AssertionError, match="error TS"):
        run([*compiler, tmp_path / "bad.ts"], tmp_path)


def write_typescript(path: Path, kind: str, tree: Any) -> None:
    name, value = kind.capitalize(), json.dumps(tree, ensure_ascii=False)
    text = f'import type {{ {name} }} from "./{kind}";\nexport const it: {name} = {value};\n'
    path.write_text(text, encoding="utf-8")
