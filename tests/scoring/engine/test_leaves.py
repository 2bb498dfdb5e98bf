"""What leaves are worth: marks, facts, values and votes from files, answers to a veto; and what is missing."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.engine.results import Results
from scoring.engine.values import Open, OpenKind
from tests.worked_case import read_case


def found(text: str) -> Results:
    """Return the results of a case."""
    return read_case(text, "case.yaml").found


def opens(held: Results) -> list[Open]:
    """Return all that is open, agency by agency."""
    return [item for agency in held.rows for item in held.opens[agency]]


SOURCES = """
title: 各种来源
rubric:
  not_applicable: %s
  classes: [{id: x, title: 甲类}, {id: y, title: 乙类}]
  facts: [{id: viewers, title: 人次, min: 0}]
  parts:
    - {id: public, title: 社会, given: {from: public, scale: 40}}
    - id: others
      title: 其他
      criteria:
        - {id: shows, title: 场次, points: 10, marking: {count: {from: shows, each: 2}}}
        - id: crowd
          title: 人次
          for: [x]
          marking: {bands: {fact: viewers, table: [{from: 0, points: 4}, {from: 10, points: 8}]}}
agencies: {a: {class: x}, b: {class: x}, c: {class: y}}
not_applicable: {b: [shows]}
imports: {public: {a: 30, b: 30}, shows: {a: 4}}
facts: {a: {viewers: 10}, b: {others: 1}}
expect: {a: {}, b: {}, c: {}}
"""


def test_what_is_missing_where_it_is_asked() -> None:
    """A fact or a value that is missing is open only where the leaf concerns the agency: its class, not 不涉及."""
    held = found(SOURCES % "rescale")
    assert opens(held) == [
        Open(OpenKind.NO_FACT, "b", "crowd", source="viewers"),
        Open(OpenKind.NO_IMPORT, "c", "public", source="public"),
        Open(OpenKind.NO_IMPORT, "c", "shows", source="shows"),
    ]
    assert [held.score(node, "a") for node in ("public", "shows", "crowd", "total")] == [30, 8, 8, 46]
    assert [held.score(node, "b") for node in ("public", "shows", "crowd")] == [30, None, None]
    assert held.score("crowd", "c") is None


@pytest.mark.parametrize(("rule", "score"), [("full", 10), ("zero", 0), ("rescale", None)])
def test_what_does_not_apply(rule: str, score: int | None) -> None:
    """In full, 0, or not there at all; what another class is asked is not there by any rule."""
    held = found(SOURCES % rule)
    assert held.score("shows", "b") == score
    assert held.score("crowd", "c") is None
    values = held.evaluated.values
    assert values["shows"].applies.tolist() == [True, rule != "rescale", True]
    assert values["crowd"].applies.tolist() == [True, True, False]
    assert values["shows"].earnable.at(1) == Fraction(10)


RATED = """
title: 评分项不涉及
rubric:
  not_applicable: full
  classes: [{id: x, title: 甲类}, {id: y, title: 乙类}]
  parts:
    - id: panel
      title: 评议团
      by: panel
      pool: {mean: {}, incomplete: leave_out}
      criteria: [{id: one, title: 甲, points: 60}, {id: two, title: 乙, points: 40, for: [x]}]
agencies: {a: {class: x}, b: {class: y}}
not_applicable: {a: [one]}
marks: {a: {two: [30, 20]}, b: {one: [50, 缺席]}}
expect: {a: {}, b: {}}
"""


def test_marks_of_raters() -> None:
    """Points by seat; in full for every seat; no mark is no value, and another class's leaf is not there."""
    held = found(RATED)
    one, two = held.evaluated.values["one"], held.evaluated.values["two"]
    assert [[one.score.at(row, at) for at in (0, 1)] for row in (0, 1)] == [[60, 60], [50, 0]]
    assert one.applies.tolist() == [[True, True], [True, False]]
    assert two.applies.tolist() == [[True, True], [False, False]]
    assert [held.score("panel", agency) for agency in "ab"] == [85, 50]


VOTES = """
title: 投票
rubric:
  classes: [{id: x, title: 甲类}, {id: y, title: 乙类}]
  parts:
    - id: votes
      title: 网络投票
      criteria:
        - {id: leader, title: 得票, for: [x], marking: {votes: {from: leader, rule: leader_ratio, scale: 60}}}
        - {id: pleased, title: 满意, for: [x], marking: {votes: {from: pleased, rule: satisfaction, scale: 40}}}
    - {id: rest, title: 其他, given: {from: rest, scale: 100}}
agencies: {a: {class: x}, b: {class: x}, c: {class: y}, d: {class: x}}
imports: {rest: {a: 1, b: 1, c: 1, d: 1}, leader: %s}
ballots: {pleased: %s}
withdrawn: {d: 退出}
expect: {a: {}, b: {}, c: {}, d: {}}
"""


