"""Statements of a draft as they are made, and those that stand by themselves: references, incentives,
quantities.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from stdpolicy.drafting.draft.entities import Entities
from stdpolicy.drafting.draft.provisions import Placed
from stdpolicy.drafting.draft.words import plain, short
from stdpolicy.drafting.readers import Readers
from stdpolicy.model.edition import model
from stdpolicy.text.bodies import Gazetteer
from stdpolicy.text.duties import Rule
from stdpolicy.text.figures import Figure
from stdpolicy.text.references import attachment, references

Tree = dict[str, Any]

PROPERTIES = {"phase": "implementationPhase"}
"""Which property of a policy holds those statements that it does not call by their class."""


class Made(Struct):
    """What has been drafted so far; ids are counted through the policy."""

    entities: Entities
    gazetteer: Gazetteer
    rules: Mapping[str, Sequence[Rule]]
    """Those about lists of bodies that hold in a provision, by its id."""
    readers: Readers
    tree: dict[str, list[Tree]] = field(default_factory=dict)
    """Statements by the property of the policy."""
    lawful: bool = False
    """Whether the policy is a law, whose figures are norms: no target is drafted from them."""
    titles: tuple[str, ...] = ()
    """The titles that the text prints within 《》; it may name them without."""
    _counts: Counter[str] = field(default_factory=Counter)
    """How many statements there are of each property."""

    def add(self, name: str, at: Placed, span: tuple[int, int], label: str | None = None) -> Tree:
        """A new statement of the policy that quotes `span` of a provision."""
        tree = self.new(name, at, span, label)
        self.tree.setdefault(PROPERTIES.get(name, name), []).append(tree)
        return tree

    def new(self, name: str, at: Placed, span: tuple[int, int], label: str | None = None) -> Tree:
        """A new statement that another is to hold."""
        self._counts[name] += 1
        quote = at.block.text[span[0] : span[1]] or at.block.text
        tree: Tree = {
            "id": f"#{name}{self._counts[name]}",
            "type": name.capitalize(),
            "statedIn": at.id,
            "quote": quote,
            "reviewStatus": "draft",
        }
        if label is not None:
            tree["label"] = {"zh-Hans": short(label or quote)}
        return tree

    def cited(self, at: Placed) -> None:
        """What a provision refers to; in title and masthead only what has title marks."""
        text, kind = at.block.text, at.block.kind
        if kind == "annex" and at.block.number and (attached := attachment(text)):
            found = [attached]
        else:
            framing = kind in ("title", "masthead", "signature", "annex")
            found = [
                one
                for one in references(text, self.titles)
                if not framing or "《" in text[one.start : one.end]
            ]
        for cited in found:
            tree = self.add("reference", at, (cited.quote_start, cited.quote_end))
            tree["relation"] = cited.relation
            if cited.title:
                tree["title"] = cited.title
            if cited.number:
                tree["documentNumber"] = cited.number

    def counted(self, at: Placed, found: Iterable[Figure]) -> None:
        """Drafts the figures of a provision that set nothing."""
        reasons = model().schemes["quantity-reason"].codes
        for figure in found:
            if figure.reason in reasons:
                tree = self.add("quantity", at, (figure.start, figure.end))
                tree["reason"] = figure.reason

    def promised(self, at: Placed) -> None:
        """Drafts the incentives that a provision promises."""
        text = at.block.text
        for promise in self.readers.incentives.find(text):
            label = promise.condition or text[promise.start : promise.end]
            tree = self.add("incentive", at, (promise.start, promise.end), label=label)
            tree["kind"] = promise.kind
            if promise.amount is not None:
                tree |= {"amount": plain(promise.amount), "currency": "CNY"}
            if promise.ceiling and promise.amount is not None:
                tree["ceiling"] = True
            if promise.payment:
                tree["payment"] = promise.payment
            for name, rank in (("rank", promise.rank), ("lastRank", promise.last_rank)):
                if rank is not None:
                    tree[name] = rank
            if types := self.readers.standard_types.codes(promise.condition):
                tree["standardType"] = sorted(set(types))
            for name, words in (
                ("beneficiary", promise.beneficiary),
                ("condition", promise.condition),
            ):
                if words:
                    tree[name] = {"zh-Hans": words}
