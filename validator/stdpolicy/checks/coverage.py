"""SP61x: whether everything that a policy's text states has been encoded. Warnings all."""

from collections.abc import Iterator

from stdpolicy.checks.rule import rule
from stdpolicy.checks.survey import PROVISION, SUBSTANCE, Provision, Survey
from stdpolicy.diagnostics import Advice, Finding, Message, Number, Quote, Severity
from stdpolicy.source import Span
from stdpolicy.text.citations import document_numbers, titles
from stdpolicy.text.dates import Date, dates
from stdpolicy.text.deadlines import Reach
from stdpolicy.text.quantities import quantities
from stdpolicy.text.references import references

RECORD_KINDS = frozenset({"masthead", "signature"})
"""Kinds of provision that print number, issuer and day of the policy itself."""
WARNING = Severity.WARNING


def substance(survey: Survey) -> Iterator[Provision]:
    """The provisions whose every word is to be encoded. Raises Unknown."""
    return (p for p in survey.provisions if p.kind in SUBSTANCE)


def coverage(survey: Survey) -> tuple[int, int]:
    """How many letters and digits the statements quote, and how many there are to quote. A statement that
    names no provision of the policy quotes nothing. Raises Unknown.
    """
    quoted = total = 0
    for provision in substance(survey):
        covered = provision.quoted_by(provision.placed)
        for at in range(provision.body_start, len(provision.text)):
            if provision.text[at].isalnum():
                total += 1
                quoted += covered[at]
    return quoted, total


@rule(
    "SP611",
    "unquoted",
    "A part of the text is quoted by no statement",
    "条文有内容未被任何陈述摘引",
    WARNING,
    on=PROVISION,
    zh="""政策文件的目标、举措和保障措施，每个字都应属于某项陈述；不属于任何陈述的文字，每一段提示一次。

    检查的是条文中编号和标题之后的文字和数字，
    条文的种类限于 part、section、article、item、subitem、dash 和 paragraph。

    理由：没有任何陈述摘引的内容不在数据之中，只用数据的人无从察觉。编码遗漏的内容，
    或者在其所属的陈述中摘引。
    """,
)
def unquoted(provision: Provision) -> Iterator[Finding]:
    """Every word of a policy's goals, measures and safeguards belongs to some statement; each
    stretch of text that belongs to none is one finding.

    Checked are letters and digits after number and heading, in provisions of the kinds part,
    section, article, item, subitem, dash and paragraph.

    Why: What no statement quotes is missing from the data, and nobody who reads only these
    notices. Encode what is left, or quote it in the statement that it belongs to.
    """
    if provision.kind not in SUBSTANCE or not provision.sound:
        return
    covered = provision.quoted()
    if all(covered[provision.body_start :]) or provision.shown_kind not in SUBSTANCE:
        return
    settled = provision.row.settled if provision.row else ()
    for start, end in (*provision.duties, *settled):  # of duties another rule tells
        covered[start:end] = b"\1" * (end - start)
    text = provision.text
    for start, end in _gaps(provision.body_start, covered):
        if letters := sum(map(str.isalnum, text[start:end])):
            yield UNQUOTED(
                (*provision.node.path, "text"),
                letters=Number(letters),
                node=provision.node.named,
                at=Number(start + 1),
                words=Quote(text[start:end]),
                within=Span(start, end),
            )


UNQUOTED = Message(
    "SP611",
    "unquoted",
    "{letters} characters of {node} are in no quote, from character {at}: {words}",
    "{node} 自第 {at} 个字符起有 {letters} 个字不在任何引文中：{words}",
    Advice("encode", "encode what they state", "将这些文字所说的内容编码为陈述"),
)


def _gaps(start: int, covered: bytearray) -> Iterator[tuple[int, int]]:
    """The stretches from a character on that no statement quotes."""
    at = covered.find(0, start)
    while at >= 0:
        end = covered.find(1, at)
        end = len(covered) if end < 0 else end
        yield at, end
        at = covered.find(0, end)


