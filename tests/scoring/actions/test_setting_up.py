"""New rounds: like one of the library, around a rubric, from a set-up workbook."""

from __future__ import annotations

import io

import pytest
from django.utils import timezone

from rubrics import Problems
from rubrics.library import round_names, rubric_names, rubric_text
from scoring.folder.setups import read_setup_of
from scoring.sheets.setup import Setup, write_setup
from tests.portal_data import data_folder

data_folder()

from scoring.actions.plans import plan_of
from scoring.actions.records import content, current, laid_out
from scoring.actions.setting_up import (
    Named,
    begin_like,
    begin_with_rubric,
    begin_with_workbook,
    rounds_to_begin_like,
    rubrics_to_begin_with,
)
from scoring.storage.models import Role, Round
from tests.portal_people import demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")


def _workbook(slug: str) -> bytes:
    with laid_out(demo_round()) as root:
        held = read_setup_of(root)
    assert held is not None
    stream = io.BytesIO()
    write_setup(Setup(held.rubric, held.round.model_copy(update={"id": slug})), stream)
    return stream.getvalue()


def test_the_library_is_offered() -> None:
    """All of it, with the titles that people know."""
    assert tuple(choice.name for choice in rounds_to_begin_like()) == round_names()
    assert tuple(choice.name for choice in rubrics_to_begin_with()) == rubric_names()
    assert rounds_to_begin_like()[0].title == "深圳市2019年国家机关“谁执法谁普法”履职报告评议"


@pytest.mark.parametrize("like", [*round_names(), *rubric_names()])
def test_like_the_library(like: str) -> None:
    """Every name of the library opens a sound round that bears the names that were typed, without any mark."""
    made = begin_like(like, Named("new-2026", "新的评议活动", "某市普法办"), None, timezone.now())
    held = plan_of(made).round
    assert (made.slug, made.title, made.organizer) == ("new-2026", "新的评议活动", "某市普法办")
    assert (held.id, held.title, held.organizer, held.rubric) == (made.slug, made.title, made.organizer, "rubric.yaml")
    assert list(current(made)) == ["round.yaml", "rubric.yaml"]


def test_around_a_rubric() -> None:
    """The rubric's own text is kept; agencies and seats are placeholders."""
    text = "# 本单位的细则\n" + rubric_text("zhifa-pingyi")
    made = begin_with_rubric(text.encode("gb18030"), "细则.yaml", Named(), None, timezone.now())
    assert (made.slug, content(made, "rubric.yaml")) == ("zhifa-pingyi-round", text.encode())
    assert plan_of(made).round.names == {"agency1": "被评议单位1", "agency2": "被评议单位2"}


def test_a_rubric_with_faults_is_told_line_by_line() -> None:
    """All of them with their lines, and no round is opened."""
    text = rubric_text("zhifa-pingyi").replace("pingyi: 1", "pingyi: 1\npingyi: 1\nx: *y", 1)
    with pytest.raises(Problems) as told:
        begin_with_rubric(text.encode(), "细则.yaml", Named(), None, timezone.now())
    line = text.split("\n").index("pingyi: 1") + 2
    found = [(item.code, item.place.file, item.place.line) for item in told.value.items]
    assert found == [("YAML-TWICE", "细则.yaml", line), ("YAML-ALIAS", "细则.yaml", line + 1)]
    assert Round.objects.count() == 0


def test_from_a_workbook() -> None:
    """What the workbook says, under another name; the workbook is kept as a file of the round."""
    data = _workbook("demo-2026")
    office = somebody(Role.OFFICE, name="普法办")
    made = begin_with_workbook(data, "筹备表.xlsx", Named("demo-2027"), office, timezone.now())
    assert (made.slug, made.title) == ("demo-2027", "示例市2026年国家机关“谁执法谁普法”履职报告评议")
    assert len(plan_of(made).round.names) == 8
    folders = [path.split("/")[0] for path in current(made)]
    assert folders == ["round.yaml", "rubric.yaml", "setups", "setups"]


@pytest.mark.parametrize(
    ("slug", "code"),
    [("评议2026", "ROUND-ID"), ("a.b", "ROUND-ID"), ("a b", "SHAPE-VALUE"), ("-a", "SHAPE-VALUE")],
)
def test_an_id_that_no_address_can_hold(slug: str, code: str) -> None:
    """It is refused: the pages of the round could not be reached."""
    with pytest.raises(Problems) as told:
        begin_with_workbook(_workbook("x"), "筹备表.xlsx", Named(slug), None, timezone.now())
    assert [item.code for item in told.value.items] == ["ROUND-ID"]
    with pytest.raises(Problems) as told:
        begin_like("shenzhen-2019", Named(slug), None, timezone.now())
    assert [item.code for item in told.value.items] == [code]


def test_an_id_that_is_taken() -> None:
    """Two rounds cannot bear one id."""
    begin_like("shenzhen-2019", Named("one"), None, timezone.now())
    with pytest.raises(Problems) as told:
        begin_like("shenzhen-2020", Named("one"), None, timezone.now())
    assert [(item.code, item.remedy.text) for item in told.value.items] == [
        ("ROUND-TAKEN", "Type another id, or go on with the round that is there.")
    ]


def test_the_journal_begins_with_the_setting_up() -> None:
    """Nothing was brought from elsewhere."""
    made = begin_like("shenzhen-2019", Named("one"), somebody(Role.OFFICE), timezone.now())
    assert [line.text for line in made.journal.all()] == ["The round was set up."]
