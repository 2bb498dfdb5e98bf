"""The lines of an agency's own sheet: every mark and score, where numbers come from, and 自评."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from rubrics import TreeNode
from scoring.engine.results import Results
from scoring.rounds import AWAITED, MarkState
from tests.scoring.reports.large.large_rounds import large
from tests.scoring.reports.workbook.agency_pages import detail, page, rows
from tests.scoring.reports.workbook.extended_rounds import (
    EXTENDED,
    markings,
    operations,
)
from tests.scoring.reports.workbook.rounds import (
    CASES,
    node_operations,
    trimmed,
)


def test_figures_follow_the_other_sheets() -> None:
    """Marks (emptied cells await one), scores, pooled values and ranks are formulas; 自评 alone is typed here."""
    given = {"甲": {"a": Decimal(9), "b": Decimal("8.5")}}
    made = page(trimmed(), "甲", values=False, given=given)
    sheets = {
        "=IF('Marks as entered'!$G$6=\"\",\"awaited\",'Marks as entered'!$G$6)": "E6",
        "='Scores by part'!$B$6": "L6",
        "=SUM(M6,M7)": "M5",
    }
    assert {str(made[cell].value): cell for cell in sheets.values()} == sheets
    working, raters = "='How it was worked out'", "='Scores by rater'"
    found = [str(made[cell].value).partition("!")[0] for cell in ("L8", "L9", "L10", "E13", "L13")]
    assert found == [working, working, working, raters, raters]
    difference = re.sub(r"\$[A-Z]+\$\d+", "cell", str(made["N6"].value)).replace("'How it was worked out'!", "")
    assert difference == '=IF(ISNUMBER(cell),ROUND(ROUND((cell-M6),9),2),"—")'


@pytest.mark.parametrize("case", [*CASES.values(), *EXTENDED.values()], ids=[*CASES, *EXTENDED])
def test_every_mark_and_score_is_the_engines(case: Callable[[], Results]) -> None:
    """Line by line, for every agency: points or a state's word under each seat, and the shown score."""
    found = case()
    book = detail(found)
    for agency, name in found.round.names.items():
        lines = rows(book[name], "serial number", "total score")[2:]
        told = {str(row[1]): row for row in lines if row[0]}
        heads = [cell.value for cell in book[name][4]]
        for node in found.nodes.values():
            if node.parent is None or not node.concerns(found.round.classes[agency]):
                continue
            title = f"{node.node.title} (weight {float(node.weight):g})" if node.weight else node.node.title
            row = [*told[title], *[None] * len(heads)]
            last = heads.index(None, 4)
            assert row[last] == score(found, node, agency)
            if node.rated:
                seats = [cell for cell in row[4:last] if cell is not None]
                assert seats == [mark(found, node, agency, rater) for rater in asked(found, node, agency)]


def score(found: Results, node: TreeNode, agency: str) -> object:
    """Return what stands beside a node: its shown score, or words."""
    leaves = [leaf for leaf in node.leaves() if leaf.concerns(found.round.classes[agency])]
    spared = found.round.spared[agency]
    if all(leaf.veto for leaf in leaves):
        open_ = any(item.node in {leaf.id for leaf in leaves} for item in found.opens[agency])
        held = any(found.evaluated.vetoes[leaf.id].holds[found.rows[agency]] for leaf in leaves)
        return "—" if open_ else "yes" if held else "no"
    if found.rubric.not_applicable == "rescale" and all(leaf.id in spared for leaf in leaves):
        return "not applicable"
    value = found.score(node.id, agency)
    return "—" if value is None else float(found.shown(value))


def asked(found: Results, node: TreeNode, agency: str) -> list[str]:
    """Return the seats that have a column on an agency's sheet and mark a leaf."""
    marks = found.collected.marks
    raters = [rater.id for group in node.groups for rater in found.round.raters_of(group)]
    rated = [leaf.id for leaf in found.tree.leaves() if leaf.rated and set(leaf.groups) & set(node.groups)]
    return [
        rater
        for rater in raters
        if any(marks.get((agency, rater, leaf), AWAITED).state is not MarkState.UNASSIGNED for leaf in rated)
    ]


def mark(found: Results, node: TreeNode, agency: str, rater: str) -> object:
    """Return what stands under a seat."""
    if node.id in found.round.spared[agency]:
        return "not applicable"
    held = found.collected.marks.get((agency, rater, node.id), AWAITED)
    if held.points is None:
        return held.state.title.render(str)
    return ("yes" if held.points else "no") if node.veto else float(held.points)


def test_what_no_rater_gives_says_where_it_comes_from() -> None:
    """Facts, files and votes stand across the seats; amounts of nodes have lines of their own."""
    lines = {row[1]: row[4] for row in rows(page(markings(), "甲"), "2", "total score")}
    assert lines == {
        "数据": None,
        "案例数": "from the fact “案例”",
        "迟报": "from the fact “迟报”",
        "表彰": "from imports/honours.csv",
        "投票": "votes, imports/online.csv",
        "满意度": "votes, imports/survey.csv",
        "专项": None,
        "整改": "from imports/reform.csv",
        "严重失实": "from imports/untrue.csv",
        None: None,
    }
    assert rows(page(node_operations(), "甲"), "subtracted from “total score”", "total score")[0] == [
        None, "subtracted from “total score”", "—", None, "from imports/late.csv", None, None, None, 0.5,
    ]  # fmt: skip


def test_a_coefficient_stands_below_its_part() -> None:
    """What a part is multiplied by is a line of its own; parts of another class have none."""
    lines = rows(page(operations(), "乙"), "1", "total score")
    assert lines[1] == [None, "coefficient of “共性”", "—", None, "from imports/hard.csv", None, None, 0.95]
    assert [row[1] for row in lines[:-1] if row[0]] == ["共性", "甲项", "乙项", "折算", "甲数", "乙数"]


def test_self_assessments_stand_beside_the_scores() -> None:
    """A part has a sum where everything was assessed; the difference is score less self-assessment, as shown."""
    given = {"甲": {"a": Decimal(9), "b": Decimal("8.5")}, "乙": {"a": Decimal(10)}}
    first = rows(page(trimmed(), "甲", given=given), "serial number", "rank")
    assert [row[-3:] for row in (first[0], *first[2:6])] == [
        ["score", "self-assessment", "difference"], [16.6, 17.5, -0.9], [8.1, 9, -0.9], [8.5, 8.5, 0],
        [16.6, 17.5, -0.9],
    ]  # fmt: skip
    second = rows(page(trimmed(), "乙", given=given), "serial number", "rank")
    assert [row[-3:] for row in second[2:6]] == [[17, "—", "—"], [9, 10, -1], [8, "—", "—"], [17, "—", "—"]]


def test_an_answer_typed_as_a_number_is_told_in_words() -> None:
    """Among the inputs a veto may be typed as 1 or 0; the agency's sheet says yes or no."""
    made = page(large(10), "a001", values=False)
    formulas = [str(cell.value) for row in made.iter_rows() for cell in row if '"yes"' in str(cell.value)]
    assert len(formulas) == 3
    cell = formulas[0].partition("IF(")[2].partition("=")[0]
    assert formulas[0] == f'=IF({cell}="","awaited",IF({cell}=1,"yes",IF({cell}=0,"no",{cell})))'
