"""What the office is told before it signs."""

from __future__ import annotations

import pytest

from rubrics import Document, Place, build, read_rubric, write
from scoring.engine.notices import notices, open_reasons
from scoring.engine.results import Results, results
from scoring.engine.seats import seat_names
from scoring.rounds import Collected, Entry, Round, marks_from
from tests.scoring.engine.test_results import PUBLIC, ROUND, substituted
from tests.scoring.engine.test_results import found as measured
from tests.worked_case import DEFAULTS, read_case

RUBRIC = """
title: 提醒
rubric:
  rank: {by: %s, ties: [public], share: %s}
  rounding: {places: 0, mode: half_up}
  not_applicable: zero
  parts:
    - {id: public, title: 社会, given: {from: public, scale: 100}}
    - {id: panel, title: 评议团, by: panel, pool: {mean: {}, quorum: 2}, points: 100}
    - {id: second, title: 复评, by: panel, pool: {mean: {}, quorum: 2}, points: 100}
"""


def found(rest: str, by: str = "exact", share: str = "true") -> Results:
    """Return the results of a case with this rubric."""
    return read_case(RUBRIC % (by, share) + rest, "case.yaml").found


def said(rest: str, by: str = "exact", share: str = "true") -> list[str]:
    """Return all notices in words."""
    return [notice.render() for notice in notices(found(rest, by, share))]


QUIET = """
imports: {public: {a: 80, b: 70}}
marks:
  a: {panel: [80, 82, 84], second: [80, 82, 84]}
  b: {panel: [70, 72, 75], second: [70, 72, 75]}
expect: {a: {}, b: {}}
"""


def test_nothing_to_tell() -> None:
    """A round in order has no notices."""
    assert said(QUIET) == []


def test_open_agencies_missing_marks_and_what_does_not_apply() -> None:
    """Awaited marks as runs of seats, the same reason at two nodes once; recusal; 不涉及 with its reason."""
    rest = """
imports: {public: {b: 70}}
not_applicable: {b: [second]}
marks:
  a: {panel: [null, null, 84], second: [null, null, 84]}
  b: {panel: [回避, 72, 75]}
expect: {a: {}, b: {}}
"""
    assert said(rest) == [
        "单位a is not ranked: marks awaited from panel1–2 (评议团, 复评), no value in imports/public.csv (社会)",
        "panel1 recused for 单位b",
        "“复评” is not applicable to 单位b: 不涉及",
    ]
    [standing] = [item for item in found(rest).standings if item.agency == "a"]
    assert len(open_reasons(found(rest), standing)) == 2
    assert seat_names(found(rest)) == {"panel-1": "panel1", "panel-2": "panel2", "panel-3": "panel3"}


def test_a_void_sheet() -> None:
    """Whose sheet for which agency the office declared void."""
    rest = """
imports: {public: {a: 80, b: 70}}
marks:
  a: {panel: [80, 82, 84], second: [80, 82, 84]}
  b: {panel: [作废, 72, 75], second: [作废, 72, 75]}
expect: {a: {}, b: {}}
"""
    assert said(rest)[0] == "the sheet of panel1 for 单位b is void"


def test_totals_that_only_look_equal() -> None:
    """Totals that are shown alike and ranked by their exact values are pointed out; by shown values they are equal."""
    rest = """
imports: {public: {a: 80, b: 80.2}}
marks:
  a: {panel: [80, 82], second: [80, 82]}
  b: {panel: [82, 80], second: [82, 80]}
expect: {a: {}, b: {}}
"""
    assert said(rest) == ["单位b, 单位a are shown with 242 but not equal: the exact totals decide"]
    assert said(rest, by="shown") == ["equal totals of 单位b, 单位a: decided by score of “社会”"]


EQUAL = """
imports: {public: {a: 80, b: 80, c: 82}}
marks:
  a: {panel: [80, 82, 84], second: [80, 82, 84]}
  b: {panel: [80, 82, 84], second: [80, 82, 84]}
  c: {panel: [79, 81, 83], second: [79, 81, 83]}
expect: {a: {}, b: {}, c: {}}
"""


def test_equal_totals() -> None:
    """What decided, and who is equal still: sharing, or to be decided where ranks may not be shared."""
    decided = "equal totals of 单位c, 单位a, 单位b: decided by “社会”"
    told = said(EQUAL)
    assert told == [told[0], "单位a, 单位b share their rank"]
    assert told[0].startswith("equal totals of 单位c, 单位a, 单位b: decided by ")
    assert (
        said(EQUAL, share="false")[1] == "单位a, 单位b are still equal and may not share a rank: decide who goes first"
    )
    assert said(EQUAL, by="shown")[0] == told[0]
    assert "社会" in told[0], decided


