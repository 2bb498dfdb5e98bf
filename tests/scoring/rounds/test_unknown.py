"""Names that nobody bears in a round."""

from __future__ import annotations

from rubrics import say
from scoring.rounds.seats import Assignment
from scoring.rounds.unknown import quoted, unknown_name, unknown_names
from tests.scoring.rounds.test_roster import a_round, replaced


def test_every_unknown_name_is_told() -> None:
    """One list of agencies may hold several; a substitute is known."""
    round_ = a_round(replaced("j1", "j9", "c"))
    found = list(unknown_names(Assignment(rater="x", agencies=("a", "y", "z")), ("assignments", 0), round_))
    assert [(path, rule.render()) for _, path, rule, _ in found] == [
        (("assignments", 0, "rater"), "the rater “x” is not part of this round."),
        (("assignments", 0, "agencies"), "the agency “y” is not part of this round."),
        (("assignments", 0, "agencies"), "the agency “z” is not part of this round."),
    ]
    assert list(unknown_names(Assignment(rater="j9"), (), round_)) == []


def test_what_is_known_is_told() -> None:
    """The remedy lists it."""
    code, path, rule, remedy = unknown_name(("events", 0), say("agency"), "x", ("a", "b"))
    assert (code, path) == ("ROUND-UNKNOWN", ("events", 0))
    assert (rule.render(), remedy.render()) == ("the agency “x” is not part of this round.", "Known: a, b.")


def test_an_endless_name_is_cut_and_what_cannot_be_seen_is_shown() -> None:
    """Else a message would fill screens, or say that “a” is not known where “a” is."""
    assert (quoted("a" * 40), quoted("a" * 41)) == ("a" * 40, "a" * 40 + "…")
    assert quoted("a\u200b") == "a[U+200B]"
