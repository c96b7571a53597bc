"""Compiles the rules to the references that people read, one in each language."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from stdpolicy.artefacts.examples import example
from stdpolicy.artefacts.markdown import escaped, header, page, row, slug
from stdpolicy.diagnostics import Layer, Rule, Safety, Severity
from stdpolicy.language import either, speaking
from stdpolicy.rule_names import LAYERS

SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"}
WHY = re.compile("(?:Why: |理由：)(.)")
INTRODUCTION = (
    "Each finding has a code that never changes, its first digit being the layer; `stdpolicy explain SP101`"
    " prints what stands here. [中文](rules.zh.md)",
    "每个问题有一个不变的编号，首位数字表示层次；`stdpolicy explain --lang zh SP101` 给出下列说明。"
    "[English](rules.md)",
)


def rules(rules: Mapping[str, Rule], cases: Path, language: str = "en") -> str:
    """The text of `docs/rules.md`, or in Chinese of `docs/rules.zh.md`; `cases` is the folder that has an
    example of each rule.
    """
    with speaking(language):
        listed = sorted(rules.values(), key=lambda rule: rule.code)
        return page(either("Rules", "规则"), _rules(listed, cases))


def _rules(rules: Iterable[Rule], cases: Path) -> Iterator[str]:
    yield from (either(*INTRODUCTION), "")
    for layer, members in groupby(rules, lambda rule: rule.layer):
        group = list(members)
        yield from (f"## SP{layer.value}xx {either(*LAYERS[layer])}", "")
        yield from (
            header("Code", "Name", "Severity", "Summary")
            if either("en", "zh") == "en"
            else header("编号", "名称", "级别", "摘要")
        )
        for rule in group:
            anchor = f"[{rule.code}](#{slug(_heading(rule))})"
            yield row(anchor, f"`{rule.name}`", _severity(rule), escaped(_summary(rule)))
        yield ""
        for rule in group:
            yield from _rule(rule, cases)


def _rule(rule: Rule, cases: Path) -> Iterator[str]:
    yield from (f"### {_heading(rule)}", "", f"**{escaped(_summary(rule))}**", "")
    yield from (either("#### What it does", "#### 检查什么"), "")
    for paragraph in either(rule.doc, rule.doc_zh).split("\n\n"):
        if why := WHY.match(paragraph):
            yield from (either("#### Why is this bad?", "#### 为什么"), "")
            paragraph = why[1].upper() + paragraph[why.end() :]
        yield from (escaped(paragraph), "")
    yield from (either(f"Fix: {_fix(rule)}", f"修复：{_fix(rule)}"), "")
    if rule.layer is not Layer.CONFORMANCE:  # those are faults of ours
        yield from example(cases, rule.code)


def _fix(rule: Rule) -> str:
    """How what the rule finds is mended by the tool."""
    match rule.fixes:
        case (Safety.SAFE,):
            return either("safe, by `--fix`", "确定，用 `--fix`")
        case (Safety.LIKELY,):
            return either("likely, by `--fix --likely`", "很可能，用 `--fix --likely`")
        case ():
            return either("none", "无")
    return either(
        "safe or likely, by what is found: `--fix`, `--fix --likely`",
        "确定或者很可能，视所报问题而定：用 `--fix` 或 `--fix --likely`",
    )


def _summary(rule: Rule) -> str:
    return either(rule.summary, rule.summary_zh)


def _severity(rule: Rule) -> str:
    return either(rule.severity.value, SEVERITIES[rule.severity])


def _heading(rule: Rule) -> str:
    return f"{rule.code} {rule.name}"
