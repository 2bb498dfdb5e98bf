"""The files of a new round folder."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from rubrics import Problems, import_sources, parse, read_rubric
from rubrics.library import round_names, round_text, rubric_names, rubric_text
from scoring.folder import read_folder, write_folder
from scoring.folder.starting import blank_tables, new_round, placeholders
from scoring.rounds import MarkState, Round


@pytest.mark.parametrize("name", round_names())
def test_a_set_up_keeps_what_is_known(name: str) -> None:
    """Title, agencies and seats are those of the library; only the name of the rubric becomes that of its file."""
    files = new_round(name)
    made = Round.model_validate(parse(files["round.yaml"].decode(), name).value)
    known = Round.model_validate(parse(round_text(name), name).value)
    assert made == known.model_copy(update={"rubric": "rubric.yaml"})
    assert files["rubric.yaml"].decode() == rubric_text(known.rubric)


@pytest.mark.parametrize("name", rubric_names())
def test_a_rubric_gets_placeholders(name: str) -> None:
    """Two agencies to rename, or one of every class, and a rubric that is word for word that of the library."""
    files = new_round(name)
    made = Round.model_validate(parse(files["round.yaml"].decode(), name).value)
    classes: list[str | None] = [item.id for item in read_rubric(rubric_text(name), name).classes]
    assert [(agency.id, agency.name, agency.agency_class) for agency in made.agencies] == [
        (f"agency{n}", f"被评议单位{n}", own) for n, own in enumerate(classes or [None, None], start=1)
    ]
    assert files["rubric.yaml"].decode() == rubric_text(name)


def test_the_usual_groups_have_names() -> None:
    """Notices and sheets then speak of 评议员1, not of panel1."""
    made = Round.model_validate(parse(new_round("jiangmen-2020")["round.yaml"].decode(), "round.yaml").value)
    assert [(group.id, group.title, group.seat, group.members[0].name) for group in made.groups] == [
        ("panel", "评议团", "评议员", "评议员1"),
        ("council", "联席会议成员", "成员", "成员1"),
    ]


def test_the_tables_open_in_a_windows_excel() -> None:
    """With a byte order mark Excel reads them as UTF-8, and lines end as there."""
    files = new_round("jiangmen-2020")
    tables = {path: content for path, content in files.items() if path.endswith(".csv")}
    assert sorted(tables) == ["imports/public.csv", "sheets/marks.csv"]
    assert tables["imports/public.csv"] == b"\xef\xbb\xbfagency,value\r\nagency1,\r\nagency2,\r\n"
    assert tables["sheets/marks.csv"].startswith(b"\xef\xbb\xbfagency,rater,criterion,mark,remark\r\n")


@pytest.mark.parametrize("name", [*round_names(), *rubric_names()])
def test_a_new_folder_is_sound(tmp_path: Path, name: str) -> None:
    """Nothing is wrong with it; every mark that it awaits has a line, and no other."""
    files = new_round(name)
    write_folder(tmp_path / "round", files)
    read = read_folder(tmp_path / "round")
    _, *rows = csv.reader(io.StringIO(files["sheets/marks.csv"].decode("utf-8-sig")))
    awaited = [key for key, mark in read.collected.marks.items() if mark.state is MarkState.AWAITED]
    assert sorted(tuple(row[:3]) for row in rows) == sorted(awaited)
    assert tuple(sorted(read.collected.imports)) == tuple(sorted(import_sources(read.rubric)))
    assert [held for held in read.collected.imports.values() if held] == []
    assert (read.collected.ballots, read.decision) == ({}, None)


RUBRIC = """\
pingyi: 1
id: small
title: 示例评分细则
basis: 示例市评议办法
rounding: {places: 2, mode: half_up}
rank: {by: exact, share: true}
grades: {by: exact, bands: [{title: 优秀, from: 60}, {title: 合格, from: 0}]}
facts: [{id: cases, title: 案件数, min: 0}]
classes: [{id: one, title: 第一类}, {id: two, title: 第二类}, {id: three, title: 第三类}]
parts:
  - id: all
    title: 多组评分
    pool: {groups: {panel: 60, council: 40}, each: {mean: {}, quorum: 4}, empty_group: refuse}
    points: 10
  - id: middle
    title: 取中间值
    by: judges
    pool: {middle_sum: {n: 5, odd: high}}
    criteria:
      - {id: M1, title: 共性, points: 10}
  - id: own
    title: 个性
    by: experts
    pool: {mean: {}, quorum: majority, incomplete: leave_out}
    for: [two]
    criteria:
      - {id: O1, title: 个性, points: 10}
      - {id: O2, title: 案件, marking: {count: {fact: cases, each: 1, cap: 3}}}
  - id: files
    title: 导入
    criteria:
      - {id: F1, title: 票数, marking: {votes: {from: f1, rule: leader_ratio, scale: 5}}}
      - id: F2
        title: 满意度
        marking:
          votes:
            from: f2
            rule: satisfaction
            scale: 5
            options: [{title: 满意, points: 5}, {title: 不满意, points: 0}]
      - {id: F3, title: 打分, marking: {votes: {from: f3, rule: satisfaction, scale: 5}}}
      - {id: F4, title: 否决, marking: {veto: {from: f4, grade: 合格}}}
      - {id: F5, title: 违纪, by: office, marking: {veto: {rated: any, grade: 合格}}}
