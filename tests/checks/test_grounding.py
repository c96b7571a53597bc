"""The rules that look at the files beside a document, and the hints of a quote that does not stand."""

import hashlib
import json
from codecs import BOM_UTF8
from pathlib import Path

import pytest

import stdpolicy
from small_policy import IRI, TEXTS, policy, said_of
from stdpolicy.document import Document

SOURCE = "\n".join(TEXTS.values()).encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small policy with its clean and raw text beside it."""
    tree = policy()
    digest = hashlib.sha256(SOURCE).hexdigest()
    tree["source"] |= {"file": "source.txt", "rawFile": "raw.txt", "rawDigest": digest}
    (tmp_path / "policy.ttl").write_bytes(Document(tree, IRI).to_bytes("turtle"))
    (tmp_path / "source.txt").write_bytes(SOURCE)
    (tmp_path / "raw.txt").write_bytes(SOURCE)
    return tmp_path


def findings(folder: Path) -> list[tuple[str, str, str]]:
    report = stdpolicy.validate(folder / "policy.ttl")
    return [(d.rule.code, d.message, d.hint) for d in report]


def test_files_that_fit(folder: Path) -> None:
    assert findings(folder) == []


def test_a_source_file_that_differs(folder: Path) -> None:
    (folder / "source.txt").write_bytes(SOURCE.replace("100项".encode(), "99项".encode()))
    ((code, message, hint),) = findings(folder)
    assert code == "SP602"
    assert "from its line 3" in message
    assert 'column 22 on: it has "99项以上。' in message
    assert hint.startswith('the provisions go on with "100项')


def test_a_provision_that_is_not_as_the_source_has_it_is_one_mistake(folder: Path) -> None:
    path = folder / "policy.ttl"
    path.write_text(path.read_text().replace("研制10项标准。(省", "研制10项技术标准。(省"))
    (found,) = stdpolicy.validate(path)
    assert found.rule.code == "SP602"
    assert found.message == (
        "#part2-sec1 differs from line 5 of source.txt, from its column 25 on: "
        'the file has "标准。(省科技厅、省教育厅牵头,省财政厅"'
    )
    assert found.hint == 'the provisions go on with "技术标准。(省科技厅、省教育厅牵头,省财"'
    line = path.read_text().splitlines()[found.place.line - 1]
    assert "技术标准" in line


def test_a_source_file_that_ends_early(folder: Path) -> None:
    (folder / "source.txt").write_bytes(SOURCE.decode()[:-3].encode())
    ((code, message, _),) = findings(folder)
    assert (code, message[-17:]) == ("SP602", "has its end there")


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (SOURCE + b"\n", "remove the line feed at its end"),
        (SOURCE.replace(b"\n", b"\r\n"), "save it with LF line ends and none at its end"),
        (SOURCE.replace(b"\n", b"\r\n") + b"\r\n", "save it with LF line ends and none at its end"),
        (BOM_UTF8 + SOURCE, "save it as UTF-8 without a byte order mark"),
        (BOM_UTF8 + SOURCE + b"\n", "save it as UTF-8 without a byte order mark"),
        (SOURCE.decode().encode("gb18030"), "save it as UTF-8 without a byte order mark"),
        (SOURCE.decode().encode("utf-16"), "save it as UTF-8 without a byte order mark"),
    ],
)
def test_how_the_file_was_saved_is_named(folder: Path, data: bytes, hint: str) -> None:
    (folder / "source.txt").write_bytes(data)
    assert [(code, h) for code, _, h in findings(folder)] == [("SP602", hint)]


def test_a_day_that_is_printed_nowhere_is_told_with_the_places_of_those_that_are(
    tmp_path: Path,
) -> None:
    case = Path(__file__).parents[1] / "rules" / "cases" / "SP630" / "bad"
    text = (case / "policy.jsonld").read_text(encoding="utf-8")
    digest = json.loads(text)["source"]["digest"]
    own = text.replace('"三、激励。', '"三、激励。4月18日,', 1)
    clean = "\n".join(one["text"] for one in json.loads(own)["provision"])
    own = own.replace(digest, hashlib.sha256(clean.encode()).hexdigest())
    (tmp_path / "policy.jsonld").write_text(own, encoding="utf-8")
    (tmp_path / "raw.txt").write_bytes((case / "raw.txt").read_bytes())
    (found,) = (d for d in stdpolicy.validate(tmp_path / "policy.jsonld") if d.rule.code == "SP630")
    assert found.hint == "they print 2022-04-20 (line 1 of raw.txt) or 04-18"
    (beside,) = found.related
    line = own.splitlines()[beside.region[0].line - 1]
    assert line[beside.region[0].column - 1 : beside.region[1].column - 1] == "4月18日"


def test_files_that_are_missing(folder: Path) -> None:
    (folder / "source.txt").unlink()
    (folder / "raw.txt").unlink()
    assert [code for code, _, _ in findings(folder)] == ["SP603", "SP603"]


def test_a_file_that_is_too_large_is_not_read(folder: Path) -> None:
    with (folder / "raw.txt").open("wb") as file:
        file.truncate(10**12)  # a terabyte that takes no space
    assert [code for code, _, _ in findings(folder)] == ["SP603"]


def test_a_raw_file_that_was_touched(folder: Path) -> None:
    (folder / "raw.txt").write_bytes(SOURCE + b"\n")
    ((code, _, hint),) = findings(folder)
    assert code == "SP604"
    assert hint == "it is " + hashlib.sha256(SOURCE + b"\n").hexdigest()


def test_standard_input_has_no_files_beside(folder: Path) -> None:
    (folder / "source.txt").unlink()
    assert stdpolicy.validate((folder / "policy.ttl").read_bytes()).ok(strict=True)


def test_a_long_quote_is_explained_where_it_goes_wrong() -> None:
    words = "推动" * 40
    tree = policy()
    tree["provision"][2]["provision"][1]["text"] += words
    tree["measure"][1]["quote"] = words[:70] + "发展"
    (found,) = (d for d in said_of(tree) if d.rule.code == "SP606")
    assert found.hint == 'from character 71 of the quote on the text has "推动"'


CLAUSES = "加快建设数字高地。培育一批“浙江标准”,推广先进经验;支持企业参与制定国际标准。"


@pytest.mark.parametrize(
    "clause", ["培育一批“浙江标准”", "推广先进经验", "支持企业参与制定国际标准"]
)
@pytest.mark.parametrize("wrong", ["", "的"])
def test_the_quote_that_was_meant_is_shown(clause: str, wrong: str) -> None:
    """Whichever character is lost, another, or one too many."""
    tree = policy()
    tree["provision"][2]["provision"][1]["text"] += CLAUSES
    edits = {clause[:at] + wrong + clause[at + 1 :] for at in range(len(clause))}
    if wrong:
        edits |= {clause[:at] + wrong + clause[at:] for at in range(len(clause) + 1)}
    for quote in sorted(edits):
        if quote not in CLAUSES:
            tree["measure"][1]["quote"] = quote
            (found,) = (d for d in said_of(tree) if d.rule.code == "SP606")
            assert found.hint == f'the text has "{clause}"', quote


def test_what_a_long_quote_has_too_much_is_shown() -> None:
    words = "推动" * 20
    tree = policy()
    tree["provision"][2]["provision"][1]["text"] += words + "。加快发展"
    tree["measure"][1]["quote"] = words + "。的"
    (found,) = (d for d in said_of(tree) if d.rule.code == "SP606")
    assert found.hint == 'from character 42 of the quote on leave out "的"'


@pytest.mark.parametrize(
    ("quote", "hint"),
    [
        ("研制10项标准", "it stands in #part2-sec1"),
        ("制定国家标准100项以内", 'the text has "制定国家标准100项以上"'),
        ("（一）发展目标", 'the text has "(一)发展目标"'),
        ("完全不同的说法", "copy it from the text"),
        (
            "制定国家标准\u200b100项以上",
            "the text looks alike, but the quote has U+200B at character 7, not U+0031",
        ),
        (
            "制定国家标准１00项以上",
            "the text looks alike, but the quote has U+FF11 at character 7, not U+0031",
        ),
    ],
)
def test_a_wrong_quote_is_explained(quote: str, hint: str) -> None:
    tree = policy()
    tree["goal"][0]["target"][0]["quote"] = quote
    report = stdpolicy.validate(Document(tree, IRI).to_bytes("jsonld"))
    assert [
        (d.rule.code, d.hint) for d in report if d.rule.code < "SP3" or d.rule.code > "SP4"
    ] == [("SP606", hint)]
