"""What an agency may be told: its figures and why, and nothing of raters, of other agencies, or of the office."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.engine.for_agency import AccountLine, AgencyAccount, agency_account, kept_back, points_lost
from scoring.engine.self_assessment import SelfAssessment
from scoring.rounds import Decision, Feedback, Status
from tests.worked_case import read_case

CASE = """
title: 告知
rubric:
  not_applicable: rescale
  rank: {by: exact, ties: [], share: true}
  grades:
    by: exact
    bands:
      - {title: 优秀, from: 80, quota: {number: 1, tie: out}}
      - {title: 良好, from: 60}
      - {title: 合格, from: 0}
  parts:
    - id: work
      title: 工作
      by: panel
      pool: {trimmed_mean: {drop: 1, when_more_than: 4}, quorum: 1, incomplete: rescale}
      criteria:
        - {id: one, title: 甲, points: 40}
        - {id: two, title: 乙, points: 20}
        - {id: plus, title: 加, marking: {bonus: {rated: true, each: 1, cap: 5}}}
    - {id: word, title: 一致, points: 10, by: panel, pool: {consensus: {}}}
    - id: both
      title: 两组
      points: 20
      pool: {groups: {panel: 75, council: 25}, each: {mean: {}}, empty_group: redistribute}
    - id: files
      title: 导入
      criteria:
        - {id: votes, title: 票数, marking: {votes: {from: ratio, rule: leader_ratio, scale: 10, floor: 2}}}
    - id: limits
      title: 否决
      criteria:
        - {id: lie, title: 造假, by: panel, marking: {veto: {rated: all, grade: 合格}}}
        - {id: crash, title: 事故, marking: {veto: {fact: deaths, grade: 良好}}}
  facts: [{id: deaths, title: 死亡人数, min: 0}]
imports:
  ratio: {a: 90, b: 100, c: 80, d: 50}
facts: {a: {deaths: 0}, b: {deaths: 0}, c: {deaths: 0}, d: {deaths: 2}}
not_applicable: {d: [two]}
marks:
  a:
    one: [30, 31, 32, 33, 40]
    two: [15, 15, 缺席, 15, 15]
    plus: [0, 0, 缺席, 0, 1]
    word: [9, 9, 9, 9, 回避]
    both: {panel: [18, 18, 18, 18, 18], council: [16, 17]}
    lie: [否, 否, 否, 否, 否]
  b:
    one: [40, 40, 缺席, 缺席, 缺席]
    two: [20, 20, 缺席, 缺席, 缺席]
    plus: [0, 0, 缺席, 缺席, 缺席]
    word: [10, 10, 10, 10, 10]
    both: {panel: [20, 20, 20, 20, 20], council: [20, 20]}
    lie: [是, 是, 是, 是, 是]
  c:
    one: [39, 39, 39, 39, 39]
    two: [20, 20, 20, 20, 20]
    plus: [0, 0, 0, 0, 0]
    word: [9, 10, 10, 10, 10]
    both: {panel: [20, 20, 20, 20, 20], council: [20, 20]}
    lie: [否, 否, 否, 否, 否]
  d:
    one: [39, 39, 39, 39, 39]
    plus: [0, 0, 0, 0, 0]
    word: [9, 9, 9, 9, 9]
    both: {panel: [20, 20, 20, 20, 20], council: [20, 缺席]}
    lie: [否, 否, 否, 否, 否]
  e: {one: [39, 39, 39, null, null], two: [20, 20, 20, 20, null]}
withdrawn: {f: 撤销}
expect: {a: {}, b: {}, c: {}, d: {}, e: {}, f: {}}
"""
GRADES = """
title: 等次
rubric:
  rank: {by: exact, ties: [], share: true}
  grades:
    by: exact
    bands:
      - {title: 优秀, from: 80, quota: {number: 1, tie: out}}
      - {title: 良好, from: 70, quota: {number: 1, tie: in}}
      - {title: 合格, from: 0}
  parts:
    - {id: work, title: 得分, given: {from: work, scale: 100}}
    - {id: more, title: 否决, criteria: [{id: lie, title: 造假, marking: {veto: {from: lie, grade: 合格}}}]}
