"""The agencies of a round: found, added, corrected, taken off the list."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rubrics import Problems
from scoring.folder import write_file
from scoring.folder.writing import holding
from tests.portal_data import data_folder

data_folder()

from scoring.actions.agencies import Listing, add_agencies, correct_agency, listed, remove_agency
from scoring.actions.eventful import enter
from scoring.actions.plans import plan_of
from scoring.actions.records import change
from scoring.actions.setting_up import Named, begin_like
from scoring.storage.models import Answer, Role, Round, Save, Sheet
from tests.portal_people import demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")


def _names(made: Round) -> list[str]:
    return list(plan_of(made).round.names.values())


def _listed(made: Round, asked: str = "", page: int = 1, kind: str = "") -> Listing:
    return listed(made, plan_of(made), asked, page, kind)


def _add(made: Round, text: str) -> int:
    return add_agencies(made, None, timezone.now(), plan_of(made), text)


def test_found_by_any_of_its_words() -> None:
    """By name in any width, earlier name, id; all words must be there."""
    made = demo_round()
    typed = {"date": "2026-05-01", "reason": "改制", "agency": "metro", "name": "示例轨道集团"}
    enter(made, None, timezone.now(), "renamed", typed)
    found = {
        asked: [row.id for row in _listed(made, asked).rows]
        for asked in ("", "教育", "地铁", "轨道", "ＭＥＴＲＯ", "示例市 局", "没有")
    }
    everybody = ["court", "education", "ecology", "market", "health", "transport", "youth", "metro"]
    assert found == {
        "": everybody,
        "教育": ["education"],
        "地铁": ["metro"],
        "轨道": ["metro"],
        "ＭＥＴＲＯ": ["metro"],
        "示例市 局": ["education", "ecology", "market", "transport"],
        "没有": [],
    }
    metro = _listed(made, "metro").rows[0]
    assert (metro.number, metro.name, metro.former) == (8, "示例轨道集团", ("示例地铁集团",))


def test_pages_of_fifty() -> None:
    """Each page is where it should be; one that is not there is the nearest that is."""
    made = demo_round()
    assert _add(made, "\n".join(f"第{n}单位" for n in range(1, 101))) == 100
    found = [_listed(made, page=page) for page in (1, 3, 9, -1)]
    assert [(len(held.rows), held.rows[0].number, held.pages.number, held.pages.last) for held in found] == [
        (50, 1, 1, 3),
        (8, 101, 3, 3),
        (8, 101, 3, 3),
        (50, 1, 1, 3),
    ]
    assert found[0].pages.found == 108


def test_who_has_an_account_and_who_handed_in() -> None:
    """Both are told beside the name."""
    made = demo_round()
    somebody(Role.AGENCY, made, "court")

    def hand_in(root: Path) -> None:
        folder = root / "submissions" / "metro"
        folder.mkdir(parents=True)
        (folder / "submission.yaml").write_text("x", "utf-8")

    change(made, None, timezone.now(), hand_in)
    rows = {row.id: (row.people, row.report) for row in _listed(made).rows}
    assert (rows["court"], rows["metro"], rows["health"]) == ((1, False), (0, True), (0, False))


@pytest.mark.parametrize("agencies", [1, 50])
def test_the_same_queries_for_few_and_many(agencies: int) -> None:
    """A page of agencies costs two queries."""
    made = demo_round()
    _add(made, "\n".join(f"第{n}单位" for n in range(agencies)))
    _listed(made)
    with CaptureQueriesContext(connection) as queries:
        _listed(made)
    assert len(queries) == 2


def test_added_by_lines() -> None:
    """A line is a name and, where there is more, a region; ids are new ones."""
    made = demo_round()
    assert _add(made, "示例市司法局\n\n  示例县人民政府，示例县 \n示例市税务局\t高新区") == 3
    last = [(agency.id, agency.name, agency.region) for agency in plan_of(made).round.agencies[-3:]]
    assert last == [
        ("a9", "示例市司法局", None),
        ("a10", "示例县人民政府", "示例县"),
        ("a11", "示例市税务局", "高新区"),
    ]


def test_added_with_their_classes() -> None:
    """Where the rubric tells classes apart, the second column is the class, by title or id."""
    made = begin_like("chuxiong-2023", Named("classes"), None, timezone.now())
    title = plan_of(made).rubric.classes[0].title
    _add(made, f"甲局,{title}\n乙局;class2;某县")
    last = [(agency.agency_class, agency.region) for agency in plan_of(made).round.agencies[-2:]]
    assert last == [("class1", None), ("class2", "某县")]
    assert [row.name for row in _listed(made, kind="class2").rows][-1] == "乙局"
    with pytest.raises(Problems) as told:
        _add(made, "丙局,没有的类")
    assert [item.code for item in told.value.items] == ["ROUND-CLASS"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [("", ["AGENCY-LINE"]), ("甲,乙,丙,丁\n戊,己,庚", ["AGENCY-LINE"] * 2), ("示例市教育局", ["ROUND-TWICE"])],
)
def test_lines_that_cannot_be_meant(text: str, codes: list[str]) -> None:
    """Nothing at all, too many columns, and a name that is there already."""
    made = demo_round()
    with pytest.raises(Problems) as told:
        _add(made, text)
    assert ([item.code for item in told.value.items], len(_names(made))) == (codes, 8)


def test_corrected_and_moved() -> None:
    """Name, region, order of reporting and the place in official order."""
    made = demo_round()
    typed = {"name": "示例轨道", "class": "", "region": "市直", "presents": "２", "number": "1"}
    correct_agency(made, None, timezone.now(), "metro", typed)
    first = plan_of(made).round.agencies[0]
    assert (first.id, first.name, first.region, first.presents) == ("metro", "示例轨道", "市直", 2)
    correct_agency(made, None, timezone.now(), "metro", {"name": "示例轨道"})
    first = plan_of(made).round.agencies[0]
    assert (first.id, first.region, first.presents) == ("metro", None, None)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ({"name": "x", "presents": "0", "number": "-1"}, ["AGENCY-NUMBER"] * 2),
        ({"name": ""}, ["SHAPE-VALUE"]),
    ],
)
def test_what_cannot_be_written(typed: dict[str, str], codes: list[str]) -> None:
    """Places that are none, and an agency without a name."""
    with pytest.raises(Problems) as told:
        correct_agency(demo_round(), None, timezone.now(), "metro", typed)
    assert [item.code for item in told.value.items] == codes


def test_taken_off_the_list_only_while_nothing_came_in() -> None:
    """An agency for which somebody marked already stays; one for which nothing is there goes."""
    made = demo_round()
    sheet = Sheet.objects.create(round=made, rater="r1", agency="court")
    Save.objects.create(sheet=sheet, criterion="A1", value="8", device="d", seq=1, at=timezone.now())
    with pytest.raises(Problems) as told:
        remove_agency(made, None, timezone.now(), "court")
    assert [item.code for item in told.value.items] == ["AGENCY-HAS"]
    remove_agency(made, None, timezone.now(), "health")
    assert "示例市卫生健康委员会" not in _names(made)
    with pytest.raises(Problems) as told:
        remove_agency(made, None, timezone.now(), "metro")
    assert [item.code for item in told.value.items] == ["ROUND-UNKNOWN"]


def test_an_agency_with_a_draft_stays_and_no_other_gets_its_id() -> None:
    """What it wrote is its own; the id of one that is gone, with its account shut, is never given again."""
    made = demo_round()
    _add(made, "甲局")
    person = somebody(Role.AGENCY, made, "a9")
    draft = Answer.objects.create(round=made, agency="a9", field="report.text", value="写了一半", at=timezone.now())
    with pytest.raises(Problems) as told:
        remove_agency(made, None, timezone.now(), "a9")
    assert [item.code for item in told.value.items] == ["AGENCY-HAS"]
    draft.delete()
    remove_agency(made, None, timezone.now(), "a9")
    _add(made, "乙局")
    person.refresh_from_db()
    assert (plan_of(made).round.agencies[-1].id, person.is_active) == ("a10", False)


def test_an_agency_with_figures_from_outside_stays() -> None:
    """Without it the figures would be those of nobody, and no result could be computed."""
    made = begin_like("jiangmen-2020", Named("figures"), None, timezone.now())
    text = b"agency,value\nagency2,80\n"
    change(made, None, timezone.now(), lambda root: write_file(root / "imports/public.csv", holding(text)))
    with pytest.raises(Problems) as told:
        remove_agency(made, None, timezone.now(), "agency2")
    assert [item.code for item in told.value.items] == ["AGENCY-HAS"]
    remove_agency(made, None, timezone.now(), "agency1")
    assert _names(made) == ["被评议单位2"]
