"""TBX written: dialect TBX-Basic, style DCA, in which a data category is an attribute `type`.

Style DCT, in which it is an element, has no place for the language of a definition in whose language
there is no term: the schema of the module Basic allows it no xml:lang.
"""

from collections.abc import Collection, Iterator

from stdpolicy.document import Document
from stdpolicy.exchange.tbx.names import REPLACED_BY, STATUS, TBX, VERBATIM, is_chinese
from stdpolicy.formats.reading import Tree
from stdpolicy.formats.xmldoc.write import content

HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<tbx xmlns="{tbx}" type="TBX-Basic" style="dca" xml:lang="en">
  <tbxHeader>
    <fileDesc>
      <titleStmt>
        <title xml:lang="{tag}">{title}</title>
      </titleStmt>
      <sourceDesc>
        <p>{iri}</p>
      </sourceDesc>
    </fileDesc>
    <encodingDesc>
      <p type="{verbatim[0]}">{verbatim[1]}</p>
    </encodingDesc>
  </tbxHeader>
  <text>
    <body>
"""
FOOT = """\
    </body>
  </text>
</tbx>
"""
STATUS_OF = {field: status for status, field in reversed(STATUS.items())}


def write(registry: Document) -> bytes:
    """The Terms of a registry, of which it has some, as TBX: two spaces, LF, one final newline.

    The header names the registry by its IRI (sourceDesc) and its Chinese title (titleStmt).
    """
    tag, title = next(one for one in registry["title"].items() if is_chinese(one[0]))
    head = HEAD.format(
        tbx=TBX, tag=tag, title=content(title), iri=content(registry.base), verbatim=VERBATIM
    )
    terms = registry["describesTerm"]
    ids = {term["id"] for term in terms}
    entries = (line for term in terms for line in _entry(term, ids))
    return "".join((head, *entries, FOOT)).encode()


def _entry(term: Tree, ids: Collection[str]) -> Iterator[str]:
    """A Term as a conceptEntry, with a langSec for each language in which there is a term."""
    definition = term.get("definition", {})
    words = {tag: [("name", name)] for tag, name in term["name"].items()}
    for field in ("admitted", "avoided"):
        for word in term.get(field, ()):
            words.setdefault("en", []).append((field, word))
    yield f'      <conceptEntry id="{term["id"][1:]}">\n'
    for citation in term.get("citation", ()):
        yield f'        <admin type="source">{content(citation)}</admin>\n'
    for tag, text in definition.items():
        if tag not in words:
            yield f'        <descrip type="definition" xml:lang="{tag}">{content(text)}</descrip>\n'
    if "replacedBy" in term:
        yield f"        {_reference(term['replacedBy'], ids)}\n"
    for tag in sorted(words):
        yield f'        <langSec xml:lang="{tag}">\n'
        if tag in definition:
            yield f'          <descrip type="definition">{content(definition[tag])}</descrip>\n'
        for field, word in words[tag]:
            yield "          <termSec>\n"
            yield f"            <term>{content(word)}</term>\n"
            yield f'            <termNote type="administrativeStatus">{STATUS_OF[field]}</termNote>\n'
            yield "          </termSec>\n"
        yield "        </langSec>\n"
    yield "      </conceptEntry>\n"


def _reference(iri: str, ids: Collection[str]) -> str:
    """A cross-reference; its target can be an entry of the file or a page of the web, nothing else."""
    said = content(REPLACED_BY + iri)
    if iri in ids:
        return f'<ref type="crossReference" target="{iri[1:]}">{said}</ref>'
    if iri.startswith("http"):
        return f'<xref type="externalCrossReference" target="{content(iri)}">{said}</xref>'
    return f'<ref type="crossReference">{said}</ref>'
