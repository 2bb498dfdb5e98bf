"""Files that are chosen in forms of the set-up."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from rubrics import Problems
from tests.portal_data import data_folder

data_folder()

from scoring.portal.pages.setup.files_given import MOST, file_given, file_needed


def _given(name: str, data: bytes) -> tuple[str, bytes] | None:
    request = RequestFactory().post("/", {"file": SimpleUploadedFile(name, data)})
    try:
        return file_given(request, "file")
    finally:
        request.close()


def test_a_name_without_its_folders() -> None:
    """Folders are no part of a name, spaces stand alone, and a long name is cut."""
    found = [_given(name, b"x") for name in ("a/b c  d.xlsx", "n" * 300)]
    assert found == [("b c d.xlsx", b"x"), ("n" * 120, b"x")]


@pytest.mark.parametrize(("data", "code"), [(b"", "FILE-EMPTY"), (bytes(MOST + 1), "FILE-SIZE")])
def test_nothing_and_too_much(data: bytes, code: str) -> None:
    """An empty file was lost on the way; an endless one is none of a set-up."""
    with pytest.raises(Problems) as told:
        _given("a.xlsx", data)
    assert [item.code for item in told.value.items] == [code]


def test_none_at_all() -> None:
    """Where a file may be left out it is None, else that is a problem."""
    request = RequestFactory().post("/")
    assert file_given(request, "file") is None
    with pytest.raises(Problems) as told:
        file_needed(request, "file")
    assert [item.code for item in told.value.items] == ["FILE-NONE"]
