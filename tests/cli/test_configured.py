"""The configuration of a project, as the commands read it."""

import json
import shutil
from pathlib import Path

import pytest

from command import IRI, Run
from stdpolicy.cli import COMMANDS

TERMS = Path(__file__).parents[1] / "data" / "tbx" / "registry.jsonld"


def waived(policy: Path) -> str:
    """A waiver of the finding that an idle body of a policy gives."""
    tree = json.loads(policy.read_bytes())
    tree["describesBody"].append(tree["describesBody"][0] | {"id": "#idle"})
    policy.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
    return (
        f'[[waiver]]\nrule = "SP508"\npolicy = "{tree["id"]}"\nnode = "#idle"\nreason = "later"\n'
    )


def test_waivers_are_found_counted_and_can_be_left_out(run: Run, policy: Path) -> None:
    policy.with_name("stdpolicy.toml").write_text(waived(policy), encoding="utf-8")
    done = run("validate", "--strict", policy)
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr == b"1 file checked, no findings, 1 waived\n"
    found = json.loads(run("validate", "--format", "json", policy).stdout)
    assert (found["findings"], found["waived"]) == ([], 1)
    without = run("validate", "--strict", "--no-config", policy)
    assert (without.returncode, without.stdout.count(b"SP508")) == (1, 1)


