"""What a text that is meant to be Turtle declares, and the names that need it."""

import re
from collections.abc import Iterator

from stdpolicy.diagnostics import Advice, Code, Message, Phrase, Value
from stdpolicy.formats import causes as why
from stdpolicy.formats import rules
from stdpolicy.formats.causes import cause, inserted, replaced, shown, sign
from stdpolicy.formats.turtle.lexer import Token
from stdpolicy.formats.turtle.names import compact, prefixes
from stdpolicy.formats.turtle.recovery import Recovery
from stdpolicy.model import CodeType, Field, NodeType, ReferenceType, StringType, TextType
from stdpolicy.model.edition import model
from stdpolicy.patterns import regex
from stdpolicy.source import Span
from stdpolicy.wording import Guesses

PREFIX = Message(
    rules.SYNTAX.code,
    "turtle-prefix",
    "the prefix {found} is not declared",
    "前缀 {found} 没有声明",
    Advice("declare", "declare it: {right}", "加以声明：{right}"),
)
MISSPELT = Message(
    rules.SYNTAX.code,
    "turtle-prefix-misspelt",
    PREFIX.en,
    PREFIX.zh,
    Advice("did-you-mean", "did you mean {right}?", "是否应为 {right}？"),
)
RELATIVE = Message(
    rules.SYNTAX.code,
    "turtle-relative",
    "the IRI {found} is relative, and no @base says to what",
    "IRI {found} 是相对的，而没有 @base 说明相对于什么",
    Advice("own-name", "write {right}", "改为 {right}"),
)
FRAGMENT = regex("<#?([A-Za-z][A-Za-z0-9_-]*)>")
"""An IRI that is nothing but the name of a node, with # or without."""
TERM = Phrase("an IRI, a name or a literal", "IRI、名称或者字面量")
NAMED = Phrase("an IRI or a name with its prefix", "IRI 或者带前缀的名称")
DIRECTIVES = ("prefix", "base", "version")
DOT = "."
WIDE_COLON = "："


def _fields(predicate: str) -> Iterator[Field]:
    """The fields of the model that a predicate with its usual prefix names."""
    for cls in model().classes.values():
        for field in cls.fields:
            if predicate == ":".join(compact(field.iri)):
                yield field


