"""Microsoft's SARIF multitool finds no fault with our logs, whatever the files are called."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from command import Run

pytestmark = pytest.mark.node

NODE = Path(__file__).parents[1] / "node" / "node_modules"
TOOL = NODE / "@microsoft" / "sarif-multitool-linux" / "Sarif.Multitool"
EXAMPLE = Path(__file__).parents[2] / "examples" / "jiaxing-2022"
ALL = ("--level", "Error;Warning;Note")
NAMES = ("plain.jsonld", "a b/政策/绍兴市 #1%.xml", "a:b.ttl", "deep/c:d.ttl", "𠀀.jsonld")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_errors(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    TOOL.chmod(0o755)  # npm unpacks it without, unless its scripts run
    for name in NAMES:
        path = tmp_path / "here" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        example = EXAMPLE / f"policy{path.suffix}"
        path.write_text(example.read_text("utf-8").replace("2025年", "𠀀2026年", 3), "utf-8")
    outside = tmp_path / "outside 外.jsonld"
    outside.write_bytes(b'{"a": 1}')
    monkeypatch.chdir(tmp_path / "here")
    done = run(
        *("--lang", language, "validate", "-f", "sarif", "--category", "政策"),
        *(f"./{name}" for name in NAMES),
        *("-", str(outside), "nothere 无.jsonld"),
        input=(EXAMPLE / "policy.xml").read_bytes(),
    )
    log = tmp_path / "log.sarif"
    log.write_bytes(done.stdout)
    (told,) = json.loads(done.stdout)["runs"]
    places = [one["locations"][0]["physicalLocation"] for one in told["results"]]
    assert len({place["artifactLocation"]["uri"] for place in places}) == len(NAMES) + 2
    assert not told["invocations"][0]["executionSuccessful"]
    checked = tmp_path / "checked.sarif"
    subprocess.run(
        [TOOL, "validate", log, "--output", checked, *ALL],
        check=True,
        capture_output=True,
        env=os.environ
        | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1", "DOTNET_CLI_HOME": str(tmp_path)},
    )
    # The tool ends with 0 whatever it finds.
    (verdict,) = json.loads(checked.read_text("utf-8-sig"))["runs"]
    assert verdict["invocations"][0]["executionSuccessful"]
    levels = {
        rule["id"]: rule.get("defaultConfiguration", {}).get("level", "warning")
        for rule in verdict["tool"]["driver"]["rules"]
    }
    found = verdict.get("results", [])
    assert found
    worse = [one for one in found if one.get("level", levels[one["ruleId"]]) != "note"]
    assert worse == []
