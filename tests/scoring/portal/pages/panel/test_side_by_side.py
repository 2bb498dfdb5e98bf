"""A member's own marks side by side."""

from __future__ import annotations

import re

import pytest

from tests.portal_data import data_folder

data_folder()

from tests.panel_member import SOUND, Member, all_kinds

pytestmark = pytest.mark.usefixtures("db")


def test_only_ones_own_marks() -> None:
    """Criteria by agencies with what oneself marked; a mark of another member changes not one byte of the page."""
    member = Member(all_kinds())
    other = Member(member.round, "r2")
    member.save("court", SOUND | {"A1": "7"})
    page = member.get("mine/marks/")
    first = re.search(r'<th scope="row">1 直接打分</th>(.*?)</tr>', page, re.DOTALL)
    assert first is not None
    cells = [
        re.sub(r"\s+", " ", re.sub("<.*?>", "", cell)).strip()
        for cell in re.findall(r"<td.*?</td>", first[1], re.DOTALL)
    ]
    assert cells == ["7 reason missing", *["not marked"] * 7]
    totals = re.findall(r"<td><strong>(.*?)</strong>", page)
    assert totals == ["43", *["0"] * 7]
    other.save("court", SOUND)
    assert _still(member.get("mine/marks/")) == _still(page)
    member.save("health", {"A1": "8"})
    assert _still(member.get("mine/marks/")) != _still(page)


def _still(page: str) -> str:
    return re.sub(r'data-token="\w+"|name="csrfmiddlewaretoken" value="\w+"', "", page)
