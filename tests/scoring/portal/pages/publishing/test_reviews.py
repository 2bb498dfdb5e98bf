"""Requests for review, for the office."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.actions.following_up import answer_review, request_review
from scoring.storage.models import Role
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")
NOW = timezone.now()
HOME = "/r/demo-2026/reviews/"


def test_requests_without_an_answer_come_first() -> None:
    """Each with its reasons; the answered ones with their answer."""
    round_, office = demo_round(), somebody(Role.OFFICE)
    first = request_review(round_, office, NOW, "court", "A1 少计")
    request_review(round_, office, NOW, "metro", "B2 漏评")
    answer_review(first, office, NOW, "维持", granted=False)
    body = browser(office).get(HOME).content.decode()
    assert re.findall(r"<dd class=\"kept-line\">([^<]+?)(?: \(|<)", body) == ["B2 漏评", "A1 少计", "维持"]


@pytest.mark.parametrize(("granted", "kept"), [("yes", True), ("no", False)])
def test_a_request_is_answered_in_a_form(granted: str, kept: bool) -> None:
    """Granted or not; an agency without a request is not there; an answer without words is refused."""
    round_, office = demo_round(), somebody(Role.OFFICE)
    review, client = request_review(round_, office, NOW, "court", "A1 少计"), browser(office)
    assert client.post(f"{HOME}court/", {"granted": granted, "answer": ""}).status_code == 422
    assert client.post(f"{HOME}court/", {"granted": granted, "answer": "已核实"}).status_code == 302
    review.refresh_from_db()
    assert (review.granted, review.answer) == (kept, "已核实")
    assert client.post(f"{HOME}metro/", {"granted": granted, "answer": "已核实"}).status_code == 404
