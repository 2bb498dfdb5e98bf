"""Tests of rubrics.document."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rubrics import Document, Place, Problems, document, parse, write, written

PLAIN = [
    ("8", 8),
    ("-8", -8),
    ("+8", 8),
    ("0", 0),
    ("8.5", Decimal("8.5")),
    ("1.10", Decimal("1.10")),
    ("-0.5", Decimal("-0.5")),
    ("true", True),
    ("false", False),
    ("null", None),
    ("~", None),
    ("", None),
    ("no", "no"),
    ("yes", "yes"),
    ("True", "True"),
    ("NULL", "NULL"),
    ("010", "010"),
    ("0x10", "0x10"),
    ("0o7", "0o7"),
    ("1e3", "1e3"),
    ("1_000", "1_000"),
    ("1,000", "1,000"),
    (".5", ".5"),
    ("5.", "5."),
    (".inf", ".inf"),
    (".nan", ".nan"),
    ("12:30", "12:30"),
    ("2026-01-01", "2026-01-01"),
    ("40%", "40%"),
    ("8.5分", "8.5分"),
    ("８", "８"),
    ("٨", "٨"),
    ("=", "="),
    ("<<", "<<"),
    ('"1.10"', "1.10"),
    ("'8'", "8"),
    ('"true"', "true"),
    ('""', ""),
    ("|-\n  12", "12"),
    (">-\n  12\n  13", "12 13"),
]
LOOKS_LIKE_MORE = ["", "no", "~", "null", "1e3", "0x10", "010", "1.10", "8", "=", "<<", "*a", "&a", "!a", "#", "a: b"]
SPECIAL = [
    "- a",
    "'",
    '"',
    "---",
    "...",
    "%YAML",
    "@",
    "评议 \n",
    " 评议",
    "\t",
    "\r\n",
    "\x00",
    "\x07",
    "\x1b",
    "\x7f",
]
LINE_ENDS = ["\r", "\x85", "\u2028", "\u2029", "\ufeff"]
TEXTS = st.text(st.characters(codec="utf-8")) | st.sampled_from([*LOOKS_LIKE_MORE, *SPECIAL, *LINE_ENDS])
NUMBERS = st.integers(-(10**27), 10**27) | st.decimals(
    min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=3
)
VALUES = st.recursive(
    TEXTS | NUMBERS | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS.filter(bool), inner, max_size=4),
    max_leaves=12,
)


def faults(text: str) -> list[tuple[str, int | None, str]]:
    """Return code, line and path of every problem of `text`."""
    with pytest.raises(Problems) as caught:
        parse(text, "f.yaml")
    return [(problem.code, problem.place.line, problem.place.path) for problem in caught.value.items]


@pytest.mark.parametrize(("word", "value"), PLAIN)
def test_a_plain_word_becomes_what_it_says(word: str, value: object) -> None:
    """Only numbers as people write them, true, false and null are more than text."""
    found = parse(f"key: {word}\n", "f.yaml").value
    assert (found, type(found["key"])) == ({"key": value}, type(value))  # type: ignore[index]


def test_a_decimal_keeps_its_places() -> None:
    """1.10 is not 1.1: a number that names something keeps what was written."""
    assert str(parse("1.10", "f.yaml").value) == "1.10"


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "\ufeff"])
def test_an_empty_file_holds_nothing(text: str) -> None:
    """A file without a value is None, which the shape then refuses."""
    assert parse(text, "f.yaml") == Document("f.yaml", None, {})


def test_every_value_has_its_line() -> None:
    """Keys are found on their own line, items of lists where they begin."""
    text = "# title\na: 1\nb:\n  c: |\n    text\n  d:\n    - x\n    -\n    - e: 1\n      f: [1,\n        2]\n"
    assert parse(text, "f.yaml").lines == {
        (): 2,
        ("a",): 2,
        ("b",): 3,
        ("b", "c"): 4,
        ("b", "d"): 6,
        ("b", "d", 0): 7,
        ("b", "d", 1): 8,
        ("b", "d", 2): 9,
        ("b", "d", 2, "e"): 9,
        ("b", "d", 2, "f"): 10,
        ("b", "d", 2, "f", 0): 10,
        ("b", "d", 2, "f", 1): 11,
    }


@pytest.mark.parametrize(
    "text", ["a: 1\r\nb: 二\r\n", "\ufeffa: 1\nb: 二\n", "---\na: 1\nb: 二\n...\n", "a: 1\t# one\nb: 二"]
)
def test_other_editors_files_are_read(text: str) -> None:
    """Windows line ends, a byte order mark, document marks and a tab before a comment change nothing."""
    assert parse(text, "f.yaml").value == {"a": 1, "b": "二"}


def test_windows_line_ends_are_counted_once() -> None:
    """A line is a line, however it ends."""
    assert parse("a: 1\r\n\r\nb: 2\r\n", "f.yaml").lines == {(): 1, ("a",): 1, ("b",): 3}


def test_a_path_is_found_where_it_or_its_surroundings_stand() -> None:
    """What is not written down is blamed on the nearest thing that is; the path is told whole."""
    document = parse("\na:\n  - b: 1\n", "f.yaml")
    assert document.locate(("a", 0, "b")) == Place("f.yaml", 3, "a[0].b")
    assert document.locate(("a", 7, "c")) == Place("f.yaml", 2, "a[7].c")
    assert document.locate(("z",)) == Place("f.yaml", 2, "z")
    assert Document("f.yaml", None, {}).locate(("z",)) == Place("f.yaml", 1, "z")


def test_an_english_path_finds_the_chinese_words() -> None:
    """The place is that of the key as it is written, and what is not written down stays as it was asked for."""
    document = parse("标题: a\n一级指标:\n  - 编号: b\n    二级指标:\n      - {title: c}\n", "f.yaml")
    assert document.locate(("title",)) == Place("f.yaml", 1, "标题")
    assert document.locate(("parts", 0, "id")) == Place("f.yaml", 3, "一级指标[0].编号")
    assert document.locate(("parts", 0, "parts", 0, "title")) == Place("f.yaml", 5, "一级指标[0].二级指标[0].title")
    assert document.locate(("parts", 0, "criteria", 0, "no")) == Place("f.yaml", 5, "一级指标[0].二级指标[0].no")
    assert document.locate(("parts", 1, "title")) == Place("f.yaml", 2, "一级指标[1].title")


def test_a_value_is_found_by_its_english_path() -> None:
    """The value is that of the key in either language; None where nothing stands."""
    document = parse("评分细则: 甲\ngroups: [{标题: a}]\n", "f.yaml")
    paths: list[tuple[str | int, ...]] = [("rubric",), ("groups", 0, "title"), ("groups", 0, "id"), ("title",)]
    assert [document.find(path) for path in paths] == ["甲", "a", None, None]
    assert parse("评分细则", "f.yaml").find(("rubric",)) is None


def test_a_path_is_written_as_people_write_it() -> None:
    """Keys are joined by points, positions stand in brackets."""
    assert [written(path) for path in [(), ("a",), ("a", 0, "b"), (2, "c")]] == ["", "a", "a[0].b", "[2].c"]


def test_every_key_that_stands_twice_is_told() -> None:
    """Duplicates are found at every depth, also inside a value that is itself a duplicate."""
    text = "a: 1\na: {b: 1, b: 2}\nc:\n  - d: 1\n    d: 2\na: 3\n"
    assert faults(text) == [
        ("YAML-TWICE", 2, "a"),
        ("YAML-TWICE", 2, "a.b"),
        ("YAML-TWICE", 5, "c[0].d"),
        ("YAML-TWICE", 6, "a"),
    ]


def test_an_alias_is_blamed_on_its_own_line() -> None:
    """Each alias is told where it stands, an undefined one, one inside its own anchor, and a merge too."""
    text = "a: &x [1]\nb: *x\nc:\n  <<: *x\nd: *y\ne: &z\n  - *z\n*x : 1\n"
    assert faults(text) == [
        ("YAML-ALIAS", 2, "b"),
        ("YAML-ALIAS", 4, "c.<<"),
        ("YAML-ALIAS", 5, "d"),
        ("YAML-ALIAS", 7, "e[0]"),
        ("YAML-KEY", 8, ""),
    ]


def test_every_tag_is_told() -> None:
    """No tag is harmless: each would change how a value is read."""
    text = "a: !mine 1\nb: !!str 1\nc: !!python/object:os.system {}\nd: ! x\ne: !!set [1]\n"
    assert faults(text) == [("YAML-TAG", line, path) for line, path in enumerate("abcde", start=1)]


def test_a_key_that_is_no_name_does_not_hide_what_follows() -> None:
    """Keys that are lists, mappings, tagged or empty are told, and the values behind them are looked at."""
    text = '[a, [b]]: 1\n? {c: d}\n: {e: 1, e: 2}\n"": 3\n!x f: 4\n'
    assert faults(text) == [
        ("YAML-KEY", 1, ""),
        ("YAML-KEY", 2, ""),
        ("YAML-TWICE", 3, "e"),
        ("YAML-KEY", 4, ""),
        ("YAML-KEY", 5, ""),
    ]


def test_only_one_document_is_read() -> None:
    """A second document is told on its line rather than passed over."""
    assert faults("a: 1\n---\nb: 2\n") == [("YAML-MANY", 2, "")]


def test_faults_before_a_syntax_error_are_told_with_it() -> None:
    """Whoever repairs the syntax need not come back for the duplicate above it."""
    assert faults("a: 1\na: 2\nb: [1\nc: 2\n") == [("YAML-TWICE", 2, "a"), ("YAML-SYNTAX", 4, "")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a:\n\tb: 1\n", 2),
        ("a: 1\n b: 2\n", 2),
        ('a: "x\n', 2),
        ("a: b: c\n", 1),
        ("a: !x!y 1\n", 1),
        ('a: "\\q"\n', 1),
    ],
)
def test_broken_syntax_is_told_with_its_line(text: str, line: int) -> None:
    """Tabs, indentation, quotation marks, colons: the line is where reading stopped."""
    assert faults(text) == [("YAML-SYNTAX", line, "")]


def test_every_character_that_may_not_stand_is_told() -> None:
    """Control characters and halves of characters are found before YAML stops at the first of them."""
    text = "a: \x00\nb: \ud800\nc: 二\nd: \x1b\n"
    assert faults(text) == [("YAML-CHARACTER", 1, ""), ("YAML-CHARACTER", 2, ""), ("YAML-CHARACTER", 4, "")]


def test_no_more_than_a_thousand_faults_are_told() -> None:
    """Of characters as of everything else: what has more is not mended line by line."""
    assert faults("\x01\n" * 2_000) == [("YAML-CHARACTER", line, "") for line in range(1, 1_001)]
    assert len(faults("a: &a 1\nb: [" + "*a, " * 2_000 + "]")) == 1_000


def test_more_values_than_any_round_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading stops at the first that is one too many."""
    assert faults("- a\n" * 500_001) == [("YAML-LARGE", 500_000, "")]
    monkeypatch.setattr(document, "MOST_VALUES", 3)
    assert parse("a: 1\nb: 2\n", "f.yaml").value == {"a": 1, "b": 2}
    assert faults("a: 1\nb: 2\nc: 3\nd: ]") == [("YAML-LARGE", 3, "")]


