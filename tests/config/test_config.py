"""stdpolicy.toml: which file is read, what it may say, and what its waivers do."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import stdpolicy
from small_policy import IRI, Tree, policy
from stdpolicy.config import Config, ConfigError, Named, Waiver, configs, read_config
from stdpolicy.config.waivers import waived
from stdpolicy.diagnostics import Code, Listed, Report
from stdpolicy.formats.jsonld import framed
from stdpolicy.language import language, speaking
from stdpolicy.source import Place

TODAY = date(2026, 11, 26)
EARLIER = Path(__file__).parents[1] / "data" / "0.1.0" / "registry" / "registry.jsonld"
OLD = EARLIER.read_text(encoding="utf-8")


def written(folder: Path, text: str, name: str = "stdpolicy.toml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def waiver(**fields: str) -> str:
    usual = {"rule": "SP508", "policy": IRI, "reason": "kept for later"} | fields
    return "[[waiver]]\n" + "".join(f"{key} = {json.dumps(v)}\n" for key, v in usual.items())


def idle() -> Tree:
    """A policy with a body that nothing refers to: SP508 in #b9."""
    tree = policy()
    tree["describesBody"].append({**tree["describesBody"][0], "id": "#b9"})
    return tree


def data(tree: Tree) -> bytes:
    return json.dumps(framed(tree, IRI)).encode()


def codes(tree: Tree, *said: Config) -> tuple[list[str], list[str]]:
    report = stdpolicy.validate(data(tree), config=said)
    return [d.rule.code for d in report], [d.rule.code for d in report.waived]


def read(path: Path) -> Config:
    found = read_config(path)
    assert found is not None
    return found


# -- which file ----------------------------------------------------------------------------


def test_the_nearest_upwards_to_the_root_of_the_repository(tmp_path: Path) -> None:
    outside = written(tmp_path, "registries = []")
    top = written(tmp_path / "repo", "")
    (tmp_path / "repo" / ".git").mkdir()
    near = written(tmp_path / "repo" / "a", "")
    file = tmp_path / "repo" / "a" / "b" / "p.jsonld"
    other = tmp_path / "repo" / "c" / "p.jsonld"
    assert [c.path for c in configs([str(file)])] == [near]
    assert [c.path for c in configs([str(file), str(other), str(file)])] == [near, top]
    top.unlink()
    near.unlink()
    assert configs([str(file)]) == []
    assert [c.path for c in configs([str(tmp_path / "p.jsonld")])] == [outside]


