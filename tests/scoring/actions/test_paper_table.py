"""The table on which paper sheets lie."""

from __future__ import annotations

import pytest

from tests.portal_data import data_folder

data_folder()

from scoring.actions.paper_entry import paper_of
from scoring.actions.paper_table import table
from tests.portal_people import demo_round
from tests.scoring.actions.counting_desk import count, keep, office

pytestmark = pytest.mark.usefixtures("db")


def test_what_lies_on_it() -> None:
    """Every sheet that is asked for, by whom it was typed; what was checked is gone, and there are pages."""
    made = demo_round()
    paper = paper_of(made, "court", "r1")
    assert paper is not None
    keep(made, office("张三"), paper)
    count(made, "court", "r2")
    found = table(made)
    assert (found.pages.found, found.typed, len(found.waiting), len(table(made, page=2).waiting)) == (70, 1, 60, 10)
    first = found.waiting[0]
    assert (first.agency, first.seat, first.name, first.typed_by) == (
        "示例市中级人民法院",
        "评议员1",
        "评议员甲",
        ("张三",),
    )
    assert [one.paper.agency for one in table(made, "r2").waiting][:1] == ["education"]
