"""One form for all the ways in which the same name of a body is printed, to compare names by."""

from stdpolicy import memo
from stdpolicy.patterns import regex
from stdpolicy.text.bodies.fields import shortened
from stdpolicy.text.bodies.grammar import level

_FORMS = (
    (regex(r"\s+|[“”\"「」]"), ""),
    (regex("（"), "("),
    (regex("）"), ")"),
    (regex("中国共产党|中共"), ""),
    (regex("人民(?=政府|法院|检察院)|高级(?=人民法院|法院)"), ""),
    (regex("管理委员会"), "管委会"),
    (regex("委员会(?!会)"), "委"),
    (regex("工作(?=办公室|办$)"), ""),
    (regex("办公室$"), "办"),
    (regex("委办$"), "办"),
    (regex("相关"), "有关"),
    (regex(r"部门(?:\(单位\)|和单位)"), "部门"),
    (regex("^政府(?=.+办$)"), ""),
)
_ODD = regex(r"[\s“”\"「」（）]|中国共产党|中共|人民|高级|委员会|工作|办公室|委办|相关|部门|^政府")
"""What a name has in which one of these wordings is found."""
_NATIONAL = regex("^(?:中华人民共和国|国务院|国家|中国|中央|全国)(?=.{2})(?!办公厅$)")
"""What a name is as often printed without: 国家邮政局, 中国人民银行; of an office it says whose."""


@memo.word
def key(name: str) -> tuple[str, str, str]:
    """The place, the level and the rest of a name in one form: 山东, 省, 科技厅 of 山东省科学技术厅.

    The place is empty where none is printed, and both are for a national body.
    """
    name = _form(shortened(name))
    place, rank, rest = level(name)
    if place in {"国家", "中国", "全国"}:
        place, rank, rest = "", "", name
    rest = _form(rest) if rank else _NATIONAL.sub("", _form(rest))
    return place, rank, rest


def _form(name: str) -> str:
    if not _ODD.search(name):
        return name
    for wording, form in _FORMS:
        name = wording.sub(form, name)
    return name
