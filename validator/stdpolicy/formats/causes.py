"""Why a text is not well-formed: the causes that all notations share, as findings with their fixes."""

from collections.abc import Sequence

from stdpolicy.diagnostics import (
    Advice,
    Code,
    Edit,
    Finding,
    Fix,
    Message,
    Phrase,
    Quote,
    Related,
    Safety,
    Value,
)
from stdpolicy.formats import rules
from stdpolicy.patterns import regex
from stdpolicy.source import Span


def _cause(key: str, en: str, zh: str, advice: Advice | None = None) -> Message:
    return Message(rules.SYNTAX.code, key, en, zh, advice)


WRITE = Advice("write", "write {right}", "改为 {right}")
INSERT = Advice("insert", "insert {right}", "补上 {right}")
REMOVE = Advice("remove", "remove it", "删去")
STRAIGHT = Advice("straight", "write straight quotation marks: {right}", "改为半角直引号 {right}")

UNEXPECTED = _cause(
    "unexpected",
    "expected {expected}, found {found}",
    "此处应为 {expected}，实为 {found}",
)
LOOK_ALIKE = _cause(
    "look-alike",
    "expected {right}, found {found}, which only looks like it",
    "应为半角的 {right}，实为全角或形近的 {found}",
    WRITE,
)
BLANK = _cause(
    "blank",
    "expected an ordinary blank, found {found}",
    "应为普通空格，实为 {found}",
    Advice("write-blank", "write an ordinary blank", "改为普通空格"),
)
QUOTES = _cause(
    "quotes",
    "expected straight quotation marks, found {found}",
    "引号不是半角直引号，而是 {found}",
    STRAIGHT,
)
INNER_QUOTE = _cause(
    "inner-quote",
    "a quotation mark within the string ends it",
    "字符串中的半角引号使字符串提前结束",
    Advice(
        "escape-quote",
        "write {right}, or the quotation marks of Chinese text: “ ”",
        "写作 {right}，或者用中文引号“ ”",
    ),
)
TRAILING = _cause(
    "trailing",
    "expected nothing after the last member, found {found}",
    "最后一项之后不应有 {found}",
    REMOVE,
)
SPARE = _cause("spare", "found a spare {found}", "多出一个 {found}", REMOVE)
MISSING = _cause(
    "missing", "expected {right} after {before}, found none", "{before} 之后缺少 {right}", INSERT
)
WRONG_MARK = _cause("mark", "expected {right}, found {found}", "应为 {right}，实为 {found}", WRITE)
COMMENT = _cause(
    "comment",
    "expected no comment, found {found}",
    "不应有注释，但有 {found}",
    Advice("comment", "remove the comment: JSON has none", "删去注释，JSON 不能含注释"),
)
COMMENT_SIGN = _cause(
    "comment-sign",
    "expected a comment to begin with {right}, found {found}",
    "注释应以 {right} 开头，实为 {found}",
    WRITE,
)
UNQUOTED = _cause(
    "unquoted",
    "expected {found} in quotation marks",
    "{found} 应加引号",
    WRITE,
)
WORD = _cause("word", "expected {right}, found {found}", "应为 {right}，实为 {found}", WRITE)
UNCLOSED = _cause(
    "unclosed",
    "expected {right} before this place: {opener} is not closed",
    "此处之前缺少 {right}：{opener} 没有结束",
    INSERT,
)
UNCLOSED_STRING = _cause(
    "unclosed-string",
    "the string has no end on its line",
    "字符串在本行没有结束",
    INSERT,
)
LINE_BREAK = _cause(
    "line-break",
    "expected a string on one line, found a line break in it",
    "字符串应写在一行之内，但其中有换行",
    Advice("one-line", "write the string on one line", "将字符串写在一行之内"),
)
CONTROL = _cause(
    "control",
    "expected no control character in a string, found {found}",
    "字符串中不应有控制字符，但有 {found}",
    REMOVE,
)
ESCAPE = _cause(
    "escape",
    "expected an escape such as {example}, found {found}",
    "应为 {example} 之类的转义序列，实为 {found}",
    Advice(
        "backslash",
        "write a backslash itself as {right}",
        "反斜杠本身写作 {right}",
    ),
)
OMITTED = _cause(
    "omitted",
    "expected the content itself, found {found}, which stands for something left out",
    "此处应写出全部内容，实为表示省略的 {found}",
    Advice(
        "write-out", "write out what was left out, or remove it", "补全省略的内容，或者将其删去"
    ),
)
SEVERAL = _cause(
    "several",
    "expected one document in a file, found {found} behind its end",
    "一个文件只能有一个文档，但其后还有 {found}",
    Advice("split", "write each document to a file of its own", "每个文档写入单独的文件"),
)
EMPTY = _cause(
    "empty",
    "expected a document, found nothing",
    "应有一个文档，但没有内容",
)
CUT_OFF = _cause(
    "cut-off",
    "the file ends within {opener}",
    "文件在 {opener} 之内中断",
    Advice("whole", "fetch or save the whole file again", "重新获取或者保存完整的文件"),
)
HEXADECIMAL = _cause(
    "hexadecimal",
    "expected {digits} hexadecimal digits after {escape}, found {found}",
    "{escape} 之后应为 {digits} 位十六进制数字，实为 {found}",
    Advice("character", "write the character itself", "直接写该字符"),
)
CONFLICT = _cause(
    "conflict",
    "expected no conflict of a merge, found {found}",
    "文件中有未解决的合并冲突：{found}",
    Advice("settle", "settle the conflict and remove its marks", "解决冲突，并删去冲突标记"),
)
OPENED = Advice("opened", "opened here", "起始处")
ALIKE = Advice("alike", "the last of {times} places like this", "此类共 {times} 处，末处")

