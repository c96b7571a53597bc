"""Compiles the JSON Schema of `stdpolicy.toml`, by which editors complete and check it."""

import json
from typing import Any

from stdpolicy.checks import RULES
from stdpolicy.config.lines import LEVELS
from stdpolicy.config.reading import EXPIRY, PER_FILE_KEYS
from stdpolicy.config.waiver_tables import REQUIRED
from stdpolicy.config.waivers import waivable
from stdpolicy.language import LANGUAGES
from stdpolicy.model import Model

Schema = dict[str, Any]


def _key(title: tuple[str, str], text: tuple[str, str], schema: Schema) -> Schema:
    """A key with title and description in English and Chinese, as the other schemas have them."""
    en, zh = title
    said, said_zh = text
    return {"title": f"{zh} / {en}", "description": f"{said_zh}\n\n{said}", **schema}


def _several(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def _table(properties: Schema, required: tuple[str, ...] = ()) -> Schema:
    needs = {"required": list(required)} if required else {}
    return {"type": "object", "additionalProperties": False, **needs, "properties": properties}


STRING: Schema = {"type": "string"}
BEGINNINGS = _several({"type": "string", "pattern": "^SP[0-9]{0,3}$"})
WAIVABLE = sorted(code for code, rule in RULES.items() if waivable(rule))
LEVEL: Schema = {"enum": list(LEVELS)}
PER_FILE = {
    "files": _key(
        ("Files", "文件"),
        ("Globs, relative to this file.", "相对于本文件的通配符。"),
        _several(STRING),
    ),
    "ignore": _key(
        ("Rules", "规则"),
        ("Codes or their beginnings.", "规则编号或编号的开头。"),
        BEGINNINGS,
    ),
}
WAIVER = {
    "rule": _key(("Rule", "规则"), ("The exact code.", "完整的规则编号。"), {"enum": WAIVABLE}),
    "policy": _key(
        ("Document", "文档"),
        ("The IRI of the document.", "文档的 IRI。"),
        {"type": "string", "format": "iri"},
    ),
    "node": _key(
        ("Node", "节点"),
        ("The id of the node that the finding is in.", "问题所在节点的标识。"),
        STRING,
    ),
    "words": _key(
        ("Words", "字词"),
        (
            "A value of the finding, or what its English sentence contains.",
            "问题中的某个值，或者其英文句子中的字词。",
        ),
        STRING,
    ),
    "reason": _key(
        ("Reason", "理由"),
        ("Why the finding stays.", "保留该问题的理由。"),
        {"type": "string", "pattern": r"\S"},
    ),
    "until": _key(
        ("Until", "截止日期"),
        (
            "The last day before the finding is to be looked at again.",
            "重新审视该问题之前的最后一日。",
        ),
        {"type": "string", "format": "date"},
    ),
}
PROPERTIES = {
    "extend": _key(
        ("Extends", "沿用"), ("A file that comes before this.", "在本文件之前读取的文件。"), STRING
    ),
    "registries": _key(
        ("Registries", "名录"),
        ("Documents that are known and not checked.", "已知而不检查的文档。"),
        _several(STRING),
    ),
    "waiver": _key(
        ("Waivers", "豁免"),
        ("Findings that are known and stay.", "已知并予以保留的问题。"),
        _several(_table(WAIVER, REQUIRED)),
    ),
    "lang": _key(
        ("Language", "语言"),
        ("The language in which people are told.", "信息所用的语言。"),
        {"enum": list(LANGUAGES)},
    ),
    "exclude": _key(
        ("Exclude", "排除"),
        ("Files in folders to leave out.", "文件夹中不检查的文件。"),
        _several(STRING),
    ),
    "select": _key(
        ("Select", "选用规则"),
        ("Only these rules: codes or their beginnings.", "只看这些规则：规则编号或编号的开头。"),
        BEGINNINGS,
    ),
    "ignore": _key(
        ("Ignore", "忽略规则"),
        ("Not these rules: codes or their beginnings.", "不看这些规则：规则编号或编号的开头。"),
        BEGINNINGS,
    ),
    "fail-level": _key(
        ("Fail level", "不通过的级别"),
        ("The least severity that fails a run.", "达到此级别即不通过。"),
        LEVEL,
    ),
    "baseline": _key(
        ("Baseline", "基线"), ("The file of findings that are known.", "已知问题的文件。"), STRING
    ),
    "severity": _key(
        ("Severity", "级别"),
        (
            "Rules, and the severity of their findings here.",
            "规则，以及其问题在此处的级别。",
        ),
        {"type": "object", "propertyNames": {"enum": WAIVABLE}, "additionalProperties": LEVEL},
    ),
    "per-file": _key(
        ("Per file", "按文件设置"),
        ("Rules that are ignored in some files.", "在某些文件中忽略的规则。"),
        _several(_table(PER_FILE, tuple(PER_FILE_KEYS))),
    ),
    "waiver-expiry": _key(
        ("Expired waivers", "豁免过期"),
        (
            "Whether an expired waiver is noted, or its finding told again.",
            "豁免过期时只作提示，还是重新列出问题。",
        ),
        {"enum": list(EXPIRY)},
    ),
}


def config_schema(_: Model) -> str:
    """The text of `schema/config.schema.json`."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://w3id.org/stdpolicy/schema/config.schema.json",
        **_key(
            ("Configuration of stdpolicy", "stdpolicy 的配置"),
            ("What `stdpolicy.toml` may say.", "`stdpolicy.toml` 的内容。"),
            _table(PROPERTIES),
        ),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