def test_values_far_from_the_others_and_flat_sheets() -> None:
    """A value more than a fifth of the points from the median, and a rater whose marks are all alike."""
    rest = """
imports: {public: {a: 80, b: 70}}
marks:
  a: {panel: [80, 82, 50], second: [80, 82, 50]}
  b: {panel: [80, 72, 60], second: [80, 72, 60]}
expect: {a: {}, b: {}}
"""
    far = "panel3 gave 单位a 50 for “{}”, far from the panel's median 80"
    assert said(rest) == [far.format("评议团"), far.format("复评"), "panel1 gave every agency the same marks"]


def test_reasons_given_for_a_recusal() -> None:
    """The reason that stands in the round is told with it."""
    case = found(QUIET)
    key = ("a", "panel-1", "panel")
    marks = dict(case.collected.marks)
    marks[key] = type(marks[key])(marks[key].state.RECUSED, remark="亲属")
    again = Results(case.rubric, case.round, type(case.collected)(marks, case.collected.imports), case.evaluated)
    assert [notice.render() for notice in notices(again)] == ["panel1 recused for 单位a: 亲属"]


def test_whom_the_round_does_not_assign_is_no_news() -> None:
    """A rater whom the set-up gives other agencies is not listed; one whose sheet says 未安排 is."""
    case = found(QUIET.replace("panel: [80,", "panel: [未安排,"))
    assignments = [{"rater": "panel-1", "agencies": ["b"]}]
    planned = Round.model_validate({**case.round.model_dump(by_alias=True), "assignments": assignments})
    again = Results(case.rubric, planned, case.collected, case.evaluated)
    others = "not all agencies were marked by the same raters (panel): 单位b by panel1–3; the others by panel2–3"
    assert [notice.render() for notice in notices(case)] == ["panel1 unassigned for 单位a", others]
    assert [notice.render() for notice in notices(again)] == [others]


def told(held: Results) -> list[str]:
    """Return all notices of these results in words."""
    return [notice.render() for notice in notices(held)]


def test_methods_that_are_not_a_raters() -> None:
    """Who marks by one method only is not listed for criteria of another; a recusal is, for what he or she marks."""
    parts = [
        {"id": "visit", "title": "走访", "criteria": [criterion("seen", "site_visit")]},
        {"id": "papers", "title": "查阅", "criteria": [criterion("read", "document_review")]},
    ]
    rubric = {**DEFAULTS, "by": "panel", "parts": parts}
    members = [{"id": "j1", "name": "一"}, {"id": "j2", "name": "二"}]
    value = {
        **ROUND,
        "agencies": [{"id": "a", "name": "甲局"}],
        "groups": [{"id": "panel", "title": "评议团", "seat": "评议员", "members": members}],
        "assignments": [{"rater": "j1", "methods": ["site_visit"]}],
        "recusals": [{"rater": "j1", "agency": "a", "reason": "亲属"}],
    }
    sound = read_rubric(write(rubric), "rubric.yaml")
    round_ = build(Round, Document("round.yaml", value, {}))
    entries = [Entry("a", "j2", name, "5", Place("sheets/marks.csv")) for name in ("seen", "read")]
    marks, problems = marks_from(sound, round_, entries)
    assert problems == []
    assert told(results(sound, round_, Collected(marks))) == ["评议员1 recused for 甲局: 亲属"]
    free = build(Round, Document("round.yaml", {**value, "recusals": []}, {}))
    seen = Entry("a", "j1", "seen", "5", Place("sheets/marks.csv"))
    marks, problems = marks_from(sound, free, [*entries, seen])
    assert problems == []
    assert told(results(sound, free, Collected(marks))) == []


def criterion(name: str, method: str) -> dict[str, object]:
    """Return a criterion that is judged by one method."""
    return {"id": name, "title": name, "points": 10, "methods": [method], "pool": {"mean": {}}}


def test_substitutes_are_named_by_their_seat() -> None:
    """Awaited from a substitute, marked by a substitute: never lost, and told apart from who sat there before."""
    marks = {("a", "j1"): ("50", "30"), ("a", "j2"): ("40", "30"), ("b", "j1"): ("55", "30"), ("b", "j3"): ("50", "20")}
    held = substituted({**marks, ("c", "j1"): ("50", "21")})
    assert told(held) == [
        "丙局 is not ranked: marks awaited from 评议团2′ (评议团)",
        "not all agencies were marked by the same raters (panel): 乙局 by 评议团1, 评议团2′; the others by 评议团1–2",
    ]
    assert seat_names(held) == {"j1": "评议团1", "j2": "评议团2", "j3": "评议团2′"}
    three = substituted({**marks, ("c", "j1"): ("50", "21"), ("c", "j3"): ("50", "22")})
    assert told(three) == [
        "not all agencies were marked by the same raters (panel): 甲局 by 评议团1–2; the others by 评议团1, 评议团2′"
    ]


