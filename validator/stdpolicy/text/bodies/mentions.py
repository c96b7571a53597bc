"""Bodies and places that a text names."""

from collections.abc import Iterable, Iterator, Sequence

from stdpolicy.patterns import regex
from stdpolicy.text.bodies.gazetteer import Entry, Gazetteer, Named
from stdpolicy.text.bodies.grammar import is_class
from stdpolicy.text.characters import HAN
from stdpolicy.text.citations import titles

Span = tuple[int, int]

_ANCHOR = "全国|中国|国家|国务院|中共中央"
_KIND = (
    "标准化技术委员会|专家委员会|管理委员会|咨询委员会|指导委员会|研究院|研究所|科学院|工程院|协会|学会|联合会|总工会|总局|总公司|大学|"
    "部际联席会议|领导小组|验证中心|认证中心"
)
_NO_PART = "[的和与及对将把由在向等并为是以]|建立|完善|加强|推进|开展|组织|支持|鼓励|推动"
_OF_STATE = regex(
    rf"(?:{_ANCHOR})(?:(?!{_NO_PART})[{HAN}]){{2,22}}?(?:{_KIND})(?:办公室)?(?![{HAN}]{{0,3}}(?:基地|平台|计划))"
)
"""National bodies that no gazetteer need know: 全国家政服务标准化技术委员会."""
_HIGHEST = regex(
    rf"党中央|中共中央(?!办公厅)|国务院(?![{HAN}]{{0,12}}(?:部门|办公厅|部际|委|办|局|关于))|全国人大常委会|全国政协|全国人大(?!常委会)"
)
"""Bodies of the state that are named by themselves: 党中央、国务院."""

_WITHIN = regex(rf"(?<=[{HAN}]{{2}})[省市](?=[{HAN}]{{2,}}[市县区]\Z)")
_SUFFIX = regex(rf"(?<=[{HAN}]{{2}})(?<!自治)[省市县区]\Z")
_GOVERNED = regex(
    "等?(?:[省市县区]|自治区)?(?:人民)?(?:政府|委(?!托)|人大|政协|党委|法院|检察院|海关|管委会)"
    rf"|(?:等?[省市县区])?[{HAN}]{{2,8}}[局厅](?![{HAN}])"
)
"""What goes on behind the place in the name of a body: 济南、烟台等市政府, 杭州市教育局."""
_LISTED = regex(
    rf"(?P<items>(?:[{HAN}]{{2,8}}、){{1,12}}[{HAN}]{{2,8}}?)等?(?P<kind>[{HAN}]{{2,12}})"
)
"""Short names of a list, and what its last one may end in."""
_LONGEST_KIND = 12
_QUOTED = regex("“[^“”]{1,12}”")
"""A name in quotation marks: “浙江制造”."""


def mentions(text: str, gazetteer: Gazetteer, duties: Iterable[Span] = ()) -> Iterator[Named]:
    """The bodies that a text names without a duty, in order; neither classes nor those within titles.

    `duties` are the spans of bodies that bear one.
    """
    taken = [*duties, *((title.start, title.end) for title in titles(text))]
    found = [named for named in gazetteer.find(text) if not is_class(named.printed)]
    for pattern in (_OF_STATE, _HIGHEST):
        for match in pattern.finditer(text):
            name = match[0]
            found.append(Named(match.start(), match.end(), name, name, gazetteer.known(name)))
    yield from _outermost(found, taken)


def with_short_forms(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Entries of places, each with the names that are printed for it: 济南 of 济南市, 淄博张店 of 淄博市张店区."""
    for id_, names in entries:
        short = (_SUFFIX.sub("", _WITHIN.sub("", name)) for name in names)
        yield id_, (*names, *(name for name in short if len(name) > 1 and name not in names))


def places(text: str, gazetteer: Gazetteer, bodies: Iterable[Span] = ()) -> Iterator[Named]:
    """The places that a text names, in order.

    Not those in the names of governments or of `bodies`, which are their spans, nor within titles and
    names in quotation marks. `gazetteer` is one of places (`with_short_forms`). What a list leaves out is
    resolved: 武林、湖滨等商圈.
    """
    taken = [*bodies, *((title.start, title.end) for title in titles(text))]
    taken += [quoted.span() for quoted in _QUOTED.finditer(text)]
    found = [
        named
        for named in gazetteer.find(text)
        if not _GOVERNED.match(text, named.end, named.end + 16)
    ]
    yield from _outermost([*found, *_of_one_kind(text, gazetteer)], taken)


def _of_one_kind(text: str, gazetteer: Gazetteer) -> Iterator[Named]:
    """Places of a list that share their last word: 武林商圈 of 武林、湖滨等商圈."""
    for listed in _LISTED.finditer(text):
        at, kind = listed.start("items"), listed["kind"]
        for item in listed["items"].split("、"):
            for length in range(2, min(len(kind), _LONGEST_KIND) + 1):
                for begin in range(len(item) - 1):
                    name = item[begin:] + kind[:length]
                    if id_ := gazetteer.exact(name):
                        yield Named(at + begin, at + len(item), item[begin:], name, id_)
            at += len(item) + 1


def _outermost(found: Sequence[Named], taken: Sequence[Span]) -> Iterator[Named]:
    """Those that lie in none of the others and in nothing that is taken, in order."""
    end = 0
    spans = iter(sorted(taken))
    span = next(spans, None)
    for named in sorted(found, key=lambda each: (each.start, -each.end)):
        while span and span[1] <= named.start:
            span = next(spans, None)
        if named.start >= end and not (span and span[0] < named.end):
            yield named
            end = named.end
