"""The median over ranked agencies: exact, within a class, and never of so few that it names one."""

from __future__ import annotations

from fractions import Fraction

from scoring.reports.letters.medians import median, told_score
from tests.scoring.reports.letters.rounds import POOLED_WHOLE, usual
from tests.scoring.reports.workbook.rounds import MEAN, panel_rubric, results_of

FOUR = {
    "甲": {"a": "9 9 8", "b": "9 9 9"},
    "乙": {"a": "8 8 8", "b": "9 9 9"},
    "丙": {"a": "7 7 7", "b": "9 9 9"},
    "丁": {"a": "1 1 1", "b": "9 9 9"},
}


def test_an_even_number_has_the_mean_of_the_middle_two() -> None:
    """As an exact fraction, for whomever it is asked."""
    results = results_of(panel_rubric(MEAN), FOUR)
    assert {median(results, results.nodes["p"], agency) for agency in FOUR} == {Fraction(33, 2)}
    assert median(results, results.tree, "甲") == Fraction(33, 2)


def test_only_ranked_agencies_of_the_same_class() -> None:
    """丁 is of another class, 戊 is open, 己 withdrew; an open agency hears the median of the others too."""
    results = usual()
    assert [median(results, results.nodes["p"], agency) for agency in ("甲", "戊", "丁")] == [8, 8, None]


def test_two_agencies_have_no_median() -> None:
    """Each would know the other's score."""
    results = results_of(panel_rubric(MEAN), {agency: FOUR[agency] for agency in ("甲", "乙")})
    assert median(results, results.nodes["p"], "甲") is None
    results = results_of(panel_rubric(MEAN), {agency: FOUR[agency] for agency in ("甲", "乙", "丙")})
    assert median(results, results.nodes["p"], "甲") == 17


def test_scores_of_few_raters_are_in_no_median() -> None:
    """Where whole sheets are pooled, a part of two sheets would tell what one rater gave; the total stands."""
    few = {
        agency: {item: words.replace("1 1 1", "1 1 缺席") for item, words in held.items()}
        for agency, held in FOUR.items()
    }
    few["丁"]["b"] = "9 9 缺席"
    results = results_of(POOLED_WHOLE, few)
    parts = [results.nodes["p"], results.nodes["q"]]
    assert [[told_score(results, node, agency) for node in parts] for agency in ("甲", "丁")] == [
        [Fraction(26, 3), 9],
        [None, None],
    ]
    assert [told_score(results, results.tree, "丁"), results.score("p", "丁")] == [10, 1]
    assert [median(results, node, "丁") for node in (results.nodes["p"], results.tree)] == [8, Fraction(33, 2)]
