"""Classes that generators make of the XSD read the examples and write them back.

The commands and programs are those of docs/tools.md.
"""

import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from test_loaders import EXAMPLES, code, workplace
from xsdata.formats.dataclass.parsers import XmlParser
from xsdata.formats.dataclass.serializers import XmlSerializer

import stdpolicy
from stdpolicy.model.lexical import NAMESPACE

JARS = "/usr/share/jaxb/lib/*"


def run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def same(place: Path) -> bool:
    return stdpolicy.load(place / "again.xml") == stdpolicy.load(place / "policy.xml")


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with jiaxing-2022 and the classes of xsdata, which looks for a formatter beside it."""
    place = workplace(tmp_path_factory.mktemp("xsdata"), EXAMPLES["jiaxing-2022"])
    program, *arguments = code("xsdata", "console").split()
    beside = Path(sys.executable).parent
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{beside}{os.pathsep}{os.environ['PATH']}")
        run([str(beside / program), *arguments], place)
    return place


def test_xsdata_as_printed(generated: Path) -> None:
    policy = stdpolicy.load(generated / "policy.xml").tree
    printed = run([sys.executable, "-c", code("xsdata", "python")], generated)
    assert printed.split()[-1] == str(len(policy["measure"]))
    assert same(generated)


@pytest.mark.parametrize("name", EXAMPLES)
def test_xsdata(name: str, generated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(generated)
    document = stdpolicy.load(EXAMPLES[name])
    cls = getattr(import_module("policy_classes"), document.tree["type"])
    read = XmlParser().from_bytes(document.to_bytes("xml"), cls)
    written = XmlSerializer().render(read, {None: NAMESPACE})
    assert stdpolicy.load(written.encode(), format="xml") == document


@pytest.mark.debian
def test_jaxb_as_printed(tmp_path: Path) -> None:
    for program in ("xjc", "javac"):
        assert shutil.which(program) is not None, f"{program} is not installed"
    place = workplace(tmp_path, EXAMPLES["jiaxing-2022"])
    (place / "generated").mkdir()
    run(code("JAXB", "console").split(), place)
    (place / "Again.java").write_text(code("JAXB", "java"), encoding="utf-8")
    sources = [str(path) for path in place.glob("generated/**/*.java")]
    run(["javac", "-cp", JARS, "-d", "classes", "Again.java", *sources], place)
    printed = run(["java", "-cp", f"classes:{JARS}", "Again"], place)
    policy = stdpolicy.load(place / "policy.xml").tree
    assert printed.split() == [str(len(policy["measure"]))]
    assert same(place)
