"""What the four roles do in their browsers, step by step, in the words of the English pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect
from zxingcpp import read_barcodes

Opened = Callable[..., Page]
RUBRIC = """\
pingyi: 1
id: village-hall
title: 示例县普法履职评议
basis: 虚构的示例
total: 100
rounding: {places: 2, mode: half_up}
rank: {by: exact, ties: [panel], share: true}
not_applicable: rescale
grades: {by: exact, bands: [{title: 优秀, from: 90}, {title: 合格, from: 60}, {title: 不合格, from: 0}]}
report: {max_chars: 500}
facts: [{id: classes, title: 普法课场次, unit: 场, min: 0}]
parts:
  - id: panel
    title: 评议团评分
    by: panel
    pool: {mean: {}, quorum: 3, incomplete: leave_out}
    points: 100
    criteria:
      - id: plan
        no: 1
        title: 普法责任清单
        points: 40
        methods: [document_review]
        reason_below: 60%
        marking: {points: {step: 0.5}}
        evidence: [{kind: 文件, required: true}]
      - id: visit
        no: 2
        title: 现场普法
        points: 60
        methods: [site_visit]
        marking:
          levels:
            - {title: 优, points: 60, when: 群众能说出两条以上}
            - {title: 良, points: 50, when: 群众能说出一条}
            - {title: 差, points: 20, when: 群众说不出}
"""
"""A fictional county's rubric: marks in steps with a reason where they are low, levels, a report, evidence."""

SLUG = "hall-2026"
AGENCIES = ("被评议单位1", "被评议单位2")
RATERS = ("评议员1", "评议员2", "评议员3")


@dataclass(frozen=True)
class Slip:
    """What stands on a slip: whose it is, the link and the PIN."""

    name: str
    link: str
    pin: str


def office_link(output: Path) -> Slip:
    """Return the way in that the server printed for the office's first account."""
    found = re.search(r"(https?://\S+/in/\S+)\s+PIN (\d{6})", output.read_text("utf-8"))
    assert found, output.read_text("utf-8")
    return Slip("office", found[1], found[2])


def come_in(opened: Opened, slip: Slip, **options: object) -> Page:
    """Open a personal link and confirm it with the PIN."""
    page = opened(slip.link, **options)
    page.get_by_label("PIN on the slip").fill(slip.pin)
    page.get_by_role("button", name="Yes, it is me: sign in").click()
    return page


def go(page: Page, where: str) -> None:
    """Go to a page of the round."""
    origin = re.match(r"https?://[^/]+", page.url)
    assert origin is not None
    page.goto(f"{origin[0]}/r/{SLUG}/{where}")


def open_round(page: Page, folder: Path, rubric: str = RUBRIC) -> None:
    """Let the office open a round with a rubric of its own."""
    file = folder / "rubric.yaml"
    file.write_text(rubric, encoding="utf-8")
    page.get_by_role("link", name="New round").first.click()
    page.get_by_label("Title").fill("示例县普法履职评议")
    page.get_by_label("Organizer").fill("示例县普法办公室")
    page.get_by_label("Id, for addresses").fill(SLUG)
    page.get_by_label("Or a file").set_input_files(file)
    page.get_by_role("button", name="Open the round").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("示例县普法履职评议")


def switch_phase(page: Page, phase: str, press: str = "Open") -> None:
    """Let the office open or close a phase now."""
    go(page, "calendar/")
    button = page.get_by_role("button", name=re.compile(f"^{press}.*{phase}"))
    button.click()
    expect(button).to_have_count(0)


def slips(page: Page) -> dict[str, Slip]:
    """Let the office make everybody's account and slip, and return the slips by name."""
    go(page, "people/")
    page.get_by_role("button", name="Make people for all of them").click()
    page.get_by_label("Full name").last.fill("监督员甲")
    page.get_by_role("button", name="Add", exact=True).click()
    go(page, "slips/")
    page.get_by_role("button", name="Make slips").click()
    found = {}
    for item in page.locator(".slip").all():
        said = item.inner_text()
        name, link = said.split("\n")[0].strip(), re.search(r"https?://\S+/in/\S+", said)
        pin = re.search(r"PIN\s+(\d{3})\s?(\d{3})", said)
        assert link, said
        assert pin, said
        # Whoever scans the printed code comes to the same address as whoever types it.
        assert [code.text for code in read_barcodes(Image.open(BytesIO(item.screenshot())))] == [link[0]]
        found[name] = Slip(name, link[0], pin[1] + pin[2])
    return found


PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
"""A PDF of one empty page."""


def report(page: Page, folder: Path) -> None:
    """Let an agency write its report, give evidence, and hand it in."""
    page.get_by_role("button", name="Begin the report").click()
    page.get_by_label("Text of the report").fill("一年来，本单位开展普法课十二场。")
    page.get_by_label("普法课场次").fill("12")
    page.get_by_label("Self-assessment").first.fill("38.5")
    page.get_by_label("Self-assessment").last.select_option(label="优 60")
    file = folder / "普法责任清单.pdf"
    file.write_bytes(PDF)
    page.locator('input[name="file.plan"]').first.set_input_files(file)
    expect(page.get_by_role("link", name=file.name).first).to_be_visible()
    hand_in(page)


def hand_in(page: Page) -> None:
    """Let an agency look its report over and hand it in; the receipt says when."""
    page.get_by_role("button", name="Look it over and hand it in").click()
    page.get_by_label("We looked through everything").check()
    page.get_by_role("button", name="Hand in now").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Receipt")


def open_sheet(page: Page, agency: str) -> None:
    """Let a panel member open the score sheet of an agency."""
    go(page, "mine/")
    page.get_by_role("link", name=agency).click()


def mark(page: Page, points: str, level: str, reason: str = "") -> None:
    """Let a panel member mark both criteria, and wait until the server has every mark."""
    page.get_by_label("Mark: 普法责任清单").fill(points)
    if reason:
        # The field opens by itself where the rubric wants a reason.
        page.get_by_label("Reason: 普法责任清单").fill(reason)
    page.get_by_role("radio", name=level).check()
    saved(page)


def saved(page: Page) -> None:
    """Wait until the page says that nothing is waiting to be sent."""
    expect(page.get_by_text("All changes are saved.")).to_be_visible()


def sign(page: Page) -> None:
    """Let a panel member look a sheet over and sign it."""
    page.get_by_role("link", name="Check and sign").click()
    page.get_by_role("button", name="Sign and submit").click()
    expect(page.get_by_text("signed").first).to_be_visible()
