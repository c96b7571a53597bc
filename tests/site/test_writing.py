"""A site is written as a whole or not at all; what was released stays as it was."""

from pathlib import Path

import pytest

from stdpolicy.model.edition import model
from stdpolicy.site import Occupied, publish, writing
from stdpolicy.site.pages import File

PATHS = (
    "index.html",
    "0.1.0/index.html",
    "en/0.1.0/index.html",
    "0.2/index.html",
    writing.MARK,
    "assets/a.css",
)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A site of few files."""
    monkeypatch.setattr(writing, "made", lambda *_: (File(path, b"new") for path in PATHS))


def test_released_versions_stay_and_the_rest_is_new(tmp_path: Path) -> None:
    out = tmp_path / "site"
    count = publish(out, model(), ())
    frozen = out / "0.1.0" / "index.html"
    frozen.write_text("as it was", encoding="utf-8")
    for old in (out / "index.html", out / "0.2" / "index.html"):
        old.write_text("as it was", encoding="utf-8")
    (out / "assets" / "site.00000000.css").write_text("p {}", encoding="utf-8")
    (out / "left.html").write_text("of another site", encoding="utf-8")
    assert publish(out, model(), ()) == count
    assert frozen.read_text(encoding="utf-8") == "as it was"
    assert (out / "assets" / "site.00000000.css").is_file()
    assert not (out / "left.html").exists()
    for new in (out / "index.html", out / "0.2" / "index.html"):
        assert new.read_text(encoding="utf-8") != "as it was"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_is_no_site_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"")
    with pytest.raises(Occupied):
        publish(tmp_path, model(), ())
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_link_stays_and_leads_to_the_new_site(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "link"
    link.symlink_to("there", target_is_directory=True)
    publish(link, model(), ())
    assert link.is_symlink()
    assert (tmp_path / "there" / writing.MARK).is_file()


def test_a_failure_leaves_the_site_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    publish(out, model(), ())
    before = sorted(path.relative_to(out) for path in out.rglob("*"))

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "made", fails)
    with pytest.raises(OSError, match="space"):
        publish(out, model(), ())
    assert sorted(path.relative_to(out) for path in out.rglob("*")) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_fault_of_ours_is_not_told_as_one_of_a_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ValueError("of a template")

    monkeypatch.setattr(writing, "made", fails)
    with pytest.raises(ValueError, match="of a template"):
        publish(tmp_path / "site", model(), ())
    assert list(tmp_path.iterdir()) == []
