"""A whole round in the browser: from an empty data folder to the published and sealed result, by four roles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.certificates import certificate
from tests.journeys.at_work import (
    AGENCIES,
    RATERS,
    Opened,
    come_in,
    go,
    hand_in,
    mark,
    office_link,
    open_round,
    open_sheet,
    report,
    sign,
    slips,
    switch_phase,
)
from tests.journeys.conftest import HALL, PHONE
from tests.portal_server import Server, serving

pytestmark = pytest.mark.browser
POINTS = {AGENCIES[0]: (("38", "优", ""), ("36.5", "优", ""), ("20", "良", "责任清单没有公示")),
          AGENCIES[1]: (("40", "优", ""), ("39", "优", ""), ("38.5", "优", ""))}  # fmt: skip


@pytest.fixture(params=["https on sqlite", pytest.param("hall on postgresql", marks=pytest.mark.postgres)])
def server(request: pytest.FixtureRequest, data: Path) -> Iterator[Server]:
    """Run the portal on an empty data folder: with a certificate, or in plain HTTP under a name of the hall's own."""
    if request.param.endswith("sqlite"):
        cert, key = certificate(data.parent / "certificate")
        with serving(data, "--tls-cert", str(cert), "--tls-key", str(key)) as running:
            yield running
    else:
        options = ("--address", "0.0.0.0", "--hall-network", "--host", HALL)  # noqa: S104 - a hall is not this machine
        with serving(data, *options, database=request.getfixturevalue("postgres_database")) as running:
            yield running


def test_from_an_empty_folder_to_the_published_result(  # noqa: PLR0915 - a round has many steps
    server: Server, opened: Opened, tmp_path: Path
) -> None:
    """Two agencies report, three members mark on phones, the office decides and publishes, and seals the round."""
    way_in = office_link(server.output)
    origin = way_in.link.partition("/in/")[0]
    office = come_in(opened, way_in)
    assert office.evaluate("isSecureContext") is origin.startswith("https")
    open_round(office, tmp_path)
    switch_phase(office, "Submission of reports")
    given = slips(office)

    desks = {agency: come_in(opened, given[agency]) for agency in AGENCIES}
    for desk in desks.values():
        report(desk, tmp_path)
    go(office, "agencies/agency2/report-of/")
    office.get_by_label("What has to be put right").fill("请补充场次的统计口径")
    office.get_by_role("button", name="Return the report").click()
    second = desks[AGENCIES[1]]
    go(second, "my-report/")
    expect(second.get_by_text("请补充场次的统计口径")).to_be_visible()
    second.get_by_role("link", name="Go on with the report").click()
    second.get_by_label("Text of the report").fill("一年来，本单位开展普法课十二场，按到场签到统计。")
    hand_in(second)
    for agency in ("agency1", "agency2"):
        go(office, f"agencies/{agency}/report-of/")
        office.get_by_role("button", name="Accept the report").click()

    switch_phase(office, "Evaluation at the meeting")
    for at, rater in enumerate(RATERS):
        phone = come_in(opened, given[rater], viewport=PHONE)
        for agency in AGENCIES:
            open_sheet(phone, agency)
            mark(phone, *POINTS[agency][at])
            sign(phone)
    go(office, "matrix/")
    expect(office.get_by_role("cell", name="missing")).to_have_count(0)

    switch_phase(office, "Computation and decision")
    go(office, "standings/")
    rows = [row.inner_text().split("\t") for row in office.locator("tbody tr").all()]
    assert [row[:4] for row in rows] == [["1", AGENCIES[1], "99.17", "优秀"], ["2", AGENCIES[0], "88.17", "合格"]]

    watcher = come_in(opened, given["监督员甲"])
    expect(watcher.get_by_role("heading", level=1)).to_have_text("Journal")
    assert "99.17" not in watcher.content()
    stranger = opened(f"{origin}/r/hall-2026/public/")
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Sign in")

    go(office, "decision/")
    office.get_by_label("Deciding body").fill("示例县普法工作领导小组")
    office.get_by_label("Day of the decision").fill("2026-11-20")
    office.get_by_label("Number of the minutes").fill("〔2026〕3号")
    office.get_by_label("Decide the computed grade").check()
    office.get_by_role("button", name="Keep the decision").click()
    go(office, "publication/")
    for stage in ("For approval", "Internal", "Letters to the agencies", "Publication for everybody"):
        office.get_by_role("button", name=f"Give out {stage}").click()
        expect(office.get_by_role("button", name=f"Give out once more {stage}")).to_be_visible()

    first = desks[AGENCIES[0]]
    go(first, "my-result/")
    expect(first.get_by_text("合格").first).to_be_visible()
    stranger.goto(f"{origin}/r/hall-2026/public/")
    assert stranger.locator("h2:has-text('优秀') + ul").inner_text().strip() == AGENCIES[1]
    assert "99.17" not in stranger.content()

    go(office, "close/")
    office.get_by_label("I know that this cannot be undone").check()
    office.get_by_role("button", name="Close and seal the round").click()
    office.get_by_role("button", name="Try the seal").click()
    expect(office.get_by_text("Everything is as it was, and the results come out the same.")).to_be_visible()