BREAK = Phrase("a line break", "换行")
END = Phrase("the end of the file", "文件末尾")
HAN = regex("[\u3400-\u9fff]")
MOST = 20_000
"""How many causes are looked for in one text: a document may have each mark in another form."""
MOST_SHOWN = 20
"""How much of a text a message shows, in characters."""


def shown(text: str) -> Code | Quote:
    """A stretch of a text as a message names it, on one line and not long; words in quotation marks."""
    line = " ".join(text.split()) or text
    line = line if len(line) <= MOST_SHOWN else line[: MOST_SHOWN - 1] + "…"
    return Quote(line) if HAN.search(line) else Code(line)


def sign(text: str) -> Code:
    """A mark of a notation as a message names it."""
    return Code(f'"{text}"')


def cause(
    message: Message,
    where: Span,
    edits: Sequence[Edit] = (),
    *,
    sure: bool = True,
    begun: Span | None = None,
    **values: Value,
) -> Finding:
    """A cause at a place, and how it is mended; `sure` says whether there is one right answer,
    `begun` where what has no end begins.
    """
    related = () if begun is None else (Related(OPENED, (), span=begun),)
    fix = Fix(tuple(edits), Safety.SAFE if sure else Safety.LIKELY) if edits else None
    return message(where, advice=None, related=related, fix=fix, within=None, **values)


def replaced(span: Span, text: str) -> Edit:
    """A stretch of the text replaced."""
    return Edit(span, text)


def inserted(at: int, text: str) -> Edit:
    """Something inserted at an offset."""
    return Edit(Span(at, at), text)


TO_LINE_END = regex(r"[ \t]++(?=[\r\n]|\Z)")
"""Up to the end of a line."""


def missing(text: str, before: Span, right: str, *, ended: bool, gap: str = "") -> Finding:
    """A mark that is missing behind a token. Where nobody wrote that the token has `ended`, this is a guess
    too: alone it would be put into the token. Blanks up to the end of the line give way to it.
    """
    blanks = TO_LINE_END.match(text, before.end)
    end = blanks.end() if blanks else before.end
    here, edits = Span(before.end - 1, before.end), [replaced(Span(before.end, end), gap + right)]
    token = shown(text[slice(*before)])
    return cause(MISSING, here, edits, sure=ended, right=sign(right), before=token)


def character(found: str) -> Code:
    """A character as a message names it: itself, or its number where nothing is to be seen."""
    return Code(found if found.isprintable() and not found.isspace() else f"U+{ord(found):04X}")


FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
"""Full-width forms and what they stand for (Unicode block FF00)."""
MARKS = FULL_WIDTH | {
    "、": ",",
    "。": ".",
    "【": "[",
    "】": "]",
    "〈": "<",
    "〉": ">",
    "《": "<",
    "》": ">",
}
"""Marks of Chinese text for those of a notation, outside strings."""
OMISSION = r"\.{3,}+|…++"
"""What stands for something left out, as a regular expression."""
BLANKS = "\u00a0\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\x0b\x0c\x1c-\x1f\x85"
"""White space and invisible characters that no notation has between its tokens, as a regular class."""
QUOTE_ENDS = {
    '"': '"”“＂', "“": '”“"＂', "”": '”"“＂', "„": '”“"', "＂": '＂"', "‟": '”"',
    "'": "'’\"", "‘": "’'‘", "’": "’'", "`": "`'", "＇": "＇'", "「": "」", "『": "』",
}  # fmt: skip
"""Quotation marks, and those that may end what they begin."""
