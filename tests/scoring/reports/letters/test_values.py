"""What a letter says to one agency, and that it says nothing of any other, of a rater or of a rank."""

from __future__ import annotations

import json

import pytest

from rubrics import Place, Problems
from scoring.engine.results import Results
from scoring.reports.letters import letter_values
from scoring.reports.letters.placeholders import LISTS, TEXTS, Values, example_values
from scoring.rounds import Decision, Status
from tests.scoring.reports.letters.rounds import (
    AGENCIES,
    POOLED_WHOLE,
    SEATS,
    a_round,
    decided,
    decision,
    feedback,
    findings,
    usual,
)
from tests.scoring.reports.workbook.rounds import HEAD, MEAN, TWO_PLACES, panel_rubric, results_of

NONE = "—"


def part(values: Values, title: str) -> tuple[str, ...]:
    """Return full marks, score, median and points lost of a part."""
    parts = values["parts"]
    assert isinstance(parts, list)
    (found,) = (item for item in parts if isinstance(item, dict) and item["title"] == title)
    return tuple(found[name] for name in ("full", "score", "median", "lost"))


def weighted() -> Results:
    """Return a round with weighted parts, of which one goes up to 100."""
    rubric = (
        HEAD + TWO_PLACES + "total: 100\nrank: {by: exact, share: true}\nparts:\n"
        "  - {id: p, title: 评议, weight: 60.5, by: panel, pool: {mean: {}, incomplete: leave_out}, points: 10}\n"
        "  - {id: q, title: 会议, weight: 39.5, by: panel, pool: {mean: {}, incomplete: leave_out}, points: 100}\n"
    )
    return results_of(rubric, {"甲": {"p": "9 8", "q": "88 90"}, "乙": {"p": "7 8", "q": "77 70"}})


def test_texts_of_a_letter_before_the_decision() -> None:
    """Dates in words, the former name, and the computed grade, which says that it is one."""
    values = letter_values(findings(), "丙")
    assert {name: value for name, value in values.items() if name not in {"parts", "total", "fingerprint"}} == {
        "title": "反馈意见书",
        "status": "初步结果",
        "decided": "",
        "statement": "",
        "date": "2026年10月8日",
        "grade": "优秀",
        "grade_kind": "计算等次",
        "round": {
            "title": "示例市评议",
            "organizer": "示例市普法办",
            "date": "2026年10月8日",
            "period": "2025年9月1日至2026年8月31日",
        },
        "rubric": {"title": "评分细则", "basis": "试验"},
        "agency": {"name": "示例市丙中心", "former": "示例市丙局", "class": "一类", "region": ""},
        "decision": {"body": "", "date": "", "minutes": ""},
        "remarks": [],
        "reasons": [],
        "open": [],
    }


def test_the_figures_of_each_part() -> None:
    """Beside the median of the same class; an extra has nothing to lose, and a veto is no part with a score."""
    values = letter_values(findings(), "甲")
    assert [part(values, title) for title in ("评议", "会议", "加分")] == [
        ("10.00", "8.92", "8.00", "1.08"),
        ("10.00", "8.67", "8.67", "1.33"),
        (NONE, "0.00", "0.00", NONE),
    ]
    assert values["total"] == {"full": "20.00", "score": "17.58", "median": "16.67", "lost": "2.42"}
    assert len(values["parts"]) == 3


def test_a_line_adds_up_on_paper() -> None:
    """8.916… is shown as 8.92, and so 1.08 is lost: the exact 1.0833… would be 1.08 as well, but 1.005 would not."""
    marks = {"甲": {"a": "8.99 9 8.995", "b": "9 9 9"}}
    values = letter_values(findings(results_of(panel_rubric(MEAN), marks)), "甲")
    # 17.995 is shown as 18.00; the exact loss of 2.005 would be shown as 2.01.
    assert part(values, "评议") == ("20.00", "18.00", NONE, "2.00")


def test_weights_are_told() -> None:
    """Empty where parts are only added up."""
    parts = letter_values(findings(weighted()), "甲")["parts"]
    assert [item["weight"] for item in parts if isinstance(item, dict)] == ["60.5", "39.5"]
    assert part(letter_values(findings(weighted()), "甲"), "会议") == ("100.00", "89.00", NONE, "11.00")


def test_full_marks_are_as_shown_too() -> None:
    """Where what an agency could earn has more places than are shown."""
    even = "rounding: {places: 2, mode: half_even}\n"
    rubric = panel_rubric(MEAN, rounding=even).replace("points: 10}", "points: 10.005}", 1)
    values = letter_values(findings(results_of(rubric, {"甲": {"a": "9.01 9.01 9.01", "b": "9 9 9"}})), "甲")
    # 20.005 is shown as 20.00; the exact loss of 1.995 would be shown as 2.00.
    assert part(values, "评议") == ("20.00", "18.01", NONE, "1.99")


