"""Tests of rubrics.messages."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from rubrics import Message, joined, say

CHINESE = {
    "{who} saw {what}.": "{who}见{what}。",
    "the panel": "评议团",
    ", ": "、",
}


def test_values_are_put_into_their_places() -> None:
    """The English sentence is the message as long as no language is chosen."""
    assert say("{who} saw {what}.", who="A", what=3).render() == "A saw 3."


def test_a_sentence_and_its_values_are_translated() -> None:
    """Messages within a message, and the comma between listed values, follow the language."""
    message = say("{who} saw {what}.", who=say("the panel"), what=("A1", say("the panel"), Decimal("1.50")))
    assert message.render(lambda text: CHINESE.get(text, text)) == "评议团见A1、评议团、1.50。"


def test_messages_are_values() -> None:
    """Two messages that say the same are equal."""
    assert say("{a}", a=1) == Message("{a}", (("a", 1),))


def test_a_sentence_can_be_filled_later() -> None:
    """A sentence kept in a table gets its values where it is used."""
    assert say("Write {bound} or more.").filled(bound=3) == say("Write {bound} or more.", bound=3)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Decimal("1.10"), "1.10"),
        (Decimal("1E-10"), "0.0000000001"),
        (Decimal("1E+3"), "1000"),
        (Fraction(50), "50"),
        (Fraction(0), "0"),
        (Fraction(999, 10), "99.9"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(1, 3), "0.333333…"),
        (Fraction(2, 3), "0.666666…"),
        (Fraction(3 * 10**30), "3" + "0" * 30),
    ],
)
def test_numbers_are_shown_as_people_write_them(number: object, text: str) -> None:
    """No exponents and no fractions; what six places cannot hold is marked as cut."""
    assert say("{n}", n=number).render() == text


def test_a_thousand_clauses_are_one_sentence() -> None:
    """However many there are, none lies too deep to be put into words; what stands between them may be chosen."""
    clauses = [say("{n}", n=n) for n in range(1000)]
    assert joined(clauses).render() == ", ".join(map(str, range(1000)))
    assert joined(clauses[:3], say("{first}; {second}")).render() == "0; 1; 2"
    assert joined(clauses[:1]) == clauses[0]
