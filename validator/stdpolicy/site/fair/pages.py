"""The page of the checks."""

from collections import Counter
from collections.abc import Iterable

import pyoxigraph as ox

from stdpolicy.model.lexical import NAMESPACE
from stdpolicy.site.fair.foops import checks
from stdpolicy.site.fair.ofaire import QUESTIONS
from stdpolicy.site.fair.verdicts import LEGEND, Check, Question, Verdict
from stdpolicy.site.pages import Page

TITLE = {"zh-Hans": "FAIR 评估", "en": "FAIR"}
OWL = "http://www.w3.org/2002/07/owl#"
COUNTED = {f"{OWL}{kind}" for kind in ("Class", "ObjectProperty", "DatatypeProperty")}
"""The kinds of terms that FOOPS! counts: it leaves annotation properties out."""


def fair_page(ontology: Iterable[ox.Triple]) -> Page:
    """The page; `ontology` is the graph of the vocabulary."""
    terms = {
        triple.subject.value
        for triple in ontology
        if isinstance(triple.object, ox.NamedNode)
        and triple.object.value in COUNTED
        and isinstance(triple.subject, ox.NamedNode)
        and triple.subject.value.startswith(NAMESPACE)
    }
    found = checks(len(terms))
    values = {
        "legend": LEGEND,
        "foops": found,
        "foops_counts": _counted(found),
        "ofaire": QUESTIONS,
        "ofaire_counts": _counted(QUESTIONS),
    }
    return Page("fair/", "fair.html", TITLE, values)


def _counted(rows: Iterable[Check | Question]) -> dict[Verdict, int]:
    """How many there are of each verdict, in the order of the legend."""
    counts = Counter(row.verdict for row in rows)
    return {verdict: counts[verdict] for verdict, *_ in LEGEND if verdict in counts}
