"""pingyi forms: out, filled, in again, accepted and returned."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import Result

from rubrics import parse
from scoring.folder import write_folder
from submissions import read_submission
from tests.agency_forms import FILES, PDF, ROUND, RUBRIC, WHOLE, change

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a round in which nothing has been handed in."""
    target = tmp_path / "round"
    write_folder(target, {"round.yaml": ROUND.encode(), "rubric.yaml": RUBRIC.encode()})
    return target


@pytest.fixture
def source(run: Run, folder: Path, tmp_path: Path) -> Path:
    """Return a folder with the filled form of 教育局 and its files."""
    assert run("--lang", "en", "forms", "make", folder, "--agency", "edu").exit_code == 0
    form = change((folder / "out" / "forms" / "edu.xlsx").read_bytes(), WHOLE)
    return handed_in(tmp_path / "in", form)


def handed_in(where: Path, form: bytes, files: Mapping[str, bytes] = FILES) -> Path:
    """Return a folder with a form and its files."""
    for name, data in {"填报表.xlsx": form, **files}.items():
        (where / name).parent.mkdir(parents=True, exist_ok=True)
        (where / name).write_bytes(data)
    return where


def status(folder: Path) -> str:
    """Return the status of what 教育局 handed in."""
    text = (folder / "submissions" / "edu" / "submission.yaml").read_text("utf-8")
    return read_submission(text, "submission.yaml")[0].status


def test_forms_go_out_and_are_registered(run: Run, folder: Path) -> None:
    """One for each agency that takes part; those that are named, by id or by name, wherever they shall lie."""
    assert run("forms", "make", folder).exit_code == 0
    assert sorted(path.name for path in (folder / "out" / "forms").iterdir()) == ["civil.xlsx", "edu.xlsx", "town.xlsx"]
    again = run("--lang", "en", "forms", "make", folder, "--agency", "教育", "--agency", "edu", "-o", folder / "again")
    register = parse((folder / "issued.yaml").read_text("utf-8"), "issued.yaml").value
    assert isinstance(register, dict)
    assert [(item["number"], item["form"], item["to"]) for item in register["issued"]] == [
        *(
            (1, "agency-form", "edu"),
            (2, "agency-form", "town"),
            (3, "agency-form", "civil"),
            (4, "agency-form", "edu"),
        ),
    ]
    code = register["issued"][3]["seal"]
    assert again.output == f"Issued: no. 4, 教育局, fingerprint {code}: {folder / 'again' / 'edu.xlsx'}\n"


def test_who_withdrew_gets_no_form(run: Run, folder: Path) -> None:
    """Unless it is named."""
    with (folder / "round.yaml").open("a", encoding="utf-8") as stream:
        stream.write("events: [{date: 2026-03-01, reason: 撤并, withdrawn: {agency: town}}]\n")
    assert run("forms", "make", folder).exit_code == 0
    assert sorted(path.name for path in (folder / "out" / "forms").iterdir()) == ["civil.xlsx", "edu.xlsx"]


def test_an_agency_that_the_round_has_not_is_wrong_usage(run: Run, folder: Path) -> None:
    """And nothing is written."""
    assert run("forms", "make", folder, "--agency", "tax").exit_code == 2
    assert sorted(path.name for path in folder.iterdir()) == ["round.yaml", "rubric.yaml"]


def test_a_form_is_read_first_and_taken_in_then(run: Run, folder: Path, source: Path) -> None:
    """Without --accept nothing changes; with it the round holds it, and is sound."""
    form = (source / "填报表.xlsx").read_bytes()
    dry = run("--lang", "en", "forms", "read", folder, source)
    lines = dry.output.splitlines()
    assert (dry.exit_code, (folder / "submissions").exists()) == (0, False)
    assert [line for line in lines if "SHA-256" not in line] == [
        *("教育局", "  Report: files/报告.txt, 11 words", "  Self-assessment: 4 of 4 criteria", "  Facts: 2 of 2"),
        *("  Evidence: file 3, address 1, on site 1, disc 1", "Nothing was changed yet; to take it in, add --accept."),
    ]
    done = run("--lang", "en", "forms", "read", folder, source, "--accept", "--by", "李四")
    home = folder / "submissions" / "edu"
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, f"Submission taken in: {home}")
    assert (home / "form.xlsx").read_bytes() == form
    held = read_submission((home / "submission.yaml").read_text("utf-8"), "s")[0]
    assert held.received is not None
    assert (held.received.by, held.received.file, held.status) == ("李四", "in/填报表.xlsx", "submitted")
    assert run("check", folder).exit_code == 0


