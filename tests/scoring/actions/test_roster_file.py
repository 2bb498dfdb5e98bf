"""The list of people as a workbook: given out, filled in, compared, taken in."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from rubrics import Problems
from tests.portal_data import data_folder

data_folder()

from scoring.actions.people import make_people
from scoring.actions.roster_file import (
    Entry,
    blank_roster,
    compare,
    keep_roster,
    kept_roster,
    read_roster,
    take_in,
)
from scoring.storage.models import JournalLine, Role, Round
from tests.portal_people import demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")
NOW = timezone.now()
HEAD = ("姓名", "角色", "席位或单位", "手机")


def workbook(*rows: tuple[str, ...]) -> bytes:
    """Return a workbook with these rows."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def told(round_: Round, *rows: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return code and cell of each fault of a list."""
    with pytest.raises(Problems) as refused:
        read_roster(round_, workbook(*rows), "people.xlsx")
    return [(problem.code, problem.place.cell) for problem in refused.value.items]


def test_the_list_has_a_row_for_everybody_and_every_chair() -> None:
    """Who is there already first, then seats, with the names that are known, and agencies; all of it text."""
    round_ = demo_round()
    somebody(Role.PANEL, round_, "r2", "=1+1")
    somebody(Role.OBSERVER, round_, name="赵某")
    sheet = load_workbook(BytesIO(blank_roster(round_, str))).worksheets[0]
    rows = [tuple(cell or "" for cell in row) for row in sheet.iter_rows(values_only=True)]
    assert rows[:4] == [
        ("Full name", "Role", "Seat or agency", "Telephone"),
        ("赵某", "Observer", "", ""),
        ("=1+1", "Panel", "r2 评议员2", ""),
        ("评议员甲", "Panel", "r1 评议员1", ""),
    ]
    assert rows[-1] == ("", "Agency", "示例地铁集团", "")
    assert len(rows) == 1 + 18


def test_what_is_given_out_can_be_read_back() -> None:
    """The list as it lies says who is there, in every language of the portal; there is nothing to change."""
    round_ = demo_round()
    make_people(round_, somebody(Role.OFFICE), NOW)
    words = {"Full name": "姓名", "Role": "角色", "Panel": "评议团", "Agency": "被评议单位"}
    for data in (blank_roster(round_, str), blank_roster(round_, lambda text: words.get(text, text))):
        entries = read_roster(round_, data, "people.xlsx")
        assert len(entries) == 17
        assert [item.anything for item in compare(round_, entries)] == [False] * 17


def test_rows_are_read_by_what_people_write() -> None:
    """A seat by its id, its name or what it is called; a role only where it is needed; numbers as they were typed."""
    entries = read_roster(
        demo_round(),
        workbook(
            HEAD,
            ("张三", "评议员", "r1", "13800000000"),
            ("李四", "", "评议员2", ""),
            ("王五", "", "评议员丙", ""),
            ("钱某", "单位", "court", ""),
            ("孙某", "", "示例市教育局", ""),
            ("赵某", "监督员", "市人大", "139"),
            ("", "评议员", "r9", "140"),
        ),
        "people.xlsx",
    )
    assert entries == (
        Entry("张三", Role.PANEL, "r1", "13800000000"),
        Entry("李四", Role.PANEL, "r2", ""),
        Entry("王五", Role.PANEL, "r3", ""),
        Entry("钱某", Role.AGENCY, "court", ""),
        Entry("孙某", Role.AGENCY, "education", ""),
        Entry("赵某", Role.OBSERVER, "", "139"),
    )


def test_all_faults_are_told_at_once() -> None:
    """Unknown seats and roles, and rows that come back, each with its cell."""
    faults = told(
        demo_round(),
        HEAD,
        ("张三", "评议员", "r1", ""),
        ("李四", "评议员", "r1", ""),
        ("王五", "主任", "r2", ""),
        ("钱某", "单位", "r3", ""),
        ("孙某", "", "", ""),
    )
    assert faults == [("ROSTER-TWICE", "C3"), ("ROSTER-SEAT", "C4"), ("ROSTER-SEAT", "C5"), ("ROSTER-SEAT", "C6")]


def test_a_list_of_nothing_is_refused() -> None:
    """Without the column of names, and without a single name."""
    round_ = demo_round()
    assert told(round_, ("单位", "电话"), ("court", "1")) == [("ROSTER-COLUMNS", "A1")]
    assert told(round_, ("姓名", "单位"), ("", "court")) == [("ROSTER-EMPTY", "")]


def test_a_list_needs_names_alone_to_be_read() -> None:
    """A fault in a list without seats is shown at the name."""
    assert told(demo_round(), ("姓名",), ("张三",)) == [("ROSTER-SEAT", "A2")]


def test_differences_are_shown_and_then_taken_in() -> None:
    """A rater's seat has one person, an agency several, the first instead of the one that was called like it."""
    round_, office = demo_round(), somebody(Role.OFFICE)
    member = somebody(Role.PANEL, round_, "r1", "评议员甲")
    unit = somebody(Role.AGENCY, round_, "court", "示例市中级人民法院")
    watcher = somebody(Role.OBSERVER, round_, name="赵某")
    entries = (
        Entry("张三", Role.PANEL, "r1", "138"),
        Entry("李四", Role.PANEL, "r2", ""),
        Entry("钱某", Role.AGENCY, "court", ""),
        Entry("孙某", Role.AGENCY, "court", ""),
        Entry("赵某", Role.OBSERVER, "", ""),
        Entry("周某", Role.OBSERVER, "", ""),
    )
    found = compare(round_, entries)
    assert [item.person for item in found] == [member, None, unit, None, watcher, None]
    assert [(item.renames, item.anything) for item in found] == [
        (True, True), (False, True), (True, True), (False, True), (False, False), (False, True),
    ]  # fmt: skip
    assert take_in(round_, entries, office, NOW) == 5
    assert [item.anything for item in compare(round_, entries)] == [False] * 6
    member.refresh_from_db()
    assert (member.name, member.phone, round_.people.count()) == ("张三", "138", 6)
    line = JournalLine.objects.latest("pk")
    assert line.text == "A list of people was taken in: {new} new, {changed} changed."
    assert line.values == {"new": 3, "changed": 2}
    assert take_in(round_, entries, office, NOW) == 0
    assert JournalLine.objects.latest("pk") == line


def test_a_list_is_kept_for_the_round_it_was_read_for() -> None:
    """Between rehearsal and press the list waits under a key that opens nothing else."""
    round_ = demo_round()
    other = Round.objects.create(slug="other", title="另", organizer="另", created=NOW)
    key, entries = keep_roster(round_, workbook(HEAD, ("张三", "", "r1", "")), "people.xlsx")
    assert (kept_roster(round_, key), kept_roster(round_, "x"), kept_roster(other, key)) == (entries, None, None)
