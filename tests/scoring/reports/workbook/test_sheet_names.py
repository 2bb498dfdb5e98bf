"""Agencies' names as names of sheets: legal everywhere, told apart, and still readable."""

from __future__ import annotations

import pytest

from scoring.reports.workbook.sheet_names import agency_sheet_names
from tests.scoring.reports.workbook.rounds import MEAN, panel_rubric, results_of


def names_of(*names: str, taken: tuple[str, ...] = ()) -> list[str]:
    """Return the sheets' names of a round whose agencies are called so."""
    agencies = [{"id": f"a{at}", "name": name} for at, name in enumerate(names)]
    found = results_of(panel_rubric(MEAN), {item["id"]: {"a": "9", "b": "9"} for item in agencies}, agencies=agencies)
    made = agency_sheet_names(found, taken, str)
    assert list(made) == [item["id"] for item in agencies]
    return list(made.values())


@pytest.mark.parametrize(
    ("name", "sheet"),
    [
        ("示例市司法局", "示例市司法局"),
        ("公安局/交警[支队]：一*?\\", "公安局 交警 支队 一"),
        ("'引号局'", "引号局"),
        ("示例市\n司法局\t二科", "示例市 司法局 二科"),
        ("长" * 31, "长" * 31),
        ("长" * 32, "长" * 30 + "…"),
        ("𠮷" * 16, "𠮷" * 15 + "…"),
        ("'" * 40 + "名", "名"),
        ("甲" * 29 + "' 乙丙", "甲" * 29 + "…"),
        ("History", "History (2)"),
        ("ＨＩＳＴＯＲＹ", "ＨＩＳＴＯＲＹ (2)"),
    ],
)
def test_every_name_becomes_legal(name: str, sheet: str) -> None:
    """Forbidden signs, quotes at the edges, what cannot be seen, length in UTF-16, and Excel's own name."""
    assert names_of(name) == [sheet]


def test_equal_names_are_numbered() -> None:
    """Names that differ in case or width, or not at all once cut, are told apart, and from other sheets too."""
    assert names_of("司法局A", "司法局a", "司法局Ａ", "分项得分", taken=("分项得分",)) == [
        "司法局A", "司法局a (2)", "司法局Ａ (3)", "分项得分 (2)",
    ]  # fmt: skip
    assert names_of("长" * 40, "长" * 50) == ["长" * 30 + "…", "长" * 26 + "… (2)"]


def test_a_name_of_nothing_visible_is_a_number() -> None:
    """No sheet is without a name."""
    assert names_of("乙局", "??''") == ["乙局", "Agency 2"]