def test_parts_of_few_raters_are_not_told() -> None:
    """Where whole sheets are pooled, a part's figure would be a mark or the middle of two; the total stands."""
    rows = {"甲": {"a": "9 缺席 缺席", "b": "8 缺席 缺席"}, "乙": {"a": "7 7 8", "b": "8 8 8"}}
    held = findings(results_of(POOLED_WHOLE, rows))
    few, enough = letter_values(held, "甲"), letter_values(held, "乙")
    assert [part(few, title) for title in ("评议", "会议")] == [("10.00", NONE, NONE, NONE)] * 2
    assert few["total"] == {"full": "20.00", "score": "17.00", "median": NONE, "lost": "3.00"}
    assert [part(enough, title) for title in ("评议", "会议")] == [
        ("10.00", "7.33", NONE, "2.67"),
        ("10.00", "8.00", NONE, "2.00"),
    ]


def test_a_part_with_a_pool_of_its_own_is_told() -> None:
    """Its figure is the pooled value, which stands however few the raters were."""
    rubric = panel_rubric("{mean: {}, quorum: 1, incomplete: leave_out}")
    values = letter_values(findings(results_of(rubric, {"甲": {"a": "9 缺席", "b": "8 缺席"}})), "甲")
    assert part(values, "评议") == ("20.00", "17.00", NONE, "3.00")


def test_a_part_of_scores_and_a_veto() -> None:
    """Is told by its score, and what the veto does by a reason; a part of nothing but vetoes is not told."""
    rubric = panel_rubric(MEAN).replace(
        "points: 10}]", "points: 10}, {id: stop, title: 重大事件, marking: {veto: {from: stop, grade: 合格}}}]"
    )
    marks = {"甲": {"a": "9 9 9", "b": "9 9 9"}, "乙": {"a": "9 9 9", "b": "8 8 8"}}
    held = findings(results_of(rubric, marks, imports={"stop": {"甲": "1", "乙": "0"}}))
    vetoed, clear = letter_values(held, "甲"), letter_values(held, "乙")
    assert [part(values, "评议") for values in (vetoed, clear)] == [
        ("20.00", "18.00", NONE, "2.00"),
        ("20.00", "17.00", NONE, "3.00"),
    ]
    assert [(values["grade"], values["reasons"], len(values["parts"])) for values in (vetoed, clear)] == [
        ("合格", ["一票否决项“重大事件”成立，等次最高为合格"], 1),
        ("优秀", [], 1),
    ]


def test_nothing_is_lost_by_more_than_all_points() -> None:
    """A bonus may lift a total above what can be earned."""
    marks = {"甲": {"a": "10 10 10", "b": "10 10 10"}}
    rubric = (
        panel_rubric(MEAN)
        + "  - {id: plus, title: 加分, criteria: [{id: c, title: 丙项, marking: {bonus: {from: c, cap: 2}}}]}\n"
    )
    rubric = rubric.replace("parts: [", "parts:\n  - ").replace("]}]\n", "]}\n", 1)
    values = letter_values(findings(results_of(rubric, marks, imports={"c": {"甲": "2"}})), "甲")
    assert values["total"] == {"full": "20.00", "score": "22.00", "median": NONE, "lost": "0.00"}


def test_what_does_not_concern_an_agency() -> None:
    """不涉及 is told where the figure would stand, and what is left is measured by itself."""
    spared = [{"agency": "乙", "criterion": "b", "reason": "无此职能"}]
    marks = {"乙": {"a": "8 8 8"}}
    values = letter_values(findings(a_round(not_applicable=spared, marks=marks)), "乙")
    assert part(values, "会议") == (NONE, "不涉及", NONE, NONE)
    assert part(values, "评议") == ("10.00", "8.00", "8.00", "2.00")


def test_an_open_agency_hears_what_is_open() -> None:
    """Which part, and not whose marks are awaited; there is no grade."""
    values = letter_values(findings(), "戊")
    assert (values["open"], values["grade"], values["grade_kind"]) == (["会议"], "", "")
    assert part(values, "会议") == ("10.00", NONE, "8.67", NONE)
    assert part(values, "评议") == ("10.00", "9.00", "8.00", "1.00")


def test_the_decided_grade_counts() -> None:
    """With who decided it when; the letter bears the day of the decision."""
    values = letter_values(decided(), "丙")
    assert (values["grade"], values["grade_kind"], values["date"]) == ("良好", "审定等次", "2026年11月5日")
    assert (values["status"], values["decided"]) == ("审定稿", "审定稿")
    assert values["decision"] == {"body": "示例市普法联席会议", "date": "2026年11月5日", "minutes": "纪要〔2026〕3号"}
    assert letter_values(decided(), "戊")["grade"] == ""


def test_a_proposed_grade_before_the_decision() -> None:
    """Rather than the computed one, and marked as 送审稿."""
    grades = [{"agency": "丙", "proposed": "良好", "reason": "见会议纪要"}]
    held = Decision.model_validate({"pingyi": 1, "grades": grades})
    values = letter_values(findings(decision=held, status=Status.FOR_APPROVAL), "丙")
    assert (values["grade"], values["grade_kind"], values["status"]) == ("良好", "建议等次", "送审稿")
    assert (values["decided"], values["date"]) == ("", "2026年10月8日")


