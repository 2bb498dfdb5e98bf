"""How marks are entered: drop-downs, checks and the formulas of what they are worth."""

from __future__ import annotations

from itertools import product

import pytest

from scoring.sheets.entry import entry_of
from tests.scoring.sheets.blanks import leaf_of

NUMBER = "AND(ISNUMBER(I5),I5>=0)"
WHOLE = "AND(ISNUMBER(I5),I5>=0,I5=INT(I5))"
STEPS = "ABS((I5-1)/0.5-ROUND((I5-1)/0.5,0))<0.000001"


@pytest.mark.parametrize(
    ("criterion", "check", "worth", "rule"),
    [
        (
            "points: 10.50",
            "AND(ISNUMBER(I5),I5>=0,I5<=10.5)",
            'IF(ISNUMBER(I5),I5,"")',
            "A number from 0 to 10.50.",
        ),
        (
            "marking: {points: {min: 1, max: 3, step: 0.5}}",
            f"AND(ISNUMBER(I5),I5>=1,I5<=3,{STEPS})",
            'IF(ISNUMBER(I5),I5,"")',
            "A number from 1 to 3 in steps of 0.5.",
        ),
        (
            "points: 6, marking: {count: {rated: true, each: 0.5}}",
            WHOLE,
            'IF(ISNUMBER(I5),MIN(I5*0.5,6),"")',
            "How many there were: 0, 1, 2, …",
        ),
        (
            "marking: {count: {rated: true, each: 1, cap: 4}}",
            WHOLE,
            'IF(ISNUMBER(I5),MIN(I5*1,4),"")',
            "How many there were: 0, 1, 2, …",
        ),
        (
            "points: 20, marking: {deductions: {rated: true}}",
            NUMBER,
            'IF(ISNUMBER(I5),MAX(20-I5,0),"")',
            "A number from 0 on, in points.",
        ),
        (
            "marking: {deductions: {rated: true, start: 20, each: 2, floor: 5}}",
            WHOLE,
            'IF(ISNUMBER(I5),MAX(20-I5*2,5),"")',
            "How many there were: 0, 1, 2, …",
        ),
        (
            "marking: {bonus: {rated: true, cap: 2}}",
            NUMBER,
            'IF(ISNUMBER(I5),MIN(I5,2),"")',
            "A number from 0 on, in points.",
        ),
        (
            "marking: {penalty: {rated: true}}",
            NUMBER,
            'IF(ISNUMBER(I5),-(I5),"")',
            "A number from 0 on, in points.",
        ),
        (
            "marking: {penalty: {rated: true, each: 2, cap: 3}}",
            WHOLE,
            'IF(ISNUMBER(I5),-(MIN(I5*2,3)),"")',
            "How many there were: 0, 1, 2, …",
        ),
    ],
)
def test_numbers_are_checked_and_worth_what_the_marking_says(criterion: str, check: str, worth: str, rule: str) -> None:
    """Every marking by a number, without a drop-down: numbers are quicker typed than chosen."""
    found = entry_of(leaf_of(criterion), "I5", not_applicable=False)
    assert (found.choices, found.check, found.worth, found.rule.render()) == ((), check, worth, rule)


def test_levels_are_chosen_by_title() -> None:
    """What is worth how much stands in the formula; a number that is typed for a level counts as it is."""
    levels = "marking: {levels: [{title: 优, points: 10}, {title: '说\"不\"', points: 2.50}]}"
    found = entry_of(leaf_of(levels), "I5", not_applicable=False)
    assert found.choices == ("优", '说"不"')
    known = 'INDEX({10;2.5},MATCH(I5&"",{"优";"说""不"""},0))'
    assert found.worth == f'IF(I5="","",IFERROR({known},IF(ISNUMBER(I5),I5,"")))'
    assert found.rule.render() == 'One of: 优, 说"不".'


def test_a_level_too_long_for_a_formula_is_chosen_all_the_same() -> None:
    """No formula of Excel holds a text of more than 255 letters."""
    title = "优" * 256
    found = entry_of(leaf_of(f"marking: {{levels: [{{title: {title}, points: 10}}]}}"), "I5", not_applicable=False)
    assert (found.choices, found.worth) == ((title,), 'IF(ISNUMBER(I5),I5,"")')


def test_a_formula_that_excel_cannot_hold_is_left_out() -> None:
    """A checklist of two hundred items is counted by the program only."""
    items = ", ".join(f"{{title: i{n}, points: 1}}" for n in range(200))
    found = entry_of(leaf_of(f"marking: {{checklist: [{items}]}}"), "I5", not_applicable=False)
    assert found.worth == '""'


def test_a_short_checklist_is_chosen_and_a_long_one_typed() -> None:
    """Every way to tick three items is in the drop-down; for five there would be 32."""
    items = [f"{{title: i{n}, points: {n}}}" for n in range(1, 6)]
    short = entry_of(leaf_of(f"marking: {{checklist: [{', '.join(items[:3])}]}}"), "I5", not_applicable=False)
    assert short.choices == tuple("".join(signs) for signs in product("√×", repeat=3))
    bare = 'SUBSTITUTE(SUBSTITUTE(I5," ",""),",","")'
    met = "+".join(f'{n}*ISNUMBER(FIND(MID({bare},{n},1),"√✓✔是yY"))' for n in (1, 2, 3))
    assert (short.check, short.worth) == (f"LEN({bare})=3", f'IF(OR(LEN({bare})<>3,I5="不涉及"),"",{met})')
    assert short.rule.render() == "√ or × for each of the 3 items, in their order."
    assert entry_of(leaf_of(f"marking: {{checklist: [{', '.join(items)}]}}"), "I5", not_applicable=False).choices == ()


def test_a_veto_is_yes_or_no_and_worth_nothing() -> None:
    """It is settled by itself and never added up."""
    found = entry_of(leaf_of("marking: {veto: {rated: any, score: 0}}"), "I5", not_applicable=False)
    assert (found.choices, found.worth, found.rule.render()) == (("是", "否"), '""', "是 or 否.")


def test_what_may_not_apply_can_say_so() -> None:
    """不涉及 stands at the end of a drop-down, and the check lets it pass; few numbers are a drop-down then."""
    steps = leaf_of("points: 3, marking: {points: {step: 1}}")
    found = entry_of(steps, "I5", not_applicable=True)
    assert found.choices == ("3", "2", "1", "0", "不涉及")
    assert found.rule.render() == ("A number from 0 to 3 in steps of 1. Where it does not concern the agency: 不涉及.")
    assert entry_of(steps, "I5", not_applicable=False).choices == ()
    many = entry_of(leaf_of("points: 41, marking: {points: {step: 1}}"), "I5", not_applicable=True)
    assert (many.choices, many.check[:12]) == ((), 'OR(I5="不涉及",')
    counted = entry_of(leaf_of("marking: {bonus: {rated: true, cap: 2}}"), "I5", not_applicable=True)
    assert (counted.choices, counted.check) == ((), f'OR(I5="不涉及",{NUMBER})')
