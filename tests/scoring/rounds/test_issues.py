"""Tests of scoring.rounds.issues: the register of what was issued."""

from __future__ import annotations

from scoring.rounds import Issued, Issues


def issued(number: int, to: str = "r1") -> Issued:
    """Return one entry of the register."""
    moment = "2026-03-01T09:00:00+08:00"
    return Issued(
        number=number, form="score-sheet", to=to, at=moment, scoring="0A1B2C3D", text="4E5F6071", seal="8899AABB"
    )


def test_numbers_are_given_once() -> None:
    """The next number is above all that were given, whatever the order of the register."""
    assert Issues().next_number == 1
    assert Issues(issued=(issued(7), issued(2))).next_number == 8
