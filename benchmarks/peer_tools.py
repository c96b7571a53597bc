"""The tools of peers.py, and what of theirs is not equal to ours, in both languages."""

from typing import NamedTuple

OURS = "stdpolicy"
CONVERT, CONVERT_MANY = "convert one", "convert many"
VALIDATE, VALIDATE_MANY = "validate one", "validate many"
TASKS = (CONVERT, CONVERT_MANY, VALIDATE, VALIDATE_MANY)
RDF, TRIPLES, RULES = "JSON-LD to Turtle", "Turtle to N-Triples", "validate"


class Tool(NamedTuple):
    """A tool by its package, what is not equal, and the command that has to be there; a library has none."""

    name: str
    package: str
    unequal: tuple[str, str]
    program: str = ""


TOOLS = (
    Tool(
        "rdfpipe",
        "rdflib",
        (
            "no verdict, no canonical order; makes one graph of many files",
            "不作判定，不排规范顺序；多个文件并成一个图",
        ),
        "rdfpipe",
    ),
    Tool(
        "pyoxigraph",
        "pyoxigraph",
        (
            "a library, called from three lines of Python; no verdict, no canonical order",
            "程序库，由三行 Python 调用；不作判定，不排规范顺序",
        ),
    ),
    Tool(
        "rapper",
        "raptor",
        (
            "Turtle to N-Triples; no verdict, no canonical order; one process for each file",
            "由 Turtle 转为 N-Triples；不作判定，不排规范顺序；每个文件一个进程",
        ),
        "rapper",
    ),
    Tool(
        "riot",
        "Jena",
        (
            "Turtle to N-Triples; no verdict, no canonical order; starts a JVM",
            "由 Turtle 转为 N-Triples；不作判定，不排规范顺序；须启动 JVM",
        ),
        "java",
    ),
    Tool(
        "check-jsonschema",
        "check-jsonschema",
        ("the JSON Schema only", "只按 JSON Schema 校验"),
        "check-jsonschema",
    ),
    Tool(
        "jsonschema-rs",
        "jsonschema-rs",
        (
            "a library, called from three lines of Python; the JSON Schema only, yes or no",
            "程序库，由三行 Python 调用；只按 JSON Schema 判定是否有效",
        ),
    ),
    Tool(
        "ajv",
        "ajv",
        (
            "the JSON Schema only, compiled anew each time; starts Node",
            "只按 JSON Schema 校验，每次重新编译；须启动 Node",
        ),
        "ajv",
    ),
    Tool(
        "pyspdxtools",
        "spdx-tools",
        (
            "SPDX documents of the same size, JSON to tag-value; rules of SPDX; one process for each file",
            "同样大小的 SPDX 文档，由 JSON 转为 tag-value；按 SPDX 的规则校验；每个文件一个进程",
        ),
        "pyspdxtools",
    ),
    Tool(
        "linkml-convert",
        "linkml",
        (
            "data of a small LinkML schema, of the same size, JSON to Turtle; validated by linkml-validate, "
            "by the schema only; converts one file with each process",
            "同样大小的数据，依一个小型 LinkML 模式，由 JSON 转为 Turtle；用 linkml-validate 校验，只按模式；"
            "转换时每个文件一个进程",
        ),
        "linkml-convert",
    ),
)

LIBRARIES = {
    "rdflib": "no verdict, no canonical order",
    "pyoxigraph": "no verdict, no canonical order",
    "jsonschema": "the JSON Schema only, yes or no",
    "jsonschema-rs": "the JSON Schema only, yes or no",
    "ajv": "the JSON Schema only, compiled to JavaScript before; in Node",
}
"""What is not equal of libraries that are called in process."""
