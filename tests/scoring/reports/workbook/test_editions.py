"""The two workbooks of a round: what each holds, what the leader's must not hold, and what both say of their status."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from rubrics import say
from scoring.engine.notices import notices
from scoring.engine.results import Results
from scoring.engine.seats import seat_names
from scoring.reports.findings import Findings
from scoring.reports.workbook.editions import write_detail, write_for_approval
from scoring.rounds import Status
from tests.scoring.reports.workbook.editions import EDITIONS, findings_of, sheet, texts, written
from tests.scoring.reports.workbook.extended_rounds import EXTENDED, decision, events, markings
from tests.scoring.reports.workbook.rounds import CASES, TRIMMED, panel_rubric, results_of, tied

SEATS = ("赵一", "钱二", "孙三", "李四", "周五", "吴六", "郑七")
FOR_APPROVAL = ["成绩汇总表", "分项得分", "计算过程", "计分说明"]


def telling(**settings: Any) -> Results:  # noqa: ANN401 - whatever a round may hold
    """A round with raters' names, marks that no other figure equals, a recusal, an absence and a replaced rater."""
    marks = {
        "甲": {"a": "9.1307 8 9 回避 9 7.7719 9.3304", "b": "8 8 9 回避 9 7 9"},
        "乙": {"a": "9 8.1106 9.5501 9 缺席 7 9", "b": "8 8 9 9 缺席 7 9"},
    }
    happened = {
        "date": "2026-05-08",
        "reason": "因病",
        "replaced": {"rater": "郑七", "by": {"id": "王八", "name": "王八"}, "since": "乙", "sheets": "valid"},
    }
    renamed = {"date": "2026-05-06", "reason": "机构改革", "renamed": {"agency": "乙", "name": "示例市新局"}}
    marks["乙"]["a"], marks["乙"]["b"] = "9 8.1106 9.5501 9 缺席 7 -", "8 8 9 9 缺席 7 -"
    marks["丙"] = {"a": "8 8 8 8 8 8 -", "b": "8 8 8 8 8 8 -"}
    later = {(agency, "王八", item): "9" for agency in ("乙", "丙") for item in ("a", "b")}
    return results_of(
        panel_rubric(TRIMMED), marks, ids={"panel": SEATS}, events=[renamed, happened], later=later, **settings
    )


def findings(found: Results, **said: Any) -> Findings:  # noqa: ANN401 - any of a finding's fields
    """Return findings with all notices."""
    return findings_of(found, notices=tuple(notices(found)), **said)


def unzipped(data: bytes) -> str:
    """Return all that a workbook's files hold, one after the other."""
    with ZipFile(BytesIO(data)) as packed:
        return "\n".join(packed.read(name).decode() for name in packed.namelist())


def told(made: Findings, label: str, edition: str) -> list[str]:
    """Return the lines of the notes beside a label, and of the rows below it that have none."""
    rows = [(row[0].value or "", str(row[1].value)) for row in sheet(made, "计分说明", EDITIONS[edition]).iter_rows()]
    first = next(at for at, row in enumerate(rows) if row[0] == label)
    last = next((at for at, row in enumerate(rows) if at > first and row[0]), len(rows))
    return [line for _, text in rows[first:last] for line in text.split("\n")]


def secrets(found: Results) -> list[str]:
    """Return the words and figures by which one would find a rater, or what a rater gave."""
    marks = [str(float(mark.points)) for mark in found.collected.marks.values() if mark.points is not None]
    telling_marks = [mark for mark in marks if len(mark) > len("9.25")]
    return [*seat_names(found).values(), *found.round.raters, *telling_marks]


def test_the_ranked_sheet_knows_no_rater() -> None:
    """No seat, name, id or mark is anywhere in its bytes; all of them are in the details."""
    made = findings(telling())
    known = secrets(made.results)
    assert len(known) == len(seat_names(made.results)) + 8 + 5
    ranked, detail = unzipped(written(write_for_approval, made)), unzipped(written(write_detail, made, names=True))
    assert [word for word in known if word in ranked] == []
    assert [word for word in known if word not in detail] == []
    assert load_workbook(BytesIO(written(write_for_approval, made))).sheetnames == FOR_APPROVAL


@pytest.mark.parametrize("name", [*CASES, *EXTENDED])
def test_no_formula_needs_a_sheet_that_is_not_there(name: str) -> None:
    """Every sheet that a formula of the ranked sheet names is one of its own, conditional formats included."""
    data = written(write_for_approval, findings({**CASES, **EXTENDED}[name]()))
    named = set(re.findall(r"'([^'<>]+)'!", unzipped(data)))
    assert named - set(FOR_APPROVAL) == set()


