"""The pages of the examples: every fragment is there, the text is the policy's, and what is encoded is shown."""

import hashlib
import json
from collections.abc import Iterator

import pytest
from _pytest.mark import ParameterSet
from document_site import EXAMPLES, Reader, Site, examples, html, read
from markupsafe import escape

import small_policy
from stdpolicy.document import Document
from stdpolicy.model.edition import model
from stdpolicy.site import parts
from stdpolicy.site.content import Content, nodes
from stdpolicy.site.overview.corpus import Corpus
from stdpolicy.site.overview.targets import lines
from stdpolicy.site.pages import HERE
from stdpolicy.site.policy import pages
from stdpolicy.site.policy.kinds import KINDS
from stdpolicy.site.policy.metadata import legislation
from stdpolicy.site.routes import XML, routes

FOLDERS = {"registry": "registries", "crosswalk": "crosswalks"}
SAMPLE = {"jiaxing-2022", "en/shandong-2022", "en/registry"}
"""The pages that the fast suite reads; all others are slow."""


def paths() -> Iterator[ParameterSet]:
    for folder in sorted(EXAMPLES.iterdir()):
        if folder.is_dir() and folder.name != "crosswalk":  # which is an overview
            for language in ("", "en/"):
                name = language + folder.name
                marks = () if name in SAMPLE else pytest.mark.slow
                kind = FOLDERS.get(folder.name, "policies")
                yield pytest.param(f"{language}{kind}/{folder.name}/", id=name, marks=marks)


def document(path: str) -> Document:
    return next(one for one in examples() if one.base.endswith(f"/{path.split('/')[-2]}"))


@pytest.mark.parametrize("path", [*paths()])
def test_the_page_of_a_document(path: str) -> None:
    tree, page = document(path).tree, read(path)
    # every fragment that the document mints is an id, once, and all others are the page's own
    ids = set(page.ids)
    minted = {str(node["id"])[1:] for node in nodes(tree) if node is not tree}
    assert minted <= ids
    assert len(page.ids) == len(ids)
    assert [one for one in ids - minted if not one.startswith("_")] == []
    # links lead somewhere
    assert [one for one in page.hrefs if one.startswith("#") and one[1:] not in ids] == []
    assert "" not in page.hrefs
    # the text is that of the policy, and labels are no part of it
    texts = {str(one["id"])[1:]: one["text"] for one in nodes(tree) if one["type"] == "Provision"}
    assert page.said == texts
    if tree["type"] == "Policy":
        whole = "\n".join(page.said.values()).encode()
        assert hashlib.sha256(whole).hexdigest() == tree["source"]["digest"]
        labels = page.of_class("label")
        assert labels
        assert page.labels == []
        assert all(each["aria-label"] and each["data-label"] for each in labels)
        # what is looked for can be chosen
        values = {each["value"] for tag, each in page.attributes if tag == "option"}
        for name in ("body", "place", "instrument", "modality", "deadline"):
            tokens = {
                token
                for each in page.of_class("card")
                for token in each.get(f"data-{name}", "").split()
            }
            assert tokens <= values


def test_a_label_leads_to_the_card_and_the_card_says_what_is_encoded() -> None:
    page = html("policies/jiaxing-2022/")
    assert (
        '<a class="label target" href="#_c-target5" lang="zh-Hans" aria-label="指标值 5，查看数据" data-label="▣ 指标值 5"></a>'
        in page
    )
    card = page[page.index('id="_c-target5"') :].partition("</details>")[0]
    assert "不低于" in card
    assert ">10<" in card
    assert 'href="#goal1"' in card  # within
    assert '<a class="iri" href="https://w3id.org/stdpolicy/id/jiaxing-2022#target5"' in card


def test_numbers_that_are_recorded_stand_out_in_the_text() -> None:
    page = html("policies/jiaxing-2022/")
    assert '<span class="number first last" data-s="target2">200</span>项以上' in page
    assert '<span class="number first last" data-s="incentive5">30万</span>元' in page


def test_a_deadline_is_shown_as_far_as_it_is_known() -> None:
    page = html("policies/jiaxing-2022/")
    card = page[page.index('id="_c-goal1"') :].partition("</details>")[0]
    assert '<time datetime="2025">2025</time>' in card


def test_targets_are_found_by_the_year_that_the_overview_has() -> None:
    corpus = Corpus(Content(model(), examples()))
    base = "https://w3id.org/stdpolicy/id/zhejiang-2023#"
    due = {
        one.statement.iri: one.year
        for line in lines(corpus)
        for one in line.targets
        if one.statement.iri.startswith(base)
    }
    found = {
        base + card["data-s"]: card.get("data-deadline", "")
        for card in read("policies/zhejiang-2023/").of_class("card")
        if "target" in card["class"].split()
    }
    assert found == due
    assert "" not in due.values()  # the policy has a period


