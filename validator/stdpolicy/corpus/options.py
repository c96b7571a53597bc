"""How the documents of a corpus are checked, and the key by which what came of that is known again."""

import hashlib
from typing import NamedTuple

import stdpolicy
from stdpolicy.corpus.schemas import INDEX
from stdpolicy.corpus.tasks import Task
from stdpolicy.language import language
from stdpolicy.model.edition import model

VERSION = 1
"""Of what is written for a group of documents."""


class Options(NamedTuple):
    """What a worker has to know. Plain values: it is sent to workers."""

    output: str
    """The URI of the folder that is written to."""
    tables: tuple[str, ...]
    """The tables that are wanted."""
    rules: bool = True
    """Whether documents are checked; else only read."""
    notation: str = ""
    """The notation of all documents; empty where each says its own."""
    max_size: float = 64
    """In MB."""
    conformance: bool = False
    """Whether the published schemas judge, too."""
    registries: tuple[str, ...] = ()
    """The names of the registries in the output, which have their digests."""
    keep_going: bool = True
    """Whether a document on which stdpolicy fails is told of and passed over."""
    language: str = "en"
    """That of messages."""

    @property
    def written(self) -> tuple[str, ...]:
        """What is written of a group before others are known: all but its findings, and for these what is kept
        to compare documents.
        """
        if "findings" not in self.tables:
            return self.tables
        others = (one for one in self.tables if one != "findings")
        return tuple(dict.fromkeys((*others, "nodes", "references", *INDEX)))


def key(task: Task, options: Options) -> str:
    """What changes when anything of a group of documents would come out otherwise: their bytes, as far as
    their store tells them apart, and their names, the tool and its vocabulary, and the options.
    """
    same = options._replace(output="", tables=(), language=language())
    said = [VERSION, stdpolicy.__version__, model().version, tuple(same)]
    said += [tuple(unit._replace(data=None)) for unit in task.units]
    return digest(said)


def digest(said: object) -> str:
    """The digest of plain values."""
    return hashlib.sha256(repr(said).encode(errors="surrogatepass")).hexdigest()[:32]