@rule(
    "SP612",
    "quantity",
    "A quantity in the text is no target",
    "条文中的数量未作指标值",
    WARNING,
    on=PROVISION,
    zh="""政策文件所定的每个数值都应编码为指标值（Target），或者属于激励（Incentive）；不提出要求的，
    如“42条重点产业链”“十九大”，应编码为非指标数量（Quantity），并写明缘由。

    年份和日期，文档中有日期与之相同的，以及没有年份的（“每年12月31日前”），无须编码；
    其他的每处提示一次。引用和文号中的数字也无须编码。版头或者署名所印的成文日期由 SP628 检查，
    陈述的期限所据的日期由 SP622 检查。

    理由：没有编码为指标值的数值，在按数值比较政策文件时就会缺漏；没有编码为非指标数量的，
    可能是遗漏。
    """,
)
def quantity(provision: Provision) -> Iterator[Finding]:
    """Every number that a policy sets is a Target or belongs to an Incentive; one that sets nothing,
    such as 42条重点产业链 or 十九大, is a Quantity with its reason.

    Years and dates need nothing where a date of the document says the same, nor where they have
    no year (每年12月31日前); otherwise each is one finding. Numbers in references and document numbers
    need nothing either. Of the day of adoption printed by masthead or signature SP628 speaks, of
    the date that a statement's deadline stands for SP622.

    Why: A number without a Target is missing wherever policies are compared by their figures, and
    one without a Quantity may have been overlooked.
    """
    if provision.kind == "title" or not provision.sound:
        return
    text, known = provision.text, provision.survey.dates
    adopted = provision.kind in RECORD_KINDS and "dateAdopted" in provision.survey.root.tree
    covered = provision.quoted("Target", "Incentive", "Quantity", "Reference")
    spans = [(found.start, found.end) for found in titles(text)]
    spans += [(found.start, found.end) for found in document_numbers(text)]
    spans += provision.row.settled if provision.row else ()
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    found = []
    for date in dates(text):
        said = date.year is None or known is None or adopted or str(date) in known
        digits = (at for at in range(date.start, date.end) if text[at].isnumeric())
        if not said and not all(covered[at] for at in digits) and not _is_due(date, provision):
            found.append((date.start, date.end))
        covered[date.start : date.end] = b"\1" * (date.end - date.start)
    numbers = quantities(text, provision.body_start)
    found += [(n.start, n.end) for n in numbers if not all(covered[n.start : n.end])]
    found += _told_in_words(provision, covered, found)
    for start, end in sorted(found):
        if start < provision.body_start or provision.shown_kind == "title":
            continue
        yield QUANTITY(
            (*provision.node.path, "text"),
            quantity=Quote(text[start:end]),
            words=Quote(text[max(0, start - 6) : end + 8]),
            node=provision.node.named,
            within=Span(start, end),
        )


