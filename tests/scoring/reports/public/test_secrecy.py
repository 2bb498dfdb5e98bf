"""No score, rank, rater or id can be had from any public file."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubrics.library import demo_files
from scoring.engine.results import Results, results
from scoring.folder import read_folder, write_folder
from scoring.reports.public.document import write_public_document
from scoring.reports.public.listing import PublicList, public_list
from scoring.reports.public.table import write_public_table
from scoring.reports.public.workbook import write_public_workbook
from scoring.reports.workbook.editions import write_detail, write_for_approval
from tests.scoring.reports.public.published import as_computed, findings_of, leaks, published, secrets

Writer = Callable[[PublicList, BinaryIO], None]
WRITERS: tuple[Writer, ...] = (write_public_workbook, write_public_document, write_public_table)
Marks = dict[str, dict[str, str]]


def files(found: Results, *, decided: bool) -> list[bytes]:
    """Return the bytes of all three files."""
    listed = public_list(findings_of(found, as_computed(found) if decided else None), for_approval=not decided)
    made = []
    for writer in WRITERS:
        stream = BytesIO()
        writer(listed, stream)
        made.append(stream.getvalue())
    return made


def kept(found: Results) -> list[bytes]:
    """Return the files that must not become public: the leader's, and the details."""
    made = []
    for writer in (write_for_approval, write_detail):
        stream = BytesIO()
        writer(findings_of(found, None), stream)
        made.append(stream.getvalue())
    return made


@st.composite
def permuted(draw: st.DrawFn) -> tuple[Marks, Marks, bool]:
    """Draw the marks of some agencies, and the same marks handed round among agencies of one grade."""
    mark = st.integers(0, 100).map(lambda tenth: str(tenth / 10))
    row = st.lists(mark, min_size=3, max_size=3).map(" ".join)
    rows = draw(st.lists(st.fixed_dictionaries({"a": row, "b": row}), min_size=2, max_size=6))
    marks = {f"agency-{at}": held for at, held in enumerate(rows)}
    grades = {item.agency: item.grade for item in published(marks).standings}
    other = dict(marks)
    for grade in set(grades.values()):
        alike = [agency for agency in marks if grades[agency] == grade]
        other |= dict(zip(alike, (marks[agency] for agency in draw(st.permutations(alike))), strict=True))
    return marks, other, draw(st.booleans())


@settings(max_examples=40)
@given(permuted())
def test_scores_permuted_within_grades_give_the_same_bytes(case: tuple[Marks, Marks, bool]) -> None:
    """So nothing about a score but the grade is in the files."""
    marks, other, decided = case
    assert files(published(marks), decided=decided) == files(published(other), decided=decided)


@pytest.mark.parametrize("decided", [True, False])
def test_no_secret_is_in_any_public_file(*, decided: bool) -> None:
    """All scores of all nodes, all marks, raters, ids and fingerprints."""
    found = published()
    assert len(set(secrets(found))) > 40
    assert [leaks(data, found) for data in files(found, decided=decided)] == [set(), set(), set()]


def test_the_search_finds_what_is_there() -> None:
    """The leader's file holds every total that is looked for, and the details hold every mark."""
    found = published()
    leaders, details = (leaks(data, found) for data in kept(found))
    totals = {found.written(item.score) for item in found.standings if item.score is not None}
    assert (len(totals), totals - leaders) == (4, set())
    marks = {format(float(mark.points), ".16g") for mark in found.collected.marks.values() if mark.points is not None}
    assert (len(marks), marks - details) == (24, set())


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """Return the results of the demonstration round."""
    target = tmp_path_factory.mktemp("secrecy") / "demo"
    write_folder(target, demo_files())
    read = read_folder(target)
    return results(read.rubric, read.round, read.collected)


def test_no_secret_of_the_demonstration_is_public(demo: Results) -> None:
    """The same for a round of eight agencies and nine raters with every state of a mark."""
    assert [leaks(data, demo) for data in files(demo, decided=True)] == [set(), set(), set()]
    totals = {demo.written(item.score) for item in demo.standings if item.score is not None}
    assert totals - leaks(kept(demo)[0], demo) == set()
