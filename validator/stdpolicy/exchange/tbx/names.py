"""What both ways know of TBX beyond the names of its elements and data categories."""

TBX = "urn:iso:std:iso:30042:ed-2"
"""The namespace of the core structure (ISO 30042:2019)."""
PREFERRED = "preferredTerm-admn-sts"
STATUS = {
    PREFERRED: "name",
    "admittedTerm-admn-sts": "admitted",
    "deprecatedTerm-admn-sts": "avoided",
    "supersededTerm-admn-sts": "avoided",
}
"""The values of administrativeStatus, each with its field of a Term; the first of a field is written."""
REPLACED_BY = "replaced by "
"""What a cross-reference to another Term begins with; without it, it only says "see also"."""
VERBATIM = ("white-space", "preserve")
"""Type and text of the paragraph in encodingDesc by which white space is content, not layout."""


def is_english(tag: str) -> bool:
    """Whether a language tag says English, in which alone terms are admitted or avoided."""
    return _primary(tag) == "en"


def is_chinese(tag: str) -> bool:
    """Whether a language tag says Chinese, in which each Term and registry has a name."""
    return _primary(tag) == "zh"


def _primary(tag: str) -> str:
    return tag.partition("-")[0]