imports: {work: {a: 90, b: 90, c: 89.996, d: 79.996}, lie: {a: 否, b: 否, c: 是, d: 否}}
expect: {a: {}, b: {}, c: {}, d: {}}
"""
CLAMPED = """
title: 封顶
rubric:
  parts:
    - id: work
      title: 工作
      by: panel
      pool: {mean: {}, quorum: 1, incomplete: leave_out}
      parts:
        - {id: sub, title: 其中, cap: 5, criteria: [{id: one, title: 甲, points: 4}, {id: two, title: 乙, points: 4}]}
marks:
  a: {one: [4, 3, 回避], two: [4, 1, 回避]}
  b: {one: [4, 3, 4], two: [4, 1, 1]}
expect: {a: {}, b: {}}
"""
DECISION = Decision.model_validate(
    {
        "pingyi": 1,
        "grades": [
            {"agency": "a", "proposed": "合格", "decided": "良好"},
            {"agency": "b", "proposed": "良好", "decided": "良好", "reason": "与单位a同分"},
            {"agency": "d", "decided": "合格"},
        ],
    }
)
FEEDBACK = Feedback.model_validate(
    {
        "pingyi": 1,
        "remarks": [
            {"agency": "a", "text": "总的不错"},
            {"agency": "a", "about": "one", "text": "台账不全"},
            {"agency": "f", "about": "one", "text": "已撤销"},
            {"agency": "b", "about": "one", "text": "很好"},
        ],
    }
)
GIVEN = {
    "a": {"one": Decimal(36), "two": Decimal(20), "plus": Decimal(1), "word": Decimal(9)},
    "b": {"one": Decimal(40)},
}


@pytest.fixture(scope="module")
def accounts() -> dict[str, AgencyAccount]:
    """What each agency of the case may be told."""
    found = read_case(CASE, "case.yaml").found
    own = SelfAssessment(found, GIVEN)
    return {agency: agency_account(found, agency, own, DECISION, FEEDBACK) for agency in found.agencies}


def lines(account: AgencyAccount) -> dict[str, AccountLine]:
    """Return the lines of an account by node."""
    return {line.id: line for line in account.lines}


def why(account: AgencyAccount, node: str) -> list[str]:
    """Return the reasons at a node in words."""
    return [reason.render() for reason in lines(account)[node].reasons]


def test_whose_account_it_is(accounts: dict[str, AgencyAccount]) -> None:
    """Its name, how far the round has come, its total and the decided grade: no other grade and no rank."""
    told = {agency: (held.name, held.score, held.grade) for agency, held in accounts.items()}
    assert told == {
        "a": ("单位a", Fraction(1991, 24), "良好"),
        "b": ("单位b", Fraction(100), "良好"),
        "c": ("单位c", None, None),
        "d": ("单位d", Fraction(365, 4), "合格"),
        "e": ("单位e", None, None),
        "f": ("单位f", None, None),
    }
    assert {held.status for held in accounts.values()} == {Status.DECIDED}


def test_a_decision_that_is_not_the_computed_grade_is_told_without_reasons(accounts: dict[str, AgencyAccount]) -> None:
    """Those of the computed grade would not hold, and the office's own reason names whom it likes."""
    assert [held.reasons for held in accounts.values()] == [()] * 6


def test_points_lost_points_and_the_self_assessment(accounts: dict[str, AgencyAccount]) -> None:
    """Score, what could be earned, what was lost, the agency's own score, and the difference."""
    figures = {
        node: (line.score, line.earnable, line.lost, line.own, line.difference)
        for node, line in lines(accounts["a"]).items()
    }
    nothing = (None, None, None, None, None)
    assert figures == {
        "total": (Fraction(1991, 24), 100, Fraction("17.04"), None, None),
        "work": (Fraction(142, 3), 60, Fraction("12.67"), 57, Fraction(-29, 3)),
        "one": (None, 40, None, 36, None),
        "two": (None, 20, None, 20, None),
        "plus": (None, None, None, 1, None),
        "word": (9, 10, 1, 9, 0),
        "both": (Fraction(141, 8), 20, Fraction("2.37"), None, None),
        "files": (9, 10, 1, None, None),
        "votes": (9, 10, 1, None, None),
        "limits": nothing,
        "lie": nothing,
        "crash": nothing,
    }


