"""SP306: whether a reference has the form of one; checks.references asks what it leads to."""

from collections.abc import Iterator

from stdpolicy.checks.rule import WRITE, rule
from stdpolicy.checks.values.value import VALUE, Value, by_id, reference_meant, targets
from stdpolicy.diagnostics import Code, Finding, Found, Message, Safety, Write, likely
from stdpolicy.model import ReferenceType
from stdpolicy.model.iri import DOCUMENT_FAULTS, FRAGMENT, iri_fault
from stdpolicy.wording import IRI_FAULTS


@rule(
    "SP306",
    "iri",
    "A reference is not an IRI",
    "引用不是有效的 IRI",
    on=VALUE,
    fixes=(Safety.LIKELY,),
    zh="""
    引用既不是本文档的片段（如 #t1），也不是绝对 IRI。

    绝对 IRI 以 http、https 或 urn 为协议，不含空格，
    % 之后须为两位十六进制数字（RFC 3987 的子集）。

    理由：各处理程序对这样的引用解读一致。不用相对路径：文件移动后，相对路径的含义随之改变。
    """,
)
def iri(value: Value) -> Iterator[Finding]:
    """A reference is neither a fragment of this document, such as #t1, nor an absolute IRI.

    Absolute IRIs are http, https or urn, without spaces and with % only before two hex digits
    (a subset of RFC 3987).

    Why: Every processor reads such references alike. Relative paths are not used: they change
    meaning when a file is moved.
    """
    if not isinstance(value.field.type, ReferenceType):
        return
    if not FRAGMENT.fullmatch(value.value) and (fault := iri_fault(value.value)) is not None:
        meant = reference_meant(value, value.value)
        yield NO_IRI[fault](
            value.path,
            name=value.named,
            found=Found(value.value),
            right=Code(meant),
            targets=targets(value),
            advice=WRITE if meant else by_id(value, None),
            fix=likely(Write(value.path, meant)) if meant else None,
        )


NO_IRI = {
    fault: Message(
        "SP306",
        fault.value,
        f"expected a #fragment or an absolute IRI for {{name}}, found {{found}}, {why.en}",
        f"{{name}} 应为 #片段 或绝对 IRI，实为 {{found}}，{why.zh}",
    )
    for fault, why in IRI_FAULTS.items()
    if fault not in DOCUMENT_FAULTS
}
