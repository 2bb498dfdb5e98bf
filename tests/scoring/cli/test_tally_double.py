"""`pingyi tally --check double`: two people type every sheet, and what they read differently is settled."""

from __future__ import annotations

from pathlib import Path

from scoring.rounds import Check, Settled
from tests.scoring.cli.counting_room import a_round, kept, summary, type_in

DOUBLE = ("--check", "double", "--by", "张三", "--second", "李四", "--agency", "a", "--rater", "r1")
ALONE = ("--check", "double", "--by", "张三", "--agency", "a", "--rater", "r1")


def difference(criterion: str, first: str, second: str, mark: str) -> Settled:
    """Return a settled cell of the first sheet."""
    return Settled(agency="a", rater="r1", criterion=criterion, first=first, second=second, mark=mark)


def test_both_type_the_same(tmp_path: Path) -> None:
    """Both entries are kept, and a third that counts and names both."""
    folder = a_round(tmp_path / "r")
    result = type_in(folder, "4 2 3", "9", "", "4 2 3.0", "9", arguments=DOUBLE)
    assert [(by, counts) for by, *_, counts in summary(folder)] == [("张三", False), ("李四", False), ("张三", True)]
    assert kept(folder)[2].check == Check(way="double", by="李四", of=(1, 2))
    assert "  Both typed the same." in result.stdout.splitlines()
    assert "Counted now: 1" in result.stdout.splitlines()


def test_differences_are_settled_cell_by_cell(tmp_path: Path) -> None:
    """With the paper at hand; a mark that is none is asked for again, and so is the sum."""
    folder = a_round(tmp_path / "r")
    result = type_in(
        folder,
        *("4 2 3", "9", ""),
        *("4 1 -", "8", ""),
        *("", "9", "2", "-", "x", "6"),
        arguments=DOUBLE,
    )
    assert kept(folder)[2].sheets[0].marks == {"A1": "4", "A2": "2"}
    assert kept(folder)[2].sheets[0].total == "6"
    assert kept(folder)[2].check == Check(
        way="double", by="李四", of=(1, 2), settled=(difference("A2", "2", "1", "2"), difference("B1", "3", "", ""))
    )
    assert "2 学法用法: 张三 typed 2, 李四 typed 1; what does the paper say > " in result.stdout
    assert "9 is outside the scale of “A2”, 0 to 2." in result.stdout
    assert "total: 张三 typed 9, 李四 typed 8; what does the paper say (Enter: none) > " in result.stdout


def test_the_sum_may_disagree_and_may_not_be_there(tmp_path: Path) -> None:
    """Items decide, and it is told; where the paper has none, Enter says so."""
    folder = a_round(tmp_path / "r")
    result = type_in(folder, "4 2 3", "8", "", "", "4 2 3", "8", "", arguments=DOUBLE)
    assert result.stdout.splitlines().count("  the items add up to 9, the paper says 8: the items decide") == 1
    other = a_round(tmp_path / "s")
    type_in(other, "4 2 3", "9", "", "4 2 3", "", "", arguments=DOUBLE)
    assert kept(other)[2].sheets[0].total is None


def test_settling_can_wait(tmp_path: Path) -> None:
    """跳 leaves a sheet, 完 ends: both entries stay, and what differs is asked for the next time."""
    folder = a_round(tmp_path / "r")
    question = "2 学法用法: 张三 typed 2, 李四 typed 1; what does the paper say > "
    for word, told in (("跳", False), ("完", True)):
        lines = () if told else ("4 2 3", "9", "", "4 1 3", "8")
        result = type_in(folder, *lines, word, arguments=DOUBLE)
        assert question in result.stdout
        assert ("Stopped here. Sheets that were typed are kept." in result.stdout) is told
        assert [one.counts for one in kept(folder)] == [False, False]
    type_in(folder, "2", "-", arguments=DOUBLE)
    assert (kept(folder)[2].sheets[0].marks["A2"], kept(folder)[2].sheets[0].total) == ("2", None)


def test_one_says_that_nothing_counts(tmp_path: Path) -> None:
    """The paper decides whose sheet it is; every cell is settled by that."""
    folder = a_round(tmp_path / "r")
    type_in(folder, "4 2 3", "", "", "缺席 因公", "3", "2", arguments=DOUBLE)
    assert kept(folder)[2].sheets[0].absent == "因公"
    check = kept(folder)[2].check
    assert check is not None
    assert check.settled == tuple(
        difference(name, mark, "缺席", "缺席") for name, mark in (("A1", "4"), ("A2", "2"), ("B1", "3"))
    )
    other = a_round(tmp_path / "s")
    type_in(other, "4 2 3", "", "", "缺席 因公", "1", arguments=DOUBLE)
    assert kept(other)[2].sheets[0].absent is None


def test_the_second_comes_later(tmp_path: Path) -> None:
    """What the first typed waits; then only the second types, and nothing counted before."""
    folder = a_round(tmp_path / "r")
    result = type_in(folder, "4 2 3", "", arguments=ALONE)
    assert "Kept; nothing counts until somebody else types the same sheets: --second NAME." in result.stdout
    assert "Counted now: 0" in result.stdout.splitlines()
    type_in(folder, "", "4 2 3", "", arguments=DOUBLE)
    assert [(by, counts) for by, *_, counts in summary(folder)] == [("张三", False), ("李四", False), ("张三", True)]


def test_both_typed_before(tmp_path: Path) -> None:
    """Each alone; then nothing is left but to settle."""
    folder = a_round(tmp_path / "r")
    type_in(folder, "4 2 3", "", arguments=ALONE)
    other = tuple("李四" if argument == "张三" else argument for argument in ALONE)
    type_in(folder, "4 2 2", "", arguments=other)
    type_in(folder, "3", arguments=DOUBLE)
    assert summary(folder)[-1] == ("张三", "a", "r1", {"A1": "4", "A2": "2", "B1": "3"}, True)


def test_leaving_and_taking_back(tmp_path: Path) -> None:
    """A sheet that is left by the first is not asked of the second; the end of the input keeps what was typed."""
    folder = a_round(tmp_path / "r")
    type_in(folder, "跳", "4 2 3", "", "撤", "4 2 2", "", arguments=DOUBLE[:-2])
    assert [(by, rater, marks["B1"]) for by, _, rater, marks, _ in summary(folder)] == [
        ("张三", "r2", "3"),
        ("张三", "r2", "2"),
    ]


def test_a_stop_settles_nothing(tmp_path: Path) -> None:
    """Both entries wait for the next time."""
    folder = a_round(tmp_path / "r")
    result = type_in(folder, "4 2 3", "", "", "4 2 2", "", arguments=DOUBLE)
    assert "Stopped here." in result.stdout
    assert [counts for *_, counts in summary(folder)] == [False, False]
