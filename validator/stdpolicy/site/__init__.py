"""A site that shows the vocabulary and policies to people and gives them to machines.

- content: what it is made of
- routes: which IRI is answered by which file
- graphs, excerpts, history, changes, diagrams: the vocabulary and documents in other forms
- parts: what is too much for one page; grams: which parts of the index of the search a question needs
- terms: the pages of the vocabulary
- policy: the pages of documents; overview: those that set many policies side by side
- validator, manual: the page that checks documents, and the rules by which
- visible: characters that show nothing
- pages: from data and templates to HTML
- metadata/: what is said of the data: catalogue, figures, termbases
- fair/: the checks of assessing tools
- build: which files there are
- writing: the folder, as a whole or not at all
"""

from stdpolicy.site.routes import Claimed
from stdpolicy.site.writing import Occupied, publish

__all__ = ["Claimed", "Occupied", "publish"]
