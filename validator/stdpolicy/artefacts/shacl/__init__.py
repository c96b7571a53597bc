"""SHACL Core compiled from the Model, that needs no ontology beside it."""

from stdpolicy.artefacts.shacl.inference import shacl_inference
from stdpolicy.artefacts.shacl.shapes import shacl

__all__ = ["shacl", "shacl_inference"]