def test_the_table_of_a_project_comes_after_a_file_of_our_own(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    shared = written(tmp_path, "[project]\nname = 'x'\n", "pyproject.toml")
    file = str(tmp_path / "p.jsonld")
    assert configs([file]) == []
    text = "[tool.stdpolicy]\nregistries = ['r.ttl']\n" + waiver().replace(
        "[[waiver]]", "[[tool.stdpolicy.waiver]]"
    )
    written(tmp_path, text, "pyproject.toml")
    (found,) = configs([file])
    assert (found.path, found.registries) == (
        shared,
        (Named(tmp_path / "r.ttl", f"{shared}:2:15"),),
    )
    assert found.waivers[0].place == Place(3, 1)
    own = written(tmp_path, "")
    assert [c.path for c in configs([file])] == [own]


def test_one_file_extends_another(tmp_path: Path) -> None:
    written(tmp_path, "registries = ['r.ttl']\n" + waiver(rule="SP507"))
    near = written(
        tmp_path / "a", "extend = '../stdpolicy.toml'\nregistries = ['s.ttl']\n" + waiver()
    )
    found = read(near)
    assert [one.path.resolve() for one in found.registries] == [
        tmp_path / "r.ttl",
        tmp_path / "a" / "s.ttl",
    ]
    assert [one.rule for one in found.waivers] == ["SP507", "SP508"]
    assert [one.file.resolve().parent for one in found.waivers] == [tmp_path, tmp_path / "a"]


# -- what it may say -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("registries = []\nextend = [", ":2:11: expected a value, such as"),
        ("\nregistrys = []", ":2:1: no key registrys; did you mean registries?"),
        ("colour = 1", ":1:1: no key colour; it has extend, registries, waiver, lang, exclude"),
        ("ignore = ['SP5', 6]", ":1:1: ignore has to be an array of strings"),
        ("fail-level = 'warn'", ":1:1: fail-level has to be one of error, warning, note"),
        ("waiver-expiry = 'soon'", ":1:1: waiver-expiry has to be one of note, fail"),
        ("severity = 'error'", ":1:1: severity has to be a table"),
        ("[severity]\nSP508 = 'bad'", ":2:1: SP508 has to be one of error, warning, note"),
        ("per-file = ['x']", "write each per-file table as a table"),
        ("[[per-file]]\nfiles = ['*']", ":1:1: a per-file table needs ignore"),
        ("[[per-file]]\nfile = ['*']", ":2:1: no key file; did you mean files?"),
        ("registries = 'r'", ':1:1: registries has to be an array of strings: registries = ["r"]'),
        ("exclude = 'x'", ':1:1: exclude has to be an array of strings: exclude = ["x"]'),
        ("exclude = 1", ":1:1: exclude has to be an array of strings"),
        ("[[per-file]]\nfiles = 'x'", ':2:1: files has to be an array of strings: files = ["x"]'),
        ("registries = [1]", ":1:1: registries has to be an array of strings"),
        ("registries = ['r.ttl', '']", ":1:1: registries has an empty value"),
        ("\nbaseline = ''", ":2:1: baseline has an empty value"),
        ("extend = ''", ":1:1: extend has an empty value"),
        ("waiver = 'x'", ":1:1: waiver has to be an array of tables: [[waiver]]"),
        ("waiver = ['x']", "write each waiver as a table"),
        ("[[waiver]]\nrule = 'SP508'\nreason = 'x'", ":1:1: a waiver needs policy"),
        (waiver(reson="x").replace('reason = "kept for later"\n', ""), "did you mean reason?"),
        (waiver() + "\n" + waiver(until="soon"), ":10:1: until has to be a date"),
        ("extend = 'other.toml'", ":1:1: other.toml: No such file"),
        ("extend = 'stdpolicy.toml'", "more than 10 files extend one another"),
        ("\x00", ":1:1: expected a key, such as lang"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(tmp_path: Path, text: str, message: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigError) as refused:
        read_config(path)
    assert str(refused.value).startswith(str(path))
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("lang = 'zh'".encode("utf-16"), ":1:1: expected UTF-8, found UTF-16: save it as UTF-8"),
        ("lang = 'zh'".encode("utf-16-be"), ":1:1: expected UTF-8, found UTF-16: save it as UTF-8"),
        ("lang = 'zh'\n# 标准".encode("gb18030"), ":2:3: expected UTF-8: save it as UTF-8"),
    ],
)
def test_another_encoding_is_told_of(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "stdpolicy.toml"
    path.write_bytes(data)
    with speaking("en"), pytest.raises(ConfigError) as refused:
        read_config(path)
    assert str(refused.value) == f"{path}{message}"


# -- registries ----------------------------------------------------------------------------


def test_a_registry_is_known_and_not_checked(tmp_path: Path) -> None:
    iri = "https://example.org/id/registry"
    bodies = policy()["describesBody"]
    title = {"zh-Hans": "机构", "en": "Bodies"}
    registry: dict[str, Any] = {"id": iri, "type": "Registry", "title": title}
    written(tmp_path, json.dumps(framed(registry | {"describesBody": bodies}, iri)), "r.jsonld")
    config = read(written(tmp_path, "registries = ['r.jsonld']"))
    assert codes(policy() | {"recipient": [f"{iri}#b1"]}, config) == ([], [])
    assert codes(policy() | {"recipient": [f"{iri}#b7"]}, config) == (["SP411"], [])
    assert codes(policy() | {"recipient": [f"{iri}#b7"]}) == ([], [])


@pytest.mark.parametrize("tag", ["zh-Hans", "zh", "zh-CN"])
def test_a_term_is_known_by_its_name_in_any_tag_of_chinese(tmp_path: Path, tag: str) -> None:
    """TBX of others makes names such as zh; traditional characters are another matter."""
    iri = "https://example.org/id/registry"
    title = {"zh-Hans": "术语", "en": "Terms"}
    name = {tag: "国家标准", "zh-Hant": "國家標準", "en-GB": "state norm"}
    term = {"id": "#term1", "type": "Term", "name": name}
    registry = {"id": iri, "type": "Registry", "title": title, "describesTerm": [term]}
    written(tmp_path, json.dumps(framed(registry, iri)), "r.jsonld")
    config = read(written(tmp_path, "registries = ['r.jsonld']"))
    tree = policy()
    tree["goal"][0]["label"] = {"zh": "国家标准", "en-US": "National standards"}
    assert codes(tree, config) == (["SP703"], [])


@pytest.mark.parametrize("data", ["{}", OLD, None])
def test_a_registry_that_cannot_be_known_is_told_of_with_the_reason(
    tmp_path: Path, data: str | None
) -> None:
    path = written(tmp_path, "registries = [\n  'r.jsonld',\n]")
    if data is not None:
        written(tmp_path, data, "r.jsonld")
    with pytest.raises(ConfigError) as refused:
        codes(policy(), read(path))
    said = str(refused.value)
    assert said.startswith(f"{path}:2:3: {tmp_path / 'r.jsonld'}:")
    assert {"{}": "SP112", OLD: "SP123", None: "No such file"}[data] in said


def test_a_registry_is_no_other_document(tmp_path: Path) -> None:
    path = written(tmp_path, "registries = ['p.jsonld']")
    other = written(tmp_path, json.dumps(framed(policy(), IRI)), "p.jsonld")
    with pytest.raises(ConfigError) as refused:
        codes(policy(), read(path))
    assert str(refused.value) == f"{path}:1:15: {other}: expected a Registry, found a Policy"


def test_the_terms_of_a_registry_are_asked_for(tmp_path: Path) -> None:
    iri = "https://example.org/id/registry"
    name = {"zh-Hans": "国家标准", "en": "state norm"}
    term = {"id": "#term1", "type": "Term", "name": name}
    registry = {"id": iri, "type": "Registry", "title": {"zh-Hans": "术语", "en": "Terms"}}
    written(tmp_path, json.dumps(framed(registry | {"describesTerm": [term]}, iri)), "r.jsonld")
    config = read(written(tmp_path, "registries = ['r.jsonld']"))
    tree = policy()
    tree["goal"][0]["label"] = {"zh-Hans": "国家标准", "en": "National standards"}
    assert codes(tree) == ([], [])
    assert codes(tree, config) == (["SP703"], [])
    tree["goal"][0]["label"]["en"] = "State norms"
    assert codes(tree, config) == ([], [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('lang = "zh"\nfoo = 1', "没有键 foo"),
        ("'lang' = 'zh-CN'\nexclude = 1", "exclude 应为字符串数组"),
        ('exclude = [\nlang = "zh"', "应为值"),
        ('lang = "zh"\nextend = "base.toml"', "没有键 foo"),
        ('lang = "fr"\nfoo = 1', "no key foo"),
        ('lang = "en"\nfoo = 1', "no key foo"),
    ],
)
def test_what_is_wrong_is_said_in_the_language_that_the_file_asks_for(
    tmp_path: Path, text: str, said: str
) -> None:
    written(tmp_path, "foo = 1", "base.toml")
    path = written(tmp_path, text)
    with pytest.raises(ConfigError, match=said):
        read(path)
    assert language() == "en"
    with speaking("en"), pytest.raises(ConfigError) as asked:
        read(path)
    assert str(asked.value).isascii()


def test_what_is_wrong_with_the_encoding_is_said_in_it_too(tmp_path: Path) -> None:
    path = tmp_path / "stdpolicy.toml"
    path.write_bytes('# 配置\nlang = "zh"\n'.encode("gbk"))
    with pytest.raises(ConfigError, match="应为 UTF-8"):
        read(path)


def test_a_body_that_is_named_in_words_is_looked_up_in_them(tmp_path: Path) -> None:
    """A name that no other registry has: the likely fix is what refers to it."""
    iri = "https://example.org/id/registry"
    body = {"id": "#b", "type": "Body", "name": {"zh-Hans": "某新区办公室"}, "kind": "department"}
    registry = {"id": iri, "type": "Registry", "title": {"zh-Hans": "名录", "en": "Bodies"}}
    written(tmp_path, json.dumps(framed(registry | {"describesBody": [body]}, iri)), "r.jsonld")
    config = read(written(tmp_path, "registries = ['r.jsonld']"))
    tree = policy()
    tree["measure"][1]["assignment"][0]["body"] = "某新区办公室"
    data = json.dumps(framed(tree, IRI)).encode()
    (found,) = stdpolicy.validate(data, format="jsonld", config=[config])
    assert found.rule.code == "SP306"
    assert found.fix is not None
    assert [edit.text for edit in found.fix.edits] == [f'"{iri}#b"']
    (unknown,) = stdpolicy.validate(data, format="jsonld")
    assert unknown.fix is None


# -- waivers -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "left", "taken"),
    [
        ({}, [], ["SP508"]),
        ({"node": "#b9"}, [], ["SP508"]),
        ({"words": "#b9"}, [], ["SP508"]),
        ({"node": "#b1"}, ["SP508", "SP801"], []),
        ({"words": "nothing of it"}, ["SP508", "SP801"], []),
        ({"policy": "https://example.org/id/another"}, ["SP508"], []),
        ({"rule": "SP5"}, ["SP508", "SP803"], []),
        ({"reason": " "}, ["SP508", "SP803"], []),
        ({"reason": "TODO: say why"}, ["SP508", "SP803"], []),
        ({"rule": "SP201"}, ["SP508", "SP803"], []),
        ({"rule": "SP502"}, ["SP508", "SP801"], []),
    ],
)
def test_what_a_waiver_takes_out(
    tmp_path: Path, fields: dict[str, str], left: list[str], taken: list[str]
) -> None:
    config = read(written(tmp_path, waiver(**fields)))
    assert codes(idle(), config) == (left, taken)


