"""Finds the ontology and the compiled schemas, in a checkout or in an installed wheel."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

ONTOLOGY = ("stdpolicy.ttl", "codes.ttl", "shapes.ttl", "alignment.ttl")


def checkout() -> Path | None:
    """The root of the source tree, or None where the package is installed from a wheel."""
    root = Path(__file__).resolve().parents[2]
    return root if (root / "ontology").is_dir() else None


def resource(path: str) -> Traversable:
    """A shipped file by its path in the project, such as `schema/stdpolicy.xsd`.

    Raises FileNotFoundError if there is none.
    """
    found: Traversable = files("stdpolicy") / "_data"
    if not found.is_dir():
        root = checkout()
        if root is None:
            raise FileNotFoundError(path)
        found = root
    for part in path.split("/"):
        found = found / part
    if not found.is_file():
        raise FileNotFoundError(path)
    return found


def read(path: str) -> bytes:
    """The bytes of a shipped file. Raises FileNotFoundError."""
    return resource(path).read_bytes()
