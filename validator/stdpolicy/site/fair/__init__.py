"""How FAIR the ontology is: the checks of two assessing tools, one by one.

- verdicts: how a check ends
- foops, ofaire: the checks
- pages: them as a page
"""

from stdpolicy.site.fair.pages import fair_page

__all__ = ["fair_page"]
