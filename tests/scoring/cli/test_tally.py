"""`pingyi tally` with 唱读核对: one types, another confirms, and what is kept counts at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scoring.cli import tally_asking
from scoring.folder import Reading, evaluate_folder
from scoring.rounds import Check
from tests.scoring.cli.conftest import MARKS, ROUND, RUBRIC
from tests.scoring.cli.counting_room import PEOPLE, a_round, kept, summary, type_in

A1 = {"A1": "4", "A2": "2", "B1": "3"}
REASONS = RUBRIC.replace("basis: 示例市评议办法", "basis: 示例市评议办法\nreason_below: 60%")
# Of the first sheets: marks, the total on the paper, the confirmation.
SHEET = ("4 2 3", "9", "")


def test_a_sheet_is_typed_and_confirmed(tmp_path: Path) -> None:
    """It is kept when it is typed, and counts when it is confirmed; the second names who typed it."""
    folder = a_round(tmp_path / "r")
    result = type_in(folder, *SHEET)
    assert result.exit_code == 0
    assert summary(folder) == [("张三", "a", "r1", A1, False), ("张三", "a", "r1", A1, True)]
    assert kept(folder)[1].check == Check(way="read_back", by="李四", of=(1,))
    assert kept(folder)[1].sheets[0].total == "9"


def test_the_screen(tmp_path: Path) -> None:
    """Whose sheet, what is on it, numbers above marks, the sum, and the standing after the agency."""
    folder = a_round(tmp_path / "r")
    result = type_in(folder, *SHEET, *SHEET, *SHEET, arguments=(*PEOPLE, "--agency", "甲局"))
    lines = result.stdout.splitlines()
    assert lines[:5] == [
        "  Sheets to type: 3. “?” shows what can be typed.",
        "甲局  评议员1 一  1 of 3",
        "  1 责任清单: 0 to 4",
        "  2 学法用法: 0 to 2",
        "  3 群众评价: 0 to 4",
    ]
    assert lines[5].endswith("> 1  2  3")
    assert lines[6:8] == ["4  2  3", "  the items add up to 9, as the paper says"]
    standing = next(at for at, line in enumerate(lines) if line.endswith("> Rank  Agency  Total"))
    assert lines[standing + 1 : standing + 5] == [
        "   1  甲局     9.00",
        *(f"   —  {name}     open" for name in ("乙局", "丙局", "丁局")),
    ]


def test_marks_one_a_line(tmp_path: Path) -> None:
    """Enter for each; nothing typed is nothing."""
    folder = a_round(tmp_path / "r")
    type_in(folder, "4", "", "2", "3", "", "")
    assert summary(folder)[-1] == ("张三", "a", "r1", A1, True)
    assert kept(folder)[-1].sheets[0].total is None


def test_a_wrong_line_is_typed_again(tmp_path: Path) -> None:
    """The place of the fault is told, and nothing of the line is taken."""
    folder = a_round(tmp_path / "r")
    result = type_in(folder, "4 2 5", "4 2 3", "", "")
    assert "item 3: 5 is outside the scale of “B1”, 0 to 4." in result.stdout
    assert summary(folder)[-1][3] == A1


def test_the_paper_adds_up_to_something_else(tmp_path: Path) -> None:
    """Items decide; the disagreement is told at once and at the end, and the paper's sum is kept."""
    folder = a_round(tmp_path / "r")
    result = type_in(folder, "4 2 3", "x", "8", "", "", arguments=(*PEOPLE, "--rater", "r1"))
    assert "“x” is no number." in result.stdout
    assert result.stdout.count("the items add up to 9, the paper says 8: the items decide") == 2
    assert "  • 甲局, 评议员1 一: the items add up to 9, the paper says 8" in result.stdout.splitlines()
    assert kept(folder)[-1].sheets[0].total == "8"


def test_a_slip_shows_in_the_sum(tmp_path: Path) -> None:
    """It is corrected where the sum is asked for, and the sum agrees without being typed again."""
    folder = a_round(tmp_path / "r")
    type_in(folder, "4 2 2", "9", "改3 3", "")
    assert [item.sheets[0].marks for item in kept(folder)] == [A1, A1]


@pytest.mark.parametrize("change", [("改 3", "3"), ("change 3 3",)])
def test_a_slip_is_heard_in_the_reading_back(tmp_path: Path, change: tuple[str, ...]) -> None:
    """What is changed then is kept before it is read back once more."""
    folder = a_round(tmp_path / "r")
    type_in(folder, "4 2 2", "", *change, "是")
    assert [(marks["B1"], counts) for _, _, _, marks, counts in summary(folder)] == [
        ("2", False),
        ("3", False),
        ("3", True),
    ]
    assert kept(folder)[-1].check == Check(way="read_back", by="李四", of=(2,))


