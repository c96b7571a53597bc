"""How versions of the vocabulary differ, term by term: for the page of versions, and as a file."""

from collections.abc import Iterator

from msgspec import Struct

from stdpolicy.model import Model
from stdpolicy.site.history import Said, said

KINDS = {
    "class": {"zh-Hans": "类", "en": "class"},
    "property": {"zh-Hans": "属性", "en": "property"},
    "list": {"zh-Hans": "代码表", "en": "code list"},
    "code": {"zh-Hans": "代码", "en": "code"},
}
"""What terms are called by their kind."""
ASPECTS = {
    "label": {"zh-Hans": "名称", "en": "label"},
    "definition": {"zh-Hans": "定义", "en": "definition"},
    "cardinality": {"zh-Hans": "基数", "en": "cardinality"},
    "deprecated": {"zh-Hans": "停用", "en": "deprecated"},
}
"""What may be otherwise."""


class Change(Struct, frozen=True):
    """How what is said of a term differs."""

    term: Said
    aspects: tuple[str, ...]
    """Names of ASPECTS."""
    added: tuple[str, ...]
    """Of a class, fields that it has now, and of a list, codes."""
    removed: tuple[str, ...]


class Changes(Struct, frozen=True):
    """How a version differs from the one before it."""

    added: tuple[Said, ...]
    changed: tuple[Change, ...]
    removed: tuple[Said, ...]


def changes(new: Model, old: Model) -> Changes:
    """What changed between two versions."""
    now, before = said(new), said(old)
    return Changes(
        tuple(one for iri, one in now.items() if iri not in before),
        tuple(
            _change(one, before[iri])
            for iri, one in now.items()
            if iri in before and not one.same(before[iri])
        ),
        tuple(one for iri, one in before.items() if iri not in now),
    )


def _change(now: Said, before: Said) -> Change:
    both = now.parts.keys() & before.parts.keys()
    otherwise = {
        "label": now.label != before.label,
        "definition": now.definition != before.definition,
        "cardinality": any(now.parts[one] != before.parts[one] for one in both),
        "deprecated": now.deprecated != before.deprecated,
    }
    return Change(
        now,
        tuple(name for name, is_so in otherwise.items() if is_so),
        tuple(one for one in now.parts if one not in both),
        tuple(one for one in before.parts if one not in both),
    )


def notes(version: str, prior: str, found: Changes | None) -> bytes:
    """The changes of a version as Markdown, each line in both languages; of the first there are none."""
    return ("\n".join(_lines(version, prior, found)) + "\n").encode()


def _lines(version: str, prior: str, found: Changes | None) -> Iterator[str]:
    yield f"# {version}"
    yield ""
    if found is None:
        yield "首个版本。 / The first version."
        return
    yield f"自 {prior} 以来的改动。 / Changes since {prior}."
    for zh, en, rows in (("新增", "Added", found.added), ("移除", "Removed", found.removed)):
        if rows:
            yield from ("", f"## {zh} / {en}", "")
            yield from (f"- {_named(one)}" for one in rows)
    if found.changed:
        yield from ("", "## 修改 / Changed", "")
        yield from (f"- {_named(one.term)}: {_how(one)}" for one in found.changed)


def _named(one: Said) -> str:
    labels = " / ".join(dict.fromkeys(one.label.values()))
    return f"{KINDS[one.kind]['zh-Hans']} {KINDS[one.kind]['en']} `{one.name}` {labels}"


def _how(one: Change) -> str:
    aspects = [" ".join(ASPECTS[name].values()) for name in one.aspects]
    signed = [f"+`{name}`" for name in one.added] + [f"-`{name}`" for name in one.removed]
    return ", ".join(aspects + signed)
