"""SP61x: whether everything that a policy's text states has been encoded. Warnings all."""

import re
from collections.abc import Iterator

from stdpolicy.checks.rule import Finding, rule, shown
from stdpolicy.checks.survey import SUBSTANCE, Provision, Survey
from stdpolicy.diagnostics import Problem, Severity

DIGITS = "一二两三四五六七八九十百千万亿"
COUNTERS = "个项家名条件种批支所座倍大"
QUANTITY = re.compile(
    rf"(?<![A-Za-z0-9/.])[0-9]+(?:[.][0-9]+)?(?![0-9A-Za-z])"
    rf"|(?<![第十{DIGITS}])[{DIGITS}]+[{COUNTERS}]|若干"
)
DATE = re.compile("([0-9]{4})年(?:([0-9]{1,2})月(?:([0-9]{1,2})日)?)?")
BRACKET = re.compile(r"[(（](?:责任单位[:：][^()（）]*|[^()（）]*(?:牵头|配合|分工负责))[)）]")
BRACKET_NESTED = re.compile(
    r"[(（][^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)*(?:牵头|配合|分工负责)[)）]"
)
CITATION = re.compile(r"《[^《》]*》")
DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,8}〔[0-9]{4}〕[0-9]+号")


def substance(found: Survey) -> Iterator[Provision]:
    """The provisions whose every word is to be encoded."""
    return (p for p in found.provisions.values() if p.tree["kind"] in SUBSTANCE)


def _brackets(provision: Provision) -> Iterator[re.Match[str]]:
    """The responsibilities printed in a provision."""
    yield from BRACKET.finditer(provision.text)
    yield from BRACKET_NESTED.finditer(provision.text)


def coverage(found: Survey) -> tuple[int, int]:
    """How many letters and digits the statements quote, and how many there are to quote."""
    quoted = total = 0
    for provision in substance(found):
        covered = found.quoted(provision)
        for at in range(provision.body_start, len(provision.text)):
            if provision.text[at].isalnum():
                total += 1
                quoted += covered[at]
    return quoted, total


WARNING = Severity.WARNING


@rule(
    "SP611",
    "unquoted",
    "A part of the text is quoted by no statement",
    "条文有内容未被任何陈述摘引",
    WARNING,
)
def unquoted(found: Survey) -> Iterator[Finding]:
    """Every word of a policy's goals, measures and safeguards belongs to some statement.

    Checked are letters and digits after number and heading, in provisions of the kinds part, section,
    article, item, subitem, dash and paragraph. Encode what is left, or quote it in the statement that
    it belongs to.
    """
    sound = {provision.id for provision in found.sound}
    for provision in substance(found):
        if provision.id not in sound:
            continue
        covered = found.quoted(provision)
        for match in _brackets(provision):  # what is missing there has a rule of its own
            covered[match.start() : match.end()] = [True] * len(match[0])
        gaps = _gaps(provision, covered)
        if gaps:
            letters = sum(c.isalnum() for _, text in gaps for c in text)
            _, text = gaps[0]
            more = f" and {len(gaps) - 1} more places" if len(gaps) > 1 else ""
            message = f"{letters} characters of {provision.id} are in no quote: {shown(text)}{more}"
            yield Finding(message, (*provision.path, "text"), "encode what they state")


def _gaps(provision: Provision, covered: list[bool]) -> list[tuple[int, str]]:
    """The stretches of a provision that no statement quotes, if there is a letter in them."""
    gaps = []
    start = None
    for at in range(provision.body_start, len(provision.text) + 1):
        inside = at < len(provision.text) and not covered[at]
        if inside and start is None:
            start = at
        elif not inside and start is not None:
            text = provision.text[start:at]
            if any(c.isalnum() for c in text):
                gaps.append((start, text))
            start = None
    return gaps


@rule("SP612", "quantity", "A quantity in the text is no target", "条文中的数量未作指标值", WARNING)
def quantity(found: Survey) -> Iterator[Finding]:
    """Every number that a policy sets is a Target or belongs to an Incentive; one that sets nothing,
    such as 42条重点产业链 or 十九大, is a Quantity with its reason.

    Years and dates need nothing where a date of the document says the same. Numbers in references
    and document numbers need nothing either.
    """
    dates = {
        value for value in _strings(found.tree) if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value)
    }
    for provision in found.sound:
        text = provision.text
        covered = found.quoted(provision, "Target", "Incentive", "Quantity", "Reference")
        for match in (*CITATION.finditer(text), *DOCUMENT_NUMBER.finditer(text)):
            covered[match.start() : match.end()] = [True] * len(match[0])
        for match in DATE.finditer(text):
            if _known_date(match, dates):
                covered[match.start() : match.end()] = [True] * len(match[0])
        for match in QUANTITY.finditer(text, provision.body_start):
            if not all(covered[match.start() : match.end()]):
                around = text[max(0, match.start() - 6) : match.end() + 8]
                message = f"{shown(match[0])} in {shown(around)} of {provision.id} is in no target"
                hint = "encode a Target or, if it sets nothing, a Quantity with its reason"
                yield Finding(message, (*provision.path, "text"), hint)


def _known_date(match: re.Match[str], dates: set[str]) -> bool:
    year, month, day = match.groups()
    start = "-".join(part.zfill(2) for part in (year, month, day) if part)
    return any(date.startswith(start) for date in dates)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


@rule(
    "SP613",
    "responsibility",
    "A printed responsibility is not assigned",
    "条文所列责任单位未编码",
    WARNING,
)
def responsibility(found: Survey) -> Iterator[Finding]:
    """A bracket such as (责任单位:市质监局) or (省科技厅牵头,省教育厅配合) gives Assignments, body by body.

    Each body is named with its full official name in the registry; 等 sets openEnded.
    """
    for provision in found.sound:
        covered = found.quoted(provision, "Assignment")
        for match in _brackets(provision):
            if not any(covered[match.start() : match.end()]):
                message = f"{shown(match[0])} in {provision.id} gives no assignment"
                yield Finding(
                    message, (*provision.path, "text"), "encode an Assignment for each body"
                )
                break


@rule("SP614", "citation", "A document cited is no reference", "所引文件未编码为引用", WARNING)
def citation(found: Survey) -> Iterator[Finding]:
    """Every 《...》 and every document number that the text cites is a Reference.

    It may be a basis, a document implemented, or a mere mention: `relation` says which.
    """
    own = {found.tree.get("documentNumber")}
    for provision in found.sound:
        if provision.tree["kind"] == "title":
            continue
        covered = found.quoted(provision, "Reference")
        for pattern in (CITATION, DOCUMENT_NUMBER):
            for match in pattern.finditer(provision.text):
                if match[0] not in own and not all(covered[match.start() : match.end()]):
                    message = f"{shown(match[0])} in {provision.id} is in no reference"
                    yield Finding(message, (*provision.path, "text"), "encode a Reference")


def uncovered(found: Survey) -> Iterator[Problem]:
    """All SP61x problems of a policy."""
    yield from unquoted(found)
    yield from quantity(found)
    yield from responsibility(found)
    yield from citation(found)
