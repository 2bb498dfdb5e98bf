"""The page of the matrix."""

from __future__ import annotations

import re

import pytest
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from django.db import connection

from scoring.actions.counted import counted
from scoring.storage.models import Role, Save, Sheet
from tests.portal_people import browser, demo_round, somebody
from tests.scoring.actions.counting_desk import count, folder_round

QUERIES = 7
"""Session, person, round, and four for the page: drafts, unlocked sheets, and what the menu asks."""
pytestmark = pytest.mark.usefixtures("db")


def _large(agencies: int, raters: int) -> dict[str, str]:
    listed = "".join(f"  - {{id: a{n}, name: 示例单位{n}}}\n" for n in range(agencies))
    members = ", ".join(f"{{id: r{n}, name: 评议员{n}}}" for n in range(raters))
    rubric = (
        "pingyi: 1\nid: x\ntitle: 细则\nbasis: 示例\nrounding: {places: 2, mode: half_up}\n"
        "rank: {by: exact, share: true}\n"
        "parts: [{id: P, title: 评议, by: panel, points: 10, pool: {mean: {}}}]\n"
    )
    round_ = (
        f"pingyi: 1\nid: large\ntitle: 大\norganizer: 办\nrubric: rubric.yaml\nagencies:\n{listed}"
        f"groups: [{{id: panel, title: 评议团, seat: 评议员, members: [{members}]}}]\n"
    )
    return {"round.yaml": round_, "rubric.yaml": rubric}


def test_every_sheet_has_its_cell() -> None:
    """A sign with its words for each agency and rater, leading to the sheet."""
    made = demo_round()
    count(made, "court", "r1")
    answer = browser(somebody(Role.OFFICE)).get("/r/demo-2026/matrix/?method=site_visit")
    page = answer.content.decode()
    assert answer.status_code == 200
    cells = re.findall(r'<td class="s-(\w+)"><a href="../sheets/court/(\w+)/" aria-label="[^"]+ (\d+/\d+)"', page)
    assert cells[:2] == [("in", "r1", "5/5"), ("missing", "r2", "0/5")]
    assert page.count('class="s-recused"') == 1


def test_what_nobody_knows_is_not_asked_for() -> None:
    """Unknown methods, groups and pages are as if nothing was chosen."""
    demo_round()
    office = browser(somebody(Role.OFFICE))
    odd = "/r/demo-2026/matrix/?method=<x>&group=%27&page=x&across=-1"
    plain, strange = (office.get(address).content.partition(b"<main")[2] for address in ("/r/demo-2026/matrix/", odd))
    assert plain == strange


@pytest.mark.parametrize(("agencies", "raters", "pages"), [(1, 1, 0), (50, 50, 2)])
def test_queries_are_constant_and_pages_are_small(agencies: int, raters: int, pages: int) -> None:
    """With 1 and with 50 of both there are as many queries, and no page of more than 100 KB."""
    made = folder_round(_large(agencies, raters))
    for n in range(raters):
        row = Sheet.objects.create(round=made, agency="a0", rater=f"r{n}")
        Save.objects.create(sheet=row, criterion="P", value="9", device=f"d{n}", seq=1, at=timezone.now())
    counted(made)
    office = browser(somebody(Role.OFFICE))
    office.get("/r/large/matrix/")
    with CaptureQueriesContext(connection) as queries:
        answer = office.get("/r/large/matrix/")
    assert len(queries) == QUERIES
    assert (len(answer.content) < 100_000, answer.content.decode().count('rel="next"')) == (True, pages)