def test_more_than_can_be_earned_loses_nothing() -> None:
    """A bonus that lifts a part above its points is no negative loss."""
    text = CASE.replace("[39, 39, 39, 39, 39]", "[40, 40, 40, 40, 40]").replace(
        "plus: [0, 0, 0, 0, 0]", "plus: [5, 5, 5, 5, 5]"
    )
    told = lines(agency_account(read_case(text, "case.yaml").found, "c"))
    assert [told[node].score for node in ("work", "one", "plus")] == [65, 40, 5]
    assert [told[node].lost for node in ("work", "one", "plus")] == [0, 0, None]


def test_a_line_adds_up_as_it_is_shown() -> None:
    """Full marks less the score: 8.995 of 10 is shown as 9.00, and so 1.00 is lost and not 1.01."""
    found = read_case(CASE, "case.yaml").found
    score = Fraction("8.995")
    assert points_lost(found, Fraction(10), score) == 1
    assert found.written(Fraction(10) - score) == "1.01"
    thirds = points_lost(found, Fraction(50, 3), Fraction(25, 3))
    assert (thirds, found.shown(Fraction(50, 3)) - found.shown(Fraction(25, 3))) == (Fraction("8.34"), thirds)
    assert points_lost(found, Fraction(10), Fraction(11)) == 0
    assert [points_lost(found, None, score), points_lost(found, Fraction(10), None)] == [None, None]


def test_what_would_let_a_mark_be_found() -> None:
    """Everything below a pool in which at one place fewer than three marks count, and the pooled value itself never."""
    found = read_case(CASE, "case.yaml").found
    held = {agency: sorted(kept_back(found, agency)) for agency in "abcde"}
    below = ["one", "plus", "two"]
    assert held == {"a": below, "b": below, "c": [], "d": [], "e": []}


def test_without_self_assessments_there_is_nothing_to_compare() -> None:
    """Nor without a decision a grade, nor without released remarks a remark."""
    account = agency_account(read_case(CASE, "case.yaml").found, "a")
    assert {(line.own, line.difference, line.remarks) for line in account.lines} == {(None, None, ())}
    assert (account.status, account.grade, account.remarks) == (Status.PRELIMINARY, None, ())


def test_marks_are_counts(accounts: dict[str, AgencyAccount]) -> None:
    """How many there were, how many were left out, how many are missing and why; never on how many sheets."""
    assert why(accounts["a"], "work") == [
        "sum of one, two",
        "incomplete sheets converted to all points",
        "bonus or penalty plus counted on each sheet",
        "mean of 3 of 5 values, 1 highest and 1 lowest dropped",
        "what is below is not told one by one: fewer than 3 marks count",
    ]
    assert why(accounts["c"], "work") == ["sum of one, two", "mean of 3 of 5 values, 1 highest and 1 lowest dropped"]
    assert why(accounts["d"], "both") == [
        "panel 75%: mean of 5 values",
        "council 25%: mean of 1 values",
        "no marks: absent 1",
    ]


def test_what_all_raters_agreed_on_is_told_without_their_number(accounts: dict[str, AgencyAccount]) -> None:
    """With it everybody's mark would be known."""
    assert why(accounts["a"], "word") == ["the one value that was agreed on", "no marks: recused 1"]


def test_few_marks_are_only_the_pooled_value(accounts: dict[str, AgencyAccount]) -> None:
    """Neither how many they were nor what they came to criterion by criterion."""
    told = lines(accounts["b"])
    assert why(accounts["b"], "work") == [
        "sum of one, two",
        "what is below is not told one by one: fewer than 3 marks count",
    ]
    assert [told[node].score for node in ("work", "one", "two", "plus")] == [60, None, None, None]


def test_a_criterion_that_few_marked_hides_its_siblings(accounts: dict[str, AgencyAccount]) -> None:
    """It could be worked out from them and from their sum; where enough marks count all of them are told."""
    assert [lines(accounts[agency])["one"].score for agency in "abcd"] == [None, None, 39, 39]


def test_groups_have_figures_where_each_has_enough_marks() -> None:
    """Else the figure of the small group would be a rater's mark, or follow from the total."""
    text = CASE.replace("council: [16, 17]", "council: [16, 17, 18]")
    both = [why(agency_account(read_case(case, "case.yaml").found, "a"), "both") for case in (CASE, text)]
    assert both == [
        ["panel 75%: mean of 5 values", "council 25%: mean of 2 values"],
        ["panel 75%: 18.00 (mean of 5 values)", "council 25%: 17.00 (mean of 3 values)"],
    ]


