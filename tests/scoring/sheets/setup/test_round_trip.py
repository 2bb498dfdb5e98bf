"""Any sound rubric and round goes into the workbook and comes back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from rubrics import Rubric, build, parse, read_rubric
from rubrics.library import demo_files, round_names, rubric_names
from scoring.folder.starting import new_round
from scoring.rounds import Round
from scoring.sheets.setup import Setup, read_setup, round_yaml, rubric_yaml
from tests import everything
from tests.random_rounds import World, worlds
from tests.scoring.sheets.setup.workbooks import setup_of, workbook
from tests.worked_case import read_case

CASES = sorted((Path(__file__).parents[3] / "cases").glob("*.yaml"))


def _files(files: dict[str, bytes]) -> Setup:
    return setup_of(files["rubric.yaml"].decode(), files["round.yaml"].decode())


@pytest.mark.parametrize("name", [*rubric_names(), *round_names()])
def test_every_rubric_and_set_up_of_the_library(name: str) -> None:
    """What the library holds comes back as it was."""
    setup = _files(new_round(name))
    assert read_setup(workbook(setup), "x.xlsx") == setup


@pytest.mark.parametrize("files", [demo_files(), everything.files()], ids=["demo", "everything"])
def test_whole_rounds(files: dict[str, bytes]) -> None:
    """So do the demonstration and the round that uses everything there is, events and all."""
    setup = _files(files)
    assert read_setup(workbook(setup), "x.xlsx") == setup


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_every_worked_case(file: Path) -> None:
    """So does the rubric of every worked case."""
    found = read_case(file.read_text("utf-8"), file.name).found
    setup = Setup(found.rubric, found.round)
    assert read_setup(workbook(setup), "x.xlsx") == setup


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(worlds())
def test_random_rounds(world: World) -> None:
    """So does whatever else can be written down; and so it is in the plain files made of it."""
    setup = Setup(world.rubric, world.round)
    assert read_setup(workbook(setup), "x.xlsx") == setup
    assert read_rubric(rubric_yaml(setup.rubric), "rubric.yaml") == setup.rubric
    assert build(Round, parse(round_yaml(setup.round), "round.yaml")) == setup.round


STRANGE = (
    "前后有空格 ",
    '"引号"',
    '" 引号里有空格 "',
    "多行\n第二行\n\n第四行",
    "制表\t符",
    "_x000D_ & <b> ]]>",
    "𠮷野家 🎉 👍🏽",
    "=1+1",
    "0012",
    "1.10",
    "是",
    "true",
    "优 10：很好",
    "甲、乙；丙，丁",
    "第1项／标题",
    "-",
    "’",
    "x" * 32_000,
)


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_strange_texts(text: str) -> None:
    """To the last space and letter, wherever a text may stand."""
    setup = setup_of()
    value = setup.rubric.model_dump(by_alias=True, exclude_defaults=True)
    first = value["parts"][0]
    criterion = first["criteria"][0]
    for node in (first, criterion):
        node |= {"title": text, "text": text}
    criterion |= {"no": text if text != "-" else "1", "evidence": [{"kind": text, "note": text}]}
    levels = [{"title": text, "points": 2, "when": text}, {"title": "低", "points": 1}]
    first["criteria"][1]["marking"] = {"levels": levels}
    value["classes"][0]["title"] = value["facts"][0]["title"] = text
    value["grades"]["bands"][0]["title"] = value["basis"] = text
    round_ = setup.round.model_dump(by_alias=True, exclude_defaults=True)
    round_["agencies"][0]["name"] = round_["groups"][0]["title"] = round_["groups"][0]["members"][0]["name"] = text
    round_["recusals"][0]["reason"] = round_["sites"][0]["place"] = text
    round_["paperwork"] = {"signatures": [text, "第二栏"], "letter_title": text}
    strange = Setup(Rubric.model_validate(value), Round.model_validate(round_))
    assert read_setup(workbook(strange), "x.xlsx") == strange
