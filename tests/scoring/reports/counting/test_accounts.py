"""What the record of the count tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from rubrics import Document, build
from scoring.reports.counting import spot_check_form
from scoring.reports.counting.accounts import FORMS, Accounts
from scoring.rounds import BallotRegister, Issues, Settled
from scoring.rounds.as_counted import count_code
from scoring.rounds.sheet_states import SheetState
from scoring.rounds.spot_checks import Compared, MarkError, SpotCheck
from scoring.sheets import layout
from scoring.sheets.visits.layout import FORMS as VISIT_FORMS
from submissions.workbook import layout as agency_form
from tests.scoring.reports.counting.counted import (
    DAY,
    MARKS,
    counted,
    intake,
    issued,
    read_back,
    sheet,
    twice,
    typed,
    words,
)
from tests.scoring.reports.workbook.rounds import MEAN, panel_rubric, results_of


def check(number: int, issue: int, *sheets: Compared) -> SpotCheck:
    """Return a spot check of the small round."""
    return SpotCheck(
        pingyi=1,
        number=number,
        at=DAY,
        by="王",
        issue=issue,
        seed="482913",
        share="50%",
        of=5,
        drawn=3,
        file="抽查.xlsx",
        sha256="0" * 64,
        sheets=sheets,
    )


def ballots(**counts: tuple[tuple[int, ...], Mapping[str, object]]) -> BallotRegister:
    """Return a register with one count of each agency; figures are issued, collected, valid, invalid, abstained."""
    names = ("issued", "collected", "valid", "invalid", "abstained")
    value = [
        {"agency": agency, "at": DAY, "by": "张", **dict(zip(names, figures, strict=True)), **more}
        for agency, (figures, more) in counts.items()
    ]
    return build(BallotRegister, Document("poll.yaml", {"source": "poll", "counts": value}, {}))


def test_how_many_sheets_are_in_each_state() -> None:
    """Of every group's raters."""
    accounts = Accounts(counted())
    expected = {
        SheetState.IN: 5,
        SheetState.PARTLY: 1,
        SheetState.RECUSED: 1,
        SheetState.ABSENT: 1,
        SheetState.AWAITED: 1,
    }
    assert accounts.tally("panel") == Counter(expected)


def test_the_code_is_that_of_all_marks() -> None:
    """As they stand now."""
    found = counted()
    assert Accounts(found).code == count_code(found.collected.marks)


def test_who_gave_no_marks_and_why() -> None:
    """In the order of seats; agencies with the same reason stand together; a void sheet is told beside others too."""
    results = counted(
        {"甲": {"a": "9 - 回避", "b": "9 - 回避"}, "乙": {"a": "9 回避 回避", "b": "9 回避 回避"}},
        recusals=[{"rater": "panel-3", "agency": agency, "reason": "曾任职"} for agency in ("甲", "乙")],
    )
    void = intake(
        1, sheet("甲", "panel-2", void="未签名"), sheet("甲", "panel-1", void="字迹不清"), sheet("x", "y", void="空白")
    )
    assert words(Accounts(results, (void,)).without_marks()) == [
        "panel组1: void (字迹不清): 示例市甲局",
        "panel组2: void (未签名): 示例市甲局",
        "panel组2: recused: 示例市乙局",
        "panel组3: recused (曾任职): 示例市甲局, 示例市乙局",
        "y: void (空白): x",
    ]


def test_who_typed_and_who_checked() -> None:
    """Two typists are named both; what stands in tables and what was not checked is told too."""
    intakes = (
        intake(1, sheet("甲", "panel-1"), sheet("乙", "panel-1")),
        typed(2, sheet("甲", "panel-2"), check=read_back()),
        typed(3, sheet("丙", "panel-1")),
        typed(4, sheet("丙", "panel-1"), by="赵"),
        typed(5, sheet("丙", "panel-1"), check=twice(3, 4)),
        typed(6, sheet("丙", "panel-2")),
        typed(7, sheet("丙", "panel-3"), sheet("甲", "panel-2"), by="钱"),
        typed(8, sheet("甲", "panel-2"), by="钱", check=read_back("孙")),
    )
    assert words(Accounts(counted(), intakes).hands()) == [
        "read in from workbooks by 王: sheets 2",
        "typed by 张, read back to 李: sheets 1",
        "typed twice, by 张, 赵: sheets 1",
        "typed by 钱, read back to 孙: sheets 1",
        "from tables in sheets/: sheets 2",
        "typed by 张, not checked, not counted: sheets 1",
        "typed by 钱, not checked, not counted: sheets 1",
    ]


