"""What Pellet says: python pellet.py FILES... prints the unsatisfiable classes as JSON.

Needs Java and the Pellet that owlready2 carries, which newer versions build for a newer Java. Fails
if the files together are inconsistent.
"""

import json
import sys
import tempfile

import owlready2
from reasoners import merged


def main(files: list[str]) -> None:
    """Reasons over the files as one ontology."""
    with tempfile.NamedTemporaryFile(suffix=".nt") as file:
        file.write(merged(files))
        file.flush()
        ontology = owlready2.get_ontology(f"file://{file.name}").load()
    with ontology:
        owlready2.sync_reasoner_pellet(debug=0)
    print(json.dumps([str(cls) for cls in owlready2.default_world.inconsistent_classes()]))


if __name__ == "__main__":
    main(sys.argv[1:])
