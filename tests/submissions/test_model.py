"""A submission's values."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from submissions import OnSite, Status, Submission


@pytest.mark.parametrize(
    ("status", "complete"), [("draft", False), ("returned", False), ("submitted", True), ("accepted", True)]
)
def test_what_is_handed_in_must_be_whole(status: Status, complete: bool) -> None:
    """Drafts and returned submissions are still being worked on."""
    assert Submission(agency="edu", status=status).complete is complete


def test_numbers_of_documents_may_be_written_bare() -> None:
    """12348 is a telephone number and 15 a document: YAML reads both as numbers."""
    assert OnSite.model_validate({"number": 15, "holder": "办公室"}).number == "15"


@pytest.mark.parametrize("number", [True, 1.5, "", None])
def test_what_is_no_number_of_a_document_is_refused(number: object) -> None:
    """Only text and whole numbers."""
    with pytest.raises(ValidationError) as raised:
        OnSite.model_validate({"number": number, "holder": "办公室"})
    assert [error["loc"] for error in raised.value.errors()] == [("number",)]
