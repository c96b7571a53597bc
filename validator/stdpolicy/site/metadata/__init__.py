"""What a site says about its data: a catalogue, counts, termbases, and what crawlers are told.

- measures: sizes, digests and counts of files, taken as these are written
- statements: RDF, written by prefixed names
- datasets: which datasets there are
- catalogue: them in DCAT 3, VoID and HTML
- termbases: terms in TBX
- about: the page that says how data are had
- crawlers: sitemap.xml, robots.txt
"""

from stdpolicy.site.metadata.about import about_page
from stdpolicy.site.metadata.catalogue import catalogue_files, catalogue_page
from stdpolicy.site.metadata.crawlers import crawler_files
from stdpolicy.site.metadata.datasets import Dataset, datasets
from stdpolicy.site.metadata.measures import Measure, measured
from stdpolicy.site.metadata.termbases import termbase_files, vocabulary_termbase

__all__ = [
    "Dataset",
    "Measure",
    "about_page",
    "catalogue_files",
    "catalogue_page",
    "crawler_files",
    "datasets",
    "measured",
    "termbase_files",
    "vocabulary_termbase",
]
