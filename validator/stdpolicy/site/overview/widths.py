"""How much room words take in a drawing, where nothing breaks lines: a Chinese character is as wide as two letters."""

from unicodedata import east_asian_width


def width(words: str) -> int:
    """The width of words in letters."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in words)


def cut(words: str, most: int) -> str:
    """Words that take at most so many letters; what is cut off is shown by three dots."""
    if width(words) <= most:
        return words
    kept = words
    while width(kept) > most - 2:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def wrapped(words: str, most: int) -> tuple[str, ...]:
    """Words in two lines, or one if that is enough, each of at most so many letters; at a blank if there is one."""
    if width(words) <= most:
        return (words,)
    first = words[: next(n for n in range(len(words), 0, -1) if width(words[:n]) <= most)]
    head, blank, _ = first.rpartition(" ")
    first = head if blank and words[len(first)] != " " else first
    return first.strip(), cut(words[len(first) :].strip(), most)
