"""The list of all bodies, as an office keeps it."""

from __future__ import annotations

import pytest

from rubrics import Problems
from scoring.reports.history.bodies import Body, bodies_from
from submissions import read_csv


def read(text: str) -> tuple[Body, ...]:
    """Return the bodies of a .csv file."""
    return bodies_from(read_csv(text.encode(), "all.csv"))


@pytest.mark.parametrize("heading", ["id,name", "编号,单位名称", "代号,名称", "单位编号,单位"])
def test_ids_and_names(heading: str) -> None:
    """In the file's order, under English or Chinese headings."""
    assert read(f"{heading}\ntax,税务局\ncourt,法院\n") == (Body("tax", "税务局"), Body("court", "法院"))


def test_other_columns_are_passed_over() -> None:
    """Offices keep more in such lists."""
    assert read("序号,name,电话,id\n1,税务局,110,tax\n") == (Body("tax", "税务局"),)


def test_every_fault_at_once() -> None:
    """An id or a name that is missing, an id that stands twice."""
    with pytest.raises(Problems) as raised:
        read("id,name\ntax,税务局\n,法院\ncourt,\ntax,海关\n")
    assert [problem.render() for problem in raised.value.items] == [
        "all.csv:3: “id” is missing. Every row has an id and a name. [BODY-MISSING]",
        "all.csv:4: “name” is missing. Every row has an id and a name. [BODY-MISSING]",
        "all.csv:5: “tax” stands here a second time. Keep one of the two. [BODY-TWICE]",
    ]


@pytest.mark.parametrize(("text", "code"), [("", "TABLE-EMPTY"), ("id,电话\n1,2\n", "TABLE-HEADER")])
def test_a_file_that_is_no_list(text: str, code: str) -> None:
    """Nothing in it, or not the two columns."""
    with pytest.raises(Problems) as raised:
        read(text)
    assert [problem.code for problem in raised.value.items] == [code]
