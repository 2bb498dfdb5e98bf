"""Files of strangers, given out so that they can do nothing."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("db")


@pytest.mark.parametrize(
    ("kind", "shown", "type_"),
    [
        ("png", True, "image/png"),
        ("pdf", True, "application/pdf"),
        ("html", False, "application/octet-stream"),
        ("text", False, "application/octet-stream"),
        ("heic", False, "application/octet-stream"),
    ],
)
def test_only_pictures_and_pdf_are_shown_and_never_with_scripts(kind: str, shown: bool, type_: str) -> None:
    """All else is a download of no type; nothing that is shown has an origin or may load anything."""
    from scoring.actions.reporting import KeptFile
    from scoring.portal.downloads import inline
    from scoring.storage import files

    sha256, size = files.keep(b"<script>alert(1)</script>")
    answer = inline(KeptFile(1, "a.html", sha256, size, kind))
    policy = answer.headers["Content-Security-Policy"]
    assert (answer.headers["Content-Type"], answer.headers["Content-Length"]) == (type_, str(size))
    assert answer.headers["Content-Disposition"].partition(";")[0] == ("inline" if shown else "attachment")
    assert policy.startswith("default-src 'none'; ")
    assert "sandbox" in policy
    assert "allow-same-origin" not in policy
    assert "frame-ancestors 'self'" in policy or not shown


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("plan.pdf", "filename=\"plan.pdf\"; filename*=UTF-8''plan.pdf"),
        ("名册 1.csv", "filename=\"__ 1.csv\"; filename*=UTF-8''%E5%90%8D%E5%86%8C%201.csv"),
        ('a";b\r\n/c\\d%.txt', "filename=\"a_;b___c_d_.txt\"; filename*=UTF-8''a%22%3Bb%0D%0A_c%5Cd%25.txt"),
    ],
)
def test_names_are_written_as_rfc_6266_and_5987_say(name: str, header: str) -> None:
    """Nothing in a name ends the header or begins another."""
    from scoring.portal.downloads import named

    assert named(name) == header


def test_what_the_portal_made_is_saved_as_what_it_is() -> None:
    """Under its own name and type, made now or earlier; the browser shows none of it by itself."""
    from scoring.portal.downloads import made, recorded
    from scoring.storage import files
    from scoring.storage.models import Record

    sha256, size = files.keep(b"a,b")
    answers = [made("名册.xlsx", b"PK"), recorded(Record(path="published/public/榜.csv", sha256=sha256, size=size))]
    assert [(one.getvalue(), one["Content-Type"], one["Content-Disposition"]) for one in answers] == [
        (
            b"PK",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "attachment; filename=\"__.xlsx\"; filename*=UTF-8''%E5%90%8D%E5%86%8C.xlsx",
        ),
        (b"a,b", "text/csv; charset=utf-8", "attachment; filename=\"_.csv\"; filename*=UTF-8''%E6%A6%9C.csv"),
    ]
    assert {one["Content-Security-Policy"] for one in answers} == {"default-src 'none'; sandbox"}
