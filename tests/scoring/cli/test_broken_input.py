"""Broken input, each kind of it: the message names the place, the rule and the remedy, and the exit code is 1."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result

from rubrics.library import rubric_names

Run = Callable[..., Result]
Write = Callable[[Path, Sequence[Sequence[str]]], str]

NUMBER = "或者填“回避”“缺席”“未安排”"


def told(run: Run, folder: Path) -> list[str]:
    """Return what `pingyi check` says of a broken folder, without the line that counts the problems."""
    shown = run("check", folder)
    *lines, count = shown.stderr.splitlines()
    assert (shown.exit_code, shown.stdout, count) == (1, "", f"共发现{len(lines)}处错误。")
    return lines


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replace a text that stands once in a file of the folder."""
    text = (folder / name).read_text("utf-8")
    assert text.count(old) == 1
    (folder / name).write_text(text.replace(old, new), "utf-8")


def as_csv(folder: Path, rows: Sequence[Sequence[str]]) -> str:
    """Write rows as sheets/more.csv and return how the place of its second row, third column on begins."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    (folder / "sheets" / "more.csv").write_text(text.getvalue(), "utf-8")
    return "sheets/more.csv:2" if "mark" in rows[0] else "sheets/more.csv:2 A1"


def as_workbook(folder: Path, rows: Sequence[Sequence[str]]) -> str:
    """Write rows as sheets/more.xlsx, and return the place of the mark in its second row."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "评分"
    for row in rows:
        sheet.append(list(row))
    book.save(folder / "sheets" / "more.xlsx")
    return f"sheets/more.xlsx 工作表“评分” 单元格 {'D' if 'mark' in rows[0] else 'C'}2"


def long(mark: str, agency: str = "d", rater: str = "r2") -> list[list[str]]:
    """Return one mark in the shape with a row for each mark."""
    return [["agency", "rater", "criterion", "mark", "remark"], [agency, rater, "A1", mark, "现场补录"]]


def wide(mark: str, agency: str = "d", rater: str = "r2") -> list[list[str]]:
    """Return one mark in the shape with a column for each criterion."""
    return [["agency", "rater", "A1"], [agency, rater, mark]]


SHAPES = pytest.mark.parametrize("shape", [long, wide])
WRITERS = pytest.mark.parametrize("write", [as_csv, as_workbook])


@SHAPES
@WRITERS
def test_a_sound_mark_is_read_from_every_shape(
    run: Run, small: Path, shape: Callable[[str], list[list[str]]], write: Write
) -> None:
    """Nothing is wrong with it, and it counts."""
    write(small, shape("3.5"))
    shown = run("check", small)
    assert (shown.exit_code, shown.stdout.splitlines()[5]) == (0, "评分：已评 28、回避 3、待交 5")


@SHAPES
@WRITERS
@pytest.mark.parametrize(
    "expected",
    [
        ("4.5", f"4.5超出“A1”的分值范围（0至4）。请填0至4之间的数，{NUMBER}。[MARK-RANGE]"),
        ("-1", f"-1超出“A1”的分值范围（0至4）。请填0至4之间的数，{NUMBER}。[MARK-RANGE]"),
        ("NaN", f"“NaN”不是规范的数字。请填半角数字，{NUMBER}。[MARK-NUMBER]"),
        ("inf", f"“inf”不是规范的数字。请填半角数字，{NUMBER}。[MARK-NUMBER]"),
        ("1e1", f"“1e1”不是规范的数字。请填半角数字，{NUMBER}。[MARK-NUMBER]"),
        ("３", "“３”不是规范的数字。如果是3分，请只用半角数字填3，不要带其他文字。[MARK-NUMBER]"),
        ("3.5分", "“3.5分”不是规范的数字。如果是3.5分，请只用半角数字填3.5，不要带其他文字。[MARK-NUMBER]"),
        ("弃权", f"“弃权”不是规范的数字。请填半角数字，{NUMBER}。[MARK-NUMBER]"),
    ],
)
def test_a_mark_that_cannot_be(
    run: Run, small: Path, shape: Callable[[str], list[list[str]]], write: Write, expected: tuple[str, str]
) -> None:
    """It is named with its place, in both shapes and both formats."""
    mark, words = expected
    place = write(small, shape(mark))
    assert told(run, small) == [f"{place}：{words}"]


@SHAPES
@WRITERS
def test_an_agency_that_is_unknown(run: Run, small: Path, shape: Callable[..., list[list[str]]], write: Write) -> None:
    """Those that are known are listed."""
    place = re.sub(
        r" A1$| [CD]2$", lambda cell: " A2" if cell.group().endswith("2") else "", write(small, shape("3", agency="x"))
    )
    assert told(run, small) == [f"{place}：本次评议活动没有被评议单位“x”。可用的有：a、b、c、d。[AGENCY-UNKNOWN]"]


