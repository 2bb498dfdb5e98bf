"""What travels compressed."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from tests.portal_data import data_folder

data_folder()

from scoring.portal.packed import Packed

pytestmark = pytest.mark.usefixtures("db")


def test_pages_are_compressed_and_files_are_not() -> None:
    """A page of some length comes as gzip; a file that streams keeps its length."""
    request = RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    answers: list[HttpResponseBase] = [HttpResponse("评议" * 500), FileResponse(BytesIO(b"%PDF" * 500))]
    packed = [Packed(HttpResponse).process_response(request, answer) for answer in answers]
    assert [answer.headers.get("Content-Encoding") for answer in packed] == ["gzip", None]