def test_who_withdrew() -> None:
    """With the reason, and nothing else is told of that agency: neither what is open nor who marked it."""
    gone = [{"date": "2026-03-01", "reason": "机构撤并", "withdrawn": {"agency": "c"}}]
    marks = {("a", "j1"): ("50", "30"), ("a", "j2"): ("40", "30"), ("b", "j1"): ("55", "30"), ("b", "j2"): ("50", "22")}
    assert told(substituted({**marks, ("c", "j1"): ("50", "29")}, events=gone)) == [
        "丙局 withdrew and is not ranked: 机构撤并"
    ]


def test_who_was_renamed() -> None:
    """All earlier names, the oldest first."""
    renamed = [
        {"date": "2026-03-01", "reason": "机构改革", "renamed": {"agency": "a", "name": name}}
        for name in ("甲委", "甲办")
    ]
    marks = {("a", "j1"): ("50", "30"), ("b", "j1"): ("55", "30"), ("c", "j1"): ("50", "29")}
    marks |= {(agency, "j2"): (one, "30") for agency, one in (("a", "51"), ("b", "52"), ("c", "53"))}
    public = {"a": "10", "b": "20", "c": "30"}
    assert told(measured(marks, public, {}, events=renamed)) == ["甲办 was formerly called 甲局, 甲委"]


GRADES = """
title: 等次
rubric:
  grades:
    by: exact
    bands:
      - {title: 优秀, from: 80, quota: {number: 1, tie: in}}
      - {title: 良好, from: 70, quota: {number: 1, tie: in}}
      - {title: 合格, from: 0}
  parts:
    - {id: work, title: 得分, given: {from: work, scale: 100}}
    - id: vetoes
      title: 一票否决
      criteria: [{id: fraud, title: 弄虚作假, marking: {veto: {from: fraud, grade: 合格}}}]
    - id: file
      title: 案卷
      points: 10
      parts:
        - {id: neat, title: 规范, given: {from: neat, scale: 10}}
      criteria: [{id: over, title: 超期, marking: {veto: {from: over, score: 0}}}]
imports:
  work: {a: 95, b: 94, c: 93, d: 92}
  fraud: {a: 是, b: 否, c: 否, d: 否}
  neat: {a: 1, b: 1, c: 1, d: 1}
  over: {a: 否, b: 否, c: 否, d: 是}
expect: {a: {}, b: {}, c: {}, d: {}}
"""


def test_vetoes_and_quotas() -> None:
    """Which veto holds and what it does; which grades had no room for whoever reaches them."""
    assert told(read_case(GRADES, "case.yaml").found) == [
        "单位a: veto “弄虚作假”: no better than 合格",
        "单位c: reaches 优秀, but its quota of 1 is full",
        "单位d: veto “超期” holds",
        "单位d: reaches 优秀, but its quota of 1 is full",
        "单位d: reaches 良好, but its quota of 1 is full",
    ]


def test_marks_that_an_event_set_aside() -> None:
    """How many, whose, for which agencies and why; nothing for marks that had not come in."""
    marks = {(agency, rater): ("50", str(points)) for points, agency in enumerate("ab", 20) for rater in ("j1", "j2")}
    late = [{"date": "2026-03-01", "reason": "亲属", "recused": {"agency": agency, "rater": "j1"}} for agency in "abc"]
    held = measured(marks, PUBLIC, {}, events=late)
    assert [words for words in told(held) if "set aside" in words] == [
        "4 marks that 评议团1 had given are set aside (甲局, 乙局): 亲属"
    ]


@pytest.mark.parametrize(("count", "short"), [(8, False), (9, True)])
def test_many_different_panels(count: int, *, short: bool) -> None:
    """Up to eight are told one by one, more by their number and the most common one."""
    lists = {
        f"a{at}": ["缺席" if seat == at else str(50 + at + seat) for seat in range(1, count)] for at in range(count)
    }
    lists["z"] = [str(70 - seat) for seat in range(1, count)]
    marks = "\n".join(f"  {agency}: {{panel: [{', '.join(held)}]}}" for agency, held in lists.items())
    panel = "parts: [{id: panel, title: 评议团, by: panel, pool: {mean: {}}, points: 100}]"
    expect = ", ".join(f"{agency}: {{}}" for agency in lists)
    case = f"title: 多种组成\nrubric: {{{panel}}}\nmarks:\n{marks}\nexpect: {{{expect}}}\n"
    [line] = [words for words in told(read_case(case, "case.yaml").found) if words.startswith("not all agencies")]
    many = f"(panel): {count} different panels, most of all panel1–{count - 1}"
    assert (line == f"not all agencies were marked by the same raters {many}", line.count(" by ")) == (
        short,
        1 if short else count + 1,
    )
