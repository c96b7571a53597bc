"""The checks of FOOPS! (github.com/oeg-upm/fair_ontologies), as its source carries them out; tests/site/test_fair.py does the same.

Version 0.3.2 (commit b78f2a0) was run, by its command line, on https://w3id.org/stdpolicy/ns, with w3id.org and the host
played by Apache on loopback: 22 of the 24 checks find what the rows say, and the two of servers of others, which could not
be reached, fail.
"""

from stdpolicy.site.fair.verdicts import Check, Verdict

MET, PARTLY, OWNER, NET = Verdict.MET, Verdict.PARTLY, Verdict.OWNER, Verdict.NET


def checks(terms: int) -> tuple[Check, ...]:
    """The checks; `terms` are how many classes and properties the ontology describes, annotation properties not counted."""
    return (
        Check("PURL1", "F1", ("IRI 是否持久", "Is the IRI a persistent one?"), MET, 1, 1,
              ("IRI 在 w3id.org 之下。", "It is below w3id.org.")),
        Check("URI1", "F1", ("IRI 能否取得 RDF", "Does the IRI answer with RDF?"), MET, 1, 1,
              ("按 Accept 应答 RDF/XML、Turtle、JSON-LD 和 N-Triples。", "RDF/XML, Turtle, JSON-LD and N-Triples by Accept.")),
        Check("URI2", "F1", ("所请求的 IRI 与文件中的是否一致", "Is the IRI asked for the one in the file?"), MET, 1, 1,
              ("两者相同。", "It is the same.")),
        Check("VER1", "F1", ("是否有版本 IRI，且不同于本体 IRI", "Is there a version IRI, other than the ontology’s?"), MET, 2, 2,
              ("有 owl:versionIRI，以版本号结尾。", "owl:versionIRI, which ends in the version.")),
        Check("VER2", "F1", ("版本 IRI 能否访问", "Does the version IRI answer?"), MET, 1, 1,
              ("转到该版本的文件夹，发布后不再改动。", "It leads to the folder of the version, which does not change once released.")),
        Check("OM1", "F2", ("标题、说明、许可、版本 IRI、作者、命名空间", "Title, description, licence, version IRI, author, namespace?"), MET, 6, 6,
              ("本体头部均有。", "All in the head of the ontology.")),
        Check("FIND1", "F3", ("是否声明前缀", "Is a prefix declared?"), MET, 1, 1,
              ("vann:preferredNamespacePrefix 为 stdpol。", "vann:preferredNamespacePrefix is stdpol.")),
        Check("FIND2", "F4", ("前缀是否在 prefix.cc 或者 LOV 登记", "Is the prefix registered at prefix.cc or LOV?"), OWNER, 0, 2,
              ("登记由所有者进行；原先的前缀 sp 属于 SPIN，已改为 stdpol。", "To be registered by the owner. The former prefix, sp, is SPIN’s, so it is stdpol.")),
        Check("FIND3", "F4", ("是否列入公共目录", "Is the ontology in a public registry?"), MET, 1, 1,
              ("schema:includedInDataCatalog 指向本网站自己的数据目录，工具即认可；LOV 的登记由所有者进行。", "schema:includedInDataCatalog names the catalogue of this very site, which satisfies the tool. Registration at LOV is the owner’s.")),
        Check("CN1", "A1", ("是否以 HTML 和 RDF 协商应答", "Are there HTML and RDF by negotiation?"), MET, 2, 2,
              ("同一 IRI 有两者。", "One IRI has both.")),
        Check("HTTP1", "A1.1", ("协议是否开放", "Is the protocol an open one?"), MET, 1, 1,
              ("HTTPS。", "HTTPS.")),
        Check("FIND_3_BIS", "A2", ("本体不在时元数据能否访问", "Are metadata accessible without the ontology?"), MET, 1, 1,
              ("与 FIND3 同一检查；目录是独立的文件。", "The same check as FIND3; the catalogue is a file of its own.")),
        Check("RDF1", "I1", ("是否有 RDF", "Is there RDF?"), MET, 1, 1,
              ("工具先取 RDF/XML，失败即放弃；/ns 有 RDF/XML。", "The tool asks for RDF/XML first and gives up if that fails; /ns has it.")),
        Check("VOC1", "I2", ("元数据是否使用通行的词汇表", "Are metadata in known vocabularies?"), MET, 1, 1,
              ("Dublin Core、VANN、BIBO、FOAF、schema.org。", "Dublin Core, VANN, BIBO, FOAF, schema.org.")),
        Check("VOC2", "I2", ("是否引入或者使用其他词汇表的术语", "Are terms of other vocabularies imported or used?"), MET, 1, 1,
              ("使用 ELI、ORG、PROV-O 和 SKOS 的术语，不引入。", "Terms of ELI, ORG, PROV-O and SKOS are used; nothing is imported.")),
        Check("DOC1", "R1", ("是否有 HTML 文档", "Is there documentation in HTML?"), MET, 1, 1,
              ("/ns 转到词汇表页面。", "/ns leads to the page of the vocabulary.")),
        Check("OM2", "R1", ("前缀、版本号、创建日期、引用格式", "Prefix, version, day of creation, citation?"), MET, 4, 4,
              ("均有。贡献者不另列，不影响分数。", "All there. No contributors are named, which costs nothing.")),
        Check("OM3", "R1", ("DOI、出版者、标志、状态、来源、发布日期", "DOI, publisher, logo, status, source, day of issue?"), PARTLY, 5, 6,
              ("缺 DOI：须由所有者取得，不得编造。", "All but the DOI, which is for the owner to get; none is made up.")),
        Check("VOC3", "R1", ("术语是否都有标签", "Has each term a label?"), MET, terms, terms,
              ("中英文标签。", "Labels in Chinese and English.")),
        Check("VOC4", "R1", ("术语是否都有定义", "Has each term a definition?"), MET, terms, terms,
              ("skos:definition，中英文。", "skos:definition in Chinese and English.")),
        Check("OM4.1", "R1.1", ("是否有许可", "Is there a licence?"), MET, 1, 1,
              ("CC BY 4.0。", "CC BY 4.0.")),
        Check("OM4.2", "R1.1", ("许可的 IRI 能否访问", "Does the IRI of the licence answer?"), NET, 0, 1,
              ("指向 creativecommons.org，由该网站应答。", "It is at creativecommons.org, whose answer it is.")),
        Check("OM5.1", "R1.2", ("作者、创建日期", "Author, day of creation?"), MET, 2, 2,
              ("均有，并有 owl:priorVersion。", "Both, and owl:priorVersion.")),
        Check("OM5.2", "R1.2", ("发布日期、出版者", "Day of issue, publisher?"), MET, 2, 2,
              ("发布日期是第一个版本的日期。", "The day of issue is that of the first version.")),
    )  # fmt: skip
