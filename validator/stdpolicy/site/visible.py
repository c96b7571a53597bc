"""Characters that show nothing, made visible: they can make a text look like another one."""

import re

from markupsafe import Markup, escape

from stdpolicy.text.characters import ALSO_UNSEEN, DEFAULT_IGNORABLE, code_point

UNSEEN = re.compile(
    f"[{DEFAULT_IGNORABLE}{ALSO_UNSEEN}\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufffe\\uffff]"
)
"""Invisible characters, bidirectional controls among them, other controls, and lone surrogates."""


def spelled(value: object) -> object:
    """A string with the code points of unseen characters in their place; anything else, and markup, as it is."""
    if type(value) is not str or (value.isascii() and value.isprintable()):
        return value
    return UNSEEN.sub(lambda found: f"[{code_point(found[0])}]", value)


HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]+")
"""Chinese characters with the punctuation that is only theirs."""


def voiced(text: str) -> Markup:
    """English words, with the Chinese among them marked as such: they need a font and a voice of their own."""
    if text.isascii():
        return escape(text)
    parts = []
    at = 0
    for found in HAN.finditer(text):
        parts.append(escape(text[at : found.start()]))
        parts.append(Markup('<span lang="zh-Hans">{}</span>').format(found[0]))
        at = found.end()
    return Markup("").join((*parts, escape(text[at:])))


def tongue(text: str) -> str:
    """The tag of the language that most of a text is in, Chinese or English."""
    chinese = sum(map(len, HAN.findall(text)))
    latin = sum(one.isascii() and one.isalpha() for one in text)
    return "zh-Hans" if chinese * 2 > latin else "en"


def breakable(iri: str) -> Markup:
    """An address that a narrow column breaks after a slash or a hash, before it breaks names."""
    return Markup("<wbr>").join(map(escape, AFTER.split(str(spelled(iri)))))


AFTER = re.compile("(?<=[/#])(?=[^/#])")
"""The places in an address at which it may be broken."""


def boxed(text: str) -> Markup:
    """A text that keeps its unseen characters, each in an element of its own that shows the code point and within
    which its effect on the direction of writing ends.
    """
    parts = []
    at = 0
    for found in UNSEEN.finditer(text):
        character = found[0].encode("utf-8", "replace").decode()
        parts.append(escape(text[at : found.start()]))
        parts.append(
            Markup('<bdi class="unseen" data-code="{}">{}</bdi>').format(
                code_point(found[0]), character
            )
        )
        at = found.end()
    return Markup("").join((*parts, escape(text[at:])))
