"""Overviews across policies: pages that set what many policies say side by side.

- corpus: the statements of policies in the order of their texts
- targets, timeline: what is asked of indicators, and by when
- tables: rows by policies, and the lists that are counted; codes, responsibility: what the rows are; downloads: CSV
- influence, arcs: who implements whom
- crosswalks, contrast: two policies side by side, and in what their statements differ
- overviews: what the pages share; table_pages, pair_pages, pages: the pages
"""

from stdpolicy.site.overview.pages import overview_files, overview_pages

__all__ = ["overview_files", "overview_pages"]