def test_of_many_names_thirty_are_listed(run: Run, small: Path) -> None:
    """A round of a hundred agencies does not fill the screen for every wrong row."""
    more = "".join(f", {{id: n{at}, name: 单位{at}}}" for at in range(30))
    change(small, "round.yaml", "{id: d, name: 丁局}", f"{{id: d, name: 丁局}}{more}")
    place = as_csv(small, long("3", agency="x"))
    known = "、".join(["a", "b", "c", "d", *(f"n{at}" for at in range(26)), "…"])
    assert told(run, small) == [f"{place}：本次评议活动没有被评议单位“x”。可用的有：{known}。[AGENCY-UNKNOWN]"]


def test_a_mark_that_is_no_level(run: Run, small: Path) -> None:
    """The levels are listed with their points, whether a word or a number was written."""
    levels = "marking: {levels: [{title: 好, points: 4}, {title: 差, points: 1}]}"
    change(small, "rubric.yaml", "title: 责任清单, points: 4}", f"title: 责任清单, points: 4, {levels}}}")
    (small / "sheets" / "more.csv").write_text("agency,rater,A1\nd,r2,较好\nd,r3,5\n", "utf-8")
    choices = "请写其中之一：好(4)、差(1)。[MARK-RANGE]"
    assert told(run, small) == [
        f"sheets/more.csv:2 A1：“A1”没有“较好”这一档。{choices}",
        f"sheets/more.csv:3 A1：“A1”没有“5”这一档。{choices}",
    ]


def test_a_wrong_name_is_told_once(run: Run, small: Path) -> None:
    """A row's agency or rater and a column's criterion are told once, however many marks they stand for."""
    rows = "agency,rater,A1,A9\nx,r2,3,1\nd,r9,3,1\nd,r2,3,1\n"
    (small / "sheets" / "more.csv").write_text(rows, "utf-8")
    assert [line.rpartition("[")[2] + line.partition("：")[0] for line in told(run, small)] == [
        "CRITERION-UNKNOWN]sheets/more.csv:1",
        "AGENCY-UNKNOWN]sheets/more.csv:2",
        "RATER-UNKNOWN]sheets/more.csv:3",
    ]


@SHAPES
@WRITERS
def test_a_rater_marks_twice(run: Run, small: Path, shape: Callable[..., list[list[str]]], write: Write) -> None:
    """The second mark is named with the place of the first, the same figure or not."""
    place = write(small, shape("1", rater="r1"))
    assert told(run, small) == [
        f"{place}：“r1”对“d”的“A1”重复评分，前一个在 sheets/marks.csv:10 A1。请只保留其中一个。[MARK-TWICE]"
    ]


@SHAPES
@WRITERS
def test_a_mark_of_a_rater_who_recused(
    run: Run, small: Path, shape: Callable[..., list[list[str]]], write: Write
) -> None:
    """A mark where round.yaml records a recusal contradicts it."""
    place = write(small, shape("3", agency="b", rater="r3"))
    assert told(run, small) == [
        (
            f"{place}：按 round.yaml，“r3”对“b”的“A1”为回避，这里却有评分。"
            "请删去这个评分，或者更正 round.yaml；"
            "交表之后才发现的情况，请写入其中的 events（recused 或 assigned）。[MARK-CLOSED]"
        )
    ]


def test_broken_yaml(run: Run, small: Path) -> None:
    """The line from which nothing can be read is named."""
    change(small, "round.yaml", "recusals: [", "recusals: [[")
    assert [line.partition("（")[0] for line in told(run, small)] == [
        "round.yaml:10：从这里起不符合 YAML 格式，无法读取"
    ]


def test_a_key_that_stands_twice(run: Run, small: Path) -> None:
    """The line of the second and of the first are named."""
    change(small, "round.yaml", "organizer: ", "title: 又一个标题\norganizer: ")
    assert told(run, small) == ["round.yaml:4 title：字段“title”在第3行已经写过。请只保留其中一个。[YAML-TWICE]"]


@pytest.mark.parametrize("name", ["round.yaml", "rubric.yaml", "sheets/marks.csv"])
def test_files_of_a_chinese_windows_are_read(run: Run, small: Path, name: str) -> None:
    """GB18030 is told from UTF-8 by itself, and changes nothing."""
    sound = run("rank", small).output
    change(small, "sheets/marks.csv", "d,r1,1,1,1", "d,r1,缺席,缺席,缺席")
    before = run("rank", small).output
    (small / name).write_bytes((small / name).read_text("utf-8").encode("gb18030"))
    assert run("rank", small).output == before != sound


def test_bytes_that_are_no_text(run: Run, small: Path) -> None:
    """The line is named."""
    (small / "sheets" / "more.csv").write_bytes(b"agency,rater,A1\nd,r2,\xff\xff\n")
    assert told(run, small) == [
        "sheets/more.csv:2：本行含有不是文字的字节。请把文件重新另存为 UTF-8 编码。[TEXT-ENCODING]"
    ]