def test_what_was_done_on_sheets_is_not_told_of_how_many() -> None:
    """Of too few sheets it is not told at all."""
    found = read_case(CLAMPED, "case.yaml").found
    few, enough = (agency_account(found, agency) for agency in "ab")
    assert why(few, "sub") == ["sum of one, two"]
    assert why(enough, "sub") == ["sum of one, two", "each sheet kept within … to 5"]
    assert dict(lines(enough)["sub"].reasons[1].values) == {"low": "…", "high": 5}


def test_own_votes_beside_own_points_would_tell_the_first_ones_votes(accounts: dict[str, AgencyAccount]) -> None:
    """The rule is told, the number that was read is not; a fact of its own is."""
    assert why(accounts["a"], "votes") == ["votes ÷ the highest votes of any agency × 10, not below 2"]
    few = agency_account(read_case(CASE.replace("a: 90,", "a: 5,"), "case.yaml").found, "a")
    assert lines(few)["votes"].score == 2


def test_a_veto_is_told_without_who_said_so(accounts: dict[str, AgencyAccount]) -> None:
    """Whether it holds, by which rule, and what follows; the fact by its title."""
    assert [(why(accounts[agency], "lie"), why(accounts[agency], "crash")) for agency in "bde"] == [
        (["veto holds", "veto where all raters who answer say yes, the grade is no better than 合格"], ["no veto"]),
        (["no veto"], ["veto holds", "veto where the fact “死亡人数” is not 0, the grade is no better than 良好"]),
        (["open"], ["open"]),
    ]


def test_what_does_not_apply(accounts: dict[str, AgencyAccount]) -> None:
    """It is said where it would stand, and the conversion at the total."""
    assert why(accounts["d"], "two") == ["not applicable"]
    assert why(accounts["d"], "total")[1:] == ["73.00 converted to what all criteria together can earn"]


def test_open_matters_count_raters(accounts: dict[str, AgencyAccount]) -> None:
    """The same matter at several nodes is one sentence, with their titles."""
    assert [reason.render() for reason in accounts["e"].opens] == [
        "marks awaited from 7 raters (两组)",
        "the fact deaths has not been accepted (事故)",
        "marks awaited from 5 raters (造假, 一致, 工作)",
        "no value in imports/ratio.csv (票数)",
    ]
    assert [reason.render() for reason in accounts["c"].opens] == ["the raters do not agree on one value (一致)"]
    assert (why(accounts["e"], "work"), lines(accounts["e"])["one"].score) == (["open"], None)


def test_remarks_stand_where_they_belong(accounts: dict[str, AgencyAccount]) -> None:
    """At their node; about the whole, or about what has no line, above all of them; nobody else's."""
    assert (accounts["a"].remarks, lines(accounts["a"])["one"].remarks) == (("总的不错",), ("台账不全",))
    assert (accounts["f"].remarks, accounts["f"].lines) == (("已撤销",), ())
    assert [held.remarks for agency, held in accounts.items() if agency not in "af"] == [()] * 4


def test_who_withdrew_has_no_figures(accounts: dict[str, AgencyAccount]) -> None:
    """And nobody else is said to have withdrawn."""
    assert [held.withdrew for held in accounts.values()] == [False] * 5 + [True]


def test_why_the_grade_is_not_a_better_one() -> None:
    """A quota is full, whether by who is ahead or by who shares the rank; a veto; a total that only looks enough."""
    found = read_case(GRADES, "case.yaml").found
    grades = {item.agency: item.grade for item in found.standings}
    decision = Decision.model_validate(
        {"pingyi": 1, "grades": [{"agency": agency, "decided": grade} for agency, grade in grades.items()]}
    )
    reasons = {
        agency: [reason.render() for reason in agency_account(found, agency, decision=decision).reasons]
        for agency in grades
    }
    assert reasons == {
        "a": ["reaches 优秀, but its quota is full"],
        "b": ["reaches 优秀, but its quota is full"],
        "c": ["veto “造假”: no better than 合格"],
        "d": [
            "reaches 良好, but its quota is full",
            "shown with 80.00, but the exact total is below 80 for 优秀",
        ],
    }


def test_an_agency_that_the_round_does_not_have() -> None:
    """There is nothing to tell."""
    with pytest.raises(KeyError):
        agency_account(read_case(GRADES, "case.yaml").found, "z")