def test_a_waiver_holds_in_each_notation(tmp_path: Path) -> None:
    config = read(written(tmp_path, waiver(node="#b9")))
    document = stdpolicy.load(data(idle()))
    for notation in ("jsonld", "turtle", "xml"):
        report = stdpolicy.validate(document.to_bytes(notation), config=[config])
        assert (list(report), len(report.waived)) == ([], 1)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("mechanism", []),
        ("services", []),
        ("mechan", ["SP508"]),
        ("refers to", []),
        ("说", ["SP508"]),
    ],
)
def test_the_words_of_a_waiver_are_a_value_or_stand_in_the_sentence(
    words: str, left: list[str]
) -> None:
    values = {"found": Code("mechanism"), "right": Listed((Code("services"), Code("award")))}
    (found,) = stdpolicy.validate(data(idle()))
    report = Report([replace(found, values={**found.values, **values})], files=1)
    one = Waiver("SP508", IRI, "x", "", words, None, Path("t"), Place(3, 1))
    assert [d.rule.code for d in waived(report, [one], set(), TODAY)] == left


@pytest.mark.parametrize(("until", "left"), [("2026-11-25", ["SP802"]), ("2026-11-26", [])])
def test_an_expired_waiver_still_holds(until: str, left: list[str]) -> None:
    report = stdpolicy.validate(data(idle()))
    one = Waiver("SP508", IRI, "x", "", "", date.fromisoformat(until), Path("t"), Place(3, 1))
    done = waived(report, [one], {IRI}, TODAY)
    assert [d.rule.code for d in done] == left
    assert [(d.file, *d.place) for d in done] == [("t", 3, 1)] * len(left)
    assert len(done.waived) == 1