def test_shares_of_the_leader() -> None:
    """Another class and who withdrew are no leader; the latter's own share is no more than the scale."""
    held = found(VOTES % ("{a: 200, b: 50, c: 900, d: 300}", "{a: {40: 1, 30: 2}, b: {10: 3}, d: {0: 1}}"))
    assert opens(held) == []
    assert [held.score("leader", agency) for agency in "abcd"] == [60, 15, None, 60]
    assert [held.score("pleased", agency) for agency in "abcd"] == [Fraction(100, 3), 10, None, 0]


def test_no_votes_for_anybody() -> None:
    """Where nobody has votes there is no share; ballots that were not counted at all are missing instead."""
    held = found(VOTES % ("{a: 0, b: 0, c: 0, d: 5}", "{a: {40: 0}, c: {40: 0}, d: {0: 1}}"))
    assert opens(held) == [
        Open(OpenKind.NO_VOTES, "a", "leader", source="leader"),
        Open(OpenKind.NO_VOTES, "a", "pleased", source="pleased"),
        Open(OpenKind.NO_VOTES, "b", "leader", source="leader"),
        Open(OpenKind.NO_IMPORT, "b", "pleased", source="pleased"),
        Open(OpenKind.NO_VOTES, "d", "leader", source="leader"),
    ]
    missing = found(VOTES.replace(", leader: %s", "").replace("ballots: {pleased: %s}\n", ""))
    assert [item for item in opens(missing) if item.agency == "a"] == [
        Open(OpenKind.NO_IMPORT, "a", "leader", source="leader"),
        Open(OpenKind.NO_IMPORT, "a", "pleased", source="pleased"),
    ]


VETO = """
title: 一票否决
rubric:
  not_applicable: zero
  grades: {by: exact, bands: [{title: 合格, from: 60}, {title: 不合格, from: 0}]}
  parts:
    - {id: work, title: 得分, given: {from: work, scale: 100}}
    - id: vetoes
      title: 一票否决
      by: panel
      criteria: [{id: fraud, title: 弄虚作假, marking: {veto: {rated: %s, grade: 不合格}}}]
imports: {work: {a: 90, b: 90, c: 90, d: 90, e: 90, f: 90, g: 90}}
not_applicable: {g: [fraud]}
marks:
  a: {fraud: [否, 否, 否, 否]}
  b: {fraud: [否, 否, 否, 是]}
  c: {fraud: [是, 是, 否, 否]}
  d: {fraud: [是, 是, 否, 缺席]}
  e: {fraud: [是, 缺席, 回避, 缺席]}
  f: {fraud: [回避, 缺席, 缺席, 缺席]}
expect: {a: {}, b: {}, c: {}, d: {}, e: {}, f: {}, g: {}}
"""


@pytest.mark.parametrize(("rated", "holds"), [("any", "bcde"), ("majority", "de"), ("all", "e")])
def test_what_raters_answered(rated: str, holds: str) -> None:
    """At least one, more than half, or all of those who answered; nobody to answer keeps the agency open."""
    held = found(VETO % rated)
    veto = held.evaluated.vetoes["fraud"]
    assert "".join(agency for agency, row in held.rows.items() if veto.holds[row]) == holds
    assert veto.yes is not None
    assert veto.answered is not None
    assert (veto.yes.tolist(), veto.answered.tolist()) == ([0, 1, 2, 2, 1, 0, 0], [4, 4, 4, 3, 1, 0, 0])
    assert opens(held) == [Open(OpenKind.QUORUM, "f", "fraud", present=0, needed=1)]


def test_answers_that_are_awaited() -> None:
    """Who has not answered yet keeps the agency open, whatever the others said."""
    held = found((VETO % "any").replace("[是, 是, 否, 否]", "[是, null, 否, null]"))
    assert opens(held)[0] == Open(OpenKind.AWAITED, "c", "fraud", raters=("panel-2", "panel-4"))
    assert [item.agency for item in opens(held)] == ["c", "f"]


ANSWERED = """
title: 由事实或文件否决
rubric:
  not_applicable: rescale
  facts: [{id: deaths, title: 死亡人数, min: 0}]
  parts:
    - {id: work, title: 得分, given: {from: work, scale: 100}}
  criteria:
    - {id: death, title: 亡人事故, marking: {veto: {fact: deaths, score: 0}}}
    - {id: late, title: 逾期, marking: {veto: {from: late, score: 0}}}
imports: {work: {a: 90, b: 90, c: 90}, late: {a: 否, b: 是, c: 是}}
facts: {a: {deaths: 2}, b: {deaths: 0}}
not_applicable: {c: [late]}
expect: {a: {}, b: {}, c: {}}
"""


def test_answers_of_facts_and_files() -> None:
    """Anything but 0 is a yes; 不涉及 is no veto; a missing fact is open and no veto either."""
    held = found(ANSWERED)
    assert {name: veto.holds.tolist() for name, veto in held.evaluated.vetoes.items()} == {
        "death": [True, False, False],
        "late": [False, True, False],
    }
    assert {(veto.yes, veto.answered) for veto in held.evaluated.vetoes.values()} == {(None, None)}
    assert opens(held) == [Open(OpenKind.NO_FACT, "c", "death", source="deaths")]