def test_the_same_again_changes_nothing(run: Run, folder: Path, source: Path) -> None:
    """It is said; what is new replaces, and what was there is kept."""
    run("forms", "read", folder, source, "--accept")
    again = run("--lang", "en", "forms", "read", folder, source, "--accept")
    assert again.output.splitlines()[-1] == "  Taken in already; nothing in it is new."
    (source / "清单.pdf").write_bytes(PDF + b"2")
    newer = run("--lang", "en", "forms", "read", folder, source, "--accept").output
    at = parse((folder / "submissions" / "edu" / "earlier" / "0001" / "submission.yaml").read_text("utf-8"), "s")
    when = at.find(("received", "at"))
    assert f"  It replaces what was taken in at {when} from in/填报表.xlsx.\n" in newer
    assert sorted(path.name for path in (folder / "submissions" / "edu" / "earlier").iterdir()) == ["0001"]


def test_all_problems_are_told_and_nothing_is_taken_in(run: Run, folder: Path, source: Path) -> None:
    """With sheet and cell."""
    (source / "清单.pdf").unlink()
    found = run("--lang", "en", "forms", "read", folder, source, "--accept")
    assert (found.exit_code, found.output.splitlines()) == (
        1,
        [
            (
                "in/填报表.xlsx sheet “Evidence” cell G7: the file “清单.pdf” is missing. "
                "Add it, or correct the name. [FILE-MISSING]"
            ),
            "Problems found: 1.",
        ],
    )
    assert not (folder / "submissions").exists()


def test_what_was_handed_in_is_accepted_or_returned(run: Run, folder: Path, source: Path) -> None:
    """Once accepted it is replaced only after it was returned."""
    run("forms", "read", folder, source, "--accept")
    assert run("--lang", "en", "forms", "accept", folder, "教育局").output == "教育局: accepted\n"
    assert status(folder) == "accepted"
    assert run("forms", "read", folder, source, "--accept").exit_code == 1
    returned = run("--lang", "en", "forms", "return", folder, "edu", "--reason", "照片不清")
    assert (returned.output, status(folder)) == ("教育局: returned for correction\n", "returned")
    (source / "清单.pdf").write_bytes(PDF + b"2")
    assert run("forms", "read", folder, source, "--accept").exit_code == 0
    assert status(folder) == "submitted"


def test_a_submission_that_was_typed_is_replaced_too(run: Run, folder: Path, source: Path) -> None:
    """What is there need not have come in by a form."""
    home = folder / "submissions" / "edu"
    home.mkdir(parents=True)
    (home / "submission.yaml").write_text("{agency: edu, status: draft}", "utf-8")
    found = run("--lang", "en", "forms", "read", folder, source)
    assert "  It replaces what is there now (draft)." in found.output.splitlines()


def test_a_report_that_nobody_can_count_is_named_without_a_length(run: Run, folder: Path, source: Path) -> None:
    """Where the rubric does not limit it."""
    text = RUBRIC.replace("report: {max_chars: 20}\n", "")
    (folder / "rubric.yaml").write_text(text, "utf-8")
    (source / "报告.txt").unlink()
    (source / "报告.pdf").write_bytes(PDF)
    form = change((source / "填报表.xlsx").read_bytes(), {("~cover", "~report", "text"): "报告.pdf"})
    (source / "填报表.xlsx").write_bytes(form)
    assert run("--lang", "en", "forms", "read", folder, source).output.splitlines()[2] == "  Report: files/报告.pdf"
