"""Bodies that a text names: who they are by a gazetteer, where a name ends by its grammar.

- fields: what departments are named for, in short and longer words
- grammar: what names end in, the level they begin with, classes of bodies
- keys: a name in one form for all its wordings
- gazetteer: names with their ids, and where they stand in a text
- divisions, ellipsis, lists: lists of bodies, with what their names leave out
"""

from stdpolicy.text.bodies.gazetteer import Entry, Gazetteer, Named
from stdpolicy.text.bodies.lists import Listed, listed

__all__ = ["Entry", "Gazetteer", "Listed", "Named", "listed"]
