"""The office's list of reports."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("db")


def test_every_agency_stands_there_with_its_status() -> None:
    """In official order; who handed in nothing is there too."""
    from scoring.actions.plans import plan_of
    from scoring.actions.reports_listing import listing
    from scoring.actions.returning import send_back
    from scoring.storage.models import Record
    from tests.agency_desks import desk as desk_of
    from tests.portal_people import demo_round

    round_ = demo_round(marks=True)
    send_back(desk_of(round_), ["补"])
    Record.objects.filter(round=round_, path__startswith="submissions/metro/").delete()
    found = listing(round_, plan_of(round_))
    assert [(line.agency, line.status) for line in found.lines] == [
        ("court", "accepted"),
        ("education", "accepted"),
        ("ecology", "accepted"),
        ("market", "returned"),
        ("health", "accepted"),
        ("transport", "accepted"),
        ("youth", "submitted"),
        ("metro", "nothing"),
    ]
    assert (found.pages.found, found.pages.number, found.pages.last) == (8, 1, 1)
    assert dict(found.counts) == {"nothing": 1, "draft": 0, "submitted": 1, "accepted": 5, "returned": 1}


@pytest.mark.parametrize(
    ("search", "status", "agencies"),
    [
        ("监督", "", ["market"]),
        ("COURT", "", ["court"]),
        ("", "nothing", []),
        ("", "submitted", ["youth"]),
        ("局", "accepted", ["education", "ecology", "market", "transport"]),
        ("无", "", []),
    ],
)
def test_the_list_is_searched_by_name_id_and_status(search: str, status: str, agencies: list[str]) -> None:
    """All that is asked for must fit."""
    from scoring.actions.plans import plan_of
    from scoring.actions.reports_listing import listing
    from tests.portal_people import demo_round

    round_ = demo_round(marks=True)
    found = listing(round_, plan_of(round_), search=search, status=status)
    assert [line.agency for line in found.lines] == agencies


def test_the_list_comes_in_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is not there is the nearest that is."""
    from scoring.actions import reports_listing
    from scoring.actions.plans import plan_of
    from tests.portal_people import demo_round

    monkeypatch.setattr(reports_listing, "PAGE", 3)
    round_ = demo_round()
    pages = [reports_listing.listing(round_, plan_of(round_), page=page) for page in (0, 2, 9)]
    assert [(one.pages.number, one.pages.last, [line.agency for line in one.lines]) for one in pages] == [
        (1, 3, ["court", "education", "ecology"]),
        (2, 3, ["market", "health", "transport"]),
        (3, 3, ["youth", "metro"]),
    ]


def test_the_list_takes_one_query() -> None:
    """However many agencies there are."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from scoring.actions.plans import plan_of
    from scoring.actions.reports_listing import listing
    from tests.portal_people import demo_round

    round_ = demo_round(marks=True)
    plan = plan_of(round_)
    with CaptureQueriesContext(connection) as queries:
        listing(round_, plan)
    assert len(queries) == 1


def test_a_status_is_found_however_the_file_is_written() -> None:
    """A file that somebody wrote with quotation marks, or with much before the status, is read whole."""
    from scoring.actions.reports_listing import status_of
    from scoring.storage import files

    texts = [
        'status: "returned"\nreasons: [补]\n',
        "status: draft\r\n",
        f"contact: {{name: {'甲' * 2000}}}\nstatus: accepted\n",
    ]
    found = [status_of(files.keep(f"pingyi: 1\nagency: market\n{text}".encode())[0]) for text in texts]
    assert found == ["returned", "draft", "accepted"]
