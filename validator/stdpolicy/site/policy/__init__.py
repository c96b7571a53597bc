"""The pages of documents: policies to read, registries with who refers to what, crosswalks side by side.

- spans: stretches of a text that overlap, as elements that nest
- facts: what is recorded of a node, and who refers to it
- kinds: how the statements of each class are marked
- filters: what statements are looked for by
- clauses: a policy as it is read
- places: where in a clause the words stand that are marked
- drawing: the words of a clause with what is marked in them
- metadata: what is said of a policy to catalogues of legislation
- alignments: two quotes and how they stand to one another
- pages: the pages
"""

from stdpolicy.site.policy.pages import document_pages

__all__ = ["document_pages"]