def test_figures_are_live_from_the_pooled_values_on() -> None:
    """What pools and files gave are values; scores, ranks, grades and page 1 are formulas."""
    made = findings(markings())
    live = load_workbook(BytesIO(written(write_for_approval, made)))
    page = live["计算过程"]
    heads = {str(cell.value): cell for row in page.iter_rows() for cell in row if cell.column == 1 and cell.value}
    entries = page.cell(heads["计分取值和导入数据"].row + 2, 2)
    assert entries.value == pytest.approx(float(made.results.panel("p").pooled().at(0)))
    exact = page.cell(heads["各项得分（未取位）"].row + 2, 2)
    assert str(exact.value).startswith("=IF(COUNT('计算过程'!")
    assert {cell.data_type for cell in live["成绩汇总表"][6][:4]} == {"f"}


def test_what_concerns_raters_is_counted_and_not_told() -> None:
    """The ranked sheet says how many notices and events stand in the details; the others it tells."""
    made = findings(telling())
    ranked, detail = told(made, "提醒", "for_approval"), told(made, "提醒", "detail")
    seats = [line for line in detail if "panel组" in line]
    assert len(seats) > 1
    assert ranked[-1] == f"涉及评议员的提醒{len(seats)}条，见内部明细。"
    assert len(ranked) - 1 == len(detail) - len(seats)
    assert [line.partition("：")[0] for line in told(made, "过程变化", "for_approval")] == [
        "2026-05-06",
        "涉及评议员的变化1项，见内部明细。",
    ]
    assert [line.partition("：")[0] for line in told(made, "过程变化", "detail")] == ["2026-05-06", "2026-05-08"]


def test_the_notes_say_which_file_it_is_and_what_is_a_formula() -> None:
    """One line each; the details are formulas from the marks on."""
    made = findings(tied(), status=Status.FOR_APPROVAL)
    assert told(made, "文件", "for_approval") == ["送审表（送审稿）"]
    assert told(made, "文件", "detail") == ["内部明细（送审稿）"]
    assert told(made, "公式", "for_approval") == [
        "从计分取值起全部为公式；计分取值和其他由评议员评分得出的数字在本表为数值，在内部明细为公式。"
    ]
    assert told(made, "公式", "detail") == ["全部数字为公式，改动评分数据后自动重算。"]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("status", "words"), [*zip(Status, ("初步结果", "送审稿", "审定稿"), strict=True)])
def test_every_sheet_says_how_far_the_round_is(status: Status, words: str, edition: str) -> None:
    """Above every page, and below the title of page 1."""
    book = load_workbook(BytesIO(written(EDITIONS[edition], findings(tied(), status=status))))
    headers = [page.oddHeader.center.text for page in book if page.oddHeader]
    assert len(headers) == len(book.sheetnames)
    assert {str(text).partition("    ")[0] for text in headers} == {f"&B{words}&B"}
    assert book["成绩汇总表"]["A2"].value == f"（{words}）"


@pytest.mark.parametrize(
    ("kept", "columns"),
    [
        ((), ["计算等次"]),
        (("proposed",), ["计算等次", "建议等次"]),
        (("decided",), ["计算等次", "审定等次"]),
        (("proposed", "decided"), ["计算等次", "建议等次", "审定等次"]),
    ],
)
def test_grades_have_a_column_once_there_are_any(kept: tuple[str, ...], columns: list[str]) -> None:
    """Computed always; proposed and decided as far as the decision has come."""
    whole = decision()
    gone = dict.fromkeys({"proposed", "decided"} - set(kept))
    grades = tuple(item.model_copy(update=gone) for item in whole.grades)
    made = findings(events(), decision=whole.model_copy(update={"grades": grades}))
    heads = next(row for row in sheet(made, "成绩汇总表").iter_rows(values_only=True) if row[0] == "名次")
    assert [text for text in heads if text and str(text).endswith("等次")] == columns


@pytest.mark.parametrize(
    ("paperwork", "roles"),
    [
        ({}, ["计分人", "复核人", "监督人", "评议团团长", "审定"]),
        ({"paperwork": {"signatures": ["经办人", "分管领导"]}}, ["经办人", "分管领导"]),
    ],
)
def test_whoever_signs_has_a_line_and_a_date(paperwork: dict[str, Any], roles: list[str]) -> None:
    """The usual five where the round names nobody; the blanks stand below each other, within what is printed."""
    page = sheet(findings(telling(**paperwork)), "成绩汇总表", write_for_approval)
    rows = [cell for row in page.iter_rows() for cell in row if "＿" in str(cell.value)]
    lines = [re.findall(r"(\w+)　*：＿{9}　日期：＿{6}", str(cell.value)) for cell in rows]
    assert [role.strip("　") for found in lines for role in found] == roles
    assert {str(cell.value).index("：") for cell in rows} == {max(map(len, roles))}
    assert page.print_area.rpartition("$")[2] == str(rows[-1].row)