def test_what_is_never_due_is_not_found_by_the_end_of_the_period() -> None:
    page = read("policies/zhejiang-2023/")
    assert all(
        "data-deadline" not in card
        for card in page.of_class("card")
        if "reference" in card["class"].split()
    )


def test_filters_by_kind_are_in_the_style_sheet() -> None:
    css = (HERE / "assets" / "policy.css").read_text()
    for kind in KINDS.values():
        assert f"body:has(#_k-{kind.name}:not(:checked)) .card.{kind.name}" in css


def test_gaps_and_emendations_are_shown_where_they_are() -> None:
    page = html("policies/shandong-2022/")
    clause = page[page.index('id="part3-sec2"') :].partition("</section>")[0]
    assert 'class="emendation first last" data-s="emendation5"' in clause
    assert "<del>中医药???、</del> → <ins>中医药〓、</ins>" in clause
    row = page[page.index('<tr id="emendation5"') :].partition("</tr>")[0]
    assert "缺字" in row


def test_who_refers_to_an_entity_is_told() -> None:
    page = html("registries/registry/body/")
    assert 'id="body-jiaxing-government"' in page
    entity = page[page.index('id="body-jiaxing-government"') :].partition("</article>")[0]
    assert "嘉兴市人民政府" in entity
    assert '<small lang="en">Jiaxing Municipal People’s Government</small>' in entity
    assert 'href="../../../policies/jiaxing-2022/index.html"' in entity


@pytest.mark.parametrize("most", [0, 1_500])
def test_a_registry_in_parts(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each IRI is on the first page, to which hosts send, and leads on to the one part that tells of it."""
    monkeypatch.setattr(parts, "MOST", most)
    monkeypatch.setattr(pages, "MOST", most)
    tree = small_policy.policy()
    assignment = next(one for one in nodes(tree) if one["type"] == "Assignment")
    assignment |= {"body": "https://example.org/id/r#b1"}  # type: ignore[operator]
    bodies = [
        {"id": f"#b{n}", "type": "Body", "name": {"zh-Hans": f"机构{n}", "en": f"Body {n}"}}
        for n in (1, 2)
    ]
    registry = {"id": "https://example.org/id/r", "type": "Registry", "title": {"en": "Registry"}}
    registry["describesBody"] = bodies
    documents = [Document(one, str(one["id"])) for one in (tree, registry)]
    site, table = Site(documents), routes(Content(model(), tuple(documents)))
    first = Reader(site.html("registries/r/"))
    assert {"b1", "b2"} <= set(first.ids)
    folders = ["body/", "body/" if most else "body/page_2/"]
    for id, folder in zip(("b1", "b2"), folders, strict=True):
        assert f"{folder}index.html#{id}" in first.hrefs
        assert table.place(f"https://example.org/id/r#{id}") == (f"registries/r/{folder}", id)
        assert Reader(site.html(f"en/registries/r/{folder}")).ids.count(id) == 1
    told = site.html("registries/r/body/")
    assert (
        "<title>机构 · stdpolicy</title>" in told
    )  # of the registry there is an English title only
    assert "被引用 1 次" in told
    assert ("policies/p/index.html#" in told) is bool(most)


def test_a_policy_is_described_to_catalogues_of_legislation() -> None:
    content = Content(model(), examples())
    policy = document("policies/zhejiang-2023/")
    said = json.loads(legislation(policy, content, {XML: "x.xml"}, "https://site.example/"))
    assert said["@type"] == ["Legislation", "eli:LegalResource"]
    assert said["legislationIdentifier"] == "浙政办发〔2023〕24号"
    assert said["legislationDate"] == "2023-03-27"
    assert said["temporalCoverage"] == "2023-01-01/2025-12-31"
    assert {one["@value"] for one in said["legislationPassedBy"][0]["name"]} >= {
        "浙江省人民政府办公厅"
    }
    (encoding,) = said["encoding"]
    assert encoding["contentUrl"] == "https://site.example/x.xml"
    assert encoding["legislationLegalValue"] == {"@id": "https://schema.org/UnofficialLegalValue"}
    assert "legislationLegalForce" not in said  # it could not be determined
    [encoding] = json.loads(legislation(policy, content, {XML: "x.xml"}, ""))["encoding"]
    assert encoding["legislationLegalValue"] == {"@id": "https://schema.org/UnofficialLegalValue"}
    assert "contentUrl" not in encoding  # it is not known where the site will stand
    assert json.loads(read("policies/jiaxing-2022/").scripts[-1])["inLanguage"] == "zh-Hans"


@pytest.mark.parametrize("kind", ["policies", "registries", "crosswalks"])
def test_lists_name_every_document(kind: str) -> None:
    there = [one for one in examples() if FOLDERS.get(one.base.split("/")[-1], "policies") == kind]
    assert there
    for one in there:
        assert f'href="{one.base.split("/")[-1]}/index.html"' in html(f"{kind}/")
        assert str(escape(one["title"]["en"])) in html(f"en/{kind}/")