def test_a_file_that_cannot_be_read_here(run: Run, small: Path) -> None:
    """Old workbooks and other files are named, not passed over in silence."""
    (small / "sheets" / "甲.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    (small / "sheets" / "~$open.xlsx").write_bytes(b"")
    assert told(run, small) == [
        "sheets/甲.xls：这里只能读取 .csv 和 .xlsx 文件。请另存为 .xlsx 或“CSV UTF-8”，或者移到别处。[FILE-KIND]"
    ]


def test_no_round_at_all(run: Run, tmp_path: Path) -> None:
    """A folder without round.yaml is none."""
    assert told(run, tmp_path) == [
        f"{tmp_path.as_posix()}：这里没有 round.yaml。请指明评议活动文件夹，或者用“pingyi new”新建一个。[ROUND-MISSING]"
    ]


def test_a_rubric_that_is_not_there(run: Run, small: Path) -> None:
    """Neither in the folder nor in the library, and never outside of the folder."""
    (small.parent / "outside.yaml").write_text((small / "rubric.yaml").read_text("utf-8"), "utf-8")
    change(small, "round.yaml", "rubric: rubric.yaml", "rubric: ../outside.yaml")
    assert told(run, small) == [
        (
            "round.yaml:5 rubric：文件夹和内置库中都没有评分细则“../outside.yaml”。"
            f"请写本文件夹中的文件名，或者写其中之一：{'、'.join(rubric_names())}。[RUBRIC-MISSING]"
        )
    ]


def test_faults_of_several_files_are_told_at_once(run: Run, small: Path) -> None:
    """One run finds what is wrong with round, sheets, imports and submissions, in the order of the files."""
    change(small, "round.yaml", "{id: d, name: 丁局}", "{id: d, name: 丙局}")
    change(small, "sheets/marks.csv", "a,r1,4,2,3", "x,r1,5,2,3")
    change(small, "sheets/marks.csv", "d,r1,1,1,1", "d,r1,1,1,五")
    (small / "sheets" / "damaged.xlsx").write_bytes(b"PK\x03\x04")
    (small / "imports").mkdir()
    (small / "imports" / "public.csv").write_text("agency,value\na,90\n", "utf-8")
    (small / "submissions" / "税务局").mkdir(parents=True)
    unknown = "本次评议活动没有被评议单位“x”。可用的有：a、b、c、d。[AGENCY-UNKNOWN]"
    assert told(run, small) == [
        "imports/public.csv：评分细则中没有任何一项要读取“public”。可用的有：—。[IMPORT-UNKNOWN]",
        "round.yaml:6 agencies[3]：“d”丙局重复列出。编号和名称都不能重复。[ROUND-TWICE]",
        "sheets/damaged.xlsx：工作簿不完整或已损坏。请重新获取或重新保存。[BOOK-DAMAGED]",
        f"sheets/marks.csv:2：{unknown}",
        f"sheets/marks.csv:10 B1：“五”不是规范的数字。请填半角数字，{NUMBER}。[MARK-NUMBER]",
        (
            "submissions/税务局：“税务局”不是本次评议活动的被评议单位。"
            "请用 round.yaml 中的单位编号命名文件夹，或者移到别处。[AGENCY-UNKNOWN]"
        ),
    ]


def test_a_broken_rubric_does_not_hide_broken_files(run: Run, small: Path) -> None:
    """What can be found without the rubric is found all the same; a broken round does not hide a broken rubric."""
    change(small, "round.yaml", "organizer: 示例市普法办\n", "")
    change(small, "rubric.yaml", "grades: {by: exact, ", "grades: {by: exact, lines: 等次, ")
    (small / "sheets" / "damaged.xlsx").write_bytes(b"PK\x03\x04")
    assert told(run, small) == [
        "round.yaml:1 organizer：缺少“organizer”。此项没有默认值，请补上。[SHAPE-MISSING]",
        (
            "rubric.yaml:7 grades.lines：这里没有“lines”这个字段。"
            "请删去；可用的字段有：bands、by、of、per。[SHAPE-UNKNOWN]"
        ),
        "sheets/damaged.xlsx：工作簿不完整或已损坏。请重新获取或重新保存。[BOOK-DAMAGED]",
    ]


@pytest.mark.parametrize("command", [["rank"], ["rank", "--json"], ["report"], ["explain"]])
def test_every_command_refuses_a_broken_round(run: Run, small: Path, command: list[str]) -> None:
    """The same message on the error stream, nothing on the other, nothing written."""
    change(small, "sheets/marks.csv", "a,r1,4,2,3", "a,r1,5,2,3")
    shown = run(*command, small, *(["a"] if command == ["explain"] else []))
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert shown.stderr == (
        "sheets/marks.csv:2 A1：5超出“A1”的分值范围（0至4）。"
        f"请填0至4之间的数，{NUMBER}。[MARK-RANGE]\n共发现1处错误。\n"
    )
    assert not (small / "out").exists()
