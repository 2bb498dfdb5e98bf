"""Sentences on pages: values as people read them."""

from __future__ import annotations

from tests.portal_data import data_folder

data_folder()

from rubrics import say
from scoring.portal.wording import CHINESE, ENGLISH, language, shown, speak


def test_moments_of_records_are_shown_as_all_others() -> None:
    """In China's time, to minutes, wherever in a sentence they stand; all other texts stay."""
    inner = say("{at}, {n}", at="2026-05-20T23:30:05Z", n=2026)
    assert shown("{a} {b} {c}", a="2026-05-20T09:30:00+08:00", b=("2026-05-20T09:30+08:00", "x"), c=inner) == (
        "2026-05-20 09:30 2026-05-20 09:30、x 2026-05-21 07:30, 2026"
    )
    others = ("2026-05-20", "2026-05-20T09:30", "2026-13-20T09:30:00Z", "于2026-05-20T09:30:00Z", "")
    assert tuple(shown("{text}", text=text) for text in others) == others
    assert shown(say("{at}", at="2026-05-20T09:30:00+08:00")) == "2026-05-20 09:30"


def test_the_language_is_one_of_two() -> None:
    """Whatever a cookie says."""
    spoken = []
    for word in (ENGLISH, "fr"):
        speak(word)
        spoken.append(language())
    assert spoken == [ENGLISH, CHINESE]