def _told_in_words(
    provision: Provision, covered: bytearray, found: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The figures that are no numerals with a unit, 一半以上, 翻一番, 九成, and stand in no statement."""
    for figure in provision.figures:
        span = figure.start, figure.end
        if figure.reason or figure.value is None or all(covered[slice(*span)]):
            continue
        if not any(start < span[1] and span[0] < end for start, end in found):
            yield span


def _is_due(date: Date, provision: Provision) -> bool:
    """Whether a date says by when something is due of which a statement has a deadline."""
    text, reach = provision.text, Reach(provision.text)
    for node in provision.made:
        if "deadline" in node and (at := text.find(node["quote"])) >= 0:
            last = at + len(node["quote"]) - 1
            if any(d.start <= date.start < d.end for d in (*reach.at(at), *reach.at(last))):
                return True
    return False


QUANTITY = Message(
    "SP612",
    "quantity",
    "{quantity} in {words} of {node} is in no target",
    "{node} 的{words}中，{quantity}不在任何指标值中",
    Advice(
        "encode-target",
        "encode a Target or, if it sets nothing, a Quantity with its reason",
        "编码为 Target；不提出要求的，编码为 Quantity 并写明缘由",
    ),
)


@rule(
    "SP613",
    "responsibility",
    "A printed responsibility is not assigned",
    "条文所列责任单位未编码",
    WARNING,
    on=PROVISION,
    zh="""写明由谁负责的文字，如“(责任单位:市质监局)”“(省科技厅牵头,省教育厅配合)”，
    应逐个机构编码为责任分工（Assignment）。

    理由：谁负责什么，由责任分工查得。各机构在名录中以规范全称著录；有“等”字的，openList 为 body。
    """,
)
def responsibility(provision: Provision) -> Iterator[Finding]:
    """Words that print who is responsible, such as (责任单位:市质监局) or (省科技厅牵头,省教育厅配合), are
    encoded as Assignments, one for each body.

    Why: Who is responsible for what is looked up in the assignments. Each body is named with its
    full official name in the registry; 等 sets openList to body.
    """
    if not provision.sound:
        return
    for start, end in provision.unassigned[:1]:
        yield RESPONSIBILITY(
            (*provision.node.path, "text"),
            words=Quote(provision.text[start:end]),
            node=provision.node.named,
            within=Span(start, end),
        )


RESPONSIBILITY = Message(
    "SP613",
    "responsibility",
    "{words} in {node} gives no assignment",
    "{node} 的{words}没有编码为责任分工",
    Advice(
        "encode-assignment", "encode an Assignment for each body", "为每个机构各编码一项 Assignment"
    ),
)


@rule(
    "SP614",
    "citation",
    "A document cited is no reference",
    "所引文件未编码为引用",
    WARNING,
    on=PROVISION,
    zh="""原文引用的每份文件都应编码为引用（Reference）：每处《……》，不论有无文号；
    在别处印于《》中的名称；以编号指明的标准；工作所依托的协议。

    所引文件可以是依据、所贯彻落实的文件，或者只是提及，由 `relation` 表示。
    政策文件自身的文号不是引用，版头所印的由 SP628 检查。

    理由：政策文件以什么为依据、贯彻落实什么，由其引用查得。
    """,
)
def citation(provision: Provision) -> Iterator[Finding]:
    """Every document that the text cites is a Reference: each 《...》, with or without a document
    number, what stands in 《》 elsewhere in the text, a standard by its number, an agreement that
    work rests on.

    It may be a basis, a document implemented, or a mere mention: `relation` says which. The
    policy's own number is no reference; SP628 reads the one in its masthead.

    Why: On what a policy rests, and what it carries out, is looked up in its references.
    """
    if provision.kind == "title" or not provision.sound:
        return
    text, root = provision.text, provision.survey.root
    covered = provision.quoted("Reference")
    known = "documentNumber" not in root.unknown  # else each may be its own
    own = {n.number for n in document_numbers(root.get("documentNumber", ""))} if known else set()
    printed = provision.kind in RECORD_KINDS and "documentNumber" in root.tree
    spans = []
    # What frames the text may be called as a document that it names.
    bare = () if provision.kind in ("annex", *RECORD_KINDS) else provision.survey.titles
    for found in references(text, bare):
        numbers = {n.number for n in document_numbers(found.number)}
        if found.title or not numbers or (known and not printed and not numbers <= own):
            spans.append((found.start, found.end))
    for start, end in spans:
        if not all(covered[start:end]) and provision.shown_kind != "title":
            yield CITATION(
                (*provision.node.path, "text"),
                words=Quote(text[start:end]),
                node=provision.node.named,
                within=Span(start, end),
            )


CITATION = Message(
    "SP614",
    "citation",
    "{words} in {node} is in no reference",
    "{node} 的{words}不在任何引用中",
    Advice("encode-reference", "encode a Reference", "编码为 Reference"),
)
