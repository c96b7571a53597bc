"""What statements are looked for by, beside their kind: names of filters with what there is to choose."""

from msgspec import Struct, field

from stdpolicy.site.policy.facts import Fact, Value

FILTERS = {
    "body": ("body", "mentions", "payer"),
    "place": ("place",),
    "instrument": ("instrument",),
    "modality": ("modality",),
}
"""The fields that each filter looks at; another is `deadline`, by the year."""


class Option(Struct):
    """Something to choose."""

    token: str
    """By what it is known in the address of the page."""
    value: Value
    count: int = 0


class Options(Struct):
    """What statements may be chosen by, counted while their cards are made."""

    found: dict[str, dict[str, Option]] = field(
        default_factory=lambda: {name: {} for name in (*FILTERS, "deadline")}
    )

    def tokens(self, facts: list[Fact], year: str) -> dict[str, str]:
        """The tokens of a statement with some facts that is due in a year, by filter, parted by blanks; each counts."""
        made: dict[str, set[str]] = {name: set() for name in self.found}
        for fact in facts:
            for name, fields in FILTERS.items():
                if fact.field.name in fields:
                    made[name] |= {self._token(name, value) for value in fact.values}
        if year:
            made["deadline"] = {self._token("deadline", Value("string", year))}
        for name, tokens in made.items():
            for token in tokens:
                self.found[name][token].count += 1
        return {name: " ".join(sorted(tokens)) for name, tokens in made.items() if tokens}

    def _token(self, name: str, value: Value) -> str:
        """The end of an IRI, unless another ends alike; then the whole."""
        whole = value.iri or value.string
        short = whole.rpartition("#")[2].rpartition("/")[2]
        mine = self.found[name]
        token = whole if short in mine and mine[short].value != value else short
        mine.setdefault(token, Option(token, value))
        return token

    def choices(self) -> dict[str, list[Option]]:
        """What there is to choose, the most frequent first; years in their order."""
        return {
            name: sorted(
                options.values(),
                key=lambda one: (
                    "" if name == "deadline" else f"{1_000_000 - one.count}",
                    one.token,
                ),
            )
            for name, options in self.found.items()
            if options
        }
