"""TBX, TermBase eXchange (ISO 30042:2019): the Terms of a registry for tools of translators."""

from stdpolicy.exchange.tbx.read import Taken, read, recognises
from stdpolicy.exchange.tbx.write import write

__all__ = ["Taken", "read", "recognises", "write"]