"""


def started(text: str = RUBRIC) -> tuple[Round, dict[str, list[list[str]]]]:
    """Return the round and the rows of the tables that one begins with by a rubric."""
    rubric = read_rubric(text, "rubric.yaml")
    made = Round.model_validate(placeholders(rubric))
    tables = blank_tables(rubric, made)
    return made, {path: list(csv.reader(io.StringIO(held.decode("utf-8-sig")))) for path, held in tables.items()}


def test_an_agency_of_every_class() -> None:
    """And in every group as many seats as its pools need: three, where they do not say."""
    made, _ = started()
    assert made.classes == {"agency1": "one", "agency2": "two", "agency3": "three"}
    assert {group.id: len(group.members) for group in made.groups} == {
        "panel": 4,
        "council": 4,
        "judges": 5,
        "experts": 3,
        "office": 3,
    }


def test_only_marks_that_raters_give_have_lines() -> None:
    """Several groups may mark one criterion; what is written for one class is asked of that class alone."""
    rows = started()[1]["sheets/marks.csv"][1:]
    lines = Counter((row[0], row[2]) for row in rows)
    common = {"all": 8, "M1": 5, "F5": 3}
    expected = {(f"agency{n}", leaf): count for n in (1, 2, 3) for leaf, count in common.items()}
    assert lines == {**expected, ("agency2", "O1"): 3}


def test_every_import_has_its_columns() -> None:
    """Votes, answers, values with how many voters typed them, yes or no; a line for every agency."""
    _, tables = started()
    assert {path: rows[:2] for path, rows in tables.items() if path.startswith("imports/")} == {
        "imports/f1.csv": [["agency", "votes"], ["agency1", ""]],
        "imports/f2.csv": [["agency", "满意", "不满意"], ["agency1", "", ""]],
        "imports/f3.csv": [["agency", "value", "votes"], ["agency1", "", ""]],
        "imports/f4.csv": [["agency", "value"], ["agency1", ""]],
    }
    assert {len(rows) for path, rows in tables.items() if path.startswith("imports/")} == {4}


def test_one_class_has_two_agencies() -> None:
    """A rank needs somebody to be ranked with."""
    one = RUBRIC.replace(", {id: two, title: 第二类}, {id: three, title: 第三类}", "").replace("[two]", "[one]")
    assert started(one)[0].classes == {"agency1": "one", "agency2": "one"}


def test_an_unknown_name() -> None:
    """The library says which names it has."""
    with pytest.raises(Problems) as raised:
        new_round("nix")
    assert [problem.code for problem in raised.value.items] == ["LIBRARY-UNKNOWN"]
