"""The standings and scorecards, for the office."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.actions import scorecards
from scoring.actions.records import change
from scoring.storage.models import Role
from tests.portal_people import browser, somebody
from tests.settled_round import decided_round, marked_round

pytestmark = pytest.mark.usefixtures("db")
HOME = "/r/demo-2026/standings/"


def rows(body: bytes) -> list[list[str]]:
    """Return the cells of every row of a page's tables, without markup."""
    found = re.findall(r"<tr>(.*?)</tr>", body.decode(), re.DOTALL)
    return [
        [
            unescape(re.sub(r"<[^>]+>", "", cell)).strip()
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        for row in found
    ]


def test_the_office_sees_where_everybody_stands() -> None:
    """Rank, name, total, the three grades and the parts; each name leads to its scorecard."""
    decided_round()
    answer = browser(somebody(Role.OFFICE)).get(HOME)
    assert rows(answer.content)[1] == [
        "1", "示例市市场监督管理局", "95.57", "优秀", "—", "优秀", "18.29", "19.14", "24.14", "14.43", "19.57", "",
    ]  # fmt: skip
    assert re.findall(rb'href="(/r/demo-2026/standings/[^"]+)"', answer.content)[:2] == [
        b"/r/demo-2026/standings/market/", b"/r/demo-2026/standings/education/",
    ]  # fmt: skip


def test_a_search_finds_by_name() -> None:
    """What was searched for stays in its field; nothing found is said."""
    marked_round()
    office = browser(somebody(Role.OFFICE))
    assert [row[1] for row in rows(office.get(HOME, {"q": "地铁"}).content)[1:]] == ["示例地铁集团"]
    assert len(rows(office.get(HOME, {"q": "没有"}).content)[1:]) == 1


def test_a_scorecard_explains_an_agency() -> None:
    """Every node of the rubric has its row; an agency that is not there is not found."""
    marked_round()
    office = browser(somebody(Role.OFFICE))
    found = rows(office.get(f"{HOME}court/").content)
    assert (found[1][1], found[2][:3]) == ("93.71", ["A 普法责任制机制建设", "19.14", "20"])
    assert office.get(f"{HOME}stranger/").status_code == 404


def test_names_never_become_markup() -> None:
    """An agency called like a script is shown as text."""
    round_ = marked_round()

    def rename(root: Path) -> None:
        text = (root / "round.yaml").read_text("utf-8")
        (root / "round.yaml").unlink()
        (root / "round.yaml").write_text(text.replace("示例市教育局", "<script>alert(1)</script>"), "utf-8")

    change(round_, None, timezone.now(), rename)
    office = browser(somebody(Role.OFFICE))
    for where in (HOME, f"{HOME}education/", "/r/demo-2026/decision/", "/r/demo-2026/feedback/education/"):
        body = office.get(where).content
        assert (body.count(b"<script>alert"), body.count(b"&lt;script&gt;alert") > 0) == (0, True), where


def test_queries_do_not_grow_with_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """One row or eight: the same number."""
    marked_round()
    office, counts = browser(somebody(Role.OFFICE)), []
    office.get(HOME)
    for size in (1, 100):
        monkeypatch.setattr(scorecards, "PAGE", size)
        with CaptureQueriesContext(connection) as queries:
            office.get(HOME)
        counts.append(len(queries))
    assert counts[0] == counts[1]
