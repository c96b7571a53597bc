"""The documents that a text refers to: by title, document number, number of a standard."""

from stdpolicy.text.references.reading import Reference, attachment, references
from stdpolicy.text.references.standards import Standard, standards

__all__ = ["Reference", "Standard", "attachment", "references", "standards"]
