"""A form together with the files that came along with it."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from rubrics import Place, Problems
from submissions import Receipt, StoredFile, report_text, stored_file
from submissions.workbook import Delivery, deliver
from tests.agency_forms import FILES, WHOLE, change, issued, read_back

NAMES = ("in/填报表.xlsx", *(f"in/{name}" for name in FILES))


def delivered(names: Sequence[str], typed: str | None = None, form: str = "in/填报表.xlsx") -> Delivery:
    """Return a form with files of these names, whole or with one report named only."""
    answers = WHOLE if typed is None else {("~cover", "~report", "text"): typed}
    return deliver(read_back(change(issued(), answers)), [form, *names], form)


def kept(typed: str, *names: str) -> tuple[str | None, dict[str, str], tuple[str, ...]]:
    """Return under which name a file is kept that was typed so, what is kept, and what is not named."""
    delivery = delivered(names, typed)
    return delivery.report, dict(delivery.files), delivery.extra


def test_every_file_is_found_by_its_name() -> None:
    """Its folder may be left out, and its case be another."""
    delivery = delivered(NAMES[1:])
    assert dict(delivery.files) == {f"files/{name}": f"in/{name}" for name in FILES}
    assert ([piece["file"] for piece in delivery.answers["evidence"]], delivery.extra) == (
        ["files/清单.pdf", None, "files/佐证/会场1.png", "files/佐证/会场2.png", None, None],
        (),
    )


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("报告.docx", "in/报告.docx"),
        ("./报告.DOCX", "in/报告.docx"),
        ("材料\\报告.docx", "in/材料/报告.docx"),
        ("材料/报告.docx", "in/总/材料/报告.docx"),
        ("报告.docx", "in/总/材料/报告.docx"),
        ("e\u0301tude.txt", "in/étude.txt"),
        ("报告 (一).docx", "in/报告（一）.docx"),
        ("报告", "in/报告.docx"),
        ("v1.2", "in/v1.2"),
    ],
)
def test_a_name_need_not_be_typed_to_the_letter(typed: str, name: str) -> None:
    """Folders, case, slashes, composed letters, width, white space, endings."""
    report, files, extra = kept(typed, name, "in/别的.txt")
    assert (report, files, extra) == (f"files/{name[3:]}", {f"files/{name[3:]}": name}, ("in/别的.txt",))


def test_what_lies_beside_the_form_is_meant_first() -> None:
    """Before what has the same name elsewhere."""
    assert kept("a.pdf", "in/old/a.pdf", "in/a.pdf")[1] == {"files/a.pdf": "in/a.pdf"}


def test_a_name_that_means_none_stays_as_it_was_typed() -> None:
    """That it is missing is told by those who look at the files."""
    assert kept("没有.docx", "in/a.pdf") == ("没有.docx", {}, ("in/a.pdf",))


def test_a_name_that_means_several_is_told() -> None:
    """With its cell, and what it may mean."""
    with pytest.raises(Problems) as told:
        kept("a.pdf", "in/x/a.pdf", "in/y/A.pdf")
    assert [problem.render() for problem in told.value.items] == [
        (
            "form.xlsx sheet “Cover and report” cell C14: “a.pdf” may be any of: in/x/a.pdf, in/y/A.pdf. "
            "Write the name with its folder and ending. [FILE-SEVERAL]"
        )
    ]


@pytest.mark.parametrize(
    ("name", "under"),
    [
        ("in/a:b*?.pdf", "files/a_b__.pdf"),
        ("in/CON.pdf", "files/_CON.pdf"),
        ("in/x. /a.pdf", "files/x/a.pdf"),
        ("in/ . /a.pdf", "files/_/a.pdf"),
        ("out.zip/佐证/a.pdf", "files/a.pdf"),
    ],
)
def test_files_are_kept_under_names_that_every_system_bears(name: str, under: str) -> None:
    """Without signs and names that Windows does not know; and without the folders of somebody's zip."""
    assert kept(name.rpartition("/")[2], name)[1] == {under: name}


def test_no_two_files_are_kept_under_one_name() -> None:
    """Not even under names that differ in case only."""
    answers = {("~evidence", "A2:实景图片", "where"): "a?.png;A*.PNG;b"}
    delivery = deliver(read_back(change(issued(), answers)), ["f", "a?.png", "A*.PNG", "a/b", "b"], "f")
    assert dict(delivery.files) == {"files/a_.png": "a?.png", "files/A_-2.PNG": "A*.PNG", "files/b": "b"}
    same = deliver(read_back(change(issued(), {("~evidence", "A2:实景图片", "where"): "a?;a*"})), ["a?", "a*"], "f")
    assert dict(same.files) == {"files/a_": "a?", "files/a_-2": "a*"}


def stored(delivery: Delivery, files: Mapping[str, bytes] = FILES) -> dict[str, StoredFile]:
    """Return the files of a delivery as they were found."""
    return {
        name: stored_file(name, io.BytesIO(files[given.removeprefix("in/")]), text_of=report_text)
        for name, given in delivery.files.items()
    }


def test_a_submission_is_made_of_form_and_files() -> None:
    """With the SHA-256 of every file, the text of the report, and how it came in."""
    delivery = delivered(NAMES[1:])
    received = Receipt(at="2026-11-23T09:00:00+08:00", by="李四", file="a.zip/填报表.xlsx", sha256="00", issue=7)
    submission = delivery.submission(stored(delivery), received)
    assert (submission.agency, submission.status, submission.received) == ("edu", "submitted", received)
    assert (submission.report.file, submission.report.text_file) == ("files/报告.txt", "report.txt")
    assert submission.report.sha256 == hashlib.sha256(FILES["报告.txt"]).hexdigest()
    assert submission.evidence[0].sha256 == hashlib.sha256(FILES["清单.pdf"]).hexdigest()
    assert (submission.evidence[1].sha256, int(submission.facts["viewers"])) == (None, 1200)


def test_a_submission_of_what_could_not_be_read_names_it_all_the_same() -> None:
    """Without a SHA-256, and without a text."""
    delivery = delivered(NAMES[1:])
    submission = delivery.submission({})
    assert (submission.report.sha256, submission.report.text_file, submission.received) == (None, None, None)


def test_what_no_submission_can_hold_is_told_with_its_cell() -> None:
    """Whatever the reader let pass."""
    delivery = delivered(NAMES[1:])
    first, *others = delivery.answers["evidence"]
    broken = replace(delivery, answers={**delivery.answers, "evidence": [{**first, "title": ""}, *others]})
    with pytest.raises(Problems) as told:
        broken.submission({})
    assert [(problem.code, problem.place) for problem in told.value.items] == [
        ("SHAPE-VALUE", Place("form.xlsx", sheet="Evidence", cell="F7")),
    ]
