"""What a draft refers to: entities of a registry where it knows the name, else new ones, made once."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from stdpolicy.checks.entities import bodies, chinese_names, lineage
from stdpolicy.text.bodies import Gazetteer
from stdpolicy.text.bodies.grammar import level, local, relative
from stdpolicy.text.bodies.mentions import mentions, places, with_short_forms

Tree = dict[str, Any]

CHINA = "中国"
_GOVERNMENT = re.compile("(?<=[省市县区州旗])政府$")
KINDS = (
    ("legislature", "人民代表大会|人大常委会|人大(?:机关)?$|常务委员会"),
    ("consultative-conference", "政协|政治协商会议"),
    ("supervisory-commission", "监委$|监察委员会"),
    ("court", "法院"),
    ("procuratorate", "检察院"),
    ("government-office", "(?:政府|国务院)办公[厅室]"),
    (
        "party-committee",
        "(?:[党省市县区]委|中央委员会|党中央|中共中央)(?:办公[厅室])?$|^中国共产党.*委员会$",
    ),
    (
        "peoples-organization",
        "工商联|总工会|共青团|团[省市县区]?委|妇联|妇女联合会|科协$|残联|文联|工商业联合会",
    ),
    ("leading-group", "领导小组|协调小组|联席会议|指挥部|协调机制$"),
    ("committee", "(?:标准化技术|专家|咨询|指导)委员会$"),
    ("government", "(?:政府|国务院|管委会)$"),
    ("vertical-agency", "(?:气象|邮政管理|税务|通信管理)局$|海关$|海事局$"),
    ("international-organization", "^(?:国际|世界|联合国|亚太).*(?:组织|理事会|委员会|联盟|署)$"),
    ("university", "大学$|学院$|高校$|高等院校$"),
    ("research-institute", "研究院|研究所$|科学院$|研究中心$|实验室$"),
    ("association", "协会$|学会$|商会$|联合会$|促进会$|联盟$"),
    ("enterprise", "公司$|集团$|企业$|银行$"),
    ("public-institution", "(?:中心|站|馆|台|社|组委)$"),
)
"""Kinds of body by words of the name, the first that fits; else a department."""
CLASSES = ("各", "有关", "相关", "部门", "单位", "地区", "政府部门")
_BARE = re.compile(
    "(?!.*[省市县](?!级|场))(?!中国|国家|国务院|国际.{2,}组织)"
    "(?:.*(?:企业|机构|高校|学校|院校|社会团体|社会组织|评价组织|行业协会|高等学校)|政府|协会|医院|银行|专家组)"
    "|.*(?:级以上|地方).*政府.*"
)
"""What a class of bodies is called by; by its bare noun too."""


class Entities:
    """The entities that a draft refers to, by their Chinese names."""

    def __init__(self, known: Mapping[str, Mapping[str, Any]]) -> None:
        """`known` is what registries describe, by IRI."""
        self._known = known
        self._found: dict[tuple[str, str], str] = {}
        for iri, entity in known.items():
            for name in chinese_names(entity):
                if entity["type"] == "Body" and (local(name) or relative(name)):
                    continue  # another body's in another place
                self._found.setdefault((str(entity["type"]), name), iri)
        self.gazetteer = Gazetteer()
        """The bodies that registries know, as names are used in the place that the policy is of."""
        self._places = Gazetteer()
        self._home = self._home_id = ""
        self.made: dict[str, list[Tree]] = {}
        """Those that are new, by the property of the policy that describes them."""

    def settle(self, name: str, *, printed: bool = True) -> str:
        """The IRI of the place that the policy is of, by which 市财政局 is 某市财政局 if the place is printed."""
        known = dict(self._known)
        around = self._around(name)
        iri = self._entity("Place", "describesPlace", "place", name, **around)
        known.setdefault(iri, {"type": "Place"} | around)
        self._home, self._home_id = name if printed else "", iri
        self.gazetteer = bodies(known, iri)
        wider = {iri, *lineage(known, iri)}
        self._places = Gazetteer(
            with_short_forms(
                (other, chinese_names(entity))
                for other, entity in self._known.items()
                if entity["type"] == "Place" and other not in wider and "replacedBy" not in entity
            )
        )
        return iri

    def _around(self, name: str) -> Tree:
        """The place that a place is part of, as far as its name says so, else the state; where known."""
        if name == CHINA:
            return {}
        wholes = (whole for kind, whole in self._found if kind == "Place" and name != whole)
        parent = max((whole for whole in wholes if name.startswith(whole)), key=len, default=CHINA)
        iri = self._found.get(("Place", parent))
        return {"parent": iri} if iri else {}

    def places(self, words: str) -> Tree:
        """The places that a sentence is about, as fields of its statement: not that of the policy, which
        is meant everywhere, nor those that are in names of bodies.
        """
        named = [(body.start, body.end) for body in mentions(words, self.gazetteer)]
        found = [place for place in places(words, self._places, named) if place.id]
        if not found:
            return {}
        more = any(words.startswith("等", place.end) for place in found)
        tree: Tree = {"place": sorted({str(place.id) for place in found})}
        return tree | ({"openList": ["place"]} if more else {})

    def body(self, name: str, iri: str | None = None, printed: str = "") -> str:
        """The IRI of a body; a new one is described by its name and kind, and as it is printed."""
        iri = iri or self.gazetteer.known(name)
        classes = any(word in name for word in CLASSES) and not name.endswith(("局", "委", "厅"))
        if classes or _BARE.fullmatch(name):
            kind = "collective"
        else:
            kind = next((kind for kind, words in KINDS if re.search(words, name)), "department")
        if iri:
            return iri
        whole, printed = self._whole(name), printed or name
        fields: Tree = {"shortName": [printed]} if whole != printed else {}
        if self._home and whole.startswith(self._home):
            fields["place"] = self._home_id
        iri = self._entity("Body", "describesBody", "body", whole, kind=kind, **fields)
        self._also(iri, printed)
        return iri

    def _also(self, iri: str, printed: str) -> None:
        """Adds a form in which the name of a new body is printed, too."""
        for body in self.made.get("describesBody", ()):
            short = body.get("shortName", [])
            if body["id"] == iri and printed not in (body["name"]["zh-Hans"], *short):
                body["shortName"] = [*short, printed]

    def _whole(self, name: str) -> str:
        """The name of a body with its place, where the name says only the level of that, 市财政局, or
        nothing of it, 各部门; and of a government as it calls itself, 市人民政府.
        """
        rank = level(name)[1]
        if relative(name) and self._home.endswith(rank):
            name = self._home + name[len(rank) :]
        elif local(name) and self._home not in ("", CHINA):
            name = self._home + name
        return _GOVERNMENT.sub("人民政府", name)

    def place(self, name: str, iri: str | None = None) -> str:
        """The IRI of a place."""
        return iri or self._entity("Place", "describesPlace", "place", name)

    def indicator(self, name: str) -> str:
        """The IRI of an indicator."""
        return self._entity("Indicator", "describesIndicator", "indicator", name)

    def programme(self, name: str, kind: str) -> str:
        """The IRI of a programme."""
        return self._entity("Programme", "describesProgramme", "programme", name, kind=kind)

    def _entity(self, cls: str, described: str, stem: str, name: str, **fields: Any) -> str:
        found = self._found.get((cls, name))
        if found is None:
            entities = self.made.setdefault(described, [])
            found = f"#{stem}{len(entities) + 1}"
            entities.append({"id": found, "type": cls, "name": {"zh-Hans": name}} | fields)
            self._found[cls, name] = found
        return found


def described(trees: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """What registries describe, by IRI."""
    return {
        tree["id"] + node["id"]: node
        for tree in trees
        for name, value in tree.items()
        if name.startswith("describes")
        for node in value
    }