@pytest.mark.parametrize(("text", "number"), [("-0", "0"), ("-0.00", "0.00"), ("-0.5", "-0.5")])
def test_a_zero_has_no_sign(text: str, number: str) -> None:
    """Minus nothing is nothing, with as many places as were written."""
    value = parse(f"a: {text}", "f.yaml").find(("a",))
    assert str(value) == number


@pytest.mark.parametrize("depth", [61, 1_000, 100_000])
def test_deep_nesting_is_a_problem_and_no_crash(depth: int) -> None:
    """However deep a list is nested, one problem comes out."""
    assert faults("a:\n  " + "[" * depth + "]" * depth) == [("YAML-DEEP", 2, "")]


def test_deep_mappings_are_a_problem_too() -> None:
    """Block mappings count as lists do; the first that is too deep is told."""
    assert faults("".join(" " * level + "a:\n" for level in range(200))) == [("YAML-DEEP", 62, "")]


def test_sixty_levels_are_read() -> None:
    """The limit itself is allowed."""
    depth = 60
    value = parse("a: " + "[" * depth + "]" * depth, "f.yaml").value
    assert str(value) == "{'a': " + "[" * depth + "]" * depth + "}"


@pytest.mark.parametrize("number", ["9" * 29, "-0." + "1" * 28, "1" * 5_000])
def test_a_number_beyond_reckoning_is_a_problem(number: str) -> None:
    """More digits than Decimal carries would be cut somewhere on the way."""
    assert faults(f"a:\n  - {number}\n") == [("YAML-NUMBER", 2, "a[0]")]


