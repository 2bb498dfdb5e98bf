"""Agencies' forms among files that were handed in."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from rubrics import Problems
from scoring.folder import deliveries
from scoring.folder.deliveries import Arrival, read_deliveries
from scoring.folder.gathering import gather
from tests.agency_forms import FILES, KEY, PDF, PNG, WHOLE, change, issued, round_of, rubric
from tests.pdfs import pdf
from tests.submissions.test_archive import Named

# Of 示例镇, which is asked for less.
TOWN = {
    ("~cover", "~report", "text"): "a.txt",
    ("~facts", "facts/viewers", "text"): 1,
    ("~facts", "facts/cases", "text"): 2,
    ("~evidence", "A1:规范文件", "where"): "清单.pdf",
}
EDU = change(issued("edu"), WHOLE)


def put(where: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into a folder, and return it."""
    for name, data in files.items():
        (where / name).parent.mkdir(parents=True, exist_ok=True)
        (where / name).write_bytes(data)
    return where


def packed(where: Path, files: Mapping[str, bytes], *, gbk: bool = False) -> Path:
    """Write files into a zip, as older Chinese programs do where the names are in GBK."""
    with zipfile.ZipFile(where, "w") as archive:
        for name, data in files.items():
            archive.writestr(Named(name) if gbk else name, data)
    return where


def arrived(*paths: Path) -> tuple[Arrival, ...]:
    """Return what came in."""
    return read_deliveries(round_of(), rubric(), KEY, gather(paths))


def told(*paths: Path) -> list[str]:
    """Return what is told of what came in."""
    try:
        arrived(*paths)
    except Problems as problems:
        return [problem.render() for problem in problems.items]
    return []


def test_a_form_is_found_with_its_files(tmp_path: Path) -> None:
    """In a folder; each file looked at, the report's text taken out; what is not named is told."""
    (arrival,) = arrived(
        put(tmp_path / "in", {"表/填报表.xlsx": EDU, **FILES, "多余.txt": b"x", "表.xlsx": b"PK\x03\x04"})
    )
    assert (arrival.agency, arrival.form.label, sorted(arrival.files)) == (
        *("edu", "in/表/填报表.xlsx"),
        ["files/会场1.png", "files/会场2.png", "files/报告.txt", "files/清单.pdf"],
    )
    assert arrival.stored["files/报告.txt"].text == "履职报告，共八项 2026年。\n"
    assert arrival.stored["files/清单.pdf"].text is None
    assert [note.render() for note in arrival.notes()] == [
        "Files that the form does not name, and that are not kept: in/多余.txt, in/表.xlsx"
    ]
    submission = arrival.submission(at="2026-11-23T09:00:00+08:00", by="李四")
    assert submission.received is not None
    assert (submission.received.by, submission.received.issue, submission.received.sha256) == (
        "李四",
        7,
        arrival.sha256,
    )


def test_several_agencies_are_handed_in_together(tmp_path: Path) -> None:
    """Each with its own files although they bear the same names: below its folder, or in its own zip."""
    town = {"填报表.xlsx": change(issued("town"), TOWN), "a.txt": b"t", "清单.pdf": PDF + b"town"}
    edu = {"表/填报表.xlsx": EDU, **FILES}
    folder = put(tmp_path / "all", {f"镇/{name}": data for name, data in town.items()})
    put(folder, {f"教育局/{name.removeprefix('表/')}": data for name, data in edu.items()})
    put(folder, {"通知.txt": b"x"})
    zips = [packed(tmp_path / "edu.zip", edu), packed(tmp_path / "town.zip", town)]
    bare = put(tmp_path / "bare", edu)
    for given in ([folder], zips, [*(bare / name for name in edu), zips[1]]):
        first, second = arrived(*given)
        assert (first.agency, second.agency) == ("edu", "town")
        assert first.stored["files/清单.pdf"].size == len(PDF)
        assert second.stored["files/清单.pdf"].size == len(PDF) + 4
        assert [note.render() for arrival in (first, second) for note in arrival.notes()] == []


