"""Files that are looked at first and taken in later."""

from __future__ import annotations

import pytest

from rubrics import Problems
from tests.portal_data import data_folder

data_folder()

from scoring.actions.uploads_of_tables import keep_uploads, kept_by, put_down, token_of
from tests.portal_people import demo_round

pytestmark = pytest.mark.usefixtures("db")


def test_what_was_kept_is_put_down_again() -> None:
    """Under their names, each in a folder of its own, for names may be alike."""
    kept = keep_uploads([("评分表.xlsx", [b"one", b"1"]), ("评分表.xlsx", [b"two"])])
    with put_down(kept) as paths:
        assert [(path.name, path.read_bytes()) for path in paths] == [("评分表.xlsx", b"one1"), ("评分表.xlsx", b"two")]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\桌面\\表.xlsx", "表.xlsx"),
        ("..", "file"),
        ("", "file"),
        ("a:b*?.csv", "a_b__.csv"),
        ("x" * 300 + ".xlsx", "x" * 115 + ".xlsx"),
    ],
)
def test_a_name_cannot_lead_anywhere(given: str, kept: str) -> None:
    """Of a name only its last part stays, without what a disk minds."""
    assert keep_uploads([(given, [b""])])[0][0] == kept


def test_a_token_is_good_for_its_own_round() -> None:
    """It names files and what was shown; changed, or for another round, it is none."""
    made = demo_round()
    kept = (("a.xlsx", "ab" * 32),)
    token = token_of(made, kept, "shown")
    assert kept_by(made, token) == (kept, "shown")
    made.pk += 1
    for foreign in (token, "", token[:-1]):
        with pytest.raises(Problems) as refused:
            kept_by(made, foreign)
        assert [problem.code for problem in refused.value.items] == ["UPLOAD-OLD"]
