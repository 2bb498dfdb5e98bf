"""CSV files as people save them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics import Place, Problems
from submissions import Row, delimited, read_csv


@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_the_header_says_what_separates(sign: str) -> None:
    """Comma, tab or semicolon, whichever the header has most of; quoted ones do not count."""
    text = f'agency{sign}"a,;\t,;\t"{sign}mark\n\n01{sign}"x{sign}y"{sign}010\n'
    assert read_csv(text.encode(), "a.csv").rows == (
        Row(1, ("agency", "a,;\t,;", "mark")),
        Row(3, ("01", f"x{sign}y", "010")),
    )


def test_lines_are_counted_as_an_editor_shows_them() -> None:
    """A quoted line break and blank lines move the numbers of the rows below, whichever way a line ends."""
    text = 'a,b\r\n"1\r\n2",x\r\n\r\n ,　\r\n3,y\r\n'
    assert read_csv(text.encode(), "a.csv").rows == (Row(1, ("a", "b")), Row(2, ("1\r\n2", "x")), Row(6, ("3", "y")))


def test_cells_stay_as_they_are_written() -> None:
    """Nothing is guessed: leading zeros, full-width digits and units stay."""
    assert read_csv("a,b\n1.10,８．５分\n".encode("gbk"), "a.csv").rows[1].cells == ("1.10", "８．５分")


def test_an_empty_file_has_no_rows() -> None:
    """No bytes, no rows: what is missing is the reader's matter."""
    assert read_csv(b"", "a.csv").rows == ()


def problems(data: bytes) -> list[tuple[str, Place]]:
    """Return code and place of every problem that `data` raises."""
    with pytest.raises(Problems) as raised:
        read_csv(data, "a.csv")
    return [(problem.code, problem.place) for problem in raised.value.items]


def test_broken_quotation_and_wide_rows_are_told_together() -> None:
    """Every faulty row with the line on which it begins, the open quotation at the end included."""
    data = b'a,b\n"1"x,2\n1,,3\n1,2,\n1,2\n"open\nuntil,the end\n'
    assert problems(data) == [
        ("CSV-QUOTE", Place("a.csv", 2)),
        ("CSV-WIDE", Place("a.csv", 3)),
        ("CSV-QUOTE", Place("a.csv", 6)),
    ]


def test_the_message_counts_cells() -> None:
    """How many cells there are and how many the header has."""
    with pytest.raises(Problems) as raised:
        read_csv(b"a,b\n1,2,3\n", "a.csv")
    assert str(raised.value) == (
        "a.csv:2: this row has 3 cells, the header only 2. "
        "Remove the extra cells; put a cell that holds the separator in quotation marks. [CSV-WIDE]"
    )


def test_nul_characters_are_found_with_their_lines() -> None:
    """They come from UTF-16 without a mark, or from a damaged disk."""
    assert problems(b"a,b\n1,\0\n\0,2\n") == [("CSV-NUL", Place("a.csv", 2)), ("CSV-NUL", Place("a.csv", 3))]


def test_a_cell_that_no_spreadsheet_could_show() -> None:
    """It is told with its row and its length; the longest that Excel knows passes."""
    data = b"a,b\n" + b"1," + b"x" * 32_767 + b"\n" + b"1," + b"x" * 32_768 + b"\n" + b"x" * 200_000 + b",1\n"
    assert problems(data) == [("CELL-LONG", Place("a.csv", 3)), ("CSV-QUOTE", Place("a.csv", 4))]
    with pytest.raises(Problems) as raised:
        read_csv(b"a\n" + b"x" * 40_000, "a.csv")
    assert raised.value.items[0].rule.render() == (
        "a cell of this row holds 40000 characters, more than the 32767 that fit into one."
    )


def test_a_table_of_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told before any of them is read."""
    monkeypatch.setattr(delimited, "MOST_CELLS", 4)
    assert read_csv(b"a,b\n1,2\n", "a.csv").rows[1].cells == ("1", "2")
    assert problems(b"a,b\n1,2\n3,4") == [("CSV-SIZE", Place("a.csv"))]


def test_no_more_than_a_thousand_of_a_kind_are_told() -> None:
    """NUL characters, broken quotation, rows that are too wide, bytes that are no text."""
    contents = [b"a\n" + line * 2_000 for line in (b"\0\n", b'"1"x\n', b"1,2\n")]
    contents.append(b"\xef\xbb\xbf\n" + b"\xff\n" * 2_000)
    assert [len(problems(data)) for data in contents] == [1_000] * 4


@pytest.mark.parametrize("head", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-1.7"])
def test_a_workbook_under_another_name_is_one_problem(head: bytes) -> None:
    """Not one problem for every line of noise."""
    assert problems(head + b"\xff\n\0\n\xff") == [("CSV-BINARY", Place("a.csv"))]


@given(
    st.lists(st.sampled_from([b"a", b",", b'"', b"\n", b"\r", b"\t", b"\0", b"\xff", b"\xfe", b"\xb5\xc4", b"\xe7"]))
)
def test_any_bytes_give_a_table_or_problems_with_their_lines(pieces: list[bytes]) -> None:
    """Nothing that strangers hand in ends in an exception's trace."""
    data = b"".join(pieces)
    try:
        rows = read_csv(data, "a.csv").rows
    except Problems as problems:
        places = [problem.place for problem in problems.items]
        assert places == [Place("a.csv", place.line) for place in places]
    else:
        assert len({len(row.cells) for row in rows}) <= 1
