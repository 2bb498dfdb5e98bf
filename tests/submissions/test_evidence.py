"""Evidence and its files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from rubrics import say
from submissions import Content, StoredFile, read_submission
from submissions.evidence import check_evidence, readable

Stored = Callable[[dict[str, bytes]], dict[str, StoredFile]]


def told(files: dict[str, StoredFile], *pieces: str, status: str = "submitted") -> list[str]:
    """Return what is told of pieces of evidence for A1."""
    listed = "".join(f"  - {{criterion: A1, title: 佐证{at}, {piece}}}\n" for at, piece in enumerate(pieces))
    submission, locate = read_submission(f"agency: edu\nstatus: {status}\nevidence:\n{listed}", "s.yaml")
    return [problem.render() for problem in check_evidence(submission, files, locate)]


def test_sound_evidence_of_every_kind_has_no_problems(stored: Stored, pdf: bytes, png: bytes) -> None:
    """Files, addresses, telephone numbers, material on site, and a kind that only the rubric knows."""
    files = stored(
        {"佐证/清单.pdf": pdf, "会场.png": png, "b.pdf": pdf + b"2", "film": b"\0\0\0\x08ftyp\0\0\0\x08moov"}
    )
    digest = hashlib.sha256(pdf).hexdigest().upper()
    assert (
        told(
            files,
            f"kind: 规范文件, file: '佐证\\清单.pdf', sha256: {digest}",
            "kind: 实景图片, file: ./会场.png",
            "kind: 说明报告, file: b.pdf",
            "kind: 宣传视频, file: film",
            "kind: 网址, url: 'https://www.example.org/普法?id=1'",
            "kind: 电话, phone: 12348",
            "kind: 电话, phone: '0755-12345678转801'",
            "kind: 统计表格, on_site: {number: 2020-15, holder: 办公室}",
            "kind: 宣传视频, url: 'http://example.org'",
        )
        == []
    )


def test_a_file_must_be_there_whole_and_unchanged(stored: Stored, pdf: bytes) -> None:
    """Missing, empty, cut off, another than was declared."""
    files = stored({"empty.pdf": b"", "cut.pdf": pdf[:-8], "new.pdf": pdf})
    assert told(
        files,
        "kind: 规范文件, file: lost.pdf",
        "kind: 规范文件, file: empty.pdf",
        "kind: 规范文件, file: cut.pdf",
        "kind: 规范文件, file: new.pdf, sha256: 00ff",
    ) == [
        "s.yaml:4 evidence[0].file: the file “lost.pdf” is missing. Add it, or correct the name. [FILE-MISSING]",
        "s.yaml:5 evidence[1].file: “empty.pdf” is empty. Hand it in once more. [FILE-EMPTY]",
        (
            "s.yaml:6 evidence[2].file: “cut.pdf” cannot be used: it is cut off or damaged. "
            "Hand it in once more. [FILE-UNREADABLE]"
        ),
        (
            "s.yaml:7 evidence[3].sha256: “new.pdf” is not the file that was declared: its SHA-256 differs. "
            "Restore the file, or hand in the new one. [FILE-CHANGED]"
        ),
    ]


@pytest.mark.parametrize("status", ["draft", "returned"])
def test_a_draft_may_name_what_has_yet_to_come(status: str) -> None:
    """A file not yet there, a piece not yet chosen."""
    assert told({}, "kind: 规范文件, file: later.pdf", "kind: 网址", status=status) == []


@pytest.mark.parametrize("name", ["../other/清单.pdf", "/etc/passwd", "C:\\清单.pdf"])
def test_a_name_that_leaves_the_folder_is_told_even_in_a_draft(name: str) -> None:
    """Whether or not such a file exists."""
    assert told({}, f"kind: 规范文件, file: '{name}'", status="draft") == [
        (
            f"s.yaml:4 evidence[0].file: “{name}” leaves the agency's folder. "
            "Put the file into the folder and write its name. [FILE-OUTSIDE]"
        ),
    ]


def test_a_file_must_be_what_its_kind_says(stored: Stored, pdf: bytes, png: bytes) -> None:
    """By content, whatever its name: no picture that is a text, no table that is a picture."""
    files = stored({"photo.jpg": b"no photo", "table.xlsx": png, "report.pdf": png, "list.pdf": pdf})
    found = told(
        {**files, "report.pdf": replace(files["report.pdf"], sha256="other")},
        "kind: 实景图片, file: photo.jpg",
        "kind: 统计表格, file: table.xlsx",
        "kind: 说明报告, file: report.pdf",
    )
    assert found == [
        (
            "s.yaml:4 evidence[0].file: “photo.jpg” holds text, which cannot be 实景图片. "
            "Hand in one of: gif, heic, jpeg, png, tiff, webp. [FILE-KIND]"
        ),
        (
            "s.yaml:5 evidence[1].file: “table.xlsx” holds png, which cannot be 统计表格. "
            "Hand in one of: doc, docx, odf, ofd, pdf, rtf, text, xls, xlsx. [FILE-KIND]"
        ),
        (
            "s.yaml:6 evidence[2].file: “report.pdf” holds png, which cannot be 说明报告. "
            "Hand in one of: doc, docx, odf, ofd, pdf, rtf, text. [FILE-KIND]"
        ),
    ]


def test_the_same_file_twice_is_told(stored: Stored, pdf: bytes) -> None:
    """By its SHA-256, under whatever name; each repetition points at the first."""
    assert told(
        stored({"a.pdf": pdf, "b.pdf": pdf}),
        "kind: 规范文件, file: a.pdf",
        "kind: 规范文件, file: b.pdf",
        "kind: 规范文件, file: a.pdf",
    ) == [
        "s.yaml:5 evidence[1].file: “b.pdf” is the same file as that of “佐证0”. Hand in each file once. [FILE-TWICE]",
        "s.yaml:6 evidence[2].file: “a.pdf” is the same file as that of “佐证0”. Hand in each file once. [FILE-TWICE]",
    ]


def test_a_piece_is_handed_in_in_exactly_one_way() -> None:
    """None, two, and one that its kind cannot be."""
    assert told({}, "kind: 网址", "kind: 规范文件, file: a, url: 'http://a.cn'", "kind: 网址, phone: 12348") == [
        "s.yaml:4 evidence[0]: “佐证0” must be exactly one of: an address. Write one of: url. [EVIDENCE-WAY]",
        (
            "s.yaml:5 evidence[1]: “佐证1” must be exactly one of: a file, material to be seen on site. "
            "Write one of: file, on_site. [EVIDENCE-WAY]"
        ),
        "s.yaml:5 evidence[1].file: the file “a” is missing. Add it, or correct the name. [FILE-MISSING]",
        "s.yaml:6 evidence[2].phone: 网址 cannot be a telephone number. Write one of: url. [EVIDENCE-WAY]",
    ]


@pytest.mark.parametrize(
    "url", ["www.example.org", "javascript:alert(1)", "https://", "https://user@a.cn", "ftp://a.cn"]
)
def test_an_address_is_one_that_a_browser_opens(url: str) -> None:
    """Nothing that runs, nothing half."""
    assert told({}, f"kind: 网址, url: '{url}'") == [
        (
            f"s.yaml:4 evidence[0].url: “{url}” is not a web address. "
            "Write it in full, beginning with https:// or http://. [EVIDENCE-URL]"
        ),
    ]


@pytest.mark.parametrize("phone", ["见公示", "12", "1" * 40])
def test_a_telephone_number_is_made_of_digits(phone: str) -> None:
    """With the signs that people put between them."""
    assert told({}, f"kind: 电话, phone: '{phone}'") == [
        (
            f"s.yaml:4 evidence[0].phone: “{phone}” is not a telephone number. "
            "Write digits, as in 0755-12345678. [EVIDENCE-PHONE]"
        ),
    ]


def test_a_file_that_cannot_be_used_is_not_readable(stored: Stored, pdf: bytes) -> None:
    """It is judged no further."""
    files = stored({"a.pdf": pdf, "b.pdf": b""})
    files["c.pdf"] = StoredFile("c.pdf", 9, "", Content("unknown", say("it is cut off or damaged")))
    assert [readable(name, files) for name in ("./a.pdf", "b.pdf", "c.pdf", "d.pdf", "../a.pdf")] == [
        files["a.pdf"],
        None,
        None,
        None,
        None,
    ]


def test_what_is_on_a_disc_or_behind_an_address_is_known_by_its_sha256() -> None:
    """A disc always, an address where one is given; a film may be either, a regulation may not."""
    digest = "0A" * 32
    assert (
        told(
            {},
            f"kind: 宣传视频, disc: {{label: 盘1}}, sha256: {digest}",
            f"kind: 网址, url: 'http://a.cn', sha256: {digest}",
        )
        == []
    )
    remedy = "Write its 64 letters and digits, as “certutil -hashfile FILE SHA256” shows them. [EVIDENCE-SHA256]"
    assert told(
        {},
        "kind: 宣传视频, disc: {label: 盘1}",
        "kind: 宣传视频, disc: {label: 2}, sha256: 00ff",
        "kind: 宣传视频, url: 'http://a.cn', sha256: x",
        f"kind: 规范文件, disc: {{label: 盘1}}, sha256: {digest}",
    ) == [
        f"s.yaml:4 evidence[0].sha256: the SHA-256 of what is on the disc is missing. {remedy}",
        f"s.yaml:5 evidence[1].sha256: “00ff” is not a SHA-256. {remedy}",
        f"s.yaml:6 evidence[2].sha256: “x” is not a SHA-256. {remedy}",
        "s.yaml:7 evidence[3].disc: 规范文件 cannot be a disc. Write one of: file, on_site. [EVIDENCE-WAY]",
    ]
