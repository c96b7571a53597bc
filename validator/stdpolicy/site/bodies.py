"""The index of bodies, for those who look for one without a script."""

from collections.abc import Iterable

from stdpolicy.model import Text
from stdpolicy.site.content import Content
from stdpolicy.site.pages import LANGUAGES, Page

TITLE = {"zh-Hans": "机构索引", "en": "Index of bodies"}
Named = tuple[str, Text]
"""An IRI with what it names is called."""


def bodies_page(content: Content) -> Page:
    """The page that lists all bodies by kind, in each language in the order of that."""
    codes = content.model.schemes["body-kind"].codes
    kinds: dict[str, list[Named]] = {name: [] for name in codes}
    for iri, node in content.nodes.items():
        name = content.name(iri) if node["type"] == "Body" else None
        if name:
            kinds.setdefault(str(node["kind"]), []).append((iri, name))
    groups = [
        (
            codes[kind].label if kind in codes else {},
            {language: ordered(found, tag) for language, tag in LANGUAGES.items()},
        )
        for kind, found in kinds.items()
        if found
    ]
    return Page("search/bodies/", "bodies.html", TITLE, {"groups": groups})


def ordered(found: Iterable[Named], tag: str) -> list[Named]:
    """What has names, in the order of those in a language: Chinese by pinyin, as GB 2312 has its first 3,755
    characters, else by letter.
    """

    def key(one: Named) -> bytes:
        words = one[1].get(tag) or next(iter(one[1].values()))
        return words.lower().encode("gb18030", "replace")

    return sorted(found, key=key)
