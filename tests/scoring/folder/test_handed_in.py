"""What agencies handed in, in the folder submissions/."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from rubrics import Problems
from scoring.folder.deliveries import Arrival, read_deliveries
from scoring.folder.gathering import gather
from scoring.folder.handed_in import held_submission, may_replace, same, set_status, store
from scoring.folder.submissions import read_submissions
from submissions import Submission
from tests.agency_forms import FILES, KEY, PDF, WHOLE, change, issued, round_of, rubric
from tests.pdfs import pdf

AT = "2026-11-23T09:00:00+08:00"


def arrival(where: Path, answers: Mapping[Any, Any] | None = None, **files: bytes) -> tuple[Arrival, Submission]:
    """Return what came in for 教育局, and its submission."""
    held = {"填报表.xlsx": change(issued(), {**WHOLE, **(answers or {})}), **FILES, **files}
    for name, data in held.items():
        (where / name).parent.mkdir(parents=True, exist_ok=True)
        (where / name).write_bytes(data)
    (found,) = read_deliveries(round_of(), rubric(), KEY, gather([where]))
    return found, found.submission(at=AT, by="李四")


def files_in(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, hidden ones too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_stored_is_read_again_as_it_was(tmp_path: Path) -> None:
    """The form, the files, the report's text; nothing else is left lying about."""
    found, submission = arrival(tmp_path / "in")
    assert store(tmp_path, [(found, submission)]) == [tmp_path / "submissions" / "edu"]
    held = files_in(tmp_path / "submissions")
    assert set(held) == {
        *(f"edu/files/{name}" for name in FILES),
        *("edu/form.xlsx", "edu/report.txt", "edu/submission.yaml"),
    }
    assert held["edu/report.txt"] == FILES["报告.txt"]
    assert held["edu/files/佐证/会场2.png"] == FILES["佐证/会场2.png"]
    assert read_submissions(tmp_path, rubric(), round_of()) == ({"edu": submission}, [])


def test_what_is_replaced_is_kept(tmp_path: Path) -> None:
    """All of it, however often something new comes in; and it is read no more."""
    for n in (1, 2, 3):
        found, submission = arrival(tmp_path / str(n), {("~facts", "facts/cases", "text"): n})
        before = files_in(tmp_path / "submissions" / "edu")
        store(tmp_path, [(found, submission)])
    home = tmp_path / "submissions" / "edu"
    assert sorted(path.name for path in (home / "earlier").iterdir()) == ["0001", "0002"]
    last = {name: data for name, data in before.items() if not name.startswith("earlier/")}
    assert files_in(home / "earlier" / "0002") == last
    assert files_in(home / "earlier" / "0001")["submission.yaml"] == before["earlier/0001/submission.yaml"]
    found_, problems = read_submissions(tmp_path, rubric(), round_of())
    assert (int(found_["edu"].facts["cases"]), problems) == (3, [])
    assert [path.name for path in (tmp_path / "submissions").iterdir()] == ["edu"]


def test_the_text_of_a_pdf_is_kept_beside_it(tmp_path: Path) -> None:
    """It need not be read again; unless the file is another one now."""
    found, submission = arrival(
        tmp_path / "in", {("~cover", "~report", "text"): "报告.pdf"}, **{"报告.pdf": pdf("履职报告")}
    )
    store(tmp_path, [(found, submission)])
    home = tmp_path / "submissions" / "edu"
    assert (home / "report.txt").read_text("utf-8") == "履职报告"
    (home / "report.txt").write_text("履" * 30, "utf-8")
    assert [problem.code for problem in read_submissions(tmp_path, rubric(), round_of())[1]] == ["REPORT-LENGTH"]
    (home / "files" / "报告.pdf").write_bytes(pdf("履职"))
    assert [problem.code for problem in read_submissions(tmp_path, rubric(), round_of())[1]] == ["FILE-CHANGED"]
    (home / "files" / "报告.pdf").write_bytes(pdf("履职报告"))
    (home / "report.txt").write_bytes(b"\xff")
    assert read_submissions(tmp_path, rubric(), round_of())[1] == []


