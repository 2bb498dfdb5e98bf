"""The public page: for anybody once it is published, and nothing of a score on it."""

from __future__ import annotations

import re

import pytest

from tests.portal_data import data_folder

data_folder()

from scoring.actions.records import content
from scoring.actions.results import outcome_of
from scoring.storage.models import Role
from tests.portal_people import browser, somebody
from tests.settled_round import decided_round, give

pytestmark = pytest.mark.usefixtures("db")
HOME = "/r/demo-2026/public/"


def test_before_publication_it_is_as_if_it_were_not_there() -> None:
    """Signed out one is asked to sign in, signed in there is nothing, whatever other stage is given out."""
    round_ = give(decided_round(), "approval", "internal", "letters", panel="marks")
    assert [browser().get(where)["Location"] for where in (HOME, f"{HOME}x.csv")] == [
        f"/in/?next={HOME}", f"/in/?next={HOME}x.csv",
    ]  # fmt: skip
    assert browser(somebody(Role.AGENCY, round_, "court")).get(HOME).status_code == 404


def test_everybody_reads_who_has_which_grade() -> None:
    """Names by grade, in official order; the files; no total of anybody."""
    round_ = give(decided_round(), "public")
    body = browser().get(HOME).content.decode()
    blocks = re.findall(r"<h2>[^<]*</h2>\s*<ul>(.*?)</ul>", body, re.DOTALL)
    assert [re.findall("<li>([^<]+)", block) for block in blocks] == [
        ["示例市中级人民法院", "示例市教育局", "示例市生态环境局", "示例市市场监督管理局", "示例市卫生健康委员会"],
        ["示例市交通运输局", "共青团示例市委员会"],
        ["示例地铁集团"],
    ]
    totals = [
        outcome_of(round_).results.written(item.score) for item in outcome_of(round_).results.standings if item.score
    ]
    assert [total for total in totals if total in body] == []
    name = "demo-2026-public-list.csv"
    assert browser().get(f"{HOME}{name}").getvalue() == content(round_, f"published/public/{name}")
    assert browser(somebody(Role.OFFICE)).get(f"{HOME}records.txt").status_code == 404