def test_a_long_number_in_quotation_marks_is_text() -> None:
    """Only numbers to reckon with are limited."""
    assert parse(f'a: "{"9" * 5_000}"', "f.yaml").value == {"a": "9" * 5_000}


@example(["<<", "=", "1e3", "0x10", "no", "010", "~", "1.10", "\x07", "\ufeff", "评议\u2028团"])
@example({"<<": {"=": None}, "no": Decimal("1.10")})
@given(VALUES)
def test_what_is_written_is_read_back(value: object) -> None:
    """Any text, number, list and mapping survives being written and read."""
    assert parse(write(value), "f.yaml").value == value


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_a_document_or_problems(text: str) -> None:
    """Whatever a stranger's file holds, there is an answer and never a trace."""
    try:
        answer = type(parse(text, "f.yaml"))
    except Problems as problems:
        answer = type(problems)  # type: ignore[assignment]
    assert answer in {Document, Problems}


def test_writing_keeps_order_places_and_chinese() -> None:
    """A written file looks as a person would have written it."""
    shared = ["同"]
    numbers = {"b": Decimal("1.10"), "a": Decimal("1E+3")}
    value = numbers | {"list": [shared, shared], "text": "是", "word": "1.10", "none": None}
    assert write(value) == ("b: 1.10\na: 1000\nlist:\n  - - 同\n  - - 同\ntext: 是\nword: '1.10'\nnone: null\n")
