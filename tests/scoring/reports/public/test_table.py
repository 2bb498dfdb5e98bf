"""The public list as rows of grade, agency and status."""

from __future__ import annotations

from io import BytesIO

import pytest

from scoring.reports.public.listing import PublicList, public_list
from scoring.reports.public.table import write_public_table
from submissions import read_csv
from tests.scoring.reports.public.published import as_computed, findings_of, published


def written(listed: PublicList) -> bytes:
    """Return the bytes of the table."""
    stream = BytesIO()
    write_public_table(listed, stream)
    return stream.getvalue()


def test_the_rows() -> None:
    """A byte order mark, Windows line ends, a row for each agency."""
    found = published(fictional=False)
    assert written(public_list(findings_of(found, as_computed(found)))).decode("utf-8") == (
        "\ufeff等次,被评议单位,状态\r\n"
        "优秀,示例市司法局,审定稿\r\n"
        "优秀,示例市公路局,审定稿\r\n"
        "良好,示例市林业局,审定稿\r\n"
        "合格,示例市水利局,审定稿\r\n"
    )


def test_an_invented_round_says_so_in_each_row() -> None:
    """Whoever copies a row takes the statement along."""
    rows = written(public_list(findings_of(published(), None), for_approval=True)).decode("utf-8-sig").splitlines()
    assert rows[:2] == [
        "等次,被评议单位,状态,说明",
        "优秀,示例市司法局,送审稿,虚构示例。",
    ]
    assert len(rows) == 5


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@a", "＝1", "＋1", "－1", "＠a"])
def test_no_name_becomes_a_formula(name: str) -> None:
    """A visible apostrophe stands before it."""
    found = published({"yanlv": {"a": "9 9 9", "b": "8 8 8"}}, agencies=[{"id": "yanlv", "name": name}])
    data = written(public_list(findings_of(found, as_computed(found))))
    assert read_csv(data, "a.csv").rows[1].cells[1] == f"'{name}"


def test_other_names_stay_as_they_are() -> None:
    """Quotation marks, commas and signs within a name included."""
    name = '示例市"一-站=式",服务@中心'
    found = published({"yanlv": {"a": "9 9 9", "b": "8 8 8"}}, agencies=[{"id": "yanlv", "name": name}])
    data = written(public_list(findings_of(found, as_computed(found))))
    assert read_csv(data, "a.csv").rows[1].cells[1] == name
