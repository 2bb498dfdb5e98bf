"""Files that a script uploads one by one, and fetches again."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("db")


def test_a_file_answers_with_the_part_of_the_form_that_it_makes() -> None:
    """Evidence with its fields, the report with its name; the same once more is the same piece."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.agency_desks import PNG, fresh_desk
    from tests.portal_people import browser

    desk = fresh_desk()
    mine, address = browser(desk.person), f"/r/{desk.round.slug}/agencies/market/report/files/"

    def sent(criterion: str, name: str, data: bytes, size: int | None = None) -> tuple[int, str]:
        form = {
            "criterion": criterion,
            "key": "k1",
            "size": str(size or len(data)),
            "file": SimpleUploadedFile(name, data),
        }
        answer = mine.post(address, form)
        return answer.status_code, answer.content.decode()

    first = sent("C1", "一.png", PNG)
    assert (first[0], 'id="piece-1"' in first[1], "一.png" in first[1]) == (201, True, True)
    assert sent("C1", "一.png", PNG) == first
    report = sent("report", "报告.txt", "履职".encode())
    assert (report[0], "报告.txt" in report[1]) == (201, True)
    refused = [
        sent("C1", "空.png", b""),
        sent("C1", "半.png", PNG, 9),
        sent("C1", "坏.png", PNG[:50]),
        sent("A1", "x.png", PNG),
    ]
    codes = ("FILE-EMPTY", "FILE-CUT", "FILE-UNREADABLE", "EVIDENCE-UNKNOWN")
    assert [(status, code in page) for (status, page), code in zip(refused, codes, strict=True)] == [(422, True)] * 4
    nothing = mine.post(address, {"criterion": "C1"})
    assert (nothing.status_code, mine.get(address).status_code) == (422, 302)


def test_a_file_of_a_draft_is_the_agencys_own() -> None:
    """Neither the office nor a panel member nor another agency fetches it, by whatever address."""
    from scoring.actions.uploads import add_evidence
    from scoring.storage.models import Role
    from tests.agency_desks import PNG, brought, fresh_desk
    from tests.portal_people import browser, somebody

    desk = fresh_desk()
    piece = add_evidence(desk, "C1", brought("一.png", PNG))
    assert piece.upload is not None
    other = somebody(Role.AGENCY, desk.round, "court")
    people = [desk.person, other, somebody(Role.OFFICE), somebody(Role.PANEL, desk.round, "r1")]
    base = f"/r/{desk.round.slug}/agencies"
    number = piece.upload.number
    for address, codes in (
        (f"{base}/market/report/files/{number}/", [200, 404, 404, 404]),
        (f"{base}/market/report/files/{number}/inline/", [200, 404, 404, 404]),
        (f"{base}/court/report/files/{number}/", [404, 404, 404, 404]),
        (f"{base}/market/report/files/{number + 1}/", [404, 404, 404, 404]),
    ):
        assert [browser(person).get(address).status_code for person in people] == codes
    shown = browser(desk.person).get(f"{base}/market/report/files/{number}/inline/")
    assert (shown["Content-Type"], shown["X-Frame-Options"], shown["X-Content-Type-Options"]) == (
        "image/png",
        "SAMEORIGIN",
        "nosniff",
    )
