"""What files hold, in words."""

from __future__ import annotations

import pytest

from rubrics import Problems
from tests.portal_data import data_folder

data_folder()

from scoring.actions.content_titles import content_title
from scoring.actions.uploads import set_report
from tests.agency_desks import brought, fresh_desk

pytestmark = pytest.mark.usefixtures("db")


def test_most_types_are_called_by_the_ending_of_their_names() -> None:
    """A PDF is a pdf; a program is no word of the code's own."""
    assert (content_title("pdf"), str(content_title("png"))) == ("pdf", "png")


def test_who_chose_a_wrong_file_is_told_in_words() -> None:
    """Neither “unknown” nor “odf” says anything in an office, and that WPS writes doc has to be said."""
    with pytest.raises(Problems) as told:
        set_report(fresh_desk(), brought("报告.pdf", b"MZ\x90\x00\xff"))
    (problem,) = told.value.items
    assert (problem.rule.render(), problem.remedy.render()) == (
        "it holds an unknown format, which cannot be a report.",
        "Hand in one of: doc (of WPS too), docx, OpenDocument, ofd, pdf, rtf, plain text.",
    )
