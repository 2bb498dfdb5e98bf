"""The states of a mark and what came in."""

from __future__ import annotations

from scoring.rounds import AWAITED, STATE_WORDS, Collected, Mark, MarkState


def test_every_state_has_a_word() -> None:
    """Each state is shown with its own word."""
    assert [state.title.render() for state in MarkState] == [
        "given",
        "not applicable",
        "recused",
        "absent",
        "unassigned",
        "awaited",
        "void",
    ]


def test_words_of_sheets() -> None:
    """A sheet can say three states; 不涉及 belongs to the round, awaited is said by silence, void is found out."""
    assert set(STATE_WORDS.values()) == {MarkState.RECUSED, MarkState.ABSENT, MarkState.UNASSIGNED, MarkState.VOID}


def test_nothing_collected() -> None:
    """A round may begin with nothing; a missing mark is awaited and not 0."""
    assert (Collected().marks, Collected().imports, Collected().facts) == ({}, {}, {})
    assert Mark(MarkState.AWAITED) == AWAITED
    assert AWAITED.points is None