def test_another_configuration_can_be_named(run: Run, policy: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(waived(policy), encoding="utf-8")
    assert run("validate", "--strict", "--config", other, policy).returncode == 0
    both = run("validate", "--config", other, "--no-config", policy)
    assert (both.returncode, both.stdout) == (2, b"")
    missing = run("validate", "--config", tmp_path / "nowhere.toml", policy)
    assert missing.returncode == 2
    assert b"nowhere.toml: No such file" in missing.stderr


ARGUMENTS = {
    "convert": ("policy.jsonld", "--to", "xml"),
    "new": (IRI,),
    "clean": ("raw.txt",),
    "draft": ("raw.txt",),
    "terms": ("terms.jsonld",),
    "site": ("public", "policy.jsonld"),
}
"""Of the commands that take other arguments than a policy."""
ON_DOCUMENTS = [
    name
    for name, (module, _) in COMMANDS.items()
    if module not in ("reference", "configuration", "editor", "corpus")
]


@pytest.mark.parametrize("command", ON_DOCUMENTS)
def test_every_command_on_documents_heeds_the_configuration(
    run: Run, policy: Path, tmp_path: Path, command: str
) -> None:
    broken = tmp_path / "stdpolicy.toml"
    broken.write_text("registrys = []", encoding="utf-8")
    (tmp_path / "raw.txt").write_text("标准", encoding="utf-8")
    shutil.copyfile(TERMS, tmp_path / "terms.jsonld")
    arguments = ARGUMENTS.get(command, ("policy.jsonld",))
    before = policy.read_bytes()
    for named in ((), ("--config", broken)):
        done = run(command, *arguments, *named)
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"stdpolicy.toml:1:1: no key registrys; did you mean registries?" in done.stderr
    assert policy.read_bytes() == before
    if command == "serve":  # which would stay
        return
    assert run(command, *arguments, "--no-config").returncode == 0
    right = tmp_path / "right.toml"
    right.write_text("registries = []", encoding="utf-8")
    assert run(command, *arguments, "--config", right).returncode == 0


def test_a_folder_and_standard_input_have_a_configuration_too(run: Run, policy: Path) -> None:
    policy.with_name("stdpolicy.toml").write_text("registrys = []", encoding="utf-8")
    data = policy.read_bytes()
    for arguments in (
        ("convert", ".", "--to", "xml", "-o", "out"),
        ("convert", "-", "--to", "xml"),
        ("fmt", "-"),
        ("upgrade", "-"),
        ("terms",),
    ):
        assert run(*arguments, input=data).returncode == 2, arguments


def test_that_a_waiver_is_past_its_date_fails_no_run(run: Run, policy: Path) -> None:
    text = waived(policy) + "until = 2020-01-01\n"
    policy.with_name("stdpolicy.toml").write_text(text, encoding="utf-8")
    done = run("validate", "--strict", policy)
    assert done.returncode == 0
    assert b": note SP802: " in done.stdout
    assert done.stderr == b"1 file checked, 0 errors, 0 warnings, 1 note, 1 waived\n"
    assert run("validate", "--format", "github", policy).stdout.startswith(b"::notice ")
    assert json.loads(run("validate", "--format", "json", policy).stdout)["notes"] == 1


def test_statistics_tell_of_waivers_that_end_within_thirty_days(run: Run, policy: Path) -> None:
    text = waived(policy) + "until = 2027-03-31\n"
    config = policy.with_name("stdpolicy.toml")
    config.write_text(text, encoding="utf-8")
    ends = b"stdpolicy.toml:1:1: the waiver of SP508 ends on 2027-03-31\n"
    statistics = ("validate", "--statistics", policy, "--today")
    for day, told in {"2027-02-28": 0, "2027-03-01": 1, "2027-03-31": 1, "2027-04-01": 0}.items():
        done = run(*statistics, day)
        assert (done.returncode, done.stderr.count(ends)) == (0, told), day
    chinese = run("--lang", "zh", *statistics, "2027-03-31").stderr.decode()
    assert "SP508 的豁免至 2027-03-31 止" in chinese
    assert ends not in run(*statistics, "2027-03-31", "--quiet").stderr
    assert ends not in run("validate", policy, "--today", "2027-03-31").stderr


def registry(folder: Path) -> str:
    """A configuration with a registry of one body, 省科技厅 of 江西省."""
    iri = "https://example.org/id/registry"
    tree = {
        "@context": [*json.loads(TERMS.read_bytes())["@context"][:1], {"@base": iri}],
        "id": iri,
        "type": "Registry",
        "title": {"zh-Hans": "机构"},
        "describesPlace": [{"id": "#place", "type": "Place", "name": {"zh-Hans": "江西省"}}],
        "describesBody": [
            {
                "id": "#science",
                "type": "Body",
                "name": {"zh-Hans": "江西省科学技术厅"},
                "shortName": ["省科技厅"],
                "kind": "department",
                "place": "#place",
            }
        ],
    }
    (folder / "r.jsonld").write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
    return "registries = ['r.jsonld']\n"


def test_drafts_and_reviews_know_the_registries_of_the_project(run: Run, tmp_path: Path) -> None:
    (tmp_path / "stdpolicy.toml").write_text(registry(tmp_path), encoding="utf-8")
    text = "江西省人民政府关于标准化的意见\n一、任务\n（一）推动实施。推动实施标准。（省科技厅牵头）\n江西省人民政府\n2024年3月1日\n"
    (tmp_path / "in.txt").write_text(text, encoding="utf-8")
    assert run("draft", "in.txt", "-o", "p.jsonld").returncode == 0
    [measure] = json.loads((tmp_path / "p.jsonld").read_bytes())["measure"]
    assert measure["assignment"][0]["body"] == "https://example.org/id/registry#science"
    assert "body 江西省科学技术厅" in run("review", "p.jsonld").stdout.decode()
    (tmp_path / "r.jsonld").write_text("{}", encoding="utf-8")
    for command in (("draft", "in.txt"), ("review", "p.jsonld")):
        refused = run(*command)
        assert (refused.returncode, refused.stdout) == (2, b"")
        assert b"stdpolicy.toml:1:" in refused.stderr


def test_the_configuration_near_the_working_folder_says_how_a_run_goes(
    run: Run, policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waived(policy)  # only for the idle body
    config = policy.with_name("stdpolicy.toml")
    monkeypatch.chdir(policy.parent)

    def code(text: str, *options: str) -> tuple[int, int]:
        config.write_text(text, encoding="utf-8")
        done = run("validate", *options, policy)
        return done.returncode, done.stdout.count(b"SP508")

    assert code("") == (0, 1)
    assert code("fail-level = 'warning'") == (1, 1)
    assert code("fail-level = 'warning'", "--fail-level", "error") == (0, 1)
    assert code("fail-level = 'warning'", "--no-config") == (0, 1)
    assert code("ignore = ['SP508']", "--strict") == (0, 0)
    assert code("ignore = ['SP508']", "--strict", "--ignore", "SP6") == (1, 1)
    assert code("select = ['SP6']", "--strict") == (0, 0)
    assert code("baseline = 'known.jsonl'", "--write-baseline") == (0, 0)
    assert code("baseline = 'known.jsonl'", "--strict") == (0, 0)
    assert code("", "--strict", "--fail-level", "error") == (2, 0)
    config.write_text("exclude = ['*.jsonld']", encoding="utf-8")
    assert run("validate", policy.parent).returncode == 2


def test_a_code_that_no_rule_has_is_told_of_at_its_place(
    run: Run, policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy.with_name("stdpolicy.toml").write_text("\nignore = ['SP5O8']", encoding="utf-8")
    monkeypatch.chdir(policy.parent)
    done = run("validate", policy)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"stdpolicy.toml:2:11: no rule SP5O8; did you mean SP508?" in done.stderr


def test_an_expired_waiver_lapses_if_the_configuration_says_so(run: Run, policy: Path) -> None:
    text = f'waiver-expiry = "fail"\n{waived(policy)}until = 2027-03-31\n'
    policy.with_name("stdpolicy.toml").write_text(text, encoding="utf-8")
    before = run("validate", "--strict", "--today", "2027-03-31", policy)
    assert (before.returncode, before.stdout) == (0, b"")
    after = run("validate", "--strict", "--today", "2027-04-01", policy)
    assert after.returncode == 1
    assert after.stdout.count(b"SP508") == after.stdout.count(b"SP802") == 1
    wrong = run("validate", "--today", "tomorrow", policy)
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert b"expected a date such as 2027-03-31, found tomorrow" in wrong.stderr


def test_verbose_names_what_is_else_counted(run: Run, policy: Path) -> None:
    policy.with_name("stdpolicy.toml").write_text(waived(policy), encoding="utf-8")
    policy.with_name("pom.xml").write_text("<project/>", encoding="utf-8")
    quiet = run("validate", policy.parent)
    assert b"pom.xml" not in quiet.stderr
    assert b"1 .xml file of other tools" in quiet.stderr
    assert run("validate", "-q", policy.parent).stderr == b""
    done = run("validate", "-v", policy.parent)
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"pom.xml" in done.stderr
    assert done.stderr.count(b"warning SP508") == 1
    assert b'stdpolicy.toml:1:1: waiver = [{"rule": "SP508"' in done.stderr


def test_config_says_each_value_and_where_it_came_from(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stdpolicy.toml").write_text("lang = 'en'\nignore = ['SP5']", encoding="utf-8")
    near = tmp_path / "a"
    near.mkdir()
    (near / "stdpolicy.toml").write_text(
        "extend = '../stdpolicy.toml'\n\nlang = 'en'\nignore = ['SP6']\n[severity]\nSP508 = 'note'",
        encoding="utf-8",
    )
    monkeypatch.chdir(near)
    lines = run("config").stdout.decode().splitlines()
    own, other = near / "stdpolicy.toml", near / ".." / "stdpolicy.toml"
    assert lines == [
        f'{other}:2:1: ignore = ["SP5"]',
        f'{own}:3:1: lang = "en"',
        f'{own}:4:1: ignore = ["SP6"]',
        f'{own}:5:1: severity = {{"SP508": "note"}}',
    ]
    assert run("config", tmp_path / "p.jsonld").stdout.count(b"\n") == 2


def test_the_configuration_of_a_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    own = Path("drafts", "stdpolicy.toml")
    own.write_text("lang = 'en'", encoding="utf-8")
    for said in ("drafts", "drafts/", "drafts/p.jsonld", tmp_path / "drafts"):
        assert run("config", said).stdout.decode() == f'{own.absolute()}:1:1: lang = "en"\n', said
    for said in ("nowhere/", "nowhere/p.jsonld"):
        done = run("config", said)
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"nowhere: No such file or directory" in done.stderr
    assert run("config", "nowhere.jsonld").returncode == 0
