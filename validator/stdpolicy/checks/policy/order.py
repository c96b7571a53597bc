"""SP509 and SP510: whether siblings, and the numbers printed before them, run on without a gap."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from stdpolicy.checks.rule import rule
from stdpolicy.checks.survey import POLICY, Survey
from stdpolicy.checks.walk import DOCUMENT, Node, Walk
from stdpolicy.diagnostics import Advice, Code, Finding, Message, Number, Path, Severity
from stdpolicy.text.layout import Block
from stdpolicy.text.layout.markers import printed
from stdpolicy.text.numerals import ordinal

WARNING = Severity.WARNING


@rule(
    "SP509",
    "order-gap",
    "The order of siblings has a gap",
    "同级节点序号不连续",
    WARNING,
    on=DOCUMENT,
    zh="""
    同级节点的 `order` 应依次为 1、2、3，却不连续。

    理由：不连续说明有节点缺失或者已被删去。
    """,
)
def order_gap(walk: Walk) -> Iterator[Finding]:
    """The `order` of siblings, which counts them 1, 2, 3, has a gap.

    Why: A gap means that one is missing or was removed.
    """
    families: dict[Path, list[Node]] = defaultdict(list)
    for node in walk.nodes:
        if node.cls.ordered and node.complete:
            families[node.path[:-1]].append(node)
    for siblings in families.values():
        orders = [node.known("order") for node in siblings]
        if siblings[0].cls.name in walk.hidden:
            continue  # it may be one that is hidden
        if None in orders or len(set(orders)) < len(orders):
            continue  # another rule has said it
        for expected, node in enumerate(sorted(siblings, key=lambda node: node["order"]), 1):
            if node["order"] != expected:
                yield ORDER_GAP(
                    (*node.path, "order"),
                    expected=Number(expected),
                    node=node.named,
                    order=Number(node["order"]),
                )
                break


ORDER_GAP = Message(
    "SP509",
    "order-gap",
    "expected order {expected} for {node}, found {order}",
    "{node} 的 order 应为 {expected}，实为 {order}",
    Advice("number", "number siblings 1, 2, 3", "同级节点依次编为 1、2、3"),
)


@rule(
    "SP510",
    "numbering",
    "The printed numbers of provisions have a gap",
    "条文编号不连续",
    WARNING,
    on=POLICY,
    zh="""
    条文印出的编号不连续。

    同一形式的编号（一、 （一） 1. 第一条）在同级条文中依次为 1、2、3，
    “第一条”之类的则贯通全文。文件含有几个文本的，编号重新开始。

    理由：不连续说明缺少条文，除非政策文件自身编号有误。
    """,
)
def numbering(survey: Survey) -> Iterator[Finding]:
    """The printed numbers of provisions have a gap.

    Those of one form (一、 （一） 1. 第一条) run on 1, 2, 3, among siblings or, as those of articles
    do, through the document. Where a document holds several texts the numbers begin again.

    Why: A gap means that a provision is missing, unless the policy misnumbers its own
    provisions.
    """
    if survey.ordered:
        found = list(_astray(survey, {}))
        # A kind that is wrong is told by itself, and parts no row.
        yield from _astray(survey, survey.other_kinds) if found else found


def _astray(survey: Survey, kinds: Mapping[str, Block]) -> Iterator[Finding]:
    """The numbers that do not follow on another; `kinds` are those of provisions that say another."""
    last: dict[tuple[str, Path], int | None] = {}
    doubtful: set[Path] = set()  # places of which a number is not known
    for provision in survey.provisions:
        number = provision.node.known("number") or ""
        above = provision.node.path[:-1]
        if "number" in provision.node.unknown:
            doubtful |= {above, ()}
        if (value := ordinal(number)) is None:
            continue
        # A number belongs to a row by its form; those of annexes, 附件1. and 2., by their kind.
        marker = printed(number)
        form = marker.style.name if marker else ""
        block = kinds.get(provision.id)
        kind = (block.kind if block else provision.node.known("kind")) or ""
        rows = [(form, above), (kind, above), (form, ())]
        before = [None if row[1] in doubtful else last.get(row, 0) for row in rows]
        fits = (provision.node.known("text") or "").startswith(number)
        if fits and value > 1 and None not in before and value - 1 not in before:
            yield NUMBERING(
                (*provision.node.path, "number"),
                node=provision.node.named,
                number=Code(number),
                expected=Number((before[0] or 0) + 1),
            )
        for row in rows:
            last[row] = value if fits else None


NUMBERING = Message(
    "SP510",
    "numbering",
    "{node} is numbered {number}, expected {expected}",
    "{node} 的编号按次序应为 {expected}，实为“{number}”",
    Advice("missing-provision", "see whether a provision is missing", "检查是否缺少条文"),
)