def test_changes_that_cannot_be(tmp_path: Path) -> None:
    """Each is told, and the sheet stays as it is."""
    folder = a_round(tmp_path / "r")
    result = type_in(folder, "改", "改 1 3", "理由", "理由 9 x", "回避", "亮点", "4 2 3", "", "改 1 9", "8", "")
    told = [line.strip().removeprefix("1–3 > ").strip() for line in result.stdout.splitlines()]
    for sentence in (
        "Say which item and what it is: change 3 8.5.",
        "there is no item 1 yet.",
        "Say which item and why: reason 3 …",
        "Give the reason behind the word; for one item only, change 3 absent.",
        "Give the text behind the word.",
    ):
        assert sentence in told
    assert "1 marks are too many: 0 items are open." in result.stdout
    assert summary(folder)[-1][3] == A1


def test_sheets_that_do_not_count(tmp_path: Path) -> None:
    """回避, 缺席 and 作废 with their reasons; the agency that was recused from has no gap, a void sheet leaves one."""
    folder = a_round(tmp_path / "r")
    result = type_in(folder, "回避 曾任", "", "absent 因公", "", "4", "作废 涂改", "")
    held = [item.sheets[0] for item in kept(folder) if item.counts]
    assert [(one.recused, one.absent, one.void) for one in held] == [
        ("曾任", None, None),
        (None, "因公", None),
        (None, None, "涂改"),
    ]
    assert held[2].marks == {"A1": "4"}
    assert "  • 甲局, 评议员3 三: the sheet is void (涂改); none of its marks count" in result.stdout
    marks = evaluate_folder(folder, Reading.FIGURES).folder.collected.marks
    assert [marks["a", rater, "A1"].state.value for rater in ("r1", "r2")] == ["recused", "absent"]


def test_a_word_that_was_wrong_is_taken_back(tmp_path: Path) -> None:
    """Another one replaces it, 撤 takes it away."""
    folder = a_round(tmp_path / "r")
    type_in(folder, "回避 曾任", "缺席 因公", "撤", "4 2 3", "", "")
    assert kept(folder)[-1].sheets[0].model_dump(exclude_none=True, exclude={"reasons"}) == {
        "agency": "a",
        "rater": "r1",
        "marks": A1,
    }


def test_boxes_and_reasons(tmp_path: Path) -> None:
    """What stands in the boxes, and why items lost points."""
    folder = a_round(tmp_path / "r")
    type_in(folder, "4 2", "亮点 机制新", "问题 少", "suggestions 快", "理由 1 材料不全", "3", "9", "")
    sheet = kept(folder)[-1].sheets[0]
    said = (sheet.highlights, sheet.problems, sheet.suggestions, sheet.reasons)
    assert said == ("机制新", "少", "快", {"A1": "材料不全"})


def test_low_marks_are_asked_for_their_reason(tmp_path: Path) -> None:
    """Where the rubric wants it; where the paper says nothing it is told in the end."""
    folder = a_round(tmp_path / "r", rubric=REASONS)
    result = type_in(folder, "1 1 4", "材料不全", "", "6", "")
    assert kept(folder)[-1].sheets[0].reasons == {"A1": "材料不全"}
    assert "  • 甲局, 评议员1 一: no reason for low marks: 学法用法" in result.stdout.splitlines()


def test_commands_where_a_reason_is_asked_for(tmp_path: Path) -> None:
    """A mark can be corrected and lines taken back there, the sheet left or the count ended; all else is a reason."""
    folder = a_round(tmp_path / "r", rubric=REASONS)
    screen = type_in(folder, "2 1 2", "?", "改 1 4", "撤", "2 1 2", "问题 不少", "", "理由 3 材料少", "", "").stdout
    assert "  reason 3 …: why item 3 lost points. highlights …, problems …, suggestions …: what the boxes say." in (
        screen.splitlines()
    )
    held = kept(folder)[-1].sheets[0]
    assert (held.marks, held.problems) == ({"A1": "2", "A2": "1", "B1": "2"}, None)
    assert held.reasons == {"A1": "问题 不少", "B1": "材料少"}
    type_in(folder, "2 1 2", "跳", "2 1 2", "完")
    assert [one.sheets[0].rater for one in kept(folder)] == ["r1", "r1"]


@pytest.mark.parametrize(
    "lines", [("4 2",), ("4 2", "完"), ("4 2 1", "完"), ("4 2 3", "完"), ("改 1 4", "理由 1 少", "完")]
)
def test_what_is_lost_is_told(tmp_path: Path, lines: tuple[str, ...]) -> None:
    """A sheet that was not finished when somebody ends the count is not kept, and nobody may think that it is."""
    told = "The sheet at hand was not finished; it is not kept."
    assert type_in(a_round(tmp_path / "r", rubric=REASONS), *lines).stdout.count(told) == 1
    assert type_in(a_round(tmp_path / "s"), "4 2 3", "-", "", "完").stdout.count(told) == 0


