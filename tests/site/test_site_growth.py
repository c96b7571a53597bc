"""What a site of many policies costs: as much for each, however many there are. Calls are counted, not seconds."""

import sys
from collections.abc import Mapping
from types import FrameType
from typing import Any

import pytest

import small_policy
import stdpolicy.site.overview.pair_pages as pair_pages
from stdpolicy.document import Document
from stdpolicy.model.edition import model
from stdpolicy.site.content import Content
from stdpolicy.site.overview import overview_files, overview_pages
from stdpolicy.site.pages import File, Frame, rendered
from stdpolicy.site.policy import document_pages
from stdpolicy.site.routes import routes
from stdpolicy.site.search import search_files

HOME = "https://example.org/id/"


def documents(count: int) -> list[Document]:
    """Policies that are alike and cite each the one before, with which a crosswalk aligns them."""
    found = []
    alignments = []
    for n in range(1, count + 1):
        tree = small_policy.policy() | {"id": f"{HOME}p{n}"}
        found.append(Document(tree, f"{HOME}p{n}"))
        if n > 1:
            tree["reference"][0]["refersTo"] = f"{HOME}p{n - 1}"
            alignments.append(
                {
                    "id": f"#a{n}",
                    "type": "Alignment",
                    "subject": f"{HOME}p{n}#g1",
                    "object": f"{HOME}p{n - 1}#g1",
                    "relation": "equal",
                    "basis": "paraphrase",
                    "justification": {"en": "Alike."},
                }
            )
    crosswalk = {
        "id": f"{HOME}crosswalk",
        "type": "Crosswalk",
        "title": {"en": "Crosswalk"},
        "alignment": alignments,
    }
    return [*found, Document(crosswalk, f"{HOME}crosswalk")]


def made(count: int) -> list[File]:
    """The files that depend on how many policies there are."""
    content = Content(model(), tuple(documents(count)))
    table = routes(content)
    frame = Frame(table, "site.css", ())
    files = [*search_files(content, table), *overview_files(content, table)]
    for pages in (document_pages, overview_pages):
        for page in pages(content, table):
            files += rendered(page, frame)
    return files


def counted(count: int) -> tuple[int, int, int]:
    """How many functions are called for so many policies, how many files there are, and of how many bytes."""
    calls = 0

    def note(frame: FrameType, event: str, function: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        files = made(count)
    finally:
        sys.setprofile(before)
    return calls, len(files), sum(len(file.data) for file in files)


def test_a_policy_more_costs_as_much_among_many_as_among_few() -> None:
    made(2)  # templates are compiled once
    two, four, eight = map(counted, (2, 4, 8))
    for few, more, many in zip(two, four, eight, strict=True):
        assert (many - more) / 4 < 1.1 * (more - few) / 2


def test_a_crosswalk_of_thousands_has_the_ids_of_its_alignments_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def crosswalk() -> str:
        files: Mapping[str, bytes] = {file.path: file.data for file in made(4)}
        return files["crosswalks/crosswalk/index.html"].decode()

    assert '<li id="a2"><a href="p2_p1/index.html#a2">' in crosswalk()
    monkeypatch.setattr(pair_pages, "NAMED", 2)
    page = crosswalk()
    assert "<li id=" not in page
    for n in (2, 3, 4):
        link = f'<a id="a{n}" href="p{n}_p{n - 1}/index.html#a{n}" translate="no">a{n}</a>'
        assert page.count(link) == 1
