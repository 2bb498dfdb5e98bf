"""Sentences of the core on pages: names for ids."""

from __future__ import annotations

import pytest

from rubrics import Place, Problem, read_rubric, say, tree
from rubrics.library import demo_files
from tests.portal_data import data_folder

data_folder()

from scoring.actions.named import by_title, decided_on_a_page, named, titles_of
from scoring.actions.plans import plan_of
from tests.portal_people import demo_round


def test_names_stand_for_ids() -> None:
    """Also in lists, and in sentences within sentences; what is no id of that kind stays, and so do numbers."""
    inner = say("no grade is decided for “{agency}”, but for others.", agency="court")
    line = say("{n} {ids} {reason} {who}", n=2, ids=("A1", "X"), reason=inner, who="court")
    shown = named(line, {"court": "法院", "A1": "-"}, {"A1": "制度", "court": "-"})
    assert shown.render() == "2 制度, X no grade is decided for “法院”, but for others. court"


def test_one_criterion_by_its_title() -> None:
    """What a rule of marking says of it."""
    leaf = tree(read_rubric(demo_files()["rubric.yaml"].decode(), "rubric.yaml")).leaves()[0]
    assert by_title(say("“{id}”"), leaf) == say("“{id}”")
    assert leaf.leaf is not None
    assert by_title(say("“{id}”", id=leaf.id), leaf) == say("“{id}”", id=leaf.leaf.title)


@pytest.mark.usefixtures("db")
def test_faults_of_a_decision_are_put_right_in_the_form() -> None:
    """No word of files: the place is the round or the agency, the remedy what to do on the page."""
    plan = plan_of(demo_round())
    faults = (
        ("DECISION-MISSING", say("grades are decided, but “{name}” is missing.", name="minutes")),
        ("DECISION-MISSING", say("“{agency}” is missing.", agency="court")),
        ("DECISION-PARTLY", say("no grade is decided for “{agency}”, but for others.", agency="court")),
        ("DECISION-GRADE", say("the rubric has no grade “{grade}”.", grade="court")),
    )
    told = [
        decided_on_a_page(Problem(code, Place("decision.yaml", 3), rule, say("as in the file")), plan.round)
        for code, rule in faults
    ]
    assert [(item.place.file, item.rule.render(), item.remedy.text) for item in told] == [
        (
            plan.round.title,
            "grades are decided, but without the number of the minutes.",
            "Fill it in above the grades.",
        ),
        ("decision.yaml", "“示例市中级人民法院” is missing.", "as in the file"),
        (
            "decision.yaml",
            "no grade is decided for “示例市中级人民法院”, but for others.",
            "Decide the grades of all agencies, or of none.",
        ),
        ("decision.yaml", "the rubric has no grade “court”.", "as in the file"),
    ]
    assert titles_of(plan.rubric)["A1"] != "A1"
