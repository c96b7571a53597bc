"""The tables: their columns, types and meaning."""

import pyarrow as pa

from stdpolicy.analysis import COLUMNS
from stdpolicy.corpus.columns import LIST, NUMBER, TEXT, TRUTH, Column, described

FILE = Column("file", TEXT, "the file, member or line that it is in, as findings name it")
DOCUMENT = Column("document", TEXT, "the IRI of the document")
OWN = (
    FILE,
    DOCUMENT,
    Column("iri", TEXT, "the IRI of the node, null where it has none"),
    Column("part_of", TEXT, "the IRI of the node that contains it"),
)
REGION = pa.list_(
    pa.struct(
        {
            "message": TEXT,
            "file": TEXT,
            "start_line": NUMBER,
            "start_column": NUMBER,
            "end_line": NUMBER,
            "end_column": NUMBER,
        }
    )
)
FIX = pa.struct(
    {
        "safety": TEXT,
        "edits": pa.list_(pa.struct({"start": NUMBER, "end": NUMBER, "text": TEXT})),
    }
)
FINDINGS = (
    Column("id", TEXT, "the fingerprint, the same while the finding is"),
    Column("rule", TEXT, "the code of the rule"),
    Column("name", TEXT, "the name of the rule"),
    Column("key", TEXT, "what the rule says, independent of language"),
    Column("severity", TEXT, "error, warning or note"),
    Column("message", TEXT, "in the language of the run"),
    Column("hint", TEXT, "what to do; empty where that is not known"),
    FILE,
    Column("document", TEXT, "the IRI of the document; empty where it is not known"),
    Column("node", TEXT, "the id of the node that it is in, or of the nearest that has one"),
    Column("start_line", NUMBER, "the line in the document, from 1"),
    Column("start_column", NUMBER, "the column, from 1, in characters"),
    Column("end_line", NUMBER, "the line of its end"),
    Column("end_column", NUMBER, "the column behind its last character"),
    Column("start", NUMBER, "the offset in the document, from 0, in characters"),
    Column("end", NUMBER, "the offset behind it"),
    Column("pointer", TEXT, "a JSON Pointer to it in the tree of the document"),
    Column("location", TEXT, "where it is in the terms of the notation"),
    Column("excerpt", TEXT, "the line at its beginning, of a long one the part around it"),
    Column("values", pa.map_(TEXT, TEXT), "what the message names, by name"),
    Column("related", REGION, "other places that it is about"),
    Column("fix", FIX, "how the text is mended; null where that is not known"),
    Column("late", TRUTH, "whether other documents tell of it"),
)
NODES = (
    FILE,
    DOCUMENT,
    Column("iri", TEXT, "the IRI of the node"),
    Column("class", TEXT, "its class"),
    Column("measure", TEXT, "the measure that it is or stands in; null where there is none"),
)
REFERENCES = (
    FILE,
    DOCUMENT,
    Column("source", TEXT, "the IRI of the node that refers, or of the nearest above it with one"),
    Column("property", TEXT, "by which property"),
    Column("target", TEXT, "the IRI that it refers to, in another document"),
    Column("target_document", TEXT, "the same without its fragment"),
    Column("classes", LIST, "the classes of nodes that may stand there; none where all may"),
)
DOCUMENTS = (
    FILE,
    DOCUMENT,
    Column("class", TEXT, "Policy, Registry or Crosswalk"),
    Column("notation", TEXT, "the notation of the file"),
    Column("digest", pa.binary(), "SHA-256 of the content, the same in every notation"),
    *(Column(f"{name}_count", NUMBER, f"how many {name} a policy has") for name in COLUMNS),
    Column("quoted", NUMBER, "letters and digits of a policy's substance that statements quote"),
    Column("substance", NUMBER, "letters and digits of a policy's substance"),
)


def tables() -> dict[str, tuple[Column, ...]]:
    """The tables that are for everybody, by name."""
    return {
        "findings": FINDINGS,
        "documents": (*DOCUMENTS, *described("Policy")),
        "nodes": NODES,
        "references": REFERENCES,
        "bodies": (*OWN, *described("Body")),
        "targets": (*OWN, *described("Target")),
        "measures": (*OWN, *described("Measure")),
        "assignments": (*OWN, *described("Assignment")),
    }


INDEX: dict[str, tuple[Column, ...]] = {
    "own": FINDINGS,
    "files": (
        Column("position", NUMBER, "in its group"),
        FILE,
        Column("uri", TEXT, "what is opened"),
        Column("start", NUMBER, "where it begins in that"),
        Column("size", NUMBER, "how long it is; -1 of all"),
        Column("stamp", TEXT, "what changes when its bytes do"),
        Column("suffix", TEXT, "of its notation"),
        Column("sequential", TRUTH, "whether it is read from the beginning of that only"),
        Column("document", TEXT, "the IRI of its document; null where it is not known"),
        Column("checked", TRUTH, "whether all rules have seen it by itself"),
        Column("readable", TRUTH, "whether it could be read"),
        Column("whole", TRUTH, "whether all its nodes are known"),
        Column("digest", pa.binary(), "of its document, if that is valid"),
        Column("among", NUMBER, "how many findings it has as the first of its document"),
    ),
    "said": (
        FILE,
        Column("key", pa.binary(), "what is said, as a digest"),
        Column("iri", TEXT, "which statement says it, or whose label"),
        Column("words", TEXT, "its words that are compared; of a label the English"),
        Column(
            "coded",
            pa.list_(pa.struct({"field": TEXT, "values": LIST})),
            "how it is encoded",
        ),
        Column("coding", pa.binary(), "its encoding or, of a label, its words, as a digest"),
        Column("repeated", TRUTH, "whether another statement of the document says it otherwise"),
    ),
    "alignments": (
        FILE,
        Column("subject", TEXT, ""),
        Column("object", TEXT, ""),
        Column("relation", TEXT, ""),
    ),
    "domains": (FILE, Column("measure", TEXT, ""), Column("domains", LIST, "")),
}
"""What is kept to compare documents, for nobody else."""


def schema(columns: tuple[Column, ...]) -> pa.Schema:
    """Columns as Arrow has them, each with its meaning."""
    return pa.schema(
        [pa.field(name, kind, metadata={"description": said}) for name, kind, said in columns]
    )