class Declarations(Recovery):
    """A reader of directives and names."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.prefixes: set[str] = set()
        """Those that are declared, or are spoken of as missing."""
        self.names_own = False
        """Whether the empty prefix stands for the nodes of the document, and there is no base."""

    def directive(self) -> bool:
        """Reads a directive, if one comes next."""
        token = self.next()
        word, name = token.text.removeprefix("@").lower(), token
        if token.kind not in ("at", "name") or word not in DIRECTIVES:
            return False
        self.at += 1
        if word == "prefix":
            name = self.next()
            if name.kind != "name" or not name.text.endswith(":"):
                if name.kind != "name":
                    self.unexpected(Code("name:"), name)
                self._colon(name)
            self.prefixes.add(name.text.rstrip(":："))
            self.at += 1
        iri = self.next()
        if iri.kind not in (("literal",) if word == "version" else ("iri",)):
            self.unexpected(Code("<…>"), iri)
        if word == "base":
            self.names_own = False
        elif name.text == ":":
            self.names_own = iri.text.endswith("#>")
        self.at += 1
        dotted = token.kind == "at"
        if self.is_next(DOT):
            if not dotted:
                self._at_forgotten(token)
            self.at += 1
        elif dotted:
            self.missing(DOT)
        return True

    def _at_forgotten(self, token: Token) -> None:
        """A directive that ends like one of Turtle and begins like one of SPARQL."""
        right = f"@{token.text.lower()}"
        edits = [replaced(token.span, right)]
        self.found.append(
            cause(why.WORD, token.span, edits, found=shown(token.text), right=Code(right))
        )

    def name(self, token: Token, expected: Value) -> None:
        """A name with its prefix, or a word in its stead."""
        prefix, colon, local = token.text.partition(":")
        if not colon and self._has_wide_colon(token):
            return
        if colon and (prefix == "_" or prefix in self.prefixes):
            return
        if not colon:
            if token.text == "a" or (expected is TERM and token.text in ("true", "false")):
                return
            lower = token.text.lower()
            if expected is TERM and lower in ("true", "false"):
                edits = [replaced(token.span, lower)]
                found = Code(token.text)
                self.found.append(
                    cause(why.WORD, token.span, edits, found=found, right=Code(lower))
                )
                return
            if expected is TERM and self._bare(token):
                return
            self.unexpected(expected, token)
        known = prefixes().get(prefix)
        where = Span(token.span.start, token.span.start + len(prefix) + 1)
        if not known and (near := self._near(prefix, local)):
            right = f"{near}:"
            edits = [replaced(where, right)]
            self.found.append(
                cause(
                    MISSPELT, where, edits, sure=False, found=Code(f"{prefix}:"), right=Code(right)
                )
            )
            return
        line = f"@prefix {prefix}: <{known or '…'}> ."
        edits = [inserted(0, line + "\n")] if known else []
        self.prefixes.add(prefix)
        finding = cause(PREFIX, where, edits, found=Code(f"{prefix}:"), right=Code(line))
        if not known:
            self.stop(finding)
        self.found.append(finding)

    def _near(self, prefix: str, local: str) -> str:
        """The declared prefix that was probably meant: of code lists first one that has the code."""
        schemes = model().schemes
        having = [one for one in self.prefixes if one in schemes and local in schemes[one].codes]
        others = self.prefixes - schemes.keys()
        near = Guesses().nearest(prefix, [*sorted(others), *sorted(having)])
        if not near and having:
            return having[0] if len(having) == 1 else ""
        return near or Guesses().nearest(prefix, sorted(self.prefixes))

    def iri(self, token: Token) -> None:
        """An IRI, which is perhaps the name of a node in a form that needs a base."""
        name = FRAGMENT.fullmatch(token.text) if self.names_own else None
        if name is not None and self._is_used(name[1]):
            right = f":{name[1]}"
            edits = [replaced(token.span, right)]
            found = Code(token.text)
            self.found.append(
                cause(RELATIVE, token.span, edits, sure=False, found=found, right=Code(right))
            )

    def _is_used(self, name: str) -> bool:
        """Whether the text has a name with the empty prefix."""
        return re.search(rf"(?<![\w:-]):{re.escape(name)}(?![\w-])", self.text) is not None

    def _bare(self, token: Token) -> bool:
        """Whether a word is a code without its prefix, the name of a node without the colon, or a string
        without its quotation marks.
        """
        fields = _fields(self.predicate.text if self.predicate else "")
        types = [field.type for field in fields]
        schemes = [type.scheme for type in types if isinstance(type, CodeType)]
        codes = {f"{one.name}:{token.text}" for one in schemes if token.text in one.codes}
        if len(codes) == 1:
            right, message = codes.pop(), why.WORD
        elif (
            self.names_own
            and any(isinstance(type, ReferenceType | NodeType) for type in types)
            and self._is_used(token.text)
        ):
            right, message = f":{token.text}", why.WORD
        elif types and all(isinstance(type, StringType | TextType) for type in types):
            right, message = f'"{token.text}"', why.UNQUOTED
        else:
            return False
        edits = [replaced(token.span, right)]
        found = shown(token.text)
        self.found.append(
            cause(message, token.span, edits, sure=False, found=found, right=Code(right))
        )
        if message is why.WORD:
            self.name(token._replace(text=right), TERM)
        return True

    def _colon(self, name: Token) -> None:
        """The colon that a declared prefix lacks, or has in another form."""
        here = Span(name.span.end - 1, name.span.end)
        if name.text.endswith(WIDE_COLON):
            self._look_alike(here)
            return
        edits = [inserted(name.span.end, ":")]
        self.found.append(cause(why.MISSING, here, edits, right=sign(":"), before=shown(name.text)))

    def _has_wide_colon(self, token: Token) -> bool:
        """Whether a name has the full-width colon behind a prefix, which alone would be part of one."""
        prefix, colon, _ = token.text.partition(WIDE_COLON)
        if not colon or prefix not in self.prefixes | prefixes().keys():
            return False
        at = token.span.start + len(prefix)
        self._look_alike(Span(at, at + 1))
        return True

    def _look_alike(self, colon: Span) -> None:
        edits = [replaced(colon, ":")]
        self.found.append(
            cause(why.LOOK_ALIKE, colon, edits, right=sign(":"), found=sign(WIDE_COLON))
        )
