"""A complete round by paper only: set-up, agencies' forms and score sheets filled in by LibreOffice, the rest typed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rubrics import Rubric, TreeNode, tree
from scoring.cli.language import CHINESE, speak
from scoring.cli.main import main
from scoring.folder import evaluate_folder, write_folder
from scoring.folder.plan import read_plan
from scoring.rounds import MarkState
from submissions import read_worksheets
from tests.office.filling import Filling, fill_in
from tests.office.paper_round import (
    AGENCIES,
    ON_PAPER,
    ON_SCREEN,
    RATERS,
    RECUSED,
    REMARK,
    agency_form,
    mark,
    needs_reason,
    score_sheet,
    set_up,
)

pytestmark = pytest.mark.office


def pingyi(*words: object, typed: str = "") -> Result:
    """Run a command in Chinese that must succeed."""
    speak(CHINESE)
    result = CliRunner().invoke(main, [str(word) for word in words], input=typed)
    assert (result.exit_code, result.exception) == (0, None), result.output
    return result


def as_plain_tables(folder: Path, target: Path, leaves: list[TreeNode]) -> None:
    """Write the same round with all marks in one table, as somebody would who never saw the paper."""
    rows = [("agency", "rater", "criterion", "mark", "remark")]
    for at, agency in enumerate(AGENCIES):
        for rater, name in enumerate(RATERS):
            recused = (name, agency) == RECUSED[:2]
            for nth, leaf in enumerate(leaves):
                text = "回避" if recused else mark(rater, at, leaf, nth)
                rows.append((f"a{at + 1}", f"r{rater + 1}", leaf.id, text, ""))
    table = io.StringIO()
    csv.writer(table).writerows(rows)
    plan = {name: (folder / name).read_bytes() for name in ("round.yaml", "rubric.yaml")}
    write_folder(target, {**plan, "sheets/marks.csv": table.getvalue().encode()})


def typed_from_paper(leaves: list[TreeNode]) -> str:
    """Return what is typed at the count: agencies as they report, each rater's line, reasons, no total, confirmed."""
    lines: list[str] = []
    for at in reversed(range(len(AGENCIES))):
        for rater in range(len(ON_SCREEN), len(RATERS)):
            lines.append(" ".join(mark(rater, at, leaf, nth) for nth, leaf in enumerate(leaves)))
            lines += ["记录缺两期" for nth, leaf in enumerate(leaves) if needs_reason(rater, at, leaf, nth)]
            lines += ["", ""]
    return "".join(f"{line}\n" for line in lines)


def set_up_round(folder: Path, work: Path) -> Rubric:
    """Make the round from a set-up workbook that the office filled in; return its rubric."""
    pingyi("setup", "make", folder, "--like", "shenzhen-sample", "-o", work / "blank.xlsx")
    filling = Filling(work / "blank.xlsx", set_up(work / "blank.xlsx"), work / "setup.xlsx")
    assert fill_in([filling], work / "office-1") == []
    pingyi("setup", "read", folder, work / "setup.xlsx", "--accept", "--by", "张三")
    return read_plan(folder)[1]


def hand_in(folder: Path, work: Path, leaves: list[TreeNode]) -> None:
    """Let every agency fill in its form and hand it in with its report."""
    pingyi("forms", "make", folder)
    fillings = []
    for n, name in enumerate(AGENCIES, start=1):
        blank, box = folder / "out" / "forms" / f"a{n}.xlsx", work / "handed-in" / f"a{n}"
        fillings.append(Filling(blank, agency_form(blank, leaves), box / f"{name}填报表.xlsx"))
        box.mkdir(parents=True)
        (box / "履职报告.txt").write_text(f"{name}履职报告。" * 50, encoding="utf-8")
    assert fill_in(fillings, work / "office-2") == []
    pingyi("forms", "read", folder, work / "handed-in", "--accept", "--by", "李四")
    pingyi("forms", "accept", folder, *(f"a{n}" for n in range(1, len(AGENCIES) + 1)))


def fill_in_sheets(folder: Path, work: Path, leaves: list[TreeNode]) -> Path:
    """Let ten raters fill in their workbooks; return the folder of those that came back."""
    pingyi("sheets", "make", folder)
    fillings = []
    for rater in range(len(ON_SCREEN)):
        blank = folder / "out" / "sheets" / f"r{rater + 1}.xlsx"
        fillings.append(Filling(blank, score_sheet(blank, rater, leaves), work / "back" / f"r{rater + 1}.xlsx"))
    assert fill_in(fillings, work / "office-3") == []
    return work / "back"


def nothing_new(folder: Path, target: Path) -> bool:
    """Return whether a workbook made with what was taken in is, to the last character, what was taken in."""
    before = sorted((folder / "intakes").glob("*.yaml"))
    pingyi("sheets", "make", folder, "--rater", "r3", "--filled", "-o", target)
    told = pingyi("sheets", "read", folder, target, "--accept").output
    return "没有新内容" in told and sorted((folder / "intakes").glob("*.yaml")) == before


def test_a_round_by_paper_only(tmp_path: Path) -> None:
    """12 agencies, 15 raters, 30 criteria end in the figures that the same marks give in one plain table."""
    folder = tmp_path / "round"
    rubric = set_up_round(folder, tmp_path)
    leaves = [leaf for leaf in tree(rubric).leaves() if leaf.rated]
    assert (len(AGENCIES), len(RATERS), len(leaves)) == (12, 15, 30)
    hand_in(folder, tmp_path, leaves)
    back = fill_in_sheets(folder, tmp_path, leaves)

    before = pingyi("sheets", "read", folder, back).output
    assert "可收取10份。尚未写入" in before
    assert not (folder / "intakes").exists()
    pingyi("sheets", "read", folder, back, "--accept", "--by", "李四")
    assert nothing_new(folder, tmp_path / "again")
    typed = typed_from_paper(leaves)
    told = pingyi("tally", folder, "--by", "张三", "--second", "王五", typed=typed).output
    assert f"本次计入评分表：{len(AGENCIES) * len(ON_PAPER)} 张" in told

    as_plain_tables(folder, tmp_path / "plain", leaves)
    records = [json.loads(pingyi("rank", one, "--json").output) for one in (folder, tmp_path / "plain")]
    assert records[0]["standings"] == records[1]["standings"]
    assert [standing["rank"] for standing in records[0]["standings"]][:3] == [1, 2, 3]

    read = evaluate_folder(folder).folder
    remarks = {held.remark for held in read.collected.marks.values() if held.state is MarkState.GIVEN and held.remark}
    assert remarks == {REMARK, "记录缺两期"}
    assert {held.status for held in read.submissions.values()} == {"accepted"}
    assert read.self_assessments["a1"].keys() == {leaf.id for leaf in leaves}

    for words in (("report",), ("report", "--detail"), ("record",)):
        pingyi(words[0], folder, *words[1:])
    ranked = next((folder / "out").glob("*送审表.xlsx"))
    assert "没有" in pingyi("verify", folder, ranked).output
    assert len(read_worksheets(ranked.read_bytes(), ranked.name)) > 3
