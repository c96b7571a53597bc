"""SP701 to SP706: whether data can be compared: what says the same is encoded alike."""

from stdpolicy.checks.consistency import aligned, alike, objects, same, words

__all__ = ["aligned", "alike", "objects", "same", "words"]
