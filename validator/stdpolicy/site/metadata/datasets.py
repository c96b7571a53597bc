"""Which datasets a site offers: the parts of the ontology, the code lists, and documents."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from stdpolicy.model import Text
from stdpolicy.model.lexical import HOME
from stdpolicy.site.content import Content
from stdpolicy.site.metadata.termbases import termbases
from stdpolicy.site.routes import CATALOGUE, Format, Kind, Routes

ALIGNMENT = (
    {"zh-Hans": "与其他词汇表的对照", "en": "Alignment with other vocabularies"},
    {"zh-Hans": "本词汇表的术语与其他词汇表术语的对应关系及理由。", "en": "How the terms of the vocabulary stand to those of others, and why."},
)  # fmt: skip
SHAPES = (
    {"zh-Hans": "SHACL 形状", "en": "SHACL shapes"},
    {"zh-Hans": "用于检查图中数据的 SHACL 形状。", "en": "Shapes by which data in a graph are checked."},
)  # fmt: skip
CODES = (
    {"zh-Hans": "全部代码表", "en": "All code lists"},
    {"zh-Hans": "词汇表的全部代码表及其代码。", "en": "All code lists of the vocabulary with their codes."},
)  # fmt: skip
DOCUMENTS: Mapping[str, Text] = {
    "Policy": {
        "zh-Hans": "一份政策文件的全文，以及其中的目标、指标值、举措和责任分工等数据。",
        "en": "The whole text of a policy with its goals, targets, measures and responsibilities as data.",
    },
    "Registry": {
        "zh-Hans": "政策文件所涉机构、地方和指标等的名称及其说明。",
        "en": "What policies concern, such as bodies, places and indicators, with names and descriptions.",
    },
    "Crosswalk": {
        "zh-Hans": "不同政策文件的陈述之间的对应关系及理由。",
        "en": "How statements of different policies stand to each other, and why.",
    },
}
"""The titles and descriptions of the parts of the ontology, and descriptions of documents by their class."""


class Dataset(Struct, frozen=True):
    """A graph that is offered in several forms."""

    name: str
    """The path of its files without suffix, a hyphen for each slash."""
    title: Text
    description: Text
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
    titles: dict[str, tuple[Text, Text]] = {
        f"{HOME}ns": (model.title, model.description),
        f"{HOME}ns/alignment": ALIGNMENT,
        f"{HOME}shapes": SHAPES,
        f"{HOME}code": CODES,
    }
    schemes = {one.iri: (one.label, one.definition) for one in model.schemes.values()}
    documents = {one.base: one for one in content.documents}
    termbase = {one.about: one.files for one in termbases(content, table)}
    for row in table.rows:
        document = documents.get(row.iri) if row.kind is Kind.DOCUMENT else None
        said = titles.get(row.iri) or schemes.get(row.iri)
        if document:
            said = document["title"], DOCUMENTS[document["type"]]
        if said:
            first = next(iter(row.data.values()))
            yield Dataset(
                first.rpartition(".")[0].replace("/", "-"),
                *said,
                row.iri,
                row.page,
                {**row.data, **termbase.get(row.iri, {})},
                str(document.get("dateEncoded", "")) if document else "",
                f"{row.iri}/{model.version}" if row.iri in titles else "",
                f"{HOME}ns/{model.version}" if document else "",
            )
