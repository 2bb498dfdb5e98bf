"""`pingyi tally --ballots`: ballots counted agency by agency, and the file that the rubric reads."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rubrics import Message
from scoring.cli import tally_ballots
from scoring.cli.tally_asking import ask_for
from scoring.folder import Reading, evaluate_folder
from scoring.folder.ballots import read_ballots
from scoring.rounds import BallotCount
from tests.scoring.cli.conftest import RUBRIC
from tests.scoring.cli.counting_room import PEOPLE, a_round, type_in

OPTIONS = "options: [{title: 满意, points: 10}, {title: 不满意, points: 0}]"
VOTES = """\
  - id: S
    title: 社会评议
    criteria:
      - {{id: public, title: 群众评议, points: 10, marking: {{votes: {{from: public, rule: {rule}, scale: 10{more}}}}}}}
"""
# Of 甲局: 50 issued, 48 collected, 45 valid, 2 invalid, 1 abstained, 40 satisfied, 5 not.
FIRST = ("50", "48", "45", "2", "1", "40", "5")


def a_vote(folder: Path, rule: str = "satisfaction", more: str = f", {OPTIONS}", **files: str) -> Path:
    """Write the small round with votes of the public; `more` follows in their rule."""
    return a_round(folder, rubric=RUBRIC + VOTES.format(rule=rule, more=more), **files)


def count(folder: Path, *lines: str, arguments: tuple[str, ...] = (*PEOPLE, "--ballots", "public")) -> str:
    """Return what the screen says."""
    result = type_in(folder, *lines, arguments=arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def counts(folder: Path) -> tuple[BallotCount, ...]:
    """Return all counts that were kept."""
    return read_ballots(folder)["public"].counts


def table(folder: Path) -> list[str]:
    """Return the lines of the file that the rubric reads."""
    return (folder / "imports" / "public.csv").read_text("utf-8-sig").splitlines()


def test_ballots_are_counted_and_confirmed(tmp_path: Path) -> None:
    """Kept when they are typed; in the file when they are confirmed, and the rubric reads them."""
    folder = a_vote(tmp_path / "r")
    screen = count(folder, *FIRST, "", "完")
    assert [one.checked_by for one in counts(folder)] == [None, "李四"]
    assert counts(folder)[1].model_dump(exclude={"at", "by", "checked_by"}, exclude_none=True) == {
        "agency": "a",
        "issued": 50,
        "collected": 48,
        "valid": 45,
        "invalid": 2,
        "abstained": 1,
        "options": {"满意": 40, "不满意": 5},
    }
    assert table(folder) == ["agency,满意,不满意", "a,40,5"]
    assert "ballots issued  ballots collected  valid ballots  invalid ballots  abstentions  满意  不满意" in screen
    ballots = evaluate_folder(folder, Reading.FIGURES).folder.collected.ballots
    assert [number for _, number in ballots["public"]["a"]] == [40, 5]


def test_issued_and_collected_stay_the_same(tmp_path: Path) -> None:
    """Enter takes the numbers of the agency before."""
    folder = a_vote(tmp_path / "r")
    count(folder, *FIRST, "", "", "", "48票", "0", "0", "8", "40", "")
    assert table(folder)[1:] == ["a,40,5", "b,8,40"]


def test_more_collected_than_issued_is_void(tmp_path: Path) -> None:
    """Told and kept, but not counted; what the file said of the agency goes."""
    folder = a_vote(tmp_path / "r", imports__public="agency,满意,不满意,remark\nb,1,2,见纸\na,9,9,旧\n")
    screen = count(folder, "50", "51", "", "完")
    assert "  51 ballots came back, but 50 were issued: they are void, and none of them counts.\n" in screen
    assert [(one.void, one.invalid, one.options) for one in counts(folder)] == [(True, 51, {})] * 2
    assert table(folder) == ["agency,满意,不满意,remark", "b,1,2,见纸"]


def test_figures_that_contradict_each_other_are_typed_again(tmp_path: Path) -> None:
    """All contradictions are told; a number that is none is asked for again."""
    folder = a_vote(tmp_path / "r")
    screen = count(folder, *FIRST[:-1], "4", "-1", *FIRST, "")
    assert "  the answers add up to 44, but 45 are valid.\n" in screen
    assert "“-1” is not a number of votes." in screen
    assert table(folder)[1:] == ["a,40,5"]


def test_taking_back_and_leaving(tmp_path: Path) -> None:
    """撤 goes back to the agency before, 跳 leaves one; what is read back wrong is typed again or left."""
    folder = a_vote(tmp_path / "r")
    screen = count(
        folder, "撤", *FIRST, "撤", *FIRST[:-2], "39", "6", "", "50", "撤", "撤", *FIRST, "跳", "跳", *FIRST, "x", ""
    )
    assert screen.count("This is the first sheet.") == 1
    assert table(folder)[1:] == ["a,39,6", "c,40,5"]
    assert "乙局  1 of 2" in count(folder).splitlines()
    assert "甲局  1 of 4" in count(folder, arguments=(*PEOPLE, "--ballots", "public", "--again")).splitlines()


def test_a_figure_is_taken_back(tmp_path: Path) -> None:
    """撤 asks for the figure before once more; figures may be wide, with 张, 票 or 份 behind them."""
    folder = a_vote(tmp_path / "r")
    count(folder, "５０张", "４８ 票", "44份", "撤", *FIRST[2:6], "撤", "４０", "5", "", "完")
    assert table(folder)[1:] == ["a,40,5"]


def test_the_second_does_not_see_what_the_first_counted(tmp_path: Path) -> None:
    """Enter takes what was issued and collected at the agency before, for both of them."""
    folder = a_vote(tmp_path / "r")
    arguments = (*PEOPLE, "--ballots", "public", "--check", "double")
    other = ("60", "40", "40", "0", "0", "39", "1")
    screen = count(folder, *FIRST, *FIRST, *other, *other, "完", arguments=arguments)
    assert [line.split(" > ")[0] for line in screen.splitlines() if "ballots issued" in line] == [
        *["ballots issued"] * 2,
        *["ballots issued (Enter: 50)"] * 2,
        "ballots issued (Enter: 60)",
    ]


def test_two_desks_count_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another desk has kept meanwhile stays."""
    folder, other = a_vote(tmp_path / "r"), a_vote(tmp_path / "other")
    count(other, *FIRST, "", "完")

    def meanwhile(question: Message | str) -> str:
        if not (folder / "imports").exists():
            shutil.copytree(other, folder, dirs_exist_ok=True)
        return ask_for(question)

    monkeypatch.setattr(tally_ballots, "ask_for", meanwhile)
    count(folder, "跳", *FIRST[:-2], "39", "6", "", "完")
    assert table(folder)[1:] == ["a,40,5", "b,39,6"]
    assert [one.agency for one in counts(folder)] == ["a", "a", "b", "b"]


