"""Small rounds in which every marking, pool, operation, tie key, quota and event of real rounds has something to do."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from scoring.engine.results import Results
from scoring.rounds.decision import Decision
from tests.scoring.reports.workbook.rounds import BY_TOTAL, HEAD, MEAN, TWO_PLACES, results_of

CLASSES = "classes: [{id: one, title: 第一类}, {id: two, title: 第二类}]\n"


def agencies(*ids: str, **classes: str) -> list[dict[str, str]]:
    """Return agencies by their ids, some of a class."""
    return [
        {"id": agency, "name": f"示例市{agency}局", **({"class": classes[agency]} if agency in classes else {})}
        for agency in ids
    ]


def markings() -> Results:
    """Every marking: by raters below a pool, from facts, files and votes; two vetoes, one on the grade."""
    parts = (
        "facts: [{id: cases, title: 案例, min: 0}, {id: late, title: 迟报, min: 0}]\nparts:\n"
        f"  - id: p\n    title: 评议\n    by: panel\n    pool: {MEAN}\n    criteria:\n"
        "      - {id: a, title: 清单, marking: {checklist: [{title: 有制度, points: 2}, {title: 有台账, points: 3}]}}\n"
        "      - {id: b, title: 活动, points: 5, marking: {count: {each: 1.5, rated: true}}}\n"
        "      - {id: c, title: 扣分项, marking: {deductions: {start: 10, each: 2, rated: true, floor: 1}}}\n"
        "      - {id: d, title: 创新加分, marking: {bonus: {rated: true, cap: 2}}}\n"
        "      - {id: e, title: 通报扣分, marking: {penalty: {rated: true, each: 1, cap: 3}}}\n"
        "      - {id: v, title: 弄虚作假, marking: {veto: {rated: majority, grade: 合格}}}\n"
        "  - id: q\n    title: 数据\n    criteria:\n"
        "      - {id: f, title: 案例数, points: 6, marking: {count: {each: 0.5, fact: cases}}}\n"
        "      - {id: g, title: 迟报, marking: {deductions: {start: 4, each: 1, fact: late}}}\n"
        "      - {id: h, title: 表彰, marking: {bonus: {from: honours, cap: 3}}}\n"
        "      - {id: i, title: 投票, marking: {votes: {from: online, rule: leader_ratio, scale: 10, floor: 4}}}\n"
        "      - {id: j, title: 满意度, marking: {votes: {from: survey, rule: satisfaction, scale: 10,"
        " options: [{title: 满意, points: 10}, {title: 一般, points: 6}]}}}\n"
        "  - {id: w, title: 专项, criteria: [{id: k, title: 整改, points: 10, marking: {given: {from: reform}}},"
        " {id: u, title: 严重失实, marking: {veto: {from: untrue, score: 2}}}]}\n"
    )
    grades = "grades: {by: exact, bands: [{title: 优秀, from: 40}, {title: 合格, from: 20}, {title: 差, from: 0}]}\n"
    marks = {
        "甲": {"a": "√√ √× √√", "b": "3 4 2", "c": "0 1 2", "d": "1 2 0", "e": "0 1 0", "v": "否 否 否"},
        "乙": {"a": "√√ √√ √√", "b": "4 4 4", "c": "0 0 0", "d": "2 2 3", "e": "0 0 0", "v": "是 是 否"},
        "丙": {"a": "×× √× √×", "b": "1 0 2", "c": "9 3 2", "d": "0 0 0", "e": "5 4 2", "v": "是 否 否"},
        "丁": {"a": "√× √× √×", "b": "1 0 2", "c": "9 3 2", "d": "0 0 0", "e": "5 4 2", "v": "否 - 否"},
    }
    return results_of(
        HEAD + TWO_PLACES + BY_TOTAL + grades + parts,
        marks,
        imports={
            "honours": {"甲": "1", "乙": "5", "丙": "0", "丁": "0"},
            "online": {"甲": "1200", "乙": "3000", "丙": "30", "丁": "0"},
            "reform": {"甲": "9", "乙": "10", "丙": "8", "丁": "7"},
            "untrue": {"甲": "0", "乙": "0", "丙": "1", "丁": "0"},
        },
        facts={
            agency: {"cases": n, "late": m}
            for agency, n, m in zip("甲乙丙丁", ["9", "20", "3", "4"], "0106", strict=True)
        },
        ballots={"survey": {a: ((Decimal(10), 7), (Decimal(6), n)) for n, a in enumerate("甲乙丙丁")}},
    )


def operations() -> Results:
    """Coefficients, floors, caps and a scale that depends on the class; an agency lacks its coefficient."""
    parts = (
        f"{CLASSES}parts:\n"
        f"  - id: x\n    title: 共性\n    by: panel\n    pool: {MEAN}\n    factor: {{from: hard}}\n    cap: 18\n"
        "    criteria: [{id: a, title: 甲项, points: 10}, {id: b, title: 乙项, points: 10, floor: 6}]\n"
        f"  - id: y\n    title: 个性\n    for: [one]\n    by: panel\n    pool: {MEAN}\n"
        "    criteria: [{id: c, title: 丙项, points: 20, cap: 15, round: {places: 0, mode: half_even}}]\n"
        "  - {id: z, title: 折算, scale: 50, parts: [{id: z1, title: 甲数, given: {from: n1, scale: 20}},"
        " {id: z2, title: 乙数, for: [two], given: {from: n2, scale: 30}}]}\n"
    )
    marks = {
        "甲": {"a": "9 8 10", "b": "8 4 9", "c": "20 14 16"},
        "乙": {"a": "9 9 9", "b": "5 5 9"},
        "丙": {"a": "10 10 9", "b": "9 9 9", "c": "13 14 15"},
        "丁": {"a": "8 9 9", "b": "7 7 7"},
    }
    imports = {
        "hard": {"甲": "1.05", "乙": "0.95", "丙": "1.1"},
        "n1": {"甲": "15", "乙": "16", "丙": "17", "丁": "18"},
        "n2": {"乙": "21", "丁": "30"},
    }
    by_class = agencies("甲", "乙", "丙", "丁", 甲="one", 乙="two", 丙="one", 丁="two")
    return results_of(HEAD + TWO_PLACES + BY_TOTAL + parts, marks, imports=imports, agencies=by_class)


def several_groups(empty_group: str = "redistribute") -> Results:
    """Two groups in one pool by weight, each trimmed; a group without values, and one below its quorum."""
    pool = (
        "{groups: {panel: 60, council: 40}, each: {trimmed_mean: {drop: 1, when_more_than: 3}, quorum: 2},"
        f" empty_group: {empty_group}, quorum: majority, incomplete: leave_out}}"
    )
    parts = f"parts:\n  - {{id: p, title: 评议, pool: {pool}, criteria: [{{id: a, title: 甲项, points: 10}}]}}\n"
    marks = {
        "甲": {"a": "9 8 10 7 | 9 8 8"},
        "乙": {"a": "9 8 10 7 | 缺席 缺席 缺席"},
        "丙": {"a": "9 9 9 9 | 10 缺席 缺席"},
        "丁": {"a": "10 10 缺席 缺席 | 7 8 缺席"},
        "戊": {"a": "10 10 缺席 缺席 | 缺席 缺席 缺席"},
    }
    rank = "rank: {by: exact, ties: [{untrimmed: p}, {best_mark: p}], share: true}\n"
    return results_of(HEAD + TWO_PLACES + rank + parts, marks)


def several_groups_refused() -> Results:
    """The same, where an empty group leaves the score open."""
    return several_groups("refuse")


def middle() -> Results:
    """The sum of the three middle values: odd surpluses drop one more at the high end, and two are too few."""
    pool = "{middle_sum: {n: 3, odd: high}, incomplete: leave_out}"
    parts = (
        f"parts: [{{id: p, title: 评议, by: panel, pool: {pool}, criteria: ["
        "{id: a, title: 甲项, points: 10}, {id: b, title: 乙项, points: 10}]}]\n"
    )
    marks = {
        "甲": {"a": "9 8 10 7 6 5", "b": "8 8 9 9 7 9"},
        "乙": {"a": "9 8 10 7 缺席 5", "b": "8 8 9 9 缺席 9"},
        "丙": {"a": "9 9 9 缺席 缺席 缺席", "b": "8 8 8 缺席 缺席 缺席"},
        "丁": {"a": "9 9 缺席 缺席 缺席 缺席", "b": "8 8 缺席 缺席 缺席 缺席"},
    }
    return results_of(HEAD + TWO_PLACES + BY_TOTAL + parts, marks)


def preferred() -> Results:
    """Equal totals decided by how many raters preferred whom; two that no rater has both marked share their rank."""
    rank = "rank: {by: exact, ties: [{preferred: p}], share: true}\n"
    parts = f"parts: [{{id: p, title: 评议, by: panel, pool: {MEAN}, points: 10}}]\n"
    marks = {
        "甲": {"p": "9 9 6 8"},
        "乙": {"p": "8 8 8 8"},
        "丙": {"p": "7 9 9 7"},
        "丁": {"p": "7 7 缺席 缺席"},
        "戊": {"p": "缺席 缺席 7 7"},
        "己": {"p": "10 - 10 10"},
    }
    return results_of(HEAD + TWO_PLACES + rank + parts, marks)


def quotas() -> Results:
    """Quotas by class, rounded down and up, with a tie at the boundary, a veto and an agency that withdrew."""
    grades = (
        "grades: {by: exact, of: ranked, per: class, bands: ["
        "{title: 优秀, from: 8, quota: {share: 40%, round: down, tie: out}},"
        " {title: 良好, from: 7, quota: {number: 2, tie: in}}, {title: 合格, from: 5}, {title: 不合格, from: 0}]}\n"
    )
    parts = (
        "parts:\n"
        f"  - {{id: p, title: 评议, by: panel, pool: {MEAN}, points: 10}}\n"
        "  - {id: v, title: 否决, criteria: [{id: u, title: 重大事件, marking: {veto: {from: events, grade: 合格}}}]}\n"
    )
    marks = {
        "甲": {"p": "9.5 9.5"},
        "乙": {"p": "9 9"},
        "丙": {"p": "9 9"},
        "丁": {"p": "8.5 8.5"},
        "戊": {"p": "7 7"},
        "己": {"p": "9 10"},
        "庚": {"p": "10 10"},
        "辛": {"p": "- 10"},
    }
    by_class = dict.fromkeys("甲乙丙丁戊", "one") | dict.fromkeys("己庚辛", "two")
    withdrawn = {"date": "2026-05-06", "reason": "机构改革", "withdrawn": {"agency": "戊"}}
    return results_of(
        HEAD + TWO_PLACES + BY_TOTAL + CLASSES + grades + parts,
        marks,
        imports={"events": {agency: "1" if agency == "甲" else "0" for agency in by_class}},
        agencies=agencies(*by_class, **by_class),
        events=[withdrawn],
    )


def events() -> Results:
    """An agency renamed, one withdrawn, a rater replaced from the third agency on."""
    happened: list[dict[str, Any]] = [
        {"date": "2026-05-06", "reason": "机构改革", "renamed": {"agency": "乙", "name": "示例市文化和旅游局"}},
        {"date": "2026-05-07", "reason": "并入他局", "withdrawn": {"agency": "丁"}},
        {
            "date": "2026-05-08",
            "reason": "因病",
            "replaced": {"rater": "panel-2", "by": {"id": "new", "name": "新"}, "since": "丙", "sheets": "valid"},
        },
    ]
    grades = "grades: {by: exact, bands: [{title: 优秀, from: 8}, {title: 合格, from: 0}]}\n"
    parts = f"parts: [{{id: p, title: 评议, by: panel, pool: {MEAN}, points: 10}}]\n"
    marks = {
        "甲": {"p": "9 9 8"},
        "乙": {"p": "8 7 7"},
        "丙": {"p": "9 - 9"},
        "丁": {"p": "9 - 9"},
    }
    later = {("丙", "new", "p"): "7"}
    return results_of(HEAD + TWO_PLACES + BY_TOTAL + grades + parts, marks, events=happened, later=later)


def decision() -> Decision:
    """What a leading group made of the grades of `events`."""
    return Decision.model_validate(
        {
            "pingyi": 1,
            "body": "示例市普法工作领导小组",
            "date": "2026-06-01",
            "minutes": "〔2026〕3号",
            "grades": [
                {"agency": "甲", "proposed": "优秀", "decided": "优秀"},
                {"agency": "乙", "proposed": "合格", "decided": "优秀", "reason": "年度重点工作突出"},
                {"agency": "丙", "proposed": "优秀", "decided": "优秀"},
            ],
        }
    )


EXTENDED = {
    case.__name__: case
    for case in (
        markings, operations, several_groups, several_groups_refused, middle, preferred, quotas, events,
    )
}  # fmt: skip