def test_who_signed_in_the_portal() -> None:
    """They are told as one, however many they are, and not as workbooks."""
    signed = (
        intake(1, sheet("甲", "panel-1"), by="组1", way="portal"),
        intake(2, sheet("甲", "panel-2"), by="组2", way="portal"),
        intake(3, sheet("乙", "panel-1")),
    )
    assert words(Accounts(counted(), signed).hands())[:2] == [
        "signed in the portal by the raters themselves: sheets 2",
        "read in from workbooks by 王: sheets 1",
    ]


def test_two_typists_whose_entries_are_gone() -> None:
    """Who settled and who is named in the check."""
    double = typed(5, sheet("丙", "panel-1"), check=twice(3, 4))
    assert words(Accounts(counted(), (double,)).hands())[0] == "typed twice, by 张, 赵: sheets 1"


def test_what_changed_after_the_first_reading() -> None:
    """Who changed it, when and in which intake; an id that is not known any more stays an id."""
    intakes = (
        intake(1, sheet("甲", "panel-1", marks={"a": "8", "b": "8"}), sheet("x", "y", marks={"a": "1"})),
        intake(2, sheet("甲", "panel-1", marks={"a": "9"}), sheet("x", "y", void="未签名")),
        intake(3, sheet("x", "y", marks={"a": "1"})),
    )
    gone = intakes[1].model_copy(
        update={"number": 4, "asked": ("old",), "sheets": (sheet("x", "y", marks={"old": "1"}),)}
    )
    changed = gone.model_copy(update={"number": 5, "sheets": (sheet("x", "y", marks={"old": "2"}),)})
    assert words(Accounts(counted(), (*intakes, gone, changed)).changes()) == [
        "No. 2 (2026-05-02, 王): panel组1, 示例市甲局, 甲项: 8 → 9",
        "No. 2 (2026-05-02, 王): panel组1, 示例市甲局, 乙项: 8 → empty",
        "No. 2 (2026-05-02, 王): y, x, whole sheet: marks → void (未签名)",
        "No. 3 (2026-05-02, 王): y, x, whole sheet: void (未签名) → marks",
        "No. 5 (2026-05-02, 王): y, x, old: 1 → 2",
    ]


def test_what_two_typists_read_differently() -> None:
    """Both, and what it was settled as."""
    cells = (
        Settled(agency="甲", rater="panel-1", criterion="a", first="8", second="9", mark="8"),
        Settled(agency="甲", rater="panel-1", criterion="b", first="8"),
    )
    intakes = (intake(1, sheet("乙", "panel-1")), typed(4, sheet("甲", "panel-1"), check=twice(2, 3, *cells)))
    assert words(Accounts(counted(), intakes).settled()) == [
        "No. 4: panel组1, 示例市甲局, 甲项: 8 / 9 → 8",
        "No. 4: panel组1, 示例市甲局, 乙项: 8 / empty → empty",
    ]


def test_sums_on_the_paper_that_differ() -> None:
    """The marks decide; a sum that is right is not told."""
    intakes = (
        typed(1, sheet("甲", "panel-1", total="17"), sheet("甲", "panel-2", total="17"), check=read_back()),
    )  # fmt: skip
    assert words(Accounts(counted(), intakes).disagreeing_totals()) == [
        "panel组2, 示例市甲局: the paper says 17, the marks add up to 16"
    ]


def test_ballots() -> None:
    """Sums of each source and each agency's count; only the last one that was checked holds."""
    register = ballots(甲=((100, 90, 80, 4, 6), {"checked_by": "李"}), 乙=((10, 12, 12, 0, 0), {"checked_by": "李"}))
    accounts = Accounts(counted(), ballots=(register, ballots(丙=((1, 1, 1, 0, 0), {}))))
    assert words(accounts.ballot_sums()) == [
        "poll: issued 110, collected 102, valid 92, invalid 4, abstained 6, void: 示例市乙局"
    ]
    void = "issued 10, collected 12, valid 12, invalid 0, abstained 0, void: more came back than were issued"
    assert words(accounts.ballot_lines()) == [
        "poll, 示例市甲局: issued 100, collected 90, valid 80, invalid 4, abstained 6 (typed by 张, checked by 李)",
        f"poll, 示例市乙局: {void} (typed by 张, checked by 李)",
    ]
    sound = Accounts(counted(), ballots=(ballots(甲=((100, 90, 80, 4, 6), {"checked_by": "李"})),))
    assert words(sound.ballot_sums()) == ["poll: issued 100, collected 90, valid 80, invalid 4, abstained 6"]


