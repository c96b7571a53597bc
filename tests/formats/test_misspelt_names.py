"""RDF: a node that nothing contains is taken for one that is not described, where it is clearly meant."""

import pytest

import stdpolicy
from stdpolicy.formats.reading import MAX_DEPTH

HEAD = """\
@base <https://example.org/p> .
@prefix stdpol: <https://w3id.org/stdpolicy/ns#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
ROOT = """\
<> a stdpol:Policy ;
    dcterms:title "意见"@zh-Hans ;
    stdpol:genre <https://w3id.org/stdpolicy/code/genre/opinions> ;
    stdpol:level <https://w3id.org/stdpolicy/code/administrative-level/provincial> ;
    stdpol:jurisdiction <https://example.org/r#j> ;
    stdpol:issuer <https://example.org/r#b> ;
    stdpol:language "zh-Hans" ;
    stdpol:source <#source> ;
    stdpol:provision <#p1> .
"""
SOURCE = '<#source> a stdpol:Source ; stdpol:digest "' + "0" * 64 + '" .\n'


def provision(name: str, *below: str) -> str:
    contained = "".join(f"; stdpol:provision <#{one}> " for one in below)
    return (
        f'<#{name}> a stdpol:Provision ; stdpol:order "1"^^xsd:integer ; stdpol:text "文" ; '
        f"stdpol:kind <https://w3id.org/stdpolicy/code/provision-kind/part> {contained}.\n"
    )


def found(*nodes: str, root: str = ROOT) -> list[str]:
    report = stdpolicy.validate("".join((HEAD, root, *nodes)).encode(), format="turtle")
    return sorted({d.rule.code for d in report if d.rule.code < "SP4"})


def chain(length: int, last: str) -> str:
    """Provisions in one another; the last contains one of that name."""
    names = [f"p{number}" for number in range(1, length + 1)]
    return "".join(provision(*pair) for pair in zip(names, [*names[1:], last], strict=True))


def test_a_node_of_a_misspelt_name_is_read() -> None:
    assert found(SOURCE, provision("p1", "part"), provision("pbrt")) == ["SP119"]


@pytest.mark.parametrize("length", range(MAX_DEPTH - 4, MAX_DEPTH + 1))
def test_it_counts_as_deep_as_it_stands(length: int) -> None:
    """With the document above them and the two nodes below."""
    code = "SP108" if length + 3 > MAX_DEPTH else "SP119"
    below = (provision("pbrt", "below"), provision("below"))
    assert found(SOURCE, chain(length, "part"), *below) == [code]


def test_so_does_one_in_another() -> None:
    each = [provision(f"pbrt{at:03}", f"part{at + 1:03}") for at in range(MAX_DEPTH)]
    assert found(SOURCE, provision("p1", "part000"), *each) == ["SP108"]


def test_no_node_is_read_twice() -> None:
    """What is meant by the second name stands in what is meant by the first."""
    nodes = (provision("p1", "parta", "partb"), provision("pbrta", "pbrtb"), provision("pbrtb"))
    assert found(SOURCE, *nodes) == ["SP119", "SP210"]


def test_of_values_that_were_left_out_none_is_meant() -> None:
    twice = ROOT.replace("<#source>", "<#source>, <#sourec>").replace('"zh-Hans" ;', '"zh", "en" ;')
    nodes = (SOURCE, SOURCE.replace("source", "sourcd"), provision("p1"))
    report = stdpolicy.validate((HEAD + twice + "".join(nodes)).encode(), format="turtle")
    hints = {d.rule.code: d.hint for d in report}
    assert "SP401" in hints
    assert hints["SP119"] == "link it from the node it belongs to, or remove it"
