"""Compiles the rules to the reference that people read."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from stdpolicy.artefacts.examples import example
from stdpolicy.artefacts.markdown import escaped, header, page, row, slug
from stdpolicy.diagnostics import Layer, Rule

LAYERS = {
    Layer.SYNTAX: "语法 Syntax",
    Layer.STRUCTURE: "结构 Structure",
    Layer.VALUES: "取值 Values",
    Layer.REFERENCES: "引用 References",
    Layer.POLICY: "政策规则 Policy rules",
    Layer.GROUNDING: "原文依据 Grounding in the text",
    Layer.CONSISTENCY: "文件之间的一致 Consistency among documents",
    Layer.CONFIGURATION: "配置 Configuration",
    Layer.CONFORMANCE: "与公布模式一致 Conformance with the published schemas",
}


def rules(rules: Mapping[str, Rule], cases: Path) -> str:
    """The text of `docs/rules.md`; `cases` is the folder that has an example of each rule."""
    return page("规则 Rules", _rules(sorted(rules.values(), key=lambda rule: rule.code), cases))


def _rules(rules: Iterable[Rule], cases: Path) -> Iterator[str]:
    yield "每个问题有一个不变的编号，首位数字表示层次；`stdpolicy explain SP101` 给出下列说明，反例除外。"
    yield ""
    yield "Each finding has a code that never changes, its first digit being the layer;"
    yield from ("`stdpolicy explain SP101` prints what stands here, except for the example.", "")
    for layer, members in groupby(rules, lambda rule: rule.layer):
        group = list(members)
        yield from (f"## SP{layer.value}xx {LAYERS[layer]}", "")
        yield from header("编号 Code", "名称 Name", "级别 Severity", "摘要", "Summary")
        for rule in group:
            anchor = f"[{rule.code}](#{slug(_heading(rule))})"
            summaries = escaped(rule.summary_zh), escaped(rule.summary)
            yield row(anchor, f"`{rule.name}`", rule.severity.value, *summaries)
        yield ""
        for rule in group:
            yield from (f"### {_heading(rule)}", "")
            yield from (f"**{escaped(rule.summary_zh)} · {escaped(rule.summary)}**", "")
            yield from (escaped(rule.doc), "")
            if rule.layer is not Layer.CONFORMANCE:  # those are faults of ours
                yield from example(cases, rule.code)


def _heading(rule: Rule) -> str:
    return f"{rule.code} {rule.name}"