def test_that_ballots_are_void_is_told_before_it_is_confirmed(tmp_path: Path) -> None:
    """Maybe it was mistyped: 撤 counts them anew. Two who type do not hear of it before both have typed."""
    folder = a_vote(tmp_path / "r")
    screen = count(folder, "50", "84", "撤", *FIRST, "", "完")
    assert screen.index("84 ballots came back") < screen.index("李四 confirms")
    assert table(folder)[1:] == ["a,40,5"]
    arguments = (*PEOPLE, "--ballots", "public", "--check", "double", "--again")
    screen = count(folder, "50", "84", "50", "84", "完", arguments=arguments)
    assert screen.count("84 ballots came back") == 1
    assert screen.index("84 ballots came back") > screen.rindex("ballots collected")


@pytest.mark.parametrize("words", [("撤", "50", "跳"), ("撤", "50", "48", "45", "2", "1", "跳")])
def test_leaving_in_the_middle(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Wherever somebody stops typing an agency, it stays open."""
    folder = a_vote(tmp_path / "r")
    count(folder, *FIRST, *words, "完")
    assert table(folder) == ["agency,满意,不满意"]


def test_votes_for_the_leader(tmp_path: Path) -> None:
    """One number for each agency."""
    folder = a_vote(tmp_path / "r", "leader_ratio", "")
    screen = count(folder, "50", "48", "45", "2", "1", "46", *FIRST[:5], "44", "")
    assert "  46 votes are more than 45 valid ballots.\n" in screen
    assert table(folder) == ["agency,votes", "a,44"]


def test_values_that_voters_wrote(tmp_path: Path) -> None:
    """With how many wrote each; a value that is none is told."""
    folder = a_vote(tmp_path / "r", more="")
    screen = count(folder, "5", "5", "5", "0", "0", "9*2 11*3", "8 8*2", "", "", "5", "5", "5", "0", "0", "撤", "完")
    assert "  11 is outside the scale, 0 to 10.\n" in screen
    assert table(folder) == ["agency,value,votes", "a,9,2", "a,8,3"]


def test_two_count_the_same_ballots(tmp_path: Path) -> None:
    """Neither sees the other's; where they differ both count once more, and all counts are kept."""
    folder = a_vote(tmp_path / "r")
    other = (*FIRST[:-2], "41", "4")
    double = (*PEOPLE, "--check", "double", "--ballots", "public", "--agency", "a")
    screen = count(folder, *FIRST, *other, *other, *other, arguments=double)
    assert "  The two counts differ. Look at the ballots; both type once more.\n" in screen
    assert [(one.by, one.checked_by, one.options["满意"]) for one in counts(folder)] == [
        ("张三", None, 40),
        ("李四", None, 41),
        ("张三", None, 41),
        ("张三", "李四", 41),
    ]
    assert table(folder)[1:] == ["a,41,4"]


@pytest.mark.parametrize("lines", [("跳",), (*FIRST, "跳"), (*FIRST, *FIRST[:-1], "4", "0")])
def test_two_count_and_one_leaves(tmp_path: Path, lines: tuple[str, ...]) -> None:
    """Nothing counts."""
    folder = a_vote(tmp_path / "r")
    double = (*PEOPLE, "--check", "double", "--ballots", "public", "--agency", "a")
    different = (*FIRST, *FIRST[:-2], "41", "4", "跳")
    count(folder, *lines, arguments=double)
    count(folder, *different, arguments=double)
    assert table(folder) == ["agency,满意,不满意"]