def test_what_agencies_gave_themselves_stands_beside_the_scores() -> None:
    """Totals where all of it was assessed; three lines for each agency that gave anything; sums are formulas."""
    given = {"甲": {"a": Decimal(9), "b": Decimal("8.5")}, "乙": {"a": Decimal(10)}}
    made = findings(telling(), given=given)
    for edition in EDITIONS.values():
        rows = list(sheet(made, "分项得分", edition).iter_rows(values_only=True))
        top = next(at for at, row in enumerate(rows) if row[0] == "自评与得分")
        totals = [row[-3:] for row in rows[: top - 1] if str(row[0]).startswith("示例市")]
        assert [list(row) for row in totals] == [
            [_scores(made.results, "甲")[-1], 17.5, _apart(made, "甲")[-1]],
            [_scores(made.results, "乙")[-1], "—", "—"],
            [_scores(made.results, "丙")[-1], "—", "—"],
        ]
        assert [row[:5] for row in rows[top + 2 :]] == [
            ("示例市甲局：自评", 9, 8.5, 17.5, 17.5),
            ("示例市甲局：得分", *_scores(made.results, "甲")),
            ("示例市甲局：差异", *_apart(made, "甲")),
            ("示例市新局：自评", 10, "—", "—", "—"),
            ("示例市新局：得分", *_scores(made.results, "乙")),
            ("示例市新局：差异", *_apart(made, "乙")),
        ]
        live = list(sheet(made, "分项得分", edition, values=False).iter_rows(values_only=True))
        assert [str(value)[:1] for value in live[top + 2][1:5]] == ["9", "8", "=", "="]
        assert [str(value)[:1] for value in live[top + 4][1:5]] == ["="] * 4


def _scores(found: Results, agency: str) -> list[float]:
    scores = (found.score(node, agency) for node in ("a", "b", "p", "total"))
    return [float(found.shown(score)) for score in scores if score is not None]


def _apart(made: Findings, agency: str) -> list[object]:
    nodes = [made.results.nodes[node] for node in ("a", "b", "p", "total")]
    found = [made.self_assessment.difference(node, agency) for node in nodes]
    return ["—" if value is None else float(made.results.shown(value)) for value in found]


def test_without_self_assessments_there_is_no_table_of_them() -> None:
    """Nothing is said of what nobody gave."""
    for edition in EDITIONS.values():
        found = texts(written(edition, findings(telling(), given={"甲": {}})))
        assert [text for text in found if "自评" in text] == []


def test_names_are_shown_on_request_only() -> None:
    """A seat keeps its number, so that the sheets with names and those without can be laid side by side."""
    made = findings(telling())
    heads = [
        [
            row[1].value
            for row in load_workbook(BytesIO(written(write_detail, made, names=names)))["评分明细"].iter_rows()
        ]
        for names in (False, True)
    ]
    assert ["panel组1" in column for column in heads] == [True, False]
    assert ["panel组1 赵一" in column for column in heads] == [False, True]


def test_raters_are_analysed_internally_only() -> None:
    """The sheet is in the details when it is asked for, behind those of the agencies, and never in the ranked sheet."""
    made = findings(telling())
    plain, internal = (
        load_workbook(BytesIO(written(write_detail, made, internal=internal))).sheetnames for internal in (False, True)
    )
    at = internal.index("评分人分析")
    assert (internal[at - 1], internal[at + 1]) == ("示例市丙局", "评分数据")
    assert [name for name in internal if name != "评分人分析"] == plain


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_same_findings_give_the_same_bytes(edition: str) -> None:
    """No clock and no chance enters a file."""
    first, second = (written(EDITIONS[edition], findings(telling())) for _ in range(2))
    assert first == second
    assert "2000-01-01T00:00:00Z</dcterms:created>" in unzipped(first)


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_cannot_be_seen_is_left_out(edition: str) -> None:
    """Neither marks that turn the line around nor control characters, which XML cannot hold, are in the file."""
    made = findings_of(telling(), notices=(say("a\u200b \u202enotice\x01\x1b"),))
    assert told(made, "提醒", edition) == ["1. a notice"]
    assert re.findall("[\u200b\u202e]|_x00", unzipped(written(EDITIONS[edition], made))) == []