# -- how a run goes ------------------------------------------------------------------------


def test_severities_and_what_is_ignored_in_some_files(tmp_path: Path) -> None:
    file = tmp_path / "archive" / "p.jsonld"
    written(file.parent, data(idle()).decode(), file.name)

    def told(text: str) -> list[tuple[str, str]]:
        report = stdpolicy.validate(file, config=[read(written(tmp_path, text))])
        return [(d.rule.code, d.severity) for d in report]

    assert told("") == [("SP508", "warning")]
    assert told("[severity]\nSP508 = 'error'") == [("SP508", "error")]
    per_file = "[[per-file]]\nfiles = ['{}']\nignore = ['{}']"
    assert told(per_file.format("archive/**", "SP5")) == []
    assert told(per_file.format("archive/**", "SP6")) == [("SP508", "warning")]
    assert told(per_file.format("drafts/**", "SP5")) == [("SP508", "warning")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n[severity]\nSP102 = 'note'", ":3:1: errors of SP102 make a document invalid"),
        ("[severity]\nSP50 = 'note'", ":2:1: no rule SP50"),
        ("[[per-file]]\nfiles = ['*']\nignore = ['SPX']", ":3:11: no rule SPX"),
    ],
)
def test_codes_are_those_of_rules(tmp_path: Path, text: str, message: str) -> None:
    config = read(written(tmp_path, text))
    with pytest.raises(ConfigError, match=f"^{config.path}{message}"):
        stdpolicy.validate(data(policy()), config=[config])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("lang = “zh”", ':1:8: expected ", found “, which only looks like it'),
        ("ignore = ['SP5'，'SP6']", ':1:16: expected ",", found "，", which only looks like it'),
        ("lang：'zh'", ':1:5: expected ":", found "：", which only looks like it'),
        ("lang = zh", ':1:8: expected a value, such as "text", 3'),
        ("lang 'zh'", ":1:6: expected = after the key"),
        ("lang = 'zh' 中文", ":1:13: expected the end of the line after the value"),
        ("lang = 'zh'\nlang = 'en'", ":2:12: a key or table stands twice"),
        ("lang = 'zh", ":1:11: a string has no end"),
        (
            "ignore = ['SP5'\nlang = 'en'",
            ":2:1: an array is not closed by ], or a comma is missing",
        ),
        ("lang = " + "[" * 5000, ".toml: arrays or tables are nested too deeply"),
        ("# long\nlang = 1_" + "9" * 5000, ":2:8: a number has too many digits"),
    ],
)
def test_what_is_no_toml_is_told_in_our_words(tmp_path: Path, text: str, message: str) -> None:
    with speaking("en"), pytest.raises(ConfigError) as caught:
        read(written(tmp_path, text))
    assert message in str(caught.value)
    with stdpolicy.speaking("zh"), pytest.raises(ConfigError, match=r"[一-龥]"):
        read(written(tmp_path, text))


