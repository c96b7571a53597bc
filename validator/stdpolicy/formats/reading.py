"""What every reader returns, and the bounds that every reader keeps."""

from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Any

from msgspec import Struct, field

from stdpolicy.diagnostics import Advice, Code, Finding, Found, Message, Number, Path
from stdpolicy.formats import rules
from stdpolicy.model.iri import DOCUMENT, OTHER_FAULTS, IriFault, iri_fault
from stdpolicy.model.lexical import language_tag
from stdpolicy.source import START, Span

Tree = dict[str, Any]
"""A document or node: `id`, `type`, then fields by name."""

MAX_DEPTH = 100
MAX_NODES = 1_000_000
MAX_FINDINGS = 1000
"""How many findings of one file are collected; nobody reads more."""


Locate = Callable[[Collection[Path]], Mapping[Path, Span]]
"""Where paths of a tree stand in the text; those that are not found may be left out."""


def _nowhere(paths: Collection[Path]) -> Mapping[Path, Span]:
    return {}


class Reading(Struct):
    """What a reader made of a file: a tree as found, not yet checked, and what it noticed."""

    tree: Tree | None
    base: str = ""
    findings: list[Finding] = field(default_factory=list)
    locate: Locate = _nowhere
    doubtful: dict[Path, set[str]] = field(default_factory=dict)
    """Fields of nodes of which nothing is known for a fault that has been noted."""

    cut: bool = False
    """Whether the text ends too early, so that nothing is known of what it does not say."""

    def doubt(self, path: Path, *names: str) -> None:
        """Says that of some fields of a node nothing is known."""
        self.doubtful.setdefault(path, set()).update(names)

    def note(self, finding: Finding) -> None:
        """Adds a finding, unless there are more than enough."""
        if len(self.findings) <= MAX_FINDINGS:
            self.findings.append(finding)

    def places(self, paths: Collection[Path]) -> dict[Path, Span]:
        """Where each path stands: the token of its value or key, or of the longest part of the path
        that is in the text. The start of the text where nothing of it can be found.
        """
        found = self.locate(paths) if paths else {}
        return {path: found.get(path, START) for path in paths}


class Refused(Exception):
    """Carries the finding that stops a reader."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message.key)
        self.finding = finding


class IllFormed(Refused):
    """The parser of a notation cannot go on; the finding has no more than the place where it stopped."""


TOO_DEEP = Message(
    rules.DEPTH.code,
    "levels",
    "expected at most {most} levels of nodes, found more",
    "节点嵌套应不超过 {most} 层，实际超出",
)
TOO_MANY = Message(
    rules.SIZE.code,
    "nodes",
    "expected at most {most} nodes, found more",
    "节点应不超过 {most} 个，实际超出",
)


def too_deep(where: Path | Span = ()) -> Finding:
    """The finding for nodes nested beyond the bound."""
    return TOO_DEEP(where, most=Number(MAX_DEPTH))


def check_count(nodes: int) -> None:
    """Raises Refused where there are more nodes than a document may have."""
    if nodes > MAX_NODES:
        raise Refused(TOO_MANY(most=Number(MAX_NODES)))


def by_language(texts: Collection[tuple[str, str]]) -> Any:
    """A text from tags and strings: one string for each language, a list where there are more.

    A lone string that says no language is returned as it is.
    """
    mostly = {language_tag(tag): string for tag, string in texts}
    if len(mostly) == len(texts) and "" not in mostly:
        return mostly
    found: dict[str, list[str]] = {}
    for tag, string in texts:
        found.setdefault(language_tag(tag), []).append(string)
    result = {tag: many[0] if len(many) == 1 else many for tag, many in found.items()}
    return result[""] if list(result) == [""] and len(found[""]) == 1 else result


DID_YOU_MEAN = Advice("did-you-mean", 'did you mean "{guess}"?', "是否应为“{guess}”？")


def root_meant(found: str) -> str:
    """The class of documents that was probably meant by the name of a type, or nothing."""
    from stdpolicy.model.edition import model
    from stdpolicy.wording import Guesses  # only where something is wrong

    return Guesses().nearest(found, model().roots)


STATE_BASE = Advice(
    "base",
    "state the whole IRI as @base in JSON-LD, as xml:base in XML, as the IRI of the root in Turtle",
    "写明完整的 IRI：在 JSON-LD 中用 @base，在 XML 中用 xml:base，在 Turtle 中作根节点的 IRI",
)
WITHOUT_FRAGMENT = Advice("without-fragment", "write {right}", "改为 {right}")
EXPECTED_BASE = "expected an http or https IRI with a path, without fragment, for the document"
EXPECTED_BASE_ZH = "文档的 IRI 应为带路径而无片段的 http 或 https IRI"
NO_BASE = Message(
    rules.BASE.code,
    "none",
    f"{EXPECTED_BASE}, found none",
    f"{EXPECTED_BASE_ZH}，但没有",
    STATE_BASE,
)


@cache
def _base_faults() -> dict[IriFault, Message]:
    from stdpolicy.wording import IRI_FAULTS

    return {
        fault: Message(
            rules.BASE.code,
            fault.value,
            f"{EXPECTED_BASE}, found {{found}}, {why.en}",
            f"{EXPECTED_BASE_ZH}，实为 {{found}}，{why.zh}",
        )
        for fault, why in IRI_FAULTS.items()
        if fault not in OTHER_FAULTS
    }


def is_document_iri(base: object) -> bool:
    """Whether a value can be the IRI of a document: http or https, with path, without fragment."""
    return isinstance(base, str) and DOCUMENT.fullmatch(base) is not None


def base_finding(base: object, where: Path | Span = ()) -> Finding:
    """The finding for a document IRI that is missing, or that some processor takes for another."""
    if not base:
        return NO_BASE(where)
    if not isinstance(base, str):
        return _base_faults()[IriFault.RELATIVE](where, found=Found(base), advice=STATE_BASE)
    fault = iri_fault(base, document=True)
    assert fault is not None
    advice = STATE_BASE if fault is IriFault.RELATIVE else None
    whole = base.partition("#")[0]
    if whole != base and is_document_iri(whole):
        advice = WITHOUT_FRAGMENT
    return _base_faults()[fault](
        where, found=Code(f'"{base}"'), right=Code(f'"{whole}"'), advice=advice
    )