def test_the_same_form_may_come_twice_but_not_two_of_one_agency(tmp_path: Path) -> None:
    """Nobody could say which is meant."""
    folder = put(tmp_path / "in", {"a.xlsx": EDU, "b.xlsx": EDU, **FILES})
    assert [arrival.form.label for arrival in arrived(folder)] == ["in/a.xlsx"]
    put(folder, {"b.xlsx": change(EDU, {("~self", "A1", "text"): 9})})
    assert told(folder) == [
        f"in/{one}.xlsx: “in/{other}.xlsx” is a form of the same agency, and they differ. "
        "Hand in the one that is meant. [FORM-AGENCY-TWICE]"
        for one, other in ("ab", "ba")
    ]


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Of all forms and files, with sheet and cell."""
    answers = {
        **{key: value for key, value in WHOLE.items() if key[1] != "A1:规范文件"},
        ("~self", "A1", "text"): 11,
        ("~evidence", "A1:网址", "where"): "www.a.cn",
        ("~cover", "~report", "text"): "长.txt",
        ("~evidence", "A2:实景图片", "where"): "没有.png",
    }
    files = {"edu/填报表.xlsx": change(issued("edu"), answers), "edu/长.txt": "报".encode() * 21, "edu/x.png": PNG}
    wrong = change(issued("town"), {**TOWN, ("~facts", "facts/viewers", "text"): "多"})
    assert told(put(tmp_path / "in", {**files, "town/填报表.xlsx": wrong})) == [
        (
            "in/edu/填报表.xlsx sheet “Cover and report” cell C14: the report has 21 words, 1 more than allowed. "
            "Shorten it to 20 words (each Han character counts as one). [REPORT-LENGTH]"
        ),
        (
            "in/edu/填报表.xlsx sheet “Evidence” cell G8: “www.a.cn” is not a web address. "
            "Write it in full, beginning with https:// or http://. [EVIDENCE-URL]"
        ),
        (
            "in/edu/填报表.xlsx sheet “Evidence” cell G9: the file “没有.png” is missing. "
            "Add it, or correct the name. [FILE-MISSING]"
        ),
        (
            "in/edu/填报表.xlsx sheet “Own assessment” cell G5: “责任清单”: 11 is above 10. "
            "Correct the number. [SELF-RANGE]"
        ),
        (
            "in/town/填报表.xlsx sheet “Facts” cell F5: “多” is not a number. "
            "Write a number such as 8 or 8.5. [FORM-NUMBER]"
        ),
    ]


def test_what_is_missing_has_the_place_where_it_belongs(tmp_path: Path) -> None:
    """An empty form: report, facts and required evidence; a self-assessment may be left out; 不涉及 is not asked."""
    civil = put(tmp_path / "in", {"填报表.xlsx": issued("civil")})
    lines = [line.removeprefix("in/填报表.xlsx sheet ").rpartition(" [")[0] for line in told(civil)]
    assert lines == [
        "“Cover and report” cell C14: the report is missing. Add its text or file.",
        "“Facts” cell F5: the fact “直播观看人次” is missing. Add a number for “viewers”.",
        "“Facts” cell F6: the fact “典型案例” is missing. Add a number for “cases”.",
    ]
    half = put(tmp_path / "half", {"f.xlsx": change(issued("edu"), {**WHOLE, ("~self", "A2", "text"): None}), **FILES})
    assert [line.partition(": ")[0] for line in told(half)] == ["half/f.xlsx sheet “Own assessment” cell G6"]


def test_a_scan_is_told(tmp_path: Path) -> None:
    """Refused where the rubric limits the length, a notice elsewhere."""
    form = change(issued("town"), {**TOWN, ("~cover", "~report", "text"): "a.pdf"})
    folder = put(tmp_path / "in", {"f.xlsx": form, "a.pdf": pdf(""), "清单.pdf": PDF})
    assert [line.rpartition(" ")[2] for line in told(folder)] == ["[REPORT-UNCOUNTED]"]
    free = rubric().model_copy(update={"report": type(rubric().report)()})
    (arrival,) = read_deliveries(round_of(), free, KEY, gather([folder]))
    assert [note.render() for note in arrival.notes()] == [
        "“files/a.pdf” is a scan: it holds no text that could be counted or searched."
    ]


def test_files_that_cannot_be_used_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too large ones, and ones that the zip holds damaged."""
    town = {"填报表.xlsx": change(issued("town"), TOWN), "a.txt": b"t", "清单.pdf": PDF}
    archive = packed(tmp_path / "town.zip", town)
    data = archive.read_bytes()
    at = data.index(PDF)
    archive.write_bytes(data[:at] + b"XX" + data[at + 2 :])
    monkeypatch.setattr(deliveries, "LARGEST_REPORT", 0)
    assert [line.partition(" sheet ")[2] for line in told(archive)] == [
        (
            "“Cover and report” cell C14: “files/a.txt” cannot be used: it is larger than 0 MB. "
            "Hand it in once more. [FILE-UNREADABLE]"
        ),
        (
            "“Evidence” cell G7: “files/清单.pdf” cannot be used: it is cut off or damaged. "
            "Hand it in once more. [FILE-UNREADABLE]"
        ),
    ]


def test_that_there_is_no_form_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what cannot be read, and how to convert it."""
    folder = put(tmp_path / "in", {"a.txt": b"x", "b.ods": b"PK", "c.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"})
    assert [line.rpartition(" ")[2] for line in told(folder)] == ["[FORM-NONE]", "[BOOK-OLD]"]
    assert told(put(tmp_path / "out", {"a.txt": b"x"})) == [
        (
            "out/a.txt: there is no agency's form among the 1 files. Hand in the workbook that was issued; "
            "one of another kind (.xls, .et, .ods): open it in WPS or Excel and save it as .xlsx. [FORM-NONE]"
        )
    ]
    with pytest.raises(Problems) as nothing:
        read_deliveries(round_of(), rubric(), KEY, ())
    assert [problem.code for problem in nothing.value.items] == ["FORM-NONE"]
    monkeypatch.setattr(deliveries, "LARGEST_FORM", 10)
    assert [line.rpartition(" ")[2] for line in told(put(tmp_path / "big", {"f.xlsx": EDU}))] == ["[FORM-NONE]"]


def test_names_in_a_zip_may_be_in_gbk(tmp_path: Path) -> None:
    """As older Chinese programs pack."""
    town = {"填报表.xlsx": change(issued("town"), TOWN), "a.txt": b"t", "清单.pdf": PDF}
    (arrival,) = arrived(packed(tmp_path / "town.zip", town, gbk=True))
    assert sorted(arrival.files) == ["files/a.txt", "files/清单.pdf"]


def test_what_is_too_large_belongs_on_a_disc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A film of hundreds of megabytes is no file to hand in."""
    town = {"填报表.xlsx": change(issued("town"), TOWN), "a.txt": b"t", "清单.pdf": PDF}
    monkeypatch.setattr(deliveries, "LARGEST_FILE", len(PDF) - 1)
    assert [line.partition(" cell ")[2] for line in told(put(tmp_path / "in", town))] == [
        (
            "G7: “files/清单.pdf” cannot be used: it is larger than 0 MB, and belongs on a disc or behind a link. "
            "Hand it in once more. [FILE-UNREADABLE]"
        )
    ]