def test_a_scan_has_no_text_to_keep(tmp_path: Path) -> None:
    """Where the rubric does not limit the length it is taken in all the same."""
    free = rubric().model_copy(update={"report": type(rubric().report)()})
    (tmp_path / "in").mkdir()
    answers = {**WHOLE, ("~cover", "~report", "text"): "报告.pdf"}
    for name, data in {"f.xlsx": change(issued(), answers), **FILES, "报告.pdf": pdf("")}.items():
        (tmp_path / "in" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_bytes(data)
    (found,) = read_deliveries(round_of(), free, KEY, gather([tmp_path / "in"]))
    store(tmp_path, [(found, found.submission(at=AT, by="李四"))])
    assert not (tmp_path / "submissions" / "edu" / "report.txt").exists()


def test_nothing_is_changed_when_the_disk_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At whatever step: what was there is there again, and nothing else."""
    first, submission = arrival(tmp_path / "1")
    store(tmp_path, [(first, submission)])
    second, newer = arrival(tmp_path / "2", {("~facts", "facts/cases", "text"): 9})
    store(tmp_path, [(second, newer)])
    before = files_in(tmp_path / "submissions")
    renamed = Path.rename
    for step in range(3):
        calls = [0]

        def refuse(path: Path, target: Path, step: int = step, calls: list[int] = calls) -> Path:
            calls[0] += 1
            if calls[0] == step + 1:
                raise PermissionError(13, "Permission denied", str(path))
            return renamed(path, target)

        monkeypatch.setattr(Path, "rename", refuse)
        with pytest.raises(Problems) as told:
            store(tmp_path, [(first, submission)])
        monkeypatch.undo()
        assert [problem.code for problem in told.value.items] == ["FILE-WRITE"]
        assert files_in(tmp_path / "submissions") == before


def test_a_status_is_moved_as_far_as_it_can_be(tmp_path: Path) -> None:
    """Accepted and returned, with reasons; what was not handed in, or cannot be moved so, is told for all at once."""
    found, submission = arrival(tmp_path / "in")
    store(tmp_path, [(found, submission)])
    with pytest.raises(Problems) as told:
        set_status(tmp_path, ["town", "edu"], "returned")
    assert [problem.code for problem in told.value.items] == ["STATUS-REASON", "SUBMISSION-MISSING"]
    set_status(tmp_path, ["edu"], "accepted")
    assert held_submission(tmp_path, "edu") == submission.model_copy(update={"status": "accepted"})
    set_status(tmp_path, ["edu"], "returned", ("照片不清",))
    held = held_submission(tmp_path, "edu")
    assert held is not None
    assert (held.status, held.reasons) == ("returned", ("照片不清",))


def test_what_is_accepted_is_not_replaced(tmp_path: Path) -> None:
    """Its facts count: it is returned first."""
    found, submission = arrival(tmp_path / "in")
    assert may_replace(tmp_path, [found]) == {"edu": None}
    store(tmp_path, [(found, submission)])
    assert may_replace(tmp_path, [found]) == {"edu": submission}
    set_status(tmp_path, ["edu"], "accepted")
    with pytest.raises(Problems) as told:
        may_replace(tmp_path, [found])
    assert [(problem.code, problem.place.file) for problem in told.value.items] == [
        ("SUBMISSION-ACCEPTED", "in/填报表.xlsx"),
    ]
    set_status(tmp_path, ["edu"], "returned", ("照片不清",))
    assert may_replace(tmp_path, [found])["edu"] is not None


def test_the_same_again_is_nothing_new(tmp_path: Path) -> None:
    """Whoever takes it in, and whenever; another file behind the same name is."""
    found, submission = arrival(tmp_path / "in")
    later = found.submission(at="2026-12-01T09:00:00+08:00", by="王五")
    assert (same(submission, later), same(None, later)) == (True, False)
    _, other = arrival(tmp_path / "in", None, **{"清单.pdf": PDF + b"2"})
    assert same(submission, other) is False
