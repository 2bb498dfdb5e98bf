"""Score sheets of the round that uses everything there is, as they are made and as they are opened again."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from openpyxl import load_workbook

from rubrics import Rubric, TreeNode, build, parse, read_rubric, tree
from scoring.rounds import Round
from scoring.sheets.blank import Blank
from scoring.sheets.making import write_score_sheet
from scoring.sheets.plan import Plan
from submissions.form_pages import FormPage, pages_of
from submissions.spreadsheet import read_worksheets
from tests.everything import ROUND
from tests.everything_rubric import RUBRIC

KEY = b"k" * 32
HEAD = """\
pingyi: 1
id: small
title: Small
basis: Rules
rounding: {places: 2, mode: half_up}
rank: {by: exact, ties: [], share: true}
"""
POOL = "by: panel, pool: {mean: {}, quorum: 1, incomplete: leave_out}"


def plan(rubric: str = RUBRIC, **changes: Any) -> Plan:  # noqa: ANN401 - whatever a plan holds
    """Return the plan of the round of everything, in English, with another rubric where one is given."""
    round_ = build(Round, parse(ROUND.format(scoring="0A0A0A0A", more=""), "round.yaml"))
    return replace(Plan(round_, read_rubric(rubric, "rubric.yaml"), KEY, str), **changes)


def one_of(criterion: str, above: str = "", head: str = HEAD) -> str:
    """Return a rubric with one part of one criterion."""
    return f"{head}parts: [{{id: P, title: Part, {POOL}, criteria: [{{id: C, title: One, {criterion}}}]{above}}}]\n"


def leaf_of(criterion: str, above: str = "") -> TreeNode:
    """Return the only criterion of such a rubric, which may be unsound for having no other."""
    (leaf,) = tree(build(Rubric, parse(one_of(criterion, above), "rubric.yaml"))).leaves()
    return leaf


def blank_of(rater: str = "p2", number: int = 7, rubric: str = RUBRIC, **changes: Any) -> Blank:  # noqa: ANN401 - as above
    """Return one rater's workbook before it is written."""
    own = {name: changes.pop(name) for name in ("held",) if name in changes}
    (blank,) = plan(rubric, **changes).blanks([rater], number)
    return replace(blank, **own)


def written(blank: Blank) -> bytes:
    """Return the workbook."""
    stream = io.BytesIO()
    write_score_sheet(blank, stream)
    return stream.getvalue()


def opened(blank: Blank, *, values: bool = False) -> Any:  # noqa: ANN401 - untyped in openpyxl
    """Return the workbook as openpyxl opens it: formulas, or with `values` what was saved beside them."""
    return load_workbook(io.BytesIO(written(blank)), data_only=values)


def page_of(blank: Blank, page: str) -> FormPage:
    """Return a page of the workbook as it is read when it comes back."""
    return {found.id: found for found in pages_of(read_worksheets(written(blank), "p2.xlsx"))}[page]
