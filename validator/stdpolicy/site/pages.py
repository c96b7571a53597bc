"""Pages: what is on them as data, and their HTML in both languages.

Each page is made of one template with one set of values, once in Chinese and once, below `en/`, in English.
A template says what it says in both, side by side: `{{ t("定义", "Definition") }}`.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup
from msgspec import Struct, field

from stdpolicy.model import Text
from stdpolicy.site.routes import Format, Routes
from stdpolicy.site.templating import shown, template
from stdpolicy.site.visible import spelled, tongue, voiced

LANGUAGES = {"zh": "zh-Hans", "en": "en"}
"""The trees of pages, each with the tag of its language (BCP 47)."""
HERE = Path(__file__).parent
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'none';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'"
)
"""What a page may load and do (Content Security Policy 3): nothing but what is of this site."""
INDEX = "index.html"
"""The file that a folder shows."""


class Page(Struct, frozen=True):
    """A page in both languages."""

    path: str
    """Its folder, with a slash at its end; nothing for the first page."""
    template: str
    title: Text
    values: Mapping[str, Any] = field(default_factory=dict)
    iri: str = ""
    """What it is about, if that has an IRI."""
    data: Mapping[Format, str] = field(default_factory=dict)
    """The same as data."""
    name: str = INDEX
    """Its file. One of another name is shown at any address, as pages of errors are: its links begin at the host."""


class File(Struct, frozen=True):
    """A file that is no page."""

    path: str
    data: bytes


class Frame(Struct, frozen=True):
    """What all pages of a site share."""

    routes: Routes
    styles: str
    scripts: tuple[str, ...]
    menu: tuple[tuple[str, str, str], ...] = (
        ("policies/", "政策", "Policies"),
        ("overview/", "总览", "Overviews"),
        ("registries/", "名录", "Registries"),
        ("crosswalks/", "对照", "Crosswalks"),
        ("vocabulary/", "词汇", "Vocabulary"),
        ("codes/", "代码表", "Code lists"),
        ("schemas/", "模式", "Schemas"),
        ("versions/", "版本", "Versions"),
        ("validator/", "验证", "Validator"),
        ("search/", "搜索", "Search"),
    )
    """Paths with their names in both languages."""
    policy: str = POLICY
    search: tuple[str, ...] = ()
    """The scripts of the page that searches, in the order in which they run."""
    base: str = ""
    """Where the site will stand, with a slash at its end; nothing if that is not known."""
    edition: str = ""
    """The version of the vocabulary, which stands at the foot of what is printed."""


def rendered(page: Page, frame: Frame) -> Iterator[File]:
    """The files of a page."""
    for language in LANGUAGES:
        speech = Speech(language, page, frame)
        html = template(page.template).render(
            page=page,
            frame=frame,
            lang=language,
            tag=LANGUAGES[language],
            languages=LANGUAGES,
            t=speech.either,
            to=speech.to,
            file=speech.file,
            place=speech.place,
            said=speech.said,
            quoted=speech.quoted,
            address=speech.address,
            switch=speech.other,
            located=speech.located,
            **page.values,
        )
        yield File(located(page.path, language) + page.name, html.encode())


def located(path: str, language: str) -> str:
    """The folder of a page in a language."""
    return path if language == "zh" else f"en/{path}"


class Speech(Struct, frozen=True):
    """What a template asks for: words and links, of one page in one language."""

    language: str
    page: Page
    frame: Frame

    def either(self, zh: str, en: str) -> str:
        """The words of the page's language."""
        return zh if self.language == "zh" else en

    def said(self, text: Text | None) -> Markup:
        """A text in the page's language; else, marked so, in the one that there is."""
        found = text or {}
        tag = LANGUAGES[self.language]
        if tag in found:
            return _words(found[tag], tag)
        if not found:
            return Markup("")
        other, words = next(iter(found.items()))
        return Markup('<span lang="{}">{}</span> <small>{}</small>').format(
            other, shown(words), self.either("（暂无中文）", "(not yet in English)")
        )

    def quoted(self, value: object) -> Markup:
        """A text that does not say its language, in the one that most of it is in."""
        words = str(spelled(str(value)))
        tag = tongue(words)
        said = voiced(words) if tag == "en" else shown(words)
        if tag == LANGUAGES[self.language]:
            return said
        return Markup('<span lang="{}">{}</span>').format(tag, said)

    def to(self, path: str, fragment: str = "") -> str:
        """A link to a page of the same language; to a place on this page, its fragment alone."""
        if fragment and path == self.page.path:
            return f"#{fragment}"
        return self._relative(located(path, self.language) + INDEX, fragment)

    def file(self, path: str) -> str:
        """A link to a file, which is in no language."""
        return self._relative(path)

    def place(self, iri: str) -> str:
        """A link to where what an IRI names is shown; the IRI itself if that is not in this site and one
        can follow it, else nothing.
        """
        found = self.frame.routes.place(iri)
        if found:
            return self.to(*found)
        return iri if iri.startswith(("https://", "http://")) else ""

    def located(self, path: str) -> str:
        """The folder of a page in the page's language."""
        return located(path, self.language)

    def other(self, language: str) -> str:
        """A link to this page in another language."""
        return self._relative(located(self.page.path, language) + self.page.name)

    def address(self, path: str) -> str:
        """Where something will stand on the web; nothing if that is not known."""
        return self.frame.base and self.frame.base + path

    def _relative(self, path: str, fragment: str = "") -> str:
        end = f"#{fragment}" if fragment else ""
        if self.page.name != INDEX:
            return (urlsplit(self.frame.base).path or "/") + path + end
        here = located(self.page.path, self.language) or "."
        return _relative(path, here) + end


@lru_cache(maxsize=10_000)
def _words(text: str, tag: str) -> Markup:
    """A text in its language; few, such as labels, stand in most places."""
    words = str(spelled(text))
    return voiced(words) if tag == "en" else shown(words)


@lru_cache(maxsize=10_000)
def _relative(path: str, here: str) -> str:
    """The way from a folder to a file; a page links to few others, many times. Paths are normal, a dot being the
    folder of the site.
    """
    steps, from_ = _steps(path), _steps(here.removesuffix("/"))
    same = 0
    for step, other in zip(steps[:-1], from_, strict=False):
        if step != other:
            break
        same += 1
    return "/".join([".."] * (len(from_) - same) + steps[same:]) or "."


def _steps(path: str) -> list[str]:
    return [] if path == "." else path.split("/")
