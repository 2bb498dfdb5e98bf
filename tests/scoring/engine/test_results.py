"""Results: standings, grades, keys and why a rater's value is missing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from rubrics import Document, Place, build, read_rubric, write
from scoring.engine.grades import Graded
from scoring.engine.results import Results, results
from scoring.engine.standings import Placing
from scoring.rounds import Collected, Entry, MarkState, Round, marks_from

RUBRIC: dict[str, Any] = {
    "pingyi": 1,
    "id": "r",
    "title": "细则",
    "basis": "试验",
    "rounding": {"places": 1, "mode": "half_up"},
    "rank": {"by": "exact", "ties": [{"untrimmed": "panel"}, "public"], "share": True},
    "not_applicable": "rescale",
    "parts": [
        {"id": "public", "title": "社会评议", "given": {"from": "public", "scale": 100}},
        {
            "id": "panel",
            "title": "评议团",
            "by": "panel",
            "pool": {"mean": {}, "incomplete": "leave_out"},
            "criteria": [{"id": "one", "title": "甲", "points": 60}, {"id": "two", "title": "乙", "points": 40}],
        },
    ],
}
ROUND: dict[str, Any] = {
    "pingyi": 1,
    "id": "round",
    "title": "评议",
    "organizer": "办公室",
    "rubric": "r",
    "agencies": [{"id": "a", "name": "甲局"}, {"id": "b", "name": "乙局"}, {"id": "c", "name": "丙局"}],
    "groups": [{"id": "panel", "title": "评议团", "members": [{"id": "j1", "name": "一"}, {"id": "j2", "name": "二"}]}],
}


def found(
    marks: dict[tuple[str, str], tuple[str, str]],
    public: dict[str, str],
    rubric: dict[str, Any],
    imports: dict[str, dict[str, str]] | None = None,
    **changes: object,
) -> Results:
    """Return the results of marks (one, two) by agency and rater and of given values by agency."""
    sound = read_rubric(write({**RUBRIC, **rubric}), "rubric.yaml")
    round_ = build(Round, Document("round.yaml", {**ROUND, **changes}, {}))
    entries = [
        Entry(agency, rater, criterion, text, Place("sheets/marks.csv"))
        for (agency, rater), written in marks.items()
        for criterion, text in zip(("one", "two"), written, strict=True)
        if text
    ]
    numbers: dict[str, dict[str, str]] = {"public": public, **(imports or {})}
    read, problems = marks_from(sound, round_, entries)
    assert problems == []
    held = {source: {a: Decimal(text) for a, text in values.items()} for source, values in numbers.items()}
    return results(sound, round_, Collected(read, held))


ALL = {(agency, rater): ("50", "30") for agency in "abc" for rater in ("j1", "j2")}
SUBSTITUTION = {
    "date": "2026-03-01",
    "reason": "工作调动",
    "replaced": {"rater": "j2", "by": {"id": "j3", "name": "三"}, "since": "b", "sheets": "valid"},
}


def substituted(marks: dict[tuple[str, str], tuple[str, str]], **changes: object) -> Results:
    """Return the results where from 乙局 on another sits on the second seat."""
    return found(marks, PUBLIC, {}, None, **{"events": [SUBSTITUTION], **changes})


NOTHING = dict.fromkeys(ALL, ("0", "0"))
PUBLIC = {"a": "80", "b": "90", "c": "90"}


def test_open_agencies_stand_last() -> None:
    """Ranked agencies by rank, equals in official order, then those that are open, with what is missing."""
    marks = {**ALL, ("a", "j2"): ("50", "")}
    held = found(marks, PUBLIC, {})
    assert [(s.agency, s.name, s.placing and s.placing.rank, s.score) for s in held.standings] == [
        ("b", "乙局", 1, Fraction(170)),
        ("c", "丙局", 1, Fraction(170)),
        ("a", "甲局", None, None),
    ]
    assert [(item.kind.value, item.node, item.raters) for item in held.standings[-1].opens] == [
        ("awaited", "panel", ("j2",))
    ]
    assert held.score("public", "a") == 80
    assert [held.score(node, "a") for node in ("panel", "one", "total")] == [None, None, None]


def test_a_key_without_raters_is_passed_over() -> None:
    """Where the panel does not concern one of two equal agencies its untrimmed mean is no 0: the next key decides."""
    spared = [{"agency": "b", "criterion": leaf, "reason": "不涉及"} for leaf in ("one", "two")]
    marks = {("a", "j1"): ("55", "35"), ("a", "j2"): ("55", "35"), ("c", "j1"): ("0", "0"), ("c", "j2"): ("0", "0")}
    held = found(marks, {"a": "70", "b": "80", "c": "10"}, {}, not_applicable=spared)
    assert {s.agency: (s.score, s.placing and (s.placing.rank, s.placing.decided_by)) for s in held.standings} == {
        "a": (Fraction(160), (2, "public")),
        "b": (Fraction(160), (1, "public")),
        "c": (Fraction(10), (3, None)),
    }


def test_shown_and_written() -> None:
    """A value as the rubric shows it, as a number and as text with all its places."""
    held = found(ALL, PUBLIC, {})
    assert (held.shown(Fraction(899, 20)), held.written(Fraction(899, 20))) == (Fraction(45), "45.0")
    assert held.written(Fraction(-1, 20)) == "-0.1"
    assert held.written(Fraction(10**28) - Fraction(1, 10)) == "9999999999999999999999999999.9"
    assert held.tie_words("public").render() != held.tie_words("untrimmed:panel").render()


BANDS = [{"title": "优秀", "from": 90}, {"title": "合格", "from": 60}, {"title": "不合格", "from": 0}]


@pytest.mark.parametrize(
    ("by", "score", "grade"),
    [
        ("exact", "89.95", "合格"),
        ("shown", "89.95", "优秀"),
        ("exact", "90", "优秀"),
        ("exact", "60", "合格"),
        ("exact", "59.99", "不合格"),
        ("exact", "-1", "不合格"),
    ],
)
def test_grades(by: str, score: str, grade: str) -> None:
    """A lower bound belongs to the grade above it; exact or shown as the rubric says; below 0 the lowest."""
    held = found(NOTHING, {**PUBLIC, "a": score}, {"grades": {"by": by, "bands": BANDS}})
    [standing] = [item for item in held.standings if item.agency == "a"]
    assert (standing.score, standing.grade) == (Fraction(score), grade)
    assert standing.graded == Graded(grade, grade)


def test_a_rubric_without_grades() -> None:
    """Nothing is graded."""
    held = found(ALL, PUBLIC, {})
    assert [(item.graded, item.grade) for item in held.standings] == [(None, None)] * 3


def quota(**settings: object) -> dict[str, Any]:
    """Return grades with a quota of half for the best, rounded up."""
    best = {"title": "优秀", "from": 10, "quota": {"share": "50%", "round": "up", "tie": "in"}}
    return {"grades": {"by": "exact", "bands": [best, {"title": "合格", "from": 0}], **settings}}


WITHDREW = [{"date": "2026-03-01", "reason": "机构撤并", "withdrawn": {"agency": "a"}}]


def test_who_withdrew_is_kept_without_a_place() -> None:
    """No score, rank, grade or open matter, behind those that are open; the reason is told."""
    marks = {key: value for key, value in ALL.items() if key[0] == "b"}
    held = found(marks, PUBLIC, quota(of="all"), events=WITHDREW)
    assert [(s.agency, s.score, s.grade, s.withdrawn, len(s.opens)) for s in held.standings] == [
        ("b", Fraction(170), "优秀", None, 0),
        ("c", None, None, None, 1),
        ("a", None, None, "机构撤并", 0),
    ]
    assert {held.quota_base(agency) for agency in "abc"} == {2}


def test_whom_the_shares_of_a_quota_are_of() -> None:
    """Of all that take part, or of those that are ranked: an open agency makes the difference."""
    marks = {key: value for key, value in ALL.items() if key != ("a", "j2")}
    assert {of: found(marks, PUBLIC, quota(of=of)).quota_base("b") for of in ("all", "ranked")} == {
        "all": 3,
        "ranked": 2,
    }
    public = {**PUBLIC, "c": "70"}
    assert {of: [item.grade for item in found(marks, public, quota(of=of)).standings] for of in ("all", "ranked")} == {
        "all": ["优秀", "优秀", None],
        "ranked": ["优秀", "合格", None],
    }


def test_quotas_by_class() -> None:
    """Each class has places of its own, and its own base."""
    classes = [{"id": "x", "title": "甲类"}, {"id": "y", "title": "乙类"}]
    agencies = [
        {"id": agency, "name": agency, "class": agency_class} for agency, agency_class in zip("abc", "xyy", strict=True)
    ]
    public = {"a": "70", "b": "90", "c": "80"}
    held = found(ALL, public, {**quota(of="all", per="class"), "classes": classes}, agencies=agencies)
    assert {item.agency: item.grade for item in held.standings} == {"a": "优秀", "b": "优秀", "c": "合格"}
    assert {agency: held.quota_base(agency) for agency in "abc"} == {"a": 1, "b": 2, "c": 2}


def test_vetoes_of_an_agency() -> None:
    """Which hold is told of every agency; the worst of several grades is the best there can be."""
    vetoes = [
        {"id": "fraud", "title": "弄虚作假", "marking": {"veto": {"from": "fraud", "grade": "合格"}}},
        {"id": "death", "title": "重大事故", "marking": {"veto": {"from": "death", "grade": "不合格"}}},
    ]
    part = {"id": "vetoes", "title": "一票否决", "criteria": vetoes}
    rubric = {"parts": [RUBRIC["parts"][0], part], "rank": {**RUBRIC["rank"], "ties": []}}
    held = found(
        {},
        {"a": "95", "b": "95", "c": "95"},
        {**rubric, "grades": {"by": "exact", "bands": BANDS}},
        imports={"fraud": {"a": "1", "b": "0", "c": "1"}, "death": {"a": "1", "b": "0", "c": "0"}},
    )
    assert {item.agency: (item.vetoes, item.graded) for item in held.standings} == {
        "a": (("fraud", "death"), Graded("不合格", "优秀")),
        "b": ((), Graded("优秀", "优秀")),
        "c": (("fraud",), Graded("合格", "优秀")),
    }


@pytest.mark.parametrize(
    ("key", "public", "a", "b", "placed"),
    [
        ("best_mark", "50", ["96", "64"], ["80", "80"], [("a", 1), ("b", 2)]),
        ("untrimmed", "49.5", ["80", "80"], ["96", "65"], [("b", 1), ("a", 2)]),
        ("preferred", "50.5", ["96", "64"], ["95", "64"], [("a", 1), ("b", 2)]),
    ],
)
def test_comparisons_of_a_panel(
    key: str, public: str, a: list[str], b: list[str], placed: list[tuple[str, int]]
) -> None:
    """The best single mark, the mean with nothing dropped, and who is preferred by more raters, decide equal totals."""
    marks = {
        (agency, f"j{at + 1}"): ("60", str(int(mark) - 60))
        for agency, row in {"a": a, "b": b, "c": ["60", "60"]}.items()
        for at, mark in enumerate(row)
    }
    ties = {"rank": {**RUBRIC["rank"], "ties": [{key: "panel"}]}}
    held = found(marks, {"a": "50", "b": public, "c": "0"}, ties)
    equal = 50 + Fraction(int(a[0]) + int(a[1]), 2)
    assert [(item.agency, item.score, item.placing) for item in held.standings[:2]] == [
        (agency, equal, Placing(rank, tied=False, decided_by=f"{key}:panel")) for agency, rank in placed
    ]


def test_why_a_value_is_missing() -> None:
    """Of several reasons the one that is shown: awaited first, then recused, absent, unassigned."""
    marks = {("a", "j1"): ("", "缺席"), ("a", "j2"): ("缺席", "回避"), ("b", "j1"): ("未安排", "30")}
    spared = [{"agency": "c", "criterion": leaf, "reason": "不涉及"} for leaf in ("one", "two")]
    held = found(marks, PUBLIC, {}, not_applicable=spared)
    reasons = [
        held.missing("panel", agency, rater) for agency, rater in (("a", "j1"), ("a", "j2"), ("b", "j1"), ("c", "j1"))
    ]
    assert reasons == [MarkState.AWAITED, MarkState.RECUSED, MarkState.UNASSIGNED, MarkState.NOT_APPLICABLE]
    assert held.panel("panel").raters == ("j1", "j2")


def test_a_veto_waits_for_all_answers() -> None:
    """One yes makes a veto of any hold; while others have not answered it is not told as holding."""
    rule = {"id": "fraud", "title": "弄虚作假", "by": "panel", "marking": {"veto": {"rated": "any", "score": 0}}}
    sound = read_rubric(
        write(
            {
                **RUBRIC,
                "parts": [
                    {
                        "id": "all",
                        "title": "全部",
                        "by": "panel",
                        "pool": {"mean": {}},
                        "criteria": [{"id": "one", "title": "甲", "points": 60}, rule],
                    }
                ],
                "rank": {"by": "exact", "share": True},
            }
        ),
        "rubric.yaml",
    )
    round_ = build(Round, Document("round.yaml", ROUND, {}))
    answers = {("a", "j1"): "是", ("b", "j1"): "是", ("b", "j2"): "否", ("c", "j1"): "否", ("c", "j2"): "否"}
    entries = [
        Entry(agency, rater, "fraud", text, Place("sheets/marks.csv")) for (agency, rater), text in answers.items()
    ]
    entries += [
        Entry(agency, rater, "one", "50", Place("sheets/marks.csv")) for agency in "abc" for rater in ("j1", "j2")
    ]
    read, problems = marks_from(sound, round_, entries)
    assert problems == []
    held = results(sound, round_, Collected(read))
    assert {agency: held.vetoes(agency) for agency in "abc"} == {"a": (), "b": ("fraud",), "c": ()}
    assert [item.node for item in held.opens["a"]] == ["fraud"]
