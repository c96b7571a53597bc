"""The readers that drafting asks, each made once with its code list."""

from functools import cached_property

from stdpolicy.model.edition import model
from stdpolicy.text.incentives import Incentives
from stdpolicy.text.instruments import Instruments
from stdpolicy.text.modality import Modality
from stdpolicy.text.programmes import Programmes
from stdpolicy.text.standard_types import StandardTypes
from stdpolicy.text.statements import Statements


class Readers:
    """Readers of words that call for codes."""

    @cached_property
    def modality(self) -> Modality:
        """How strongly a sentence asks."""
        return Modality(model().schemes["modality"])

    @cached_property
    def standard_types(self) -> StandardTypes:
        """Which types of standard it names."""
        return StandardTypes(model().schemes["standard-type"])

    @cached_property
    def instruments(self) -> Instruments:
        """By which means it is to be done."""
        return Instruments(model().schemes["instrument"])

    @cached_property
    def programmes(self) -> Programmes:
        """Which programmes it names."""
        return Programmes(model().schemes["programme-kind"])

    @cached_property
    def incentives(self) -> Incentives:
        """What it promises."""
        return Incentives(model().schemes["payment"])

    @cached_property
    def statements(self) -> Statements:
        """What a provision states."""
        return Statements(model().schemes["goal-kind"], model().schemes["measure-kind"])
