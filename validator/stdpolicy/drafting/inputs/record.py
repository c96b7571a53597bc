"""What the site that carries a document records of it, by field."""

import re
from collections.abc import Iterable

from msgspec import Struct

from stdpolicy.drafting.inputs.reading import Entry
from stdpolicy.model.edition import model
from stdpolicy.text.cues import Cues
from stdpolicy.text.dates import dates

_FIELDS = {
    "title": "标题|信息名称|名称|原标题",
    "document_number": "文号|发文字号|文件编号|发布文号",
    "issuer": "(?:发布|发文|制发|制定)(?:机构|机关|单位)",
    "adopted": "(?:成文|发文)(?:日期|时间)",
    "published": "(?:发布|公开|公布)(?:日期|时间)",
    "in_force": "(?:生效|施行)(?:日期|时间)",
    "disclosure": "公开(?:方式|属性|形式)",
}
_COMPACT = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-3][0-9])(?![0-9])")


class Recorded(Struct, frozen=True):
    """The fields of a record; None where it has none or only an empty one."""

    title: Entry | None = None
    document_number: Entry | None = None
    issuer: Entry | None = None
    adopted: Entry | None = None
    """With the date in its value: 2018-12-11."""
    published: Entry | None = None
    in_force: Entry | None = None
    disclosure: Entry | None = None
    """With a code of the list disclosure as its value."""


def recorded(record: Iterable[Entry]) -> Recorded:
    """The fields that entries give, the first of each."""
    found: dict[str, Entry] = {}
    for entry in record:
        field = next(
            (name for name, labels in _FIELDS.items() if re.fullmatch(labels, entry.label)), ""
        )
        value = _value(field, entry.value)
        if field and value and field not in found:
            found[field] = Entry(entry.label, value, entry.start, entry.end)
    return Recorded(**found)


def _value(field: str, printed: str) -> str:
    if field in ("adopted", "published", "in_force"):
        whole = (
            date for date in dates(_COMPACT.sub(r"\1-\2-\3", printed)) if date.day and date.year
        )
        return next(map(str, whole), "")
    if field == "disclosure":
        return next(iter(Cues(model().schemes["disclosure"]).codes(printed)), "")
    return printed
