"""What the reader of the text makes of a provision: each figure, time, body, citation and word that calls for
a code, with what it says.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from stdpolicy.drafting.readers import Readers
from stdpolicy.language import either
from stdpolicy.text.bodies import Gazetteer
from stdpolicy.text.bodies.mentions import mentions
from stdpolicy.text.deadlines import Deadline, deadlines
from stdpolicy.text.duties import Duty, Rule, duties
from stdpolicy.text.figures import Figure, figures
from stdpolicy.text.incentives import Incentive
from stdpolicy.text.references import Reference, references
from stdpolicy.text.sentences import sentences
from stdpolicy.text.tables import Told

KINDS = {
    "by": ("deadline", "期限"),
    "period": ("deadline", "期限"),
    "from": ("from", "起始"),
    "each": ("each", "每年"),
    "baseline": ("baseline", "基期"),
}
"""What a time is said to be, in English and Chinese."""


class Reading(NamedTuple):
    """Words of a provision, `text[start:end]`, with what they are read as."""

    start: int
    end: int
    words: str
    says: str


class Reads:
    """Reads the provisions of one policy."""

    def __init__(self, gazetteer: Gazetteer, titles: Sequence[str] = ()) -> None:
        """`titles` are those that the policy prints within 《》."""
        self._gazetteer = gazetteer
        self._titles = titles
        self._readers = Readers()

    def find(
        self, text: str, rules: Iterable[Rule] = (), told: Told | None = None
    ) -> tuple[Reading, ...]:
        """The readings of a provision in the order of its text; `rules` are those about lists of bodies
        that hold in it. Of a line of a table those that `told` has.
        """
        found = sorted(self._found(text, rules, told), key=lambda one: (one[0], -one[1]))
        return tuple(Reading(start, end, text[start:end], says) for start, end, says in found)

    def _found(
        self, text: str, rules: Iterable[Rule], told: Told | None
    ) -> Iterator[tuple[int, int, str]]:
        row = told if told is not None and told.is_read else None
        for figure in figures(text) if row is None else row.figures:
            yield figure.start, figure.end, _figure(figure)
        for due in deadlines(text) if row is None else row.dues:
            if due.date:
                yield due.start, due.end, _deadline(due)
        given = list(duties(text, self._gazetteer, rules)) if row is None else row.duties
        for duty in given:
            yield duty.start, duty.end, _duty(duty)
        for cited in references(text, self._titles):
            yield cited.start, cited.end, _reference(cited)
        for body in mentions(text, self._gazetteer, [duty.span for duty in given]):
            yield body.start, body.end, f"{either('body', '机构')} {body.resolved}"
        for named in self._readers.programmes.find(text):
            yield named.start, named.end, either(f"programme, {named.kind}", f"专项 {named.kind}")
        for type_ in self._readers.standard_types.find(text):
            yield type_.start, type_.end, either(f"standard {type_.code}", f"标准类别 {type_.code}")
        for promise in self._readers.incentives.find(text):
            yield promise.start, promise.end, _incentive(promise)
        for sentence in sentences(text):
            for modal in self._readers.modality.read(text[sentence.start : sentence.end]):
                if modal.word:
                    start = sentence.start + modal.start
                    yield (
                        start,
                        start + len(modal.word),
                        f"{either('modality', '要求强度')} {modal.code}",
                    )


def _incentive(promise: Incentive) -> str:
    if promise.amount is None:
        return either(f"incentive, {promise.kind}", f"激励 {promise.kind}")
    return either(
        f"incentive, {promise.kind} of {promise.amount:f} yuan",
        f"激励 {promise.kind}，{promise.amount:f} 元",
    )


def _figure(figure: Figure) -> str:
    if figure.reason:
        return either(f"figure, no target: {figure.reason}", f"数字，不是指标值：{figure.reason}")
    upper = "" if figure.upper is None else f"{either(' to ', '～')}{figure.upper:f}"
    vague = either("vague", "概数")
    value = vague if figure.vague or figure.value is None else f"{figure.value:f}{upper}"
    said = (
        [figure.trend]
        if figure.trend
        else [figure.comparator, value, figure.unit or figure.unit_words, figure.mode]
    )
    return " ".join(filter(None, [either("target", "指标值"), *said, figure.periodicity]))


def _deadline(due: Deadline) -> str:
    kind = either(*KINDS.get(due.kind, (due.kind, due.kind)))
    return f"{kind} {due.date}" + (f"{either(', ', '，')}{due.precision}" if due.precision else "")


def _duty(duty: Duty) -> str:
    bodies = "、".join(body.resolved for body in duty.bodies)
    return f"{duty.role} {bodies}" + (either(" and others", "等") if duty.open else "")


def _reference(cited: Reference) -> str:
    return " ".join(filter(None, (cited.relation, cited.title, cited.number)))
