"""Which datasets a site offers: the parts of the ontology, the code lists, and documents."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stdpolicy.model import Text
from stdpolicy.model.lexical import HOME
from stdpolicy.site.content import Content
from stdpolicy.site.metadata.termbases import termbases
from stdpolicy.site.routes import CATALOGUE, Format, Kind, Routes

ALIGNMENT = {"zh-Hans": "与其他词汇表的对照", "en": "Alignment with other vocabularies"}
SHAPES = {"zh-Hans": "SHACL 形状", "en": "SHACL shapes"}
CODES = {"zh-Hans": "全部代码表", "en": "All code lists"}


@dataclass(frozen=True, slots=True)
class Dataset:
    """A graph that is offered in several forms."""

    name: str
    """The path of its files without suffix, a hyphen for each slash."""
    title: Text
    about: str
    """The IRI that answers with it."""
    page: str
    files: Mapping[Format, str]
    modified: str = ""
    """A day, if the data say one."""
    version: str = ""
    """Of a part of the ontology, its version's IRI."""
    conforms: str = ""
    """Of a document, the IRI of the version of the vocabulary by which it is made."""

    @property
    def iri(self) -> str:
        """Its own IRI: what it is about is no dataset."""
        return f"{CATALOGUE}#{self.name}"

    def distribution(self, form: Format) -> str:
        """The IRI of its file in a form."""
        return self.iri + form.suffix

    @property
    def ours(self) -> bool:
        """Whether it is the stdpolicy authors', whose licence is known."""
        return self.about.startswith(HOME)


def datasets(content: Content, table: Routes) -> tuple[Dataset, ...]:
    """The datasets in the order of the table."""
    return tuple(_datasets(content, table))


def _datasets(content: Content, table: Routes) -> Iterator[Dataset]:
    model = content.model
    titles: dict[str, Text] = {
        f"{HOME}ns": model.title,
        f"{HOME}ns/alignment": ALIGNMENT,
        f"{HOME}shapes": SHAPES,
        f"{HOME}code": CODES,
    }
    schemes = {scheme.iri: scheme.label for scheme in model.schemes.values()}
    documents = {one.base: one for one in content.documents}
    termbase = {one.about: one.files for one in termbases(content, table)}
    for row in table.rows:
        document = documents.get(row.iri) if row.kind is Kind.DOCUMENT else None
        title = titles.get(row.iri) or schemes.get(row.iri) or (document and document["title"])
        if title:
            first = next(iter(row.data.values()))
            yield Dataset(
                first.rpartition(".")[0].replace("/", "-"),
                title,
                row.iri,
                row.page,
                {**row.data, **termbase.get(row.iri, {})},
                str(document.get("dateEncoded", "")) if document else "",
                f"{row.iri}/{model.version}" if row.iri in titles else "",
                f"{HOME}ns/{model.version}" if document else "",
            )