def test_what_is_open_on_the_paper(tmp_path: Path) -> None:
    """It stays open, is told, and is not asked for again; 不涉及 is for the office to decide."""
    folder = a_round(tmp_path / "r", rubric=RUBRIC + "not_applicable: rescale\n")
    result = type_in(folder, "4 - 不涉及", "", "")
    lines = result.stdout.splitlines()
    assert "  • 甲局, 评议员1 一: open on the paper: 学法用法" in lines
    assert "  • 甲局, 评议员1 一: not applicable by the paper, for the office to decide: 群众评价" in lines
    assert kept(folder)[-1].sheets[0].marks == {"A1": "4", "B1": "不涉及"}
    assert "甲局  评议员2 二  1 of 10" in type_in(folder).stdout.splitlines()


def test_taking_back_lines_and_sheets(tmp_path: Path) -> None:
    """撤 takes back a line, then the sheet before, which is typed anew and supersedes what was kept."""
    folder = a_round(tmp_path / "r")
    result = type_in(folder, "撤", "4 2", "撤", "4 2 3", "", "", "撤", "1 1 1", "", "")
    assert result.stdout.count("This is the first sheet.") == 1
    assert [(rater, marks["A1"], counts) for _, _, rater, marks, counts in summary(folder)] == [
        ("r1", "4", False),
        ("r1", "4", True),
        ("r1", "1", False),
        ("r1", "1", True),
    ]
    assert evaluate_folder(folder, Reading.FIGURES).folder.collected.marks["a", "r1", "A1"].points == 1


def test_taking_back_what_was_read_back(tmp_path: Path) -> None:
    """The whole line is typed again, or the sheet left for later; so too where the sum is asked for."""
    folder = a_round(tmp_path / "r")
    type_in(folder, "4 2 2", "", "撤", "撤", "4 2 3", "撤", "4 2 3", "", "", "跳", "4 2 3", "跳", "4 2 3", "", "跳")
    assert [(rater, marks["B1"], counts) for _, _, rater, marks, counts in summary(folder)] == [
        ("r1", "2", False),
        ("r1", "3", False),
        ("r1", "3", True),
        ("r1", "3", False),
    ]


def test_taking_back_a_line_where_the_sum_is_asked_for(tmp_path: Path) -> None:
    """It is typed again, and then the sum is asked for once more."""
    folder = a_round(tmp_path / "r")
    type_in(folder, "4 2", "2", "9", "撤", "3", "", "")
    assert summary(folder)[-1][3:] == (A1, True)
    assert kept(folder)[-1].sheets[0].total is None


def test_the_call_out_list(tmp_path: Path) -> None:
    """In the folder of outputs or wherever it is wanted; nothing is asked for."""
    folder = a_round(tmp_path / "r", sheets__marks=MARKS)
    result = type_in(folder, arguments=("--call-out",))
    usual = folder / "out" / "small-2026-call-out-list.xlsx"
    assert result.stdout == f"Written: {usual}\n"
    type_in(folder, arguments=("--call-out", "-o", str(tmp_path / "list.xlsx")))
    assert (tmp_path / "list.xlsx").read_bytes() == usual.read_bytes()


def test_leaving_a_sheet_for_later(tmp_path: Path) -> None:
    """It comes again the next time."""
    folder = a_round(tmp_path / "r")
    type_in(folder, "跳", *SHEET)
    assert [rater for _, _, rater, _, _ in summary(folder)] == ["r2", "r2"]
    assert "甲局  评议员1 一  1 of 10" in type_in(folder).stdout.splitlines()


def test_a_power_cut_between_typing_and_confirming(tmp_path: Path) -> None:
    """What was typed is there and read back the next time; whoever typed it does not confirm it."""
    folder = a_round(tmp_path / "r")
    result = type_in(folder, "4 2 3", "")
    assert "  • 甲局, 评议员1 一: typed by 张三, not checked yet, so it does not count" in result.stdout.splitlines()
    again = type_in(folder, "", arguments=("--by", "王五", "--second", "李四"))
    assert "  Typed by 张三, not confirmed yet." in again.stdout.splitlines()
    assert summary(folder)[-1] == ("张三", "a", "r1", A1, True)
    other = a_round(tmp_path / "s")
    type_in(other, "4 2 3", "")
    assert "Typed by" not in type_in(other, "", arguments=("--by", "李四", "--second", "张三")).stdout


def test_the_last_sheet_and_then_nothing(tmp_path: Path) -> None:
    """What came in by tables is never asked for; then nothing is left."""
    folder = a_round(tmp_path / "r", sheets__marks=MARKS)
    result = type_in(folder, "1 1 1", "", "", "1 1 1", "", "")
    assert "Counted now: 2" in result.stdout.splitlines()
    assert "   4  丁局     3.00  合格   2.00  1.00" in result.stdout.splitlines()
    assert "  Nothing is left to type." in type_in(folder).stdout.splitlines()


