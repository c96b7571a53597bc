"""SP701 to SP706: whether data can be compared: what says the same is encoded alike."""

from stdpolicy.checks.consistency import aligned, objects, words

__all__ = ["aligned", "objects", "words"]
