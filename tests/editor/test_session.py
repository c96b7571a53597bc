"""What a client is told and when, without a protocol: neighbours, languages, asking and being told."""

import asyncio
from pathlib import Path

import pytest
from editor_texts import Project

from small_policy import IRI
from stdpolicy import api
from stdpolicy.config import ConfigError
from stdpolicy.diagnostics import Diagnostic
from stdpolicy.editor.documents import Buffer, Change, Overlaid
from stdpolicy.editor.protocol import findings
from stdpolicy.editor.protocol.places import Ranges
from stdpolicy.editor.session import Session
from stdpolicy.model.lexical import CONTEXT

BODIES = f"""{{
  "@context": ["{CONTEXT}", {{"@base": "https://example.org/id/r"}}],
  "id": "https://example.org/id/r",
  "type": "Registry",
  "title": {{"zh-Hans": "名录"}},
  "describesBody": [
    {{"id": "#x", "type": "Body", "name": {{"zh-Hans": "省科技厅", "en": "x"}}, "kind": "department"}}
  ]
}}"""


class Client:
    """What a session says, and the session."""

    def __init__(self, project: Project, *, asks: bool = False) -> None:
        self.told: list[tuple[str, list[str]]] = []
        self.troubles: list[str] = []
        self.refreshed = 0
        self.session = Session(
            self.publish, self.troubles.append, self.refresh, asks, project.workspace
        )

    def publish(self, buffer: Buffer, found: list[Diagnostic]) -> None:
        self.told.append((buffer.uri.rpartition("/")[2], [one.rule.code for one in found]))

    def refresh(self) -> None:
        self.refreshed += 1


@pytest.fixture
def registry(project: Project) -> Path:
    """A registry that the policy's configuration names, and a body of it that the policy refers to."""
    path = project.folder / "registry.jsonld"
    path.write_text(BODIES, encoding="utf-8")
    (project.folder / "stdpolicy.toml").write_text(
        'registries = ["registry.jsonld"]\n', encoding="utf-8"
    )
    return path


REFERS = ('"body": "#b1"', '"body": "https://example.org/id/r#x"')


def test_an_open_registry_is_seen_as_it_is_open(project: Project, registry: Path) -> None:
    policy = project.opened("policy.jsonld", REFERS)
    assert project.findings(policy) == []
    opened = project.opened("registry.jsonld", ('"#x"', '"#y"'))
    (found,) = project.findings(policy)
    assert "#x" in found.message
    opened.text = opened.text[:-1]  # while it is no document, it is as it last was
    assert project.findings(policy) == [found]
    project.workspace.close(opened.uri)
    assert project.findings(policy) == []


def test_the_published_text_is_seen_as_it_is_open(project: Project) -> None:
    policy = project.opened("policy.jsonld")
    assert project.findings(policy) == []
    text = project.opened("source.txt")
    assert project.findings(policy) == []
    text.text = text.text.replace("培育人才", "培养人才")
    assert {one.rule.code for one in project.findings(policy)} & {"SP601", "SP602"}


def test_a_configuration_is_seen_as_it_is_open(project: Project, registry: Path) -> None:
    policy = project.opened("policy.jsonld", REFERS)
    opened = project.opened("stdpolicy.toml", ("registry.jsonld", "none.jsonld"))
    with pytest.raises(ConfigError):  # the registry that it names now
        project.findings(policy)
    opened.text = 'registries = ["registry.jsonld"]\n[severity]\nSP613 = "error"\n'
    (config,) = project.workspace.configs(policy)
    assert config.severity
    opened.text = "registries = ["  # while it is none, it is as it was saved
    assert project.findings(policy) == []
    assert opened.path is not None
    assert project.workspace.dependants(opened.path) == [policy]


def test_a_text_beside_is_its_bytes_unless_it_was_changed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfa\r\n")
    open_texts = {tmp_path / "a.txt": "a\r\n", tmp_path / "b.txt": "new"}
    source = Overlaid(b"", "p.ttl", tmp_path / "p.ttl", open=open_texts)
    assert source.beside("a.txt") == b"\xef\xbb\xbfa\r\n"
    assert source.beside("b.txt") == b"new"
    assert source.beside("c.txt") is None
    assert Overlaid(b"", open=open_texts).beside("a.txt") is None