def test_vetoes_and_full_quotas_are_reasons() -> None:
    """Of the computed grade all of them; of another grade only the vetoes, which hold whatever is decided."""
    veto = "一票否决项“重大事件”成立，等次最高为合格"
    assert letter_values(findings(), "甲")["reasons"] == [veto]
    assert letter_values(decided(), "甲")["reasons"] == [veto]
    other = findings(decision=decision(甲="良好"), status=Status.DECIDED)
    assert letter_values(other, "甲")["reasons"] == [veto]


def test_a_full_quota_is_no_reason_for_another_grade() -> None:
    """Where the deciding body gave the grade all the same."""
    quota = "{title: 优秀, from: 16, quota: {number: 1, tie: out}}"
    rubric = panel_rubric(MEAN).replace("{title: 优秀, from: 16}", quota)
    found = results_of(rubric, {"甲": {"a": "9 9", "b": "9 9"}, "乙": {"a": "9 9", "b": "8 8"}})
    assert letter_values(findings(found), "乙")["reasons"] == ["达到优秀分数线，但优秀名额（1个）已满"]
    lifted = findings(found, decision=decision(甲="优秀", 乙="优秀"), status=Status.DECIDED)
    assert letter_values(lifted, "乙")["reasons"] == []


def test_only_released_remarks_of_this_agency() -> None:
    """In the office's order and line by line; numbered where there are several, and with what they are about."""
    held = feedback(
        {"agency": "甲", "about": "a", "text": "第一行\n\n 第二行 "},
        {"agency": "乙", "text": "别人的"},
        {"agency": "甲", "text": "总的"},
    )
    assert letter_values(findings(feedback=held), "甲")["remarks"] == [
        {"number": "1", "about": "甲项", "text": "第一行"},
        {"number": "", "about": "", "text": "第二行"},
        {"number": "2", "about": "", "text": "总的"},
    ]
    only = feedback({"agency": "甲", "text": "唯一的"}, {"agency": "乙", "text": "别人的"})
    assert letter_values(findings(feedback=only), "甲")["remarks"] == [{"number": "", "about": "", "text": "唯一的"}]
    assert letter_values(findings(feedback=held), "丙")["remarks"] == []


def test_statements_titles_and_missing_dates() -> None:
    """A made-up round and a sample say so; the office's own title; without a date there is room for one."""
    found = a_round(fictional=True, date=None, period=None, paperwork={"letter_title": "评议结果\n反馈函"})
    sample = found.rubric.model_copy(update={"sample": "自拟样例"})
    values = letter_values(findings(Results(sample, found.round, found.collected, found.evaluated)), "甲")
    assert values["statement"] == "虚构示例：单位、评议员和评分均为虚构。 样例：自拟样例"
    assert (values["title"], values["date"]) == ("评议结果 反馈函", "　　　　年　　月　　日")
    assert values["round"] == {"title": "示例市评议", "organizer": "示例市普法办", "date": "", "period": ""}


@pytest.mark.parametrize(
    ("agency", "code"), [("己", "LETTER-WITHDRAWN"), ("辛", "LETTER-AGENCY"), ("", "LETTER-AGENCY")]
)
def test_who_gets_no_letter(agency: str, code: str) -> None:
    """Who withdrew, and who is not in the round."""
    with pytest.raises(Problems) as raised:
        letter_values(findings(), agency)
    assert [(item.code, item.place) for item in raised.value.items] == [(code, Place("round.yaml"))]


def test_nobody_else_is_named() -> None:
    """No other agency, no rater, no reason of the decision, no rank: searched in every value of every letter."""
    held = decided(feedback=feedback({"agency": "乙", "text": "给乙的意见"}))
    for agency in ("甲", "乙", "丙", "丁", "戊"):
        text = json.dumps(letter_values(held, agency), ensure_ascii=False)
        others = [usual().round.names[item["id"]] for item in AGENCIES if item["id"] != agency]
        named = [word for word in (*others, *SEATS, "panel组", "见会议纪要", "名次") if word in text]
        assert named == []
        assert ("给乙的意见" in text) == (agency == "乙")


def test_every_placeholder_has_a_value_and_no_other_is_there() -> None:
    """The names of the table are those of the values, in lists too; none is one that Python gives every dict."""
    held = decided(feedback=feedback({"agency": "甲", "text": "意见"}))
    values, example = letter_values(held, "甲"), example_values("甲", 1)
    assert names(values) == names(example)
    listed = {f"{name}.{field}".rstrip(".") for name, fields in LISTS.items() for field in fields}
    assert names(example) == {*TEXTS, *listed}
    used = {word for name in names(example) for word in name.split(".")}
    assert used & set(dir(dict)) == set()


def names(values: Values) -> set[str]:
    """Return the dotted names of all values; a list counts by the fields of its entries."""
    found = set()
    for name, value in values.items():
        entries = value if isinstance(value, list) else [value]
        fields = [field for entry in entries if isinstance(entry, dict) for field in entry]
        found |= {f"{name}.{field}" for field in fields} or {name}
    return found
