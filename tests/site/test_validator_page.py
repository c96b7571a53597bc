"""The page that validates, as a reader uses it in Chromium on a server, and what its samples have."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from threading import Thread

import pytest

import stdpolicy
from in_chromium import chromium
from stdpolicy.model.edition import model
from stdpolicy.serving import open_site
from stdpolicy.serving.server import server
from stdpolicy.serving.workers import Workers
from stdpolicy.site.pages import Frame, rendered
from stdpolicy.site.routes import Routes
from stdpolicy.site.validator import SAMPLES, Limits, validator_pages

NODE = Path(__file__).parents[1] / "node"
RULES = {
    "valid.jsonld": [],
    "syntax.xml": ["SP102"],
    "values.jsonld": ["SP303", "SP304", "SP620"],
    "references.ttl": ["SP606", "SP119"],
}


def test_the_samples_have_the_faults_that_they_show() -> None:
    found = {
        one.file: [d.rule.code for d in stdpolicy.validate(one.content.encode())] for one in SAMPLES
    }
    assert found == RULES


def test_without_a_server_the_page_tells_of_the_command(site: Mapping[str, bytes]) -> None:
    for path in ("validator/index.html", "en/validator/index.html"):
        page = site[path].decode()
        assert "stdpolicy validate policy.jsonld" in page
        assert "<form" not in page
        assert "data-sample" not in page


def test_on_a_server_the_page_has_a_form(table: Routes) -> None:
    frame = Frame(table, "assets/site.css", ("assets/site.js",))
    (page,) = validator_pages(Limits(5, 10))
    chinese, english = (file.data.decode() for file in rendered(page, frame))
    assert 'data-api="../api"' in chinese
    assert 'data-api="../../api"' in english
    assert "at most 5 MB and 10 s" in english
    for text in (chinese, english):
        assert text.count("data-sample=") == 4
        assert "&lt;goal id=" in text


@pytest.mark.node
def test_a_reader_finds_faults_and_where_they_are() -> None:
    workers = Workers(seconds=60)
    with server(open_site(model(), []), workers) as running:
        Thread(target=running.serve_forever, daemon=True).start()
        done = subprocess.run(
            ["node", NODE / "validator.mjs", f"http://127.0.0.1:{running.port}/", chromium()],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        running.shutdown()
    workers.close()
    seen = json.loads(done.stdout)
    assert (seen["complaints"], seen["violations"], seen["wide"]) == ([], [], [0, 0])
    # The address of a script of this site is taken; no other address, nor text for a script or markup.
    assert seen["trusted"] == [[True, False, False, False]] * 2
    for view, clean, converted in (
        ("validator/", "没有发现问题", "已转换"),
        ("en/validator/", "No findings", "Converted"),
    ):
        runs = [one for one in seen["samples"] if one["view"] == view]
        checked = {one["command"].split()[-1]: one for one in runs[:4]}
        assert {name: one["rules"] for name, one in checked.items()} == RULES
        assert all(one["focused"] == "_verdict" and one["empty"] for one in checked.values())
        assert checked["valid.jsonld"]["verdict"] == clean
        assert checked["values.jsonld"]["selected"] == [True, '"2022年4月15日"']
        assert checked["references.ttl"]["selected"] == [True, "训"]
        assert checked["syntax.xml"]["download"] == ["syntax.sarif", "2.1.0"]
        assert runs[4]["verdict"] == converted
        assert runs[4]["download"][0] == "valid.ttl"
        assert "UTF-8" in runs[5]["verdict"]
