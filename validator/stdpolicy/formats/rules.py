"""The SP1xx rules: what readers find before there is a tree to check."""

from stdpolicy.diagnostics import Rule, Safety, Severity, register


def _rule(
    code: str,
    name: str,
    summary: str,
    summary_zh: str,
    doc: str,
    severity: Severity = Severity.ERROR,
    *,
    zh: str = "",
    fixes: tuple[Safety, ...] = (),
) -> Rule:
    return register(Rule(code, name, severity, summary, summary_zh, doc, zh, fixes))


ENCODING = _rule(
    "SP101",
    "encoding",
    "The file is not UTF-8 text",
    "文件不是 UTF-8 文本",
    """
    The file is not UTF-8 text. Every notation is read as UTF-8; a byte order mark at the start is
    accepted. Other encodings (UTF-16, GB 18030) and binary files are refused, and so are NUL, a
    second byte order mark, an XML declaration of another encoding, and text that is UTF-8 no more
    because a program has read it as another encoding and written what that gave (鏍囧噯 for 标准).

    Other XML is read in UTF-16, too (XML 1.0, section 4.3.3); documents are UTF-8 in every notation,
    so that each is one string of bytes whoever writes it.

    Why: Guessing an encoding can change the text without a word. Save the file as UTF-8.
    """,
    zh="""
    文件不是 UTF-8 文本。各种文件格式一律按 UTF-8 读取，文件开头可以有一个字节顺序标记；
    其他编码（UTF-16、GB 18030）和二进制文件不予接受，含有 NUL 字符、有两个字节顺序标记，
    XML 声明为其他编码的，或者文本曾被误作其他编码读取而成乱码的（“标准”成为“鏍囧噯”），也不予接受。

    一般的 XML 也可以用 UTF-16（XML 1.0 4.3.3 节）；本标准的文档不论何种格式一律为 UTF-8，
    由谁写出，字节都相同。

    理由：猜测编码可能在不知不觉中改变文本。将文件另存为 UTF-8。
    """,
    fixes=(Safety.LIKELY,),
)
SYNTAX = _rule(
    "SP102",
    "syntax",
    "The file is not well-formed",
    "文件格式不合语法",
    """
    The file is not well-formed in its notation: a comma, bracket or quotation mark is missing or
    one too many, a full-width or curly mark stands for a plain one, JSON has a comment, XML a bare &,
    the document was copied with what stands around it (a Markdown fence, an explanation, the numbers
    of its lines), or the file was cut off.

    Where it is clear what was meant the text is read so, and everything else is checked in the same
    run; where it is not, nothing behind the place can be told. What is the same in ten places or
    more is told once. What was only guessed of a string is held against nothing.

    Why: No other tool reads a file that is not well-formed, and two that guess may guess differently.
    """,
    zh="""
    文件不合所用格式的语法：缺少或者多出逗号、括号、引号，用了全角标点或中文引号，JSON 中有注释，
    XML 中有未转义的 &，连同文档之外的内容（Markdown 代码块的围栏、说明文字、行号）一并复制，或者文件不完整。

    原意明确的，按原意读取，其余问题在同一次检查中一并报告；原意不明的，其后的内容无从判断。
    同类问题达到十处的，只报告一次。字符串的原意只是推测的，不据以报告其他问题。

    理由：不合语法的文件其他工具无法读取；各自猜测，结果可能不同。
    """,
)
FORMAT = _rule(
    "SP103",
    "format",
    "The notation cannot be told",
    "无法判断文件的格式",
    """
    The notation is told by content, with the file's suffix as a hint. Here neither decides, and
    nothing is guessed.

    Why: A file that is read as what it is not gives findings that lead astray. Name the notation
    with --from, or give the file its usual suffix (.jsonld, .ttl, .xml, .nt, .nq, .trig).
    """,
    zh="""
    文件格式依内容判断，并参考扩展名。此文件两者都不足以判断，程序不作猜测。

    理由：按错误的格式读取，报出的问题会造成误导。用 --from 指明文件格式，
    或者改用该格式常用的扩展名（.jsonld、.ttl、.xml、.nt、.nq、.trig）。
    """,
)
DUPLICATE_KEY = _rule(
    "SP104",
    "duplicate-key",
    "A JSON object has the same key twice",
    "同一 JSON 对象中键重复",
    """
    An object of the JSON text has the same key twice.

    Why: JSON parsers keep the first value, the last or both (RFC 8259, section 4), so a document
    with a repeated key means different things to different tools. Remove one of the two.
    """,
    zh="""
    JSON 文本的一个对象中，同一个键出现两次。

    理由：JSON 解析器有的取第一个值，有的取最后一个，有的全部保留（RFC 8259 第 4 节），
    键有重复的文档在不同的工具中含义不同。删去其中一个。
    """,
)
NUMBER = _rule(
    "SP105",
    "number",
    "A number is not finite or too long",
    "数值非有限数或过长",
    """
    A number of the JSON text is not finite (NaN, Infinity), does not fit a double (1e400), is an
    integer beyond 2^53 - 1, or has more than 400 characters. Of the property that has it nothing else
    is said; everything else is checked in the same run.

    The only numbers of a document are the `order` of provisions and the like, small integers. A
    decimal of a policy is a string: "value": "60.5".

    Why: NaN and Infinity are no JSON, 1e400 becomes infinite, and larger integers change from
    tool to tool (RFC 7493, section 2.2).
    """,
    zh="""
    JSON 文本中的数不是有限数（NaN、Infinity），超出双精度浮点数的范围（1e400），
    是大于 2^53 - 1 的整数，或者长于 400 个字符。含有该数的属性不再作其他检查，其余内容在同一次检查中照常检查。

    文档中写作数的，只有条文的 `order` 之类的小整数；政策文件中的十进制数写作字符串："value": "60.5"。

    理由：NaN 和 Infinity 不是合法的 JSON，1e400 会变为无穷大，更大的整数在不同的工具中会变为不同的数
    （RFC 7493 第 2.2 节）。
    """,
)
DOCTYPE = _rule(
    "SP106",
    "doctype",
    "An XML document type declaration is refused",
    "拒绝 XML 文档类型声明",
    """
    The XML file has a document type declaration, DOCTYPE, or is a page of a website. What is declared
    is never read. The document is checked as if the declaration were not there, unless it refers to
    entities that may be declared (&name;): then nothing else can be told.

    Why: A DOCTYPE can define entities that read other files, reach the network or expand without
    bound. A stdpolicy document needs none. Remove the declaration; of a page save the file that it shows.
    """,
    zh="""
    XML 文件含有文档类型声明（DOCTYPE），或者是网页。所声明的内容一概不读取。
    文档按没有此声明检查；但文档引用了可能由此声明的实体（&name;）的，其余问题无从判断。

    理由：DOCTYPE 可以定义实体，借以读取其他文件、访问网络或者无限展开。
    stdpolicy 文档不需要这种声明。将其删去；是网页的，另存其所示的文件。
    """,
    fixes=(Safety.LIKELY,),
)
CONTEXT_REFUSED = _rule(
    "SP107",
    "context",
    "A JSON-LD context that is not bundled is refused",
    "拒绝未内置的 JSON-LD 上下文",
    """
    The document names a context that is not bundled, or names one more than 100 times. The context
    of stdpolicy is bundled and known by its IRI; any other has to stand inline in the document.
    @import may name the bundled one only. An IRI that is almost that of stdpolicy is read as meant, so
    that what else is wrong is found too.

    Why: Nothing is fetched at run time, so that what a document means does not depend on the
    network.
    """,
    zh="""
    文档使用了未内置的上下文，或者使用同一上下文超过 100 次。stdpolicy 的上下文已经内置，
    凭其 IRI 识别；其他上下文须直接写在文档中。@import 也只能指向内置的上下文。
    IRI 与 stdpolicy 的上下文相近而不相同的，按本意读取，以便查出其他错误。

    理由：运行时不从网络获取任何内容，文档的含义不应取决于网络。
    """,
    fixes=(Safety.LIKELY,),
)
DEPTH = _rule(
    "SP108",
    "depth",
    "Nodes are nested too deeply",
    "嵌套层次过深",
    """
    Nodes are nested deeper than a document may be, which is a hundred levels, or the objects and
    arrays of a JSON file, the elements of an XML file or the brackets of a Turtle file are nested
    as deep as none would need.

    Why: No policy nests its provisions or measures a hundred levels deep; a document that does is
    broken or hostile, and recursive readers would fail on it.
    """,
    zh="""
    节点嵌套超过了文档所允许的一百层，或者 JSON 文件的对象和数组、XML 文件的元素、Turtle 文件的括号嵌套过深，
    超出了任何文档的需要。

    理由：没有哪份政策文件的条文或者举措会嵌套一百层；这样的文档不是已经损坏就是出于恶意，
    递归的读取程序会因此出错。
    """,
)
SIZE = _rule(
    "SP109",
    "size",
    "The file is too large",
    "文件过大",
    """
    A file may have 64 MB and 1,000,000 nodes; this one has more. In JSON it may have 5,000,000
    objects and arrays, and in RDF no string or IRI of more than 16 MB.

    Nothing of it is read. The largest policies have less than 1 MB and some thousand nodes.

    Why: A larger file is rather broken or hostile than a policy, and could take up all memory.
    Raise the limit of 64 with --max-size, in MB, if the file is honest; the others are fixed.
    """,
    zh="""
    文件最大 64 MB，最多含 1,000,000 个节点；此文件超出了限制。JSON 文件的对象和数组最多 5,000,000 个，
    RDF 文件的单个字符串或者 IRI 最大 16 MB。

    超出限制的文件不予读取。最大的政策文件也不到 1 MB，节点不过数千。

    理由：更大的文件往往不是政策文件，而是已经损坏或者出于恶意，可能耗尽内存。
    如确认文件可信，用 --max-size 调高文件大小的上限，以 MB 计；其余限制不能调整。
    """,
)
EMPTY = _rule(
    "SP110",
    "empty-file",
    "The file is empty",
    "文件为空",
    """
    There is nothing to read in the file but white space.

    Why: Every file holds one document, and an empty one was probably not saved or not copied in
    full. `stdpolicy new` writes a valid document to start from.
    """,
    zh="""
    文件没有内容，或者只有空白字符。

    理由：每个文件应含一个文档，空文件很可能没有保存或者没有复制完整。
    `stdpolicy new` 可写出一个有效的文档，供在此基础上编写。
    """,
)
ROOT = _rule(
    "SP112",
    "root",
    "There is not exactly one document in the file",
    "文件中的文档根节点不唯一或缺失",
    """
    A file holds one Policy, Registry or Crosswalk: the root element in XML, the outermost
    object in JSON-LD, the one node of such a type in RDF. Here there is none, or more than one. A
    misspelt type is read as meant, so that what else is wrong is found too.

    Why: All that a file says is part of its one document, and is checked and converted with it.
    """,
    zh="""
    一个文件含一个 Policy、Registry 或 Crosswalk：在 XML 中为根元素，在 JSON-LD 中为最外层的对象，
    在 RDF 中为唯一的该类节点。此文件中没有，或者不止一个。类型拼写有误的，按本意读取，以便查出其他错误。

    理由：文件的全部内容都属于这一个文档，随它校验和转换。
    """,
    fixes=(Safety.LIKELY,),
)
BASE = _rule(
    "SP113",
    "base",
    "The IRI of the document is missing or relative",
    "缺少文档 IRI，或其为相对 IRI",
    """
    The IRI of the document is not stated, is relative, or is not of the form that it needs. It is
    stated by @base in the JSON-LD context (equal to the root's id) and in Turtle, by xml:base in
    XML. It is an http or https IRI with a path, such as https://example.org/id/p, and has no
    fragment; no part of its path begins with a dot.

    Why: Ids such as #t1 are fragments of the document's IRI, so it has to be stated. Against other
    bases some processors resolve #t1 wrongly.
    """,
    zh="""
    没有写明文档的 IRI，或者它是相对 IRI，或者形式不合要求。文档的 IRI 在 JSON-LD 的上下文中
    （与根节点的 id 相同）和 Turtle 中以 @base 写明，在 XML 中以 xml:base 写明。
    它是带路径的 http 或 https IRI，如 https://example.org/id/p，没有片段，
    路径的各段都不以点开头。

    理由：#t1 之类的标识是文档 IRI 的片段，所以须写明文档的 IRI。
    以其他 IRI 为基准时，有的处理程序会把 #t1 解析错。
    """,
    fixes=(Safety.LIKELY,),
)
GRAPHS = _rule(
    "SP114",
    "graphs",
    "The file holds more than one graph",
    "文件包含多个图",
    """
    The file has triples in more than one graph. N-Quads and TriG can hold several graphs; a
    document is one.

    Why: Of several graphs it is not said whether they hold together, or which is the document. Put
    its triples into a single graph, named or default.
    """,
    zh="""
    文件中的三元组分属多个图。N-Quads 和 TriG 可以包含多个图，而一个文档只是一个图。

    理由：多个图是否同时成立、哪一个是文档，无从得知。
    将文档的三元组置于同一个图中，命名图或者默认图均可。
    """,
)
UNMAPPED = _rule(
    "SP115",
    "unmapped-key",
    "A JSON-LD key or value has no meaning in its context",
    "JSON-LD 键或值在其上下文中没有定义",
    """
    A key or value of the JSON-LD has no meaning: its context does not define it, it is no valid IRI
    or language tag, or the document has no context.

    Why: A JSON-LD processor drops keys that the context does not define, without a word. Here they
    are findings: mend the spelling or define the term.
    """,
    zh="""
    JSON-LD 的键或值没有含义：上下文没有定义它，它不是有效的 IRI 或语言标记，
    或者文档没有上下文。

    理由：上下文没有定义的键，JSON-LD 处理程序会丢弃而不作提示，这里则予以报告。
    改正拼写，或者在上下文中定义该词。
    """,
    fixes=(Safety.LIKELY,),
)
ELEMENT_ORDER = _rule(
    "SP116",
    "element-order",
    "An XML element is out of order",
    "XML 元素顺序有误",
    """
    The elements of a node are not in the order that the published XSD fixes.

    Why: The order of elements is not content, but the published XSD fixes it, so other validators
    would refuse the file. `stdpolicy fmt` puts the elements in order.
    """,
    Severity.WARNING,
    zh="""
    节点中各元素的顺序与所发布的 XSD 不同。

    理由：元素的顺序不是内容，但所发布的 XSD 规定了顺序，其他校验工具会因此拒绝该文件。
    `stdpolicy fmt` 可调整元素的顺序。
    """,
    fixes=(Safety.SAFE,),
)
STRAY = _rule(
    "SP117",
    "stray",
    "XML text or an attribute stands where none is expected",
    "XML 中出现多余的文本或属性",
    """
    Text, or a character that only looks like a blank, stands between elements, an element stands where none belongs, or an element has an
    attribute that carries no meaning there: one other than id, ref, xml:lang and xml:base, or one of
    these in the wrong place.

    Why: They carry no meaning in the format and would be lost by conversion. Remove them.
    """,
    zh="""
    元素之间有文本或者形似空格的字符，不应有元素之处有元素，或者元素带有没有含义的 XML 属性：
    id、ref、xml:lang、xml:base 以外的属性，或者写错了地方的这四种属性。

    理由：它们在此格式中没有含义，转换时会丢失。将其删去。
    """,
    fixes=(Safety.SAFE, Safety.LIKELY),
)
BLANK = _rule(
    "SP118",
    "blank-node",
    "The graph has blank nodes",
    "图中存在空白节点",
    """
    The graph has a node without an IRI.

    Why: Every node of a document has an IRI, so that it can be cited and compared. Give the node an
    IRI that is a fragment of the document's IRI, such as <#t1>.
    """,
    zh="""
    图中有节点没有 IRI。

    理由：文档的每个节点都有 IRI，才能被引用和比较。为该节点指定 IRI，
    写作文档 IRI 的片段，如 <#t1>。
    """,
)
UNREACHED = _rule(
    "SP119",
    "unreached",
    "A node belongs to no other node of the document",
    "节点未被文档中任何节点包含",
    """
    The file describes a node that the document does not contain through any of its properties.

    Why: Conversion would lose it. Link it from the node it belongs to, or remove it.
    """,
    zh="""
    文件描述了一个节点，但文档没有通过任何属性包含它。

    理由：转换时会丢失该节点。在它所属的节点中加上对它的链接，或者将其删去。
    """,
)
SHARED = _rule(
    "SP120",
    "shared",
    "A node is contained in two places",
    "节点被重复包含",
    """
    A node is contained in two nodes, or twice in one.

    Why: A document is a tree: each node is part of exactly one other, once. Keep one of the links,
    or make two nodes.
    """,
    zh="""
    一个节点被两个节点包含，或者被同一个节点包含了两次。

    理由：文档是一棵树，每个节点只属于另外一个节点，并且只出现一次。
    只保留其中一处链接，或者分为两个节点。
    """,
)
MORE = _rule(
    "SP121",
    "more",
    "The file has more findings than are shown",
    "问题过多，未全部列出",
    """
    At most 1,000 findings of a file are collected, errors before warnings, and as many that only other
    files of the run can tell; this file has more, which are in no report and in no count.

    Why: Nobody reads more, and most of the others have probably the same cause, such as a wrong
    namespace or a provision that everything quotes. Mend these first, and validate again.
    """,
    Severity.WARNING,
    zh="""
    一个文件最多收集 1,000 个问题，错误在前，警告在后；须参照其他文件才能发现的问题另计，
    也以 1,000 个为限。此文件的问题超过此数，其余的不列入报告，也不计数。

    理由：数量再多也难以逐一查看，其余的问题很可能大多出于同一原因，如命名空间写错，或者各处摘引的同一条文有误。
    先改正已列出的问题，再次校验。
    """,
)
NAMESPACE = _rule(
    "SP122",
    "namespace",
    "A namespace is misspelt or left out",
    "命名空间拼写有误或缺失",
    """
    In Turtle a prefix, in XML the elements of the document have an IRI for their namespace that is
    almost the right one: a `#` or `/` at its end is missing, or a character is wrong; or the elements
    have none. It is read as meant, so that what else is wrong is found too.

    Why: Whatever is written in another namespace means something else, or nothing. Correct the IRI
    in the @prefix line or in xmlns.
    """,
    zh="""
    Turtle 的前缀或者 XML 元素所用的命名空间 IRI 与正确的命名空间相近而不相同：末尾缺少 `#` 或 `/`，
    或者有一个字符不对；或者 XML 元素没有命名空间。程序按本意读取，以便查出其他错误。

    理由：属于其他命名空间的内容含义会改变，或者没有含义。改正 @prefix 一行或者 xmlns 中的 IRI。
    """,
    fixes=(Safety.LIKELY,),
)
EARLIER = _rule(
    "SP123",
    "earlier",
    "The document is written in an earlier version of the vocabulary",
    "文件按词汇表的旧版本编写",
    """
    The document is written in an earlier version of the vocabulary. Nothing else is said of it.

    Why: Names and codes have changed, so that it cannot be judged by this version.
    `stdpolicy upgrade` writes it in this version, as far as that is mechanical, and lists what is
    left to the encoder.
    """,
    zh="""
    文档按词汇表的旧版本编写。对它不再报告其他问题。

    理由：名称和代码已有变化，不能按现行版本校验。`stdpolicy upgrade` 可将其改写为现行版本，
    凡可机械改写的予以改写，需由编码者处理的逐一列出。
    """,
)
LANGUAGE_CASE = _rule(
    "SP124",
    "language-case",
    "A language tag is in another case than the usual one",
    "语言标记的大小写与惯例不同",
    """
    A language tag is in another case than RFC 5646 recommends: the language in small letters, the
    script with a capital, the region in capitals, such as zh-Hans-CN. Of each spelling one finding has
    all its places. In Turtle and its kin small
    letters throughout are as usual.

    Why: Case says nothing in a tag, and the document is read alike; but whoever looks for "zh-Hans" as
    it is written misses the others. `stdpolicy fmt` and `validate --fix` write the usual case.
    """,
    Severity.NOTE,
    zh="""
    语言标记的大小写与 RFC 5646 的建议不同：语言用小写字母，文字首字母大写，地区用大写字母，如 zh-Hans-CN。
    同一写法只报告一次，修复时各处一并改正。Turtle 等 RDF 格式中全部小写也属惯例，不予报告。

    理由：标记不区分大小写，文档的含义不变，但按字面查找“zh-Hans”会漏掉其他写法。
    `stdpolicy fmt` 和 `validate --fix` 可改为惯用的大小写。
    """,
    fixes=(Safety.SAFE,),
)
