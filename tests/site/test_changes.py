"""What changed from version to version, term by term."""

import hashlib
from collections.abc import Mapping

from lxml import html
from msgspec.structs import replace

from stdpolicy.model.edition import model
from stdpolicy.site.changes import changes, notes
from stdpolicy.site.history import said
from stdpolicy.site.versions import versions


def test_changes_say_what_is_otherwise() -> None:
    now, before = versions(model())
    found = changes(now.model, before.model)
    by_name = {(one.term.kind, one.term.name): one for one in found.changed}
    assignment = by_name["class", "Assignment"]
    assert assignment.removed == ("openEnded",)
    assert "covers" in assignment.added
    assert "deprecated" in by_name["code", "target-mode/increment"].aspects
    assert by_name["property", "level"].aspects == ("definition",)
    assert [one.name for one in found.removed] == ["openEnded"]
    assert all(one.aspects or one.added or one.removed for one in found.changed)


def test_another_order_is_no_change() -> None:
    target = next(one for one in said(model()).values() if one.name == "Target")
    assert target.same(replace(target, parts=dict(reversed(target.parts.items()))))
    assert not target.same(replace(target, parts={**target.parts, "unit": True}))


def test_each_version_has_its_changes(site: Mapping[str, bytes]) -> None:
    now, before = versions(model())
    found = changes(now.model, before.model)
    log = site[f"{now.name}/CHANGES.md"]
    assert log == notes(now.name, before.name, found)
    lines = log.decode().split("\n")
    terms = len(found.added) + len(found.changed) + len(found.removed)
    assert sum(line.startswith("- ") for line in lines) == terms
    assert "- 属性 property `openEnded` 列举未尽 / open-ended" in lines
    assert "首个版本" in site[f"{before.name}/CHANGES.md"].decode()
    for version in (now.name, before.name):
        digest = hashlib.sha256(site[f"{version}/CHANGES.md"]).hexdigest()
        assert f"{digest}  CHANGES.md\n" in site[f"{version}/SHA256SUMS"].decode()
    for path in ("en/versions/", f"en/{now.name}/"):
        page = html.document_fromstring(site[f"{path}index.html"].decode())
        rows = page.xpath("//details[starts-with(summary, 'Changed')]//li")
        assert len(rows) == len(found.changed)
        row = next(one for one in rows if one.xpath("a/text()") == ["Assignment"])
        assert "−openEnded" in row.xpath("code/text()")


def test_the_folder_of_a_release_has_all_that_was_released(site: Mapping[str, bytes]) -> None:
    for name in ("stdpolicy", "alignment", "codes", "shapes"):
        assert f"0.1.0/{name}.ttl" in site
