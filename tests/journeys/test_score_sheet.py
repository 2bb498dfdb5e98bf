"""The score sheet in the browser: steps, ticks, what a mark is worth, the total; and nothing by accident."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import PHONE, Opened
from tests.journeys.seated_member import seated_member
from tests.portal_server import serving

pytestmark = pytest.mark.browser
SHEET = "/r/all-kinds/mark/court/"


@pytest.fixture
def sheet(data: Path, opened: Opened) -> Iterator[Page]:
    """Open the sheet of a round with every kind of marking on a phone."""
    session = seated_member(data)
    with serving(data) as server:
        page = opened(server.address, PHONE)
        page.context.add_cookies([{"name": "pingyi", "value": session, "url": server.address}])
        page.goto(server.address + SHEET)
        yield page
        page.close()


def cell(page: Page, criterion: str) -> Locator:
    """Return the place of a criterion."""
    return page.locator(f"#c-{criterion}")


def typed(page: Page, criterion: str) -> Locator:
    """Return the field of a criterion that is marked by a number."""
    return cell(page, criterion).locator("input[inputmode=decimal]")


def adds_up(page: Page, total: str, marked: int) -> None:
    """Assert the running total, and how many criteria have all they want."""
    expect(page.locator("[data-total]")).to_have_text(total)
    expect(page.locator("[data-marked]")).to_have_text(str(marked))


def test_a_sheet_from_the_first_step_to_the_signature(sheet: Page) -> None:
    """Every kind of mark is given, all of it survives a reload, and what is signed is what stood there."""
    less, more = cell(sheet, "A1").get_by_role("button").all()[:2]
    less.click()
    expect(typed(sheet, "A1")).to_have_value("10")
    for _ in range(4):
        less.click()
    more.click()
    expect(typed(sheet, "A1")).to_have_value("8.5")
    cell(sheet, "A2").get_by_label("制度").check()
    expect(cell(sheet, "A2").locator("[data-part=value]")).to_have_value("√×")
    cell(sheet, "A2").get_by_label("经费").check()
    for criterion, text in {"A3": "９", "A4": "1.0", "A5": "1.5", "A6": "0.1"}.items():
        typed(sheet, criterion).fill(text)
    typed(sheet, "A6").press("Enter")
    expect(typed(sheet, "A8")).to_be_focused()
    typed(sheet, "A8").fill("4")
    cell(sheet, "A7").get_by_role("radio", name="no").check()
    cell(sheet, "A9").get_by_role("radio", name=re.compile("^优")).check()
    expect(cell(sheet, "A3").locator("[data-worth]")).to_have_text("10")
    expect(cell(sheet, "A6").locator("[data-worth]")).to_have_text("-0.1")
    adds_up(sheet, "47.9", 9)
    expect(sheet.get_by_text("All changes are saved.")).to_be_visible()
    sheet.reload()
    adds_up(sheet, "47.9", 9)
    expect(cell(sheet, "A2").get_by_role("checkbox", checked=True)).to_have_count(2)
    sheet.get_by_role("link", name="Check and sign").click()
    expect(sheet.locator("tfoot strong")).to_have_text("47.9")
    sheet.get_by_role("button", name="Sign and submit").click()
    expect(sheet.get_by_role("heading", level=1)).to_have_text(re.compile("^Signed: "))
    sheet.goto(sheet.url.removesuffix("signed/"))
    assert [typed(sheet, name).is_disabled() for name in ("A1", "A8")] == [True, True]
    adds_up(sheet, "47.9", 9)


def test_nothing_changes_by_accident(sheet: Page) -> None:
    """The wheel and the arrow keys leave a number as it is, and steps stop at both ends of the scale."""
    field, (less, more) = typed(sheet, "A8"), cell(sheet, "A8").get_by_role("button").all()[:2]
    more.click()
    expect(field).to_have_value("1")
    less.click()
    field.hover()
    field.focus()
    sheet.mouse.wheel(0, 400)
    sheet.keyboard.press("ArrowUp")
    sheet.keyboard.press("ArrowDown")
    expect(field).to_have_value("1")
    for _ in range(9):
        more.click()
    expect(field).to_have_value("4")
    field.fill("2.3")
    more.click()
    expect(field).to_have_value("2.5")


def test_a_low_mark_asks_for_its_reason(sheet: Page) -> None:
    """Below the limit the box for the reason opens and the mark does not count as done until something stands there."""
    typed(sheet, "A1").fill("7.5")
    warning = cell(sheet, "A1").get_by_text("Below 8 points a reason has to be written.")
    expect(warning).to_be_visible()
    adds_up(sheet, "7.5", 0)
    cell(sheet, "A1").get_by_label(re.compile("^Reason")).fill("记录不全")
    expect(warning).to_be_hidden()
    adds_up(sheet, "7.5", 1)


def test_what_is_no_mark_is_shown_and_not_counted(sheet: Page) -> None:
    """A number beyond the scale is marked as wrong at once and told by the server; the total leaves it out."""
    typed(sheet, "A1").fill("12")
    typed(sheet, "A1").blur()
    expect(typed(sheet, "A1")).to_have_attribute("aria-invalid", "true")
    expect(cell(sheet, "A1").locator("[data-note]")).to_contain_text("12 is outside the scale of “直接打分”, 0 to 10.")
    adds_up(sheet, "0", 0)
    for criterion, between in (("A1", "8.25"), ("A3", "3.5")):
        typed(sheet, criterion).fill(between)
        typed(sheet, criterion).blur()
        expect(typed(sheet, criterion)).to_have_attribute("aria-invalid", "true")
        adds_up(sheet, "0", 0)
    typed(sheet, "A3").fill("")
    typed(sheet, "A1").fill("9")
    typed(sheet, "A1").blur()
    expect(typed(sheet, "A1")).not_to_have_attribute("aria-invalid", "true")
    adds_up(sheet, "9", 1)


def test_a_choice_is_taken_back(sheet: Page) -> None:
    """None of a list is a mark of its own; cleared, a list and a level are open again, and saved so."""
    ticks = cell(sheet, "A2")
    ticks.get_by_label("制度").check()
    ticks.get_by_label("None of these is met").check()
    expect(ticks.locator("[data-part=value]")).to_have_value("××")
    expect(ticks.get_by_label("制度")).not_to_be_checked()
    ticks.get_by_role("button", name="Clear").click()
    expect(ticks.locator("[data-part=value]")).to_have_value("")
    cell(sheet, "A9").get_by_role("radio", name=re.compile("^差")).check()
    adds_up(sheet, "4.5", 0)
    cell(sheet, "A9").get_by_role("button", name="Clear").click()
    adds_up(sheet, "0", 0)
    expect(sheet.get_by_text("All changes are saved.")).to_be_visible()
    sheet.reload()
    adds_up(sheet, "0", 0)
    expect(sheet.get_by_role("radio", checked=True)).to_have_count(0)


def test_the_way_to_what_is_open(sheet: Page) -> None:
    """“Next open” leads to the first criterion that still wants something, ready to be typed into."""
    typed(sheet, "A1").fill("9")
    sheet.get_by_role("link", name="Next open").click()
    expect(cell(sheet, "A2").get_by_label("制度")).to_be_focused()
