"""Tests of rubrics.rules and its parts: the sentences; tests/examples/bad holds a case for every code."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubrics import Place, Problems, Rubric, build, parse, read_rubric
from rubrics.rules import check

BAD = Path(__file__).parents[1] / "examples" / "bad"


def told(name: str) -> list[str]:
    """Return the sentences of a bad example, without the file's name."""
    with pytest.raises(Problems) as caught:
        read_rubric((BAD / f"{name}.yaml").read_text(encoding="utf-8"), "r")
    return [problem.render().removeprefix("r:") for problem in caught.value.items]


def test_both_defects_of_a_real_rubric_are_told_in_one_run() -> None:
    """石城 2018: 20, 10 and 20 do not make 60, and the number 30 is used twice."""
    assert told("shicheng-2018") == [
        (
            "158 parts[1].parts[9].points: “D10” declares 60 points, but what stands below it adds up to 50. "
            "Correct the points below it, or the declared points. [POINTS-SUM]"
        ),
        (
            "341 parts[1].parts[30].no: “30” is used twice: parts[1].parts[29] has it already. "
            "Change one of the two. [NO-TWICE]"
        ),
    ]


def test_the_id_of_the_rubric_as_a_whole_is_taken() -> None:
    """`total` cannot be the id of a part, and the sentence says why."""
    assert told("id-twice")[-2] == (
        "18 parts[2].id: “total” is the id of the rubric as a whole. Choose another id. [ID-TWICE]"
    )


def test_bands_that_overlap_name_both() -> None:
    """6 to 10 and 5 to 9, whatever order they are written in."""
    remedy = "Let the lower band end where the upper one begins; the bound itself belongs to the upper one."
    assert told("bands-overlap") == [
        f"20 parts[0].criteria[0].marking.bands.table[0]: the bands from 5 and from 6 overlap. {remedy} [BANDS-OVERLAP]"
    ]


def test_gaps_name_the_values_that_fall_through() -> None:
    """Below the lowest band, between two, and above the highest."""
    at = "parts[0].criteria[0].marking.bands.table"
    not_included = "Let the lower band end at 11: “to” itself is not included."
    leave_out = "Leave out “to” in the highest band: “to” itself is not included."
    assert told("bands-gap") == [
        (
            f"20 {at}[0]: values below 5 belong to no band. "
            "Add a band for them, or let the fact “viewers” have min: 5. [BANDS-GAP]"
        ),
        f"21 {at}[1]: values from 10 to below 11 belong to no band. {not_included} [BANDS-GAP]",
        f"21 {at}[1]: values from 20 on belong to no band. {leave_out} [BANDS-GAP]",
    ]


def test_bands_written_with_both_ends_included_are_explained() -> None:
    """60 to 69 and 70 to 79: the sentence says which values have no band, and that “to” is not included."""
    at = "21 parts[0].criteria[0].marking.bands.table[1]"
    assert told("bands-inclusive") == [
        (
            f"{at}: values from 69 to below 70 belong to no band. "
            "Let the lower band end at 70: “to” itself is not included. [BANDS-GAP]"
        ),
        (
            f"{at}: values from 79 on belong to no band. "
            "Leave out “to” in the highest band: “to” itself is not included. [BANDS-GAP]"
        ),
    ]


def test_a_fault_of_some_classes_names_them() -> None:
    """共性 40 and 个性 60 for departments; 10 too few for towns, and nothing of their own for firms."""
    remedy = "Correct the points below it, or the declared points."
    assert told("points-sum-by-class") == [
        (
            "9 total: for agencies of class 国有企业: “total” declares 100 points, "
            f"but what stands below it adds up to 40. {remedy} [POINTS-SUM]"
        ),
        (
            "15 parts[1].points: for agencies of class 乡镇: “own” declares 60 points, "
            f"but what stands below it adds up to 50. {remedy} [POINTS-SUM]"
        ),
    ]


def test_where_a_number_may_come_from_is_said() -> None:
    """A penalty that reads from two places, a veto that reads from none: each is told its own choices."""
    other = "fact: <id> (agencies report it); from: <id> (the office fills in imports/<id>.csv). [SOURCE-ONE]"
    assert told("source-one")[3:5] == [
        (
            "19 parts[1].criteria[3].marking.penalty: penalty must say where it is read from: from exactly one place. "
            f"Write one of: rated: true (raters write it); {other}"
        ),
        (
            "20 parts[1].criteria[4].marking.veto: veto must say where it is read from: from exactly one place. "
            f"Write one of: rated: any, rated: majority, rated: all (raters write it); {other}"
        ),
    ]


def test_sums_are_exact() -> None:
    """Three times 33.3 is 99.9, and is not rounded up to 100."""
    assert told("weight-sum") == [
        "10 parts[0]: the weights below “panel” add up to 99.9, not to 100. Correct the weights. [WEIGHT-SUM]"
    ]


def test_a_list_of_names_is_read_as_one() -> None:
    """What is known, or missing, is listed in the sentence."""
    assert told("method-unknown") == [
        (
            "11 parts[0].methods[2]: the method “onsite” is not known. Use one of: call, document_review, interview, "
            "site_visit; or declare it under “methods” of the rubric. [METHOD-UNKNOWN]"
        )
    ]
    assert told("weight-mixed") == [
        (
            "3: below “total” some have a weight and some have none: council. "
            "Give a weight to all of them, or to none. [WEIGHT-MIXED]"
        )
    ]


def test_a_rubric_that_was_not_read_from_a_file_can_be_checked() -> None:
    """The caller says what a place is."""
    document = parse((BAD / "pool-none.yaml").read_text(encoding="utf-8"), "r")
    problems = check(build(Rubric, document), lambda path: Place("values", path=str(path)))
    assert [(problem.code, problem.place) for problem in problems] == [
        ("POOL-NONE", Place("values", path="('parts', 0)"))
    ]
