"""Finds the ontology and the compiled schemas, in a checkout or in an installed wheel."""

from pathlib import Path

ONTOLOGY = ("stdpolicy.ttl", "codes.ttl", "shapes.ttl", "alignment.ttl")
# By path: importlib.resources costs more to import than the model does to load, and what it
# offers beyond, packages in a zip file, the compiled dependencies cannot do.
PACKAGE = Path(__file__).resolve().parent


def checkout() -> Path | None:
    """The root of the source tree, or None where the package is installed from a wheel."""
    root = PACKAGE.parents[1]
    return root if (root / "ontology").is_dir() else None


def resource(path: str) -> Path:
    """A shipped file by its path in the project, such as `schema/stdpolicy.xsd`.

    Raises FileNotFoundError if there is none.
    """
    installed = PACKAGE / "_data"
    root = installed if installed.is_dir() else checkout()
    if root is None or not (root / path).is_file():
        raise FileNotFoundError(path)
    return root / path


def read(path: str) -> bytes:
    """The bytes of a shipped file. Raises FileNotFoundError."""
    return resource(path).read_bytes()
