"""Words that call for a code."""

import pytest

from stdpolicy.model import Code, Scheme
from stdpolicy.model.edition import model
from stdpolicy.text.cues import Cue, Cues


def scheme(**codes: tuple[tuple[str, ...], tuple[str, ...]]) -> Scheme:
    made = {
        name: Code(name, name, {}, {}, cues=cues, not_cues=others)
        for name, (cues, others) in codes.items()
    }
    return Scheme("s", "s", True, made, {}, {})


def test_the_longest_word_counts_and_what_is_no_cue_takes_its_place() -> None:
    cues = Cues(scheme(must=(("要", "必须"), ("重要",)), no=(("不要",), ())))
    assert list(cues.find("重要的是,要做,不要等。")) == [Cue("must", "要", 5), Cue("no", "不要", 8)]
    assert cues.codes("要、不要、必须") == ["must", "no"]
    assert cues.codes("重要") == []


def test_a_word_calls_for_one_code() -> None:
    with pytest.raises(ValueError, match="要"):
        Cues(scheme(a=(("要",), ()), b=(("要",), ())))


def test_a_list_without_words_has_no_cues() -> None:
    assert Cues(scheme(a=((), ()))).codes("要") == []


@pytest.mark.parametrize("name", sorted(model().schemes))
def test_the_words_of_the_code_lists_are_of_one_code_each(name: str) -> None:
    cues = Cues(model().schemes[name])
    for code in model().schemes[name].codes.values():
        for word in () if code.deprecated else code.cues:
            assert cues.codes(word) == [code.name], word
        for word in code.not_cues:
            assert code.name not in cues.codes(word), word
