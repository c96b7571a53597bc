"""Pages as readers set them up who see little, use the keyboard, or choose spacing and colours of their own: WCAG 1.4.4,
1.4.10, 1.4.12, 2.4.7, 2.4.11, 2.5.8, forced colours, and the quiet view of a policy.
"""

import json
import re
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from in_chromium import chromium, written
from stdpolicy.site.pages import HERE

NODE = Path(__file__).parents[1] / "node"
PAGES = (
    "index.html",
    "en/search/index.html",
    "search/bodies/index.html",
    "en/vocabulary/class/Target/index.html",
    "codes/role/index.html",
    "en/policies/index.html",
    "policies/jiaxing-2022/index.html",
    "en/overview/responsibility/index.html",
    "overview/targets/index.html",
    "en/overview/graph/index.html",
    "crosswalks/crosswalk/jiaxing-2022_outline-2021/index.html",
    "en/datasets/index.html",
    "validator/index.html",
)
FAULTS = """<!DOCTYPE html><html lang="en"><title>Faults</title><style>
.cut { overflow: hidden; height: 1em; line-height: 1em } .wide { width: 2000px } .bare { overflow-x: auto; width: 200px }
.up { margin-top: -2.1em }
</style><body><p class="cut">Words that are cut off<br>in the second line</p><p class="wide">Words that are far too wide</p>
<div class="bare"><p>Wordswithoutanyblankthatcannotbebrokenanywhereatallandgoon</p></div><p>Under words</p><p class="up">Over words</p>
<ul><li><a href="a" style="display: block; font-size: 8px; line-height: 8px">one</a><li><a href="b" style="display: block; font-size: 8px; line-height: 8px">two</a></ul>
<a class="bare" href="c" style="outline: none">no outline</a>"""
"""A page with each of the faults that are looked for."""


@pytest.fixture(scope="module")
def folder(site: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the examples in a folder."""
    return written(site, tmp_path_factory.mktemp("site"))


def asked(script: str, folder: Path, *arguments: str, paths: tuple[str, ...] = ()) -> Any:
    """What a script of tests/node sees in Chromium."""
    done = subprocess.run(
        ["node", NODE / script, folder, chromium(), *arguments],
        input=json.dumps(paths), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


@pytest.mark.node
def test_nothing_is_crowded_cut_off_or_out_of_reach(folder: Path) -> None:
    found = asked("comfort.mjs", folder, paths=PAGES)
    assert len(found) == 6 * len(PAGES)
    assert [one for one in found if one["wrong"]] == []


@pytest.mark.node
def test_faults_are_seen(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(FAULTS)
    found = asked("comfort.mjs", tmp_path, paths=("index.html",))
    wrong = {line.partition(":")[0].split(" wider")[0] for one in found for line in one["wrong"]}
    assert {re.sub(r"\d+", "n", one) for one in wrong} == {
        "the page is n",
        "cut off",
        "words over words",
        "scrolls without the keyboard, or a name",
        "scrolls sideways",
        "small, and near another",
        "focus does not show",
    }


@cache
def seen(folder: Path) -> Any:
    """The reading page as different readers have it."""
    return asked(
        "reading.mjs",
        folder,
        "policies/jiaxing-2022/index.html",
        "policies/zhejiang-2023/index.html",
    )


@pytest.mark.node
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_leave_lines_and_shapes(folder: Path, scheme: str) -> None:
    found = seen(folder)[f"forced {scheme}"]
    apart = ("goal", "target", "assignment", "incentive", "reference", "measure", "quantity")
    assert len({found["marks"][kind] for kind in apart}) == len(apart)
    assert found["fill"] == found["page"]
    assert found["line"] == found["border"] == found["words"] != found["page"]
    assert found["outline"] != found["page"]
    assert found["lit"] != found["plain"]
    assert found["current"] != found["others"]
    assert found["focused"] != found["idle"]


@pytest.mark.node
def test_the_quiet_view_is_kept(folder: Path) -> None:
    found = seen(folder)
    nothing = {"labels": 0, "data": 0, "lines": 0}
    assert min(found["marked"].values()) > 30
    assert min(found["marked again"].values()) > 30
    assert found["quiet"] == found["quiet elsewhere"] == found["quiet again"] == nothing
    assert found["led to data"]
    assert found["labels without scripts"] == 0


@pytest.mark.node
def test_tools_of_clauses_are_quiet_and_in_reach(folder: Path) -> None:
    found = seen(folder)
    assert found["tools at rest"] == 0
    assert found["tools under the mouse"] == 2
    assert found["tools by keyboard"] == ["复制链接", "1"]
    assert found["tools by touch"] == [2 * found["clauses"]] * 2
    assert found["links without scripts"] == found["clauses"]


def test_nothing_moves() -> None:
    for path in (HERE / "assets").rglob("*.css"):
        assert not re.search(r"animation|transition|scroll-behavior|@keyframes", path.read_text())
    for path in (HERE / "assets").glob("*.js"):
        assert not re.search(r"\.animate\(|behavior:|startViewTransition", path.read_text())


def test_letters_grow_with_those_of_the_reader() -> None:
    styles = "".join(path.read_text() for path in (HERE / "assets").glob("*.css"))
    assert re.findall(r"(?:html|:root|body) \{[^}]*font-size: [0-9.]+px", styles) == []