def test_what_was_issued_and_never_came_back() -> None:
    """Of every kind of form, to whom; what is of no kind that comes back is left out."""
    given = (
        (1, "panel-1", "score-sheet"),
        (2, "panel-2", "score-sheet"),
        (3, "panel-1", "score-sheet"),
        (4, "round", "spot-check"),
        (5, "round", "spot-check"),
        (6, "panel-2", "score-sheet"),
        (7, "甲", "visit-record"),
        (8, "甲", "talk-record"),
        (9, "乙", "talk-record"),
        (10, "甲", "call-out"),
    )
    accounts = Accounts(
        counted(),
        (intake(1, sheet("甲", "panel-1"), issue=6),),
        Issues(issued=tuple(issued(*item) for item in given)),
        checks=(check(1, 4, Compared(agency="甲", rater="panel-1", agrees=True)),),
        back=frozenset({8}),
    )
    assert accounts.returned == {4, 6, 8}
    assert words(accounts.not_returned()) == [
        "score sheets, panel组1: No. 1, 3",
        "score sheets, panel组2: No. 2",
        "sheet of a spot check: No. 5",
        "record of a visit, 示例市甲局: No. 7",
        "record of talks, 示例市乙局: No. 9",
    ]


def test_an_agencys_earlier_form_is_done_with_once_a_later_one_is_in() -> None:
    """The form it has now is the one that is awaited."""
    given = ((1, "甲"), (2, "乙"), (3, "甲"), (4, "甲"), (5, "丙"))
    issues = Issues(issued=tuple(issued(n, to, "agency-form") for n, to in given))
    accounts = Accounts(counted(), issues=issues, forms={"甲": 3, "丙": 5})
    assert words(accounts.not_returned()) == ["agency form, 示例市乙局: No. 2", "agency form, 示例市甲局: No. 4"]


def test_the_kinds_of_forms_are_those_that_are_issued() -> None:
    """Each bears the name by which its maker registers it."""
    assert set(FORMS) == {layout.FORM, agency_form.FORM, *VISIT_FORMS.values(), spot_check_form.FORM}


def test_what_spot_checks_found() -> None:
    """How many marks were wrong, and how many of them still are; of one paper the newest answer holds."""
    wrong = Compared(
        agency="甲",
        rater="panel-1",
        agrees=False,
        errors=(
            MarkError(criterion="a", counted="9", paper="6"),
            MarkError(criterion="b", counted="5", paper="8"),
            MarkError(criterion="gone", counted="5", paper="8"),
        ),
    )
    right = Compared(agency="乙", rater="panel-1", agrees=True)
    accounts = Accounts(counted(), checks=(check(1, 5, right), check(2, 5, right, wrong)))
    assert words(accounts.spot_checks()) == [
        "No. 5: drawn 3 of 5 sheets (50%, seed 482913), compared 2, wrong marks 3, of them not corrected 1"
    ]


def test_what_stands_on_the_ballots() -> None:
    """Each answer with its number, under the title of the criterion that reads them."""
    options = "[{title: 满意, points: 10}, {title: 不满意, points: 0}]"
    votes = f"{{votes: {{from: poll, rule: satisfaction, scale: 10, options: {options}}}}}"
    part = f"{{id: V, title: 群众, criteria: [{{id: V1, title: 现场测评, marking: {votes}}}]}}"
    found = results_of(f"{panel_rubric(MEAN).rstrip().removesuffix(']')}, {part}]\n", MARKS)
    register = ballots(甲=((9, 9, 8, 0, 1), {"checked_by": "李", "options": {"满意": 7, "不满意": 1}}))
    figures = "issued 9, collected 9, valid 8, invalid 0, abstained 1; 满意 7, 不满意 1"
    (line,) = words(Accounts(found, ballots=(register,)).ballot_lines())
    assert line == f"现场测评, 示例市甲局: {figures} (typed by 张, checked by 李)"