def test_what_bears_on_a_text_has_it_checked(project: Project, registry: Path) -> None:
    async def typed() -> None:
        client = Client(project)
        policy = project.opened("policy.jsonld", REFERS)
        bodies, text = project.opened("registry.jsonld"), project.opened("source.txt")
        assert project.findings(policy) == []
        assert project.workspace.dependants(registry) == [policy]
        for buffer, old, new in ((bodies, '"#x"', '"#y"'), (text, "培育人才", "培养人才")):
            client.told.clear()
            assert buffer.path is not None
            changed = buffer.text.replace(old, new, 1)
            client.session.edited(buffer.uri, [Change(None, None, changed)], 1)
            while "policy.jsonld" not in dict(client.told):
                await asyncio.sleep(0.01)
            assert dict(client.told)["policy.jsonld"] != []
            client.session.edited(
                buffer.uri, [Change(None, None, buffer.text.replace(new, old))], 2
            )

    asyncio.run(asyncio.wait_for(typed(), 60))


def test_a_client_that_asks_is_not_told(project: Project, registry: Path) -> None:
    client = Client(project, asks=True)
    policy = project.opened("policy.jsonld", ('"role": "lead"', '"role": "leed"'))
    client.session.opened(policy)
    assert [one.rule.code for one in client.session.check(policy.uri)] == ["SP304"]
    client.session.around()
    client.session.closed(policy.uri)
    assert client.told == []
    assert client.refreshed == 1


def test_a_client_that_does_not_ask_is_told_what_is_new(project: Project) -> None:
    client = Client(project)
    policy = project.opened("policy.jsonld", ('"role": "lead"', '"role": "leed"'))
    for _ in range(2):
        client.session.check(policy.uri)
    client.session.closed(policy.uri)
    assert client.told == [("policy.jsonld", ["SP304"]), ("policy.jsonld", [])]


def test_an_answer_is_known_by_what_was_found(project: Project) -> None:
    """Not by the version of the text: a registry changes it too."""
    policy = project.opened("policy.jsonld", ('"role": "lead"', '"role": "leed"'))
    ranges = Ranges(policy.lines, Client(project).session.encoding)
    first = findings.report(project.findings(policy), ranges, None)
    assert first.kind == "full"
    assert first.result_id
    again = findings.report(project.findings(policy), ranges, first.result_id)
    assert (again.kind, again.result_id) == ("unchanged", first.result_id)
    other = findings.report([], ranges, first.result_id)
    assert (other.kind, other.result_id == first.result_id) == ("full", False)


def test_a_configuration_with_a_fault_is_told_once(project: Project) -> None:
    (project.folder / "stdpolicy.toml").write_text("colour = 1\n", encoding="utf-8")
    client = Client(project)
    policy = project.opened("policy.jsonld")
    for _ in range(2):
        client.session.check(policy.uri)
    assert len(client.troubles) == 1
    assert client.told == []


@pytest.mark.parametrize(
    ("editor", "asked", "spoken"),
    [
        ("zh-CN", None, "zh"),
        ("en-US", "zh", "zh"),
        ("de", None, "en"),
        ("zh", "xx", "zh"),
        (None, 7, "en"),
    ],
)
def test_the_language_is_that_asked_for_else_the_editors(
    project: Project, editor: str | None, asked: object, spoken: str
) -> None:
    session = Client(project).session
    session.speak(editor, asked)
    assert session.language == spoken


def test_folders_come_and_go(project: Project, tmp_path: Path) -> None:
    session = Client(project).session
    other = tmp_path / "另 一"
    session.moved([project.folder.as_uri()], [other.as_uri(), "vscode-remote://x/y"])
    assert session.workspace.roots == [other]


def test_findings_are_those_of_the_command_with_a_registry(
    project: Project, registry: Path
) -> None:
    policy = project.opened(
        "policy.jsonld", ('"body": "#b1"', '"body": "https://example.org/id/r#none"')
    )
    assert policy.path is not None
    policy.path.write_text(policy.text, encoding="utf-8")
    from stdpolicy.config import configs

    name = str(policy.path)
    assert project.workspace.check(policy) == api.validate(
        [name], config=configs([name]), located=False
    )
    assert IRI in policy.text
