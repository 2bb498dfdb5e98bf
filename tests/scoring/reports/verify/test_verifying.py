"""Which file was found, whatever it is called, and what is told of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from rubrics import Place, Problem, Problems, say
from scoring.reports.verify import Candidate, Difference, differences, verify
from scoring.reports.verify.opening import Kind, kind_of
from tests.scoring.reports.verify.altering import altered
from tests.scoring.reports.verify.made import PAGE, files, told


def refused() -> bytes:
    """Stand for a file that cannot be made yet."""
    raise Problems([Problem("PUBLIC-UNDECIDED", Place("decision.yaml"), say("a"), say("b"))])


def candidates(made: list[str] | None = None) -> list[Candidate]:
    """Return all files of the round; `made` takes the names of those that are made."""

    def making(name: str) -> Callable[[], bytes]:
        def make() -> bytes:
            if made is not None:
                made.append(name)
            return files()[name]

        return make

    return [Candidate("未定.xlsx", refused), *(Candidate(name, making(name)) for name in files())]


def codes(file: str, data: bytes) -> list[str]:
    """Return the codes of the problems that a file is refused with."""
    with pytest.raises(Problems) as caught:
        verify(file, data, candidates())
    return [problem.code for problem in caught.value.items]


@pytest.mark.parametrize("name", ["送审表.xlsx", "内部明细.xlsx", "公布稿.xlsx", "公布稿.docx", "公布稿.csv"])
def test_every_file_is_recognized_by_what_is_in_it(name: str) -> None:
    """Under its own name and under any other."""
    for file in (name, "扫描件/新建文件", "C:\\a\\" + name):
        found = verify(file, files()[name], candidates())
        assert (found.name, found.differences) == (name, ())


def test_a_file_under_its_own_name_is_held_against_that_one_first() -> None:
    """Nothing else is made."""
    made: list[str] = []
    verify("out/公布稿.xlsx", files()["公布稿.xlsx"], candidates(made))
    assert made == ["公布稿.xlsx"]


def test_an_altered_file_is_still_recognized() -> None:
    """Its differences are from the file it was."""
    data = altered(files()["送审表.xlsx"], lambda made: made.put(PAGE, "B6", "示例市某局"))
    found = verify("别名.xlsx", data, candidates())
    assert found.name == "送审表.xlsx"
    assert [item.render() for item in found.differences] == [
        f"别名.xlsx sheet “{PAGE}” cell B6: should be 示例市公路局, found 示例市某局"
    ]


def test_tables_are_told_by_their_cells() -> None:
    """Saved as GB18030 by a spreadsheet program or not."""
    text = files()["公布稿.csv"].decode("utf-8-sig")
    assert told("公布稿.csv", text.encode("gb18030")) == []
    changed = text.replace("优秀,示例市公路局", "良好,示例市公路局").encode("gb18030")
    assert told("公布稿.csv", changed) == [("", "A3", "优秀", "良好")]


def archive(*names: str, content: bytes = b"<a/>") -> bytes:
    """Return an archive with these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, content)
    return stream.getvalue()


WORKBOOK = ("[Content_Types].xml", "xl/workbook.xml")
REFUSED: dict[str, tuple[bytes, str]] = {
    "printed": (b"%PDF-1.7\n", "VERIFY-PDF"),
    "old": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "BOOK-OLD"),
    "locked": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "BOOK-ENCRYPTED"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0", "VERIFY-KIND"),
    "other archive": (archive("a.txt"), "VERIFY-KIND"),
    "cut off": (archive(*WORKBOOK)[:-30], "VERIFY-DAMAGED"),
    "macros": (archive(*WORKBOOK, "xl/vbaProject.bin"), "BOOK-MACRO"),
    "entities": (archive(*WORKBOOK, content=b"<!DOCTYPE a><a/>"), "BOOK-XML"),
    "not xml": (archive(*WORKBOOK, content=b"<a"), "BOOK-DAMAGED"),
    "document of two main parts": (archive("word/document.xml", "Word/Document.xml"), "VERIFY-PARTS"),
    "document that begins elsewhere": (
        archive(
            "word/document.xml",
            "_rels/.rels",
            content=b'<a><b Type="x/officeDocument" Target="word/real.xml"/></a>',
        ),
        "VERIFY-PARTS",
    ),
    "document with entities": (archive("word/document.xml", content=b"<!DOCTYPE a><a/>"), "VERIFY-XML"),
    "document that is a bomb": (archive("word/document.xml", content=bytes(9_000_000)), "VERIFY-SIZE"),
    "document without an end": (
        archive("word/document.xml", content=b"<a>" * 50_000 + b"</a>" * 50_000),
        "VERIFY-DAMAGED",
    ),
    "document that is not xml": (archive("word/document.xml", content=b"<a"), "VERIFY-DAMAGED"),
    "another table": (b"a,b\r\n1,2\r\n", "VERIFY-UNKNOWN"),
    "another workbook": (archive(*WORKBOOK), "VERIFY-UNKNOWN"),
}


@pytest.mark.parametrize(("data", "code"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_verified(data: bytes, code: str) -> None:
    """Each with what to do."""
    assert codes("a", data) == [code]


def test_files_for_other_kinds_are_not_candidates() -> None:
    """A table is not held against a workbook."""
    with pytest.raises(Problems):
        verify("a.csv", files()["公布稿.csv"], [item for item in candidates() if not item.name.endswith(".csv")])


def test_kinds() -> None:
    """By what a file holds and not by its name."""
    kinds = {name: kind_of(data, "a") for name, data in files().items()}
    assert {name: kind.value for name, kind in kinds.items()} == {
        name: name[-len(".xlsx") :].lstrip("稿") for name in kinds
    }
    assert kind_of("a,b".encode("utf-16"), "a") is Kind.TABLE


def test_two_files_can_be_held_against_each_other() -> None:
    """Without looking for which file it is."""
    one, two = files()["送审表.xlsx"], altered(files()["送审表.xlsx"], lambda made: made.put(PAGE, "A3", "无"))
    assert differences("a.xlsx", one, two) == (
        Difference(Place("a.xlsx", sheet=PAGE, cell="A3"), "主办单位：示例市普法办    满分：20", "无"),
    )


def test_a_table_that_cannot_be_read() -> None:
    """The reader of tables says what is wrong with it."""
    assert codes("a.csv", b'a,b\r\n"1,2\r\n') == ["CSV-QUOTE"]
