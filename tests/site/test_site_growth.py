"""What a site of many policies costs: as much for each, however many there are. Calls are counted, not seconds."""

import sys
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


def test_a_pair_of_many_alignments_has_several_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pair_pages, "LONGEST", 1)
    monkeypatch.setattr(pair_pages, "COUNTED", 0)
    some = documents(2)
    alignments: list[Any] = some[-1].tree["alignment"]
    alignments.append(alignments[0] | {"id": "#b"})
    content = Content(model(), tuple(some))
    table = routes(content)
    frame = Frame(table, "site.css", ())
    pages = (rendered(page, frame) for page in overview_pages(content, table))
    files = {file.path: file.data.decode() for each in pages for file in each}
    first = files["crosswalks/crosswalk/index.html"]
    folders = "p2_p1/", "p2_p1/page_2/"
    for id, folder in zip(("a2", "b"), folders, strict=True):
        assert f'<span data-onward="{folder}index.html"><wbr id="{id}"></span>' in first
        page = files[f"crosswalks/crosswalk/{folder}index.html"]
        assert page.count(f'<article id="{id}"') == page.count("<article ") == 1
        assert ('id="_left"' in page) is (folder == folders[-1])
    assert "page_2/index.html#_left" in files[f"crosswalks/crosswalk/{folders[0]}index.html"]
    assert first.count("<th ") == 3  # what is counted besides is on the pages of pairs
