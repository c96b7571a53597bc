"""Pages in Chromium, opened from a folder, and their HTML: nothing to complain of for axe-core (WCAG 2.2 AA),
html-validate and the browser.
"""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from in_chromium import chromium, written

pytestmark = pytest.mark.node
NODE = Path(__file__).parents[1] / "node"


@pytest.fixture(scope="module")
def folder(site: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the examples in a folder."""
    return written(site, tmp_path_factory.mktemp("site"))


def one_of_each(site: Mapping[str, bytes]) -> list[str]:
    """The pages that are the only ones of their kind, and of each kind that has many the largest, in turn in
    Chinese and English.
    """
    kinds: dict[str, list[str]] = {}
    for path in site:
        if path.endswith("index.html") and not path.startswith("en/"):
            parts = path.split("/")[:-1]
            kinds.setdefault("/".join(parts[:-1]) if len(parts) > 1 else path, []).append(path)
    largest = [max(paths, key=lambda path: len(site[path])) for paths in kinds.values()]
    return [path if n % 2 else f"en/{path}" for n, path in enumerate(sorted(largest))]


def test_nobody_is_kept_out(folder: Path, site: Mapping[str, bytes]) -> None:
    done = subprocess.run(
        ["node", NODE / "site.mjs", folder, chromium()],
        input=json.dumps(one_of_each(site)), capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = json.loads(done.stdout)
    assert len(found) > 20
    wrong = [one for one in found if one["violations"] or one["complaints"] or one["wide"] > 0]
    assert wrong == []


def test_html_is_valid(folder: Path) -> None:
    pages = sorted(str(path) for path in folder.rglob("*.html"))
    found = folder.parent / "found.json"
    validate = NODE / "node_modules" / ".bin" / "html-validate"
    subprocess.run(
        [validate, "--config", NODE / "htmlvalidate.json", "-f", f"json={found}", *pages],
        check=False,
    )
    wrong = {
        (message["ruleId"], message["message"], result["filePath"].removeprefix(str(folder)))
        for result in json.loads(found.read_bytes())
        for message in result["messages"]
    }
    assert wrong == set()
