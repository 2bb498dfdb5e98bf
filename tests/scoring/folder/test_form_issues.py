"""Agencies' forms as they are issued."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from rubrics import Problems, fingerprints
from scoring.folder import form_issues
from scoring.folder.form_issues import issue_forms
from scoring.folder.intakes import read_issues, round_key
from submissions import Receipt, Submission, read_seal, read_worksheets, write_submission
from tests.agency_forms import WHOLE, change, round_of, rubric

AT = "2026-11-23T09:00:00+08:00"


def issue(root: Path, *agencies: str) -> list[tuple[int, str, str]]:
    """Issue forms, and return number, agency and 校验码 of each."""
    plan = (round_of(), rubric())
    done = issue_forms(root, plan, agencies, at=AT, by="王五", out=root / "out", translate=str)
    return [(item.number, item.to, item.seal) for item, _ in done]


def test_every_form_has_a_number_of_its_own(tmp_path: Path) -> None:
    """It is in the register, in the seal and on every page."""
    issued = issue(tmp_path, "edu", "town") + issue(tmp_path, "edu")
    assert [(number, to) for number, to, _ in issued] == [(1, "edu"), (2, "town"), (3, "edu")]
    register = read_issues(tmp_path).issued
    assert [(item.scoring, item.text) for item in register] == [fingerprints(rubric()).short] * 3
    assert [(item.number, item.to, item.seal, item.form, item.at, item.by) for item in register] == [
        (number, to, code, "agency-form", AT, "王五") for number, to, code in issued
    ]
    data = (tmp_path / "out" / "edu.xlsx").read_bytes()
    seal = read_seal(read_worksheets(data, "f"), round_key(tmp_path), "f")
    assert (seal.number, seal.code(round_key(tmp_path))) == (3, issued[2][2])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        pages = [archive.read(f"xl/worksheets/sheet{n}.xml").decode() for n in range(1, 5)]
    footer = f"教育局 · fingerprint {issued[2][2]} · issue 3&amp;R"
    assert [footer in page for page in pages] == [True] * 4


def test_a_number_is_never_given_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even when the forms could not be written."""

    def refuse(_: object) -> list[object]:
        raise Problems(())

    monkeypatch.setattr(form_issues, "write_files", refuse)
    with pytest.raises(Problems):
        issue(tmp_path, "edu")
    monkeypatch.undo()
    assert issue(tmp_path, "town")[0][0] == 2


def test_a_form_that_was_filled_in_is_never_written_over(tmp_path: Path) -> None:
    """Nor one that cannot be read; a blank one is, and one that is taken in already. No number is given meanwhile."""
    issue(tmp_path, "edu", "town")
    out, home = tmp_path / "out", tmp_path / "submissions" / "edu"
    filled = change((out / "edu.xlsx").read_bytes(), WHOLE)
    (out / "edu.xlsx").write_bytes(filled)
    (out / "town.xlsx").write_bytes(b"PK")
    with pytest.raises(Problems) as caught:
        issue(tmp_path, "edu", "town", "civil")
    assert [(item.code, item.place.file) for item in caught.value.items] == [
        ("FORM-FILLED", (out / "edu.xlsx").as_posix()),
        ("FORM-FILLED", (out / "town.xlsx").as_posix()),
    ]
    assert ((out / "edu.xlsx").read_bytes(), len(read_issues(tmp_path).issued)) == (filled, 2)
    home.mkdir(parents=True)
    received = Receipt(at=AT, by="王五", file="edu.xlsx", sha256=hashlib.sha256(filled).hexdigest())
    (home / "submission.yaml").write_text(
        write_submission(Submission(agency="edu", status="submitted", received=received)), encoding="utf-8"
    )
    assert [number for number, *_ in issue(tmp_path, "edu") + issue(tmp_path, "edu")] == [3, 4]
