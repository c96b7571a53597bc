"""Which provision statements mean that refer to one and are led astray: that which says their words."""

from collections.abc import Collection, Iterator
from functools import cached_property

from stdpolicy.checks.walk import Link, Walk

MOST = 100
"""How many quotes are looked for in a document: each takes time like its text."""


class Meant:
    """The provisions of a document by what they say."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._left = MOST

    def guess(self, links: Collection[Link], nearest: str) -> str:
        """The id of the one provision that says the words of all statements that refer; of several the one
        whose id is nearest, nothing where that is not among them. Where words are not known, or wrong
        themselves, the nearest.
        """
        saying = self._saying(links)
        if saying and len(saying) == 1:
            return saying[0]
        return nearest if not saying or nearest in saying else ""

    def apart(self, links: Collection[Link], nearest: str) -> Iterator[tuple[list[Link], str]]:
        """References to one name, by the provision that each probably means: all the same one, unless none says
        the words of all.
        """
        own: dict[str, list[Link]] = {}
        if len(links) > 1 and self._saying(links) == []:
            for link in links:
                own.setdefault(self.guess([link], ""), []).append(link)
        if len(own) < 2:
            yield [*links], self.guess(links, nearest)
            return
        for meant, some in own.items():
            yield some, meant or self.guess(some, nearest)

    def _saying(self, links: Collection[Link]) -> list[str] | None:
        """The provisions that say the words of all statements that refer; None where words are not known."""
        self._left -= len(links)
        words = {link.node.known("quote") or link.node.known("corrected") for link in links}
        if self._left < 0 or not all(isinstance(one, str) and one for one in words):
            return None
        return [iri for iri, text in self._texts.items() if all(one in text for one in words)]

    @cached_property
    def _texts(self) -> dict[str, str]:
        texts = {node.id: node.known("text") for node in self._walk.of("Provision") if node.id}
        return {iri: text for iri, text in texts.items() if isinstance(text, str)}
