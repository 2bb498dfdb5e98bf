"""Agencies' forms as they are issued."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from rubrics import Problems
from scoring.folder import form_issues
from scoring.folder.form_issues import issue_forms
from scoring.folder.intakes import read_issues, round_key
from submissions import read_seal, read_worksheets
from tests.agency_forms import round_of, rubric

AT = "2026-11-23T09:00:00+08:00"


def issue(root: Path, *agencies: str) -> list[tuple[int, str, str]]:
    """Issue forms, and return number, agency and 校验码 of each."""
    plan = (round_of(), rubric())
    done = issue_forms(root, plan, agencies, at=AT, out=root / "out", translate=str)
    return [(item.number, item.to, item.seal) for item, _ in done]


def test_every_form_has_a_number_of_its_own(tmp_path: Path) -> None:
    """It is in the register, in the seal and on every page."""
    issued = issue(tmp_path, "edu", "town") + issue(tmp_path, "edu")
    assert [(number, to) for number, to, _ in issued] == [(1, "edu"), (2, "town"), (3, "edu")]
    register = read_issues(tmp_path).issued
    assert [(item.number, item.to, item.seal, item.form, item.at) for item in register] == [
        (number, to, code, "agency-form", AT) for number, to, code in issued
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
