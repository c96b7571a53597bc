"""The SP1xx rules: what readers find before there is a tree to check."""

from inspect import cleandoc

from stdpolicy.diagnostics import Rule, Severity, register


def _rule(
    code: str,
    name: str,
    summary: str,
    summary_zh: str,
    doc: str,
    severity: Severity = Severity.ERROR,
    *,
    zh: str = "",
) -> Rule:
    manuals = cleandoc(doc), cleandoc(zh)
    return register(Rule(code, name, severity, summary, summary_zh, *manuals))


ENCODING = _rule(
    "SP101",
    "encoding",
    "The file is not UTF-8 text",
    "文件不是 UTF-8 文本",
    """
    Every notation is read as UTF-8; a byte order mark at the start is accepted. Other encodings
    (UTF-16, GB 18030) and binary files are refused, because guessing an encoding can change the
    text without a word. Save the file as UTF-8.
    """,
)
SYNTAX = _rule(
    "SP102",
    "syntax",
    "The file is not well-formed",
    "文件格式不合语法",
    """
    The parser of the notation stopped here: a bracket or quote is missing, the file was cut
    off, or a character stands where it may not. Mend the place named; later faults show only
    then.
    """,
)
FORMAT = _rule(
    "SP103",
    "format",
    "The notation cannot be told",
    "无法判断文件的格式",
    """
    The notation is told by content, with the file's suffix as a hint. Where neither decides,
    nothing is guessed. Name it with --from, or give the file its usual suffix (.jsonld, .ttl,
    .xml, .nt, .nq, .trig).
    """,
)
DUPLICATE_KEY = _rule(
    "SP104",
    "duplicate-key",
    "A JSON object has the same key twice",
    "同一 JSON 对象中键重复",
    """
    JSON parsers keep the first value, the last or both (RFC 8259, section 4), so a document
    with a repeated key means different things to different tools. Remove one of the two.
    """,
)
NUMBER = _rule(
    "SP105",
    "number",
    "A number is not finite or too long",
    "数值非有限数或过长",
    """
    NaN and Infinity are no JSON, 1e400 does not fit a double, and integers beyond 2^53 change
    from tool to tool (RFC 7493). Decimals of a policy are strings: "value": "60.5".
    """,
)
DOCTYPE = _rule(
    "SP106",
    "doctype",
    "An XML document type declaration is refused",
    "拒绝 XML 文档类型声明",
    """
    A DOCTYPE can define entities that read other files, reach the network or expand without
    bound. A stdpolicy document needs none. Remove the declaration.
    """,
)
CONTEXT_REFUSED = _rule(
    "SP107",
    "context",
    "A JSON-LD context that is not bundled is refused",
    "拒绝未内置的 JSON-LD 上下文",
    """
    Nothing is fetched at run time. The context of stdpolicy is bundled and known by its IRI;
    any other has to stand inline in the document. @import is not followed.
    """,
)
DEPTH = _rule(
    "SP108",
    "depth",
    "Nodes are nested too deeply",
    "嵌套层次过深",
    """
    No policy nests its provisions or measures a hundred levels deep; a document that does is
    broken or hostile, and recursive readers would fail on it.
    """,
)
SIZE = _rule(
    "SP109",
    "size",
    "The file is too large",
    "文件过大",
    """
    A file may have 64 MB and 1,000,000 nodes. Raise the first limit with --max-size, in MB, if
    the file is honest.
    """,
)
EMPTY = _rule(
    "SP110",
    "empty-file",
    "The file is empty",
    "文件为空",
    """
    There is nothing to read but white space. `stdpolicy new` writes a valid document to start
    from.
    """,
)
ROOT = _rule(
    "SP112",
    "root",
    "There is not exactly one document in the file",
    "文件中的文档根节点不唯一或缺失",
    """
    A file holds one Policy, Registry or Crosswalk: the root element in XML, the outermost
    object in JSON-LD, the one node of such a type in RDF.
    """,
)
BASE = _rule(
    "SP113",
    "base",
    "The IRI of the document is missing or relative",
    "缺少文档 IRI，或其为相对 IRI",
    """
    Ids such as #t1 are fragments of the document's IRI, so it has to be stated: @base in the
    JSON-LD context (equal to the root's id) and in Turtle, xml:base in XML. It is an http
    or https IRI with a path, such as https://example.org/id/p, and has no fragment; no part of
    its path begins with a dot. Against other bases some processors resolve #t1 wrongly.
    """,
)
GRAPHS = _rule(
    "SP114",
    "graphs",
    "The file holds more than one graph",
    "文件包含多个图",
    """
    N-Quads and TriG can hold several graphs; a document is one. Put its triples into a single
    graph, named or default.
    """,
)
UNMAPPED = _rule(
    "SP115",
    "unmapped-key",
    "A JSON-LD key or value has no meaning in its context",
    "JSON-LD 键或值在其上下文中没有定义",
    """
    A JSON-LD processor drops keys that the context does not define, without a word. Here they
    are findings: mend the spelling or define the term.
    """,
)
ELEMENT_ORDER = _rule(
    "SP116",
    "element-order",
    "An XML element is out of order",
    "XML 元素顺序有误",
    """
    The order of elements is not content, but the published XSD fixes it, so other validators
    would refuse the file. `stdpolicy fmt` puts the elements in order.
    """,
    Severity.WARNING,
)
STRAY = _rule(
    "SP117",
    "stray",
    "XML text or an attribute stands where none is expected",
    "XML 中出现多余的文本或属性",
    """
    Text between elements and attributes other than id, ref, xml:lang and xml:base carry no
    meaning in the format and would be lost by conversion. Remove them.
    """,
)
BLANK = _rule(
    "SP118",
    "blank-node",
    "The graph has blank nodes",
    "图中存在空白节点",
    """
    Every node of a document has an IRI, so that it can be cited and compared. Give the node an
    IRI that is a fragment of the document's IRI, such as <#t1>.
    """,
)
UNREACHED = _rule(
    "SP119",
    "unreached",
    "A node belongs to no other node of the document",
    "节点未被文档中任何节点包含",
    """
    The file describes a node that the document does not contain through any of its properties.
    Conversion would lose it. Link it from the node it belongs to, or remove it.
    """,
)
SHARED = _rule(
    "SP120",
    "shared",
    "A node is contained in two places",
    "节点被重复包含",
    """
    A document is a tree: each node is part of exactly one other, once. Keep one of the links,
    or make two nodes.
    """,
)
MORE = _rule(
    "SP121",
    "more",
    "The file has more findings than are shown",
    "问题过多，未全部列出",
    """
    At most 1,000 findings of a file are collected, errors before warnings. Mend these first;
    most of the others have probably the same cause.
    """,
    Severity.WARNING,
)
NAMESPACE = _rule(
    "SP122",
    "namespace",
    "A prefix stands for a misspelt namespace",
    "前缀所指的命名空间拼写有误",
    """
    Whatever is written with the prefix means something else, or nothing: a `#` or `/` at the end
    of the namespace is missing, or a character is wrong. It is read as meant, so that what else is
    wrong is found too. Correct the IRI in the @prefix line.
    """,
)
EARLIER = _rule(
    "SP123",
    "earlier",
    "The document is written in an earlier version of the vocabulary",
    "文件按词汇表的旧版本编写",
    """
    Nothing else is said of it: names and codes have changed. `stdpolicy upgrade` writes it in this
    version, as far as that is mechanical, and lists what is left to the encoder.
    """,
)
