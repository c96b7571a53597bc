"""Plain text and Markdown as paragraphs."""

import re
from html import unescape

_FRONT = re.compile(r"\A---[ \t]*\n(?:(?!---[ \t]*\n)[^\n]*\n){0,60}---[ \t]*\n")
_HEADING = re.compile(r"#{1,6}\s+(?P<heading>[^\n]*?)\s*#*\Z")
_QUOTE = re.compile(r"(?:>\s?)+")
_BULLET = re.compile(r"[*+]\s+(?=\S)|-\s+(?=\S)")
_RULE = re.compile(r"(?:[-*_=]\s*){3,}\Z|\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\Z")
_ROW = re.compile(r"\s*\|[^|\n]*\|(?:[^|\n]*\|)+\s*\Z")
_LINK = re.compile(
    r"!?\[(?P<text>[^\[\]\n]{0,400})\]\((?:[^()\s]|\([^()\s]*\)){0,800}(?:\s+\"[^\"\n]*\")?\)"
)
_STRONG = re.compile(r"(?P<mark>\*{1,3}|_{2,3}|~~|`{1,2})(?=\S)(?P<text>[^*_~`\n]+)(?P=mark)")
_TAG = re.compile(r"</?(?:[A-Za-z][A-Za-z0-9]*)(?:\s[^<>\n]{0,400})?/?>")
_ADDRESS = re.compile(r"<?(?:https?|ftp)://[^\s<>]{1,400}>?")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def plain(text: str) -> list[str]:
    """The lines of a plain text; the cells of a table that is drawn with | are parted by tabs."""
    lines = text.split("\n")
    rows = {at for at, line in enumerate(lines) if _ROW.match(line)}
    for at in rows:
        if rows & {at - 1, at + 1}:
            lines[at] = "" if _RULE.match(lines[at].strip()) else _cells(lines[at].strip())
    return lines


def markdown(text: str) -> list[str]:
    """The lines of a text in Markdown without its marks; the cells of a table are parted by tabs."""
    text = _without_comments(_FRONT.sub("", text, count=1))
    return [own for line in text.split("\n") for own in _unmarked(line)]


def _cells(line: str) -> str:
    """A row of a table that is drawn with |."""
    return "\t".join(cell.strip() for cell in line[1:-1].split("|"))


def _without_comments(text: str) -> str:
    """A text without <!-- comments -->; one without an end is none."""
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join([*kept, text[at:]])


def _unmarked(line: str) -> list[str]:
    line = line.strip()
    if not line or _RULE.match(line) or _ADDRESS.fullmatch(line):
        return [""]
    line = _QUOTE.sub("", line, count=1) if line.startswith(">") else line
    if heading := _HEADING.match(line):
        line = heading["heading"]
    bullet = _BULLET.match(line)
    line = line[bullet.end() :] if bullet else line
    line = _LINK.sub(lambda found: found["text"], line)
    line = _STRONG.sub(lambda found: found["text"], line)
    if len(line) > 2 and line.startswith("|") and line.endswith("|"):
        line = _cells(line)
    parts = _BREAK.split(line)
    return [unescape(_ESCAPED.sub(r"\1", _TAG.sub("", part))).strip() for part in parts]