@pytest.mark.parametrize("text", ['extend = "a\\u0000.toml"', 'registries = ["a\\u0000.ttl"]'])
def test_a_name_that_no_file_can_have_is_told_of(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError, match="No file has such a name"):
        stdpolicy.validate(data(policy()), config=[read(written(tmp_path, text))])


@pytest.mark.parametrize("text", ["{} = 1", "lang = '{}'", "extend = '{}'", "fail-level = '{}'"])
def test_a_message_is_short_whatever_it_quotes(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(written(tmp_path, text.format("x" * 5000)))
    assert len(str(caught.value)) <= 1000


def test_of_two_files_the_lists_add_and_the_nearer_decides(tmp_path: Path) -> None:
    written(tmp_path, "ignore = ['SP5']\nfail-level = 'note'\nbaseline = 'b.jsonl'")
    near = written(
        tmp_path / "a",
        "extend = '../stdpolicy.toml'\nignore = ['SP6']\nfail-level = 'warning'\nexclude = ['x/']",
    )
    found = read(near)
    assert [one.text for one in found.ignore] == ["SP5", "SP6"]
    assert (found.fail_level, found.exclude) == ("warning", ("x/",))
    assert found.baseline is not None
    assert found.baseline.resolve() == tmp_path / "b.jsonl"


def test_a_waiver_of_a_node_does_not_cover_those_within(tmp_path: Path) -> None:
    config = read(written(tmp_path, waiver(node=IRI)))
    assert "SP508" in codes(idle(), config)[0]
    assert codes(idle(), read(written(tmp_path, waiver(node="#b9")))) == ([], ["SP508"])
