"""The notations: which there are, and how a file's is told. A new one is a folder and a line."""

from stdpolicy.diagnostics import Advice, Finding, Listed, Message, Name, Value
from stdpolicy.formats import rules
from stdpolicy.formats.canonical import canonical
from stdpolicy.formats.encoding import not_text
from stdpolicy.formats.jsonld import JSONLD
from stdpolicy.formats.notation import Notation
from stdpolicy.formats.reading import Reading
from stdpolicy.formats.turtle import NQUADS, NTRIPLES, TRIG, TURTLE
from stdpolicy.formats.xmldoc import XML
from stdpolicy.language import either
from stdpolicy.source import START, Source

NOTATIONS = (JSONLD, XML, TURTLE, NTRIPLES, NQUADS, TRIG)
"""Where content and suffix leave a choice, the first is taken."""
WRITABLE = tuple(notation for notation in NOTATIONS if notation.write)
BY_NAME = {notation.name: notation for notation in NOTATIONS}
BY_SUFFIX = {suffix: notation for notation in NOTATIONS for suffix in notation.suffixes}

UNKNOWN = Message(
    rules.FORMAT.code,
    "unknown",
    "expected {titles}, cannot tell which",
    "应为 {titles}，无法判断是哪一种",
    Advice(
        "from",
        "name the notation with --from, or use its usual suffix; of a policy's text "
        "`stdpolicy draft` makes a document",
        "用 --from 指明文件格式，或者改用该格式常用的扩展名；政策文件的文本可用 `stdpolicy draft` 草拟为文档",
    ),
)


def named(name: str, choices: tuple[Notation, ...] = NOTATIONS) -> Notation:
    """The notation of a name. Raises ValueError, which lists the choices."""
    if name not in BY_NAME:
        names = [one.name for one in choices]
        raise ValueError(
            either(
                f"{name!r} is no notation; choose from {', '.join(names)}",
                f"{name!r} 不是文件格式；可选 {'、'.join(names)}",
            )
        )
    return BY_NAME[name]


def for_suffix(suffix: str) -> Notation | None:
    """The notation of files with a suffix such as `.ttl`, in any case."""
    return BY_SUFFIX.get(suffix.lower())


def detect(source: Source) -> Notation | None:
    """The notation of a file, told by its content and, where that leaves a choice, its suffix."""
    usual = for_suffix(source.suffix)
    fitting = _fitting(source.text)
    if not fitting and usual is None:
        from stdpolicy.formats.wrapping import fenced  # only where nothing says what it is

        fitting = _fitting(fenced(source.text))
    if not fitting or usual in fitting:
        return usual
    return fitting[0]


def _fitting(text: str) -> list[Notation]:
    return [notation for notation in NOTATIONS if notation.recognises(text)]


def told(source: Source, notation: Notation | None = None) -> Notation | Finding:
    """The notation that a file is to be read in, if it is text of any, else what it is instead."""
    finding = not_text(source)
    if finding is not None:
        return finding
    titles: tuple[Value, ...] = tuple(Name(notation.title) for notation in NOTATIONS)
    return notation or detect(source) or UNKNOWN(START, titles=Listed(titles, "or"))


def read(source: Source, notation: Notation | None = None) -> tuple[Notation | None, Reading]:
    """Reads a file in any notation; the tree is as found, for the checks to judge."""
    found = told(source, notation)
    if isinstance(found, Finding):
        return None, Reading(None, findings=[found])
    return found, found.read(source)


__all__ = [
    "NOTATIONS",
    "WRITABLE",
    "Notation",
    "canonical",
    "detect",
    "for_suffix",
    "named",
    "read",
    "told",
]