def test_sheets_typed_again(tmp_path: Path) -> None:
    """With --again, of one agency and one rater."""
    folder = a_round(tmp_path / "r")
    type_in(folder, *SHEET)
    type_in(folder, "1 1 1", "", "", arguments=(*PEOPLE, "--again", "--agency", "a", "--rater", "r1"))
    assert [marks["A1"] for _, _, _, marks, _ in summary(folder)] == ["4", "4", "1", "1"]


def test_agencies_come_in_reporting_order(tmp_path: Path) -> None:
    """Not in the official one."""
    presents = ROUND.replace("{id: d, name: 丁局}", "{id: d, name: 丁局, presents: 1}")
    folder = a_round(tmp_path / "r", round_=presents)
    assert "丁局  评议员1 一  1 of 11" in type_in(folder, "?").stdout.splitlines()


def test_help(tmp_path: Path) -> None:
    """Commands and items."""
    result = type_in(a_round(tmp_path / "r"), "?", "完")
    assert result.stdout.count("  1 责任清单: 0 to 4") == 2
    assert "Marks: one a line, or several with spaces between" in result.stdout


def test_a_long_sheet_is_read_back_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines of numbers and marks stay below each other on a narrow screen."""
    monkeypatch.setenv("COLUMNS", "8")
    result = type_in(a_round(tmp_path / "r"), "4 2 -", "", "")
    shown = [line for line in result.stdout.splitlines() if set(line) <= set("0123456789- ")]
    assert shown[:3] == ["4  2", "3", "-"]


def test_who_checks_is_asked_for(tmp_path: Path) -> None:
    """Until it is somebody else; nobody there ends the count."""
    folder = a_round(tmp_path / "r")
    result = type_in(folder, "", "张 三", "李四", *SHEET, arguments=("--by", "张三"))
    told = "the one who checks is another person than the one who types."
    assert result.stdout.count(told) == 2
    assert kept(folder)[-1].check == Check(way="read_back", by="李四", of=(1,))
    assert "Stopped here." in type_in(folder, arguments=("--by", "张三")).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--by", "张三", "--second", "张三 "), "the one who checks is another person than the one who types."),
        (("--by", " ", "--second", "李四"), "the name is empty."),
        (("--by", "张三", "--second", "\u200b"), "the name is empty."),
        ((*PEOPLE, "--rater", "r9"), "the rater “r9” is not part of this round."),
        ((*PEOPLE, "--agency", "戊局"), "“戊局” is not one agency of this round"),
        ((*PEOPLE, "--ballots", "public"), "the rubric reads no ballots under “public”."),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    """Nothing is kept."""
    folder = a_round(tmp_path / "r")
    result = type_in(folder, *SHEET, arguments=arguments)
    assert (result.exit_code, said in " ".join(result.stderr.split()), kept(folder)) == (2, True, ())


def test_a_folder_with_problems(tmp_path: Path) -> None:
    """All are told before anything is typed."""
    folder = a_round(tmp_path / "r", sheets__marks="agency,rater,A1\nx,r1,4\n")
    result = type_in(folder, *SHEET)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "[AGENCY-UNKNOWN]" in result.stderr


def test_ctrl_c_ends_the_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the end of the input does."""
    lines = iter(["4 2 3", ""])

    def typed(_: str) -> str:
        for line in lines:
            return line
        raise KeyboardInterrupt

    monkeypatch.setattr(tally_asking, "input", typed, raising=False)
    folder = a_round(tmp_path / "r")
    assert "Stopped here. Sheets that were typed are kept." in type_in(folder).stdout
    assert [counts for *_, counts in summary(folder)] == [False]


def test_a_program_at_the_keyboard(tmp_path: Path) -> None:
    """The command itself, fed with lines through a pipe, one of them in no encoding."""
    folder = a_round(tmp_path / "r")
    lines = b"4 2 3\n9\n\n\xb8\xc4\n4 2 3\n9\n\n\xe5\xae\x8c\n"
    called = subprocess.run(
        [
            sys.executable,
            "-c",
            "from scoring.cli.main import run; run()",
            "--lang",
            "en",
            "tally",
            str(folder),
            *PEOPLE,
        ],
        input=lines,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": os.pathsep.join(sys.path)},
        timeout=60,
    )
    assert (called.returncode, called.stderr) == (0, b"")
    assert [(rater, marks) for _, _, rater, marks, counts in summary(folder) if counts] == [("r1", A1), ("r2", A1)]
    assert "Counted now: 2" in called.stdout.decode().splitlines()
