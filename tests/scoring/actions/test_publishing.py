"""Publication by stages: files kept as records, what they were made from, and taking a stage back."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from rubrics import Problems
from tests.portal_data import data_folder

data_folder()

from scoring.actions.deciding import release
from scoring.actions.publishing import (
    as_given_out,
    give_out,
    given_file,
    letter_of,
    public_records,
    published_list,
    stages,
    take_back,
)
from scoring.actions.records import change, content, current
from scoring.actions.results import outcome_of, sources
from scoring.engine.version import VERSION
from scoring.rounds.calendar import Phase
from scoring.storage import files
from scoring.storage.models import JournalLine, Role, Round
from tests.portal_people import somebody
from tests.settled_round import decided_round, give, marked_round

pytestmark = pytest.mark.usefixtures("db")
NOW = timezone.now()


def names(round_: Round, stage: str) -> list[str]:
    """Return the names of the files of a stage."""
    return next(
        [given.name(record) for record in given.files]
        for given in stages(round_, outcome_of(round_))
        if given.stage == stage
    )


def refused(round_: Round, stage: str, seen: str = "") -> list[str]:
    """Return the codes of why a stage cannot be given out."""
    with pytest.raises(Problems) as caught:
        give_out(round_, stage, seen or outcome_of(round_).figures, None, NOW, str)
    return [problem.code for problem in caught.value.items]


def test_every_stage_keeps_its_files() -> None:
    """送审, 内部, letters to all who take part, the public list; each with the list of what it was made from."""
    round_ = give(decided_round(), "approval", "internal", "letters", "public")
    agencies = sorted(outcome_of(round_).results.round.names)
    lists = [f"demo-2026-public-list.{kind}" for kind in ("csv", "docx", "xlsx")]
    assert {stage: names(round_, stage) for stage in ("approval", "internal", "letters", "public")} == {
        "approval": [*lists, "demo-2026-ranked-sheet.xlsx", "records.txt"],
        "internal": ["demo-2026-internal-details.xlsx", "demo-2026-key-of-seats.xlsx", "records.txt"],
        "letters": [*(f"demo-2026-letters/{agency}.docx" for agency in agencies), "records.txt"],
        "public": [*lists, "records.txt"],
    }


def test_a_publication_says_what_it_was_made_from() -> None:
    """The list of sources, the figures, the engine, who and when; the journal counts files and names no score."""
    round_, office = decided_round(), somebody(Role.OFFICE)
    listed, figures = sources(round_), outcome_of(round_).figures
    made = give_out(round_, "approval", figures, office, NOW, str)
    assert (made.records, made.figures, made.engine, made.by, made.at, made.panel) == (
        hashlib.sha256(listed).hexdigest(), figures, VERSION, office, NOW, "",
    )  # fmt: skip
    assert content(round_, "published/approval/records.txt") == listed
    line = JournalLine.objects.latest("pk")
    assert (line.text, line.values) == ("The ranked sheet for approval was given out: {n} files.", {"n": 4})


def test_what_is_given_out_are_the_figures_of_the_round() -> None:
    """The ranked sheet holds the total and rank of every agency as the standings show them."""
    round_ = give(decided_round(), "approval")
    data = content(round_, "published/approval/demo-2026-ranked-sheet.xlsx")
    assert data is not None
    book = load_workbook(io.BytesIO(data), data_only=True)
    held = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    outcome = outcome_of(round_)
    assert {item.name for item in outcome.results.standings} - held == set()
    figures = {float(outcome.results.shown(item.score)) for item in outcome.results.standings if item.score}
    values = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert figures - values == set()


def test_only_the_internal_stage_lets_the_panel_see() -> None:
    """What panel members see is a matter of that stage alone."""
    round_ = give(decided_round(), "internal", "letters", panel="marks")
    assert {item.stage: item.panel for item in round_.publications.all()} == {"internal": "marks", "letters": ""}


def test_a_stage_given_out_again_replaces_its_files() -> None:
    """Files of other names (another language) do not stay behind; the other stages do; both publications are kept."""
    round_ = give(decided_round(), "approval", "public")
    chinese = {"{round}-ranked-sheet.xlsx": "{round}-送审表.xlsx"}
    give_out(round_, "approval", outcome_of(round_).figures, None, NOW, lambda text: chinese.get(text, text))
    assert names(round_, "approval") == [
        *(f"demo-2026-public-list.{kind}" for kind in ("csv", "docx", "xlsx")), "demo-2026-送审表.xlsx", "records.txt",
    ]  # fmt: skip
    assert len(names(round_, "public")) == 4
    assert round_.publications.filter(stage="approval").count() == 2


def test_a_stage_says_when_the_figures_changed_since() -> None:
    """Remarks are told in letters: after another one, what was given out is no longer as now."""
    round_ = give(decided_round(), "letters", "public")
    assert [given.as_now for given in stages(round_, outcome_of(round_))] == [False, False, True, True]
    release(round_, None, NOW, "court", (("", "好。"),))
    assert [given.as_now for given in stages(round_, outcome_of(round_))] == [False] * 4


@pytest.mark.parametrize(("stage", "codes"), [("letters", ["GIVEN-OUT-EARLY"]), ("public", ["GIVEN-OUT-EARLY"])])
def test_agencies_and_the_public_are_told_decided_grades_alone(stage: str, codes: list[str]) -> None:
    """Before the decision neither is given out, and nothing is written."""
    round_ = marked_round()
    before = current(round_).keys()
    assert (refused(round_, stage), current(round_).keys()) == (codes, before)


def test_what_the_office_did_not_see_is_not_given_out() -> None:
    """Figures that changed since the page was made are refused."""
    assert refused(decided_round(), "approval", "0" * 64) == ["ROUND-CHANGED"]


def test_a_stage_is_taken_back_with_a_reason() -> None:
    """Nobody sees it any more; its files are no current records, but their versions stay."""
    round_, office = give(decided_round(), "public"), somebody(Role.OFFICE)
    paths = [record.path for record in current(round_).values() if record.path.startswith("published/")]
    take_back(round_, "public", office, NOW, " 名称有误 ")
    assert (public_records(round_), [given.publication for given in stages(round_, outcome_of(round_))]) == (
        (), [None] * 4,
    )  # fmt: skip
    assert sorted(round_.records.filter(path__startswith="published/").values_list("path", flat=True)) == paths
    taken = round_.publications.get()
    assert (taken.back, taken.back_by, taken.back_why) == (NOW, office, "名称有误")
    line = JournalLine.objects.latest("pk")
    assert (line.text, line.values) == ("The published result was taken back: {why}", {"why": "名称有误"})


@pytest.mark.parametrize(
    ("stage", "why", "code"), [("letters", "因", "GIVEN-OUT-NOT"), ("public", " ", "REASON-MISSING")]
)
def test_taking_back_asks_for_a_stage_and_a_reason(stage: str, why: str, code: str) -> None:
    """What is not given out cannot be taken back, and nothing can without a reason."""
    round_ = give(decided_round(), "public")
    with pytest.raises(Problems) as caught:
        take_back(round_, stage, None, NOW, why)
    assert [problem.code for problem in caught.value.items] == [code]


def test_files_are_found_by_stage_and_name() -> None:
    """An agency's letter is its own; the public files leave out the list of what they were made from."""
    round_ = give(decided_round(), "letters", "public")
    letter = letter_of(round_, "court")
    assert letter is not None
    assert letter.path == "published/letters/demo-2026-letters/court.docx"
    assert given_file(round_, "letters", "demo-2026-letters/court.docx") == letter
    assert (letter_of(round_, "ourt"), given_file(round_, "public", "court.docx")) == (None, None)
    assert [record.path for record in public_records(round_)] == [
        f"published/public/demo-2026-public-list.{kind}" for kind in ("csv", "docx", "xlsx")
    ]


def test_the_public_list_stays_as_it_was_published() -> None:
    """An agency's other name does not change what was published."""
    round_ = give(decided_round(Phase.PUBLISH), "public")
    publication = round_.publications.get()
    before = published_list(publication, str)

    def rename(root: Path) -> None:
        text = (root / "round.yaml").read_text("utf-8")
        (root / "round.yaml").unlink()
        (root / "round.yaml").write_text(text.replace("示例市教育局", "示例市教育委员会"), "utf-8")

    change(round_, None, NOW, rename)
    assert published_list(publication, str) == before
    assert "示例市教育局" in before.blocks[0].names


def test_versions_that_are_gone_are_told() -> None:
    """Where the bytes of a source are not here any more, the page says so and does not break."""
    publication = give(decided_round(), "letters").publications.get()
    publication.records = "0" * 64
    with pytest.raises(Problems) as caught:
        as_given_out(publication)
    assert [problem.code for problem in caught.value.items] == ["GIVEN-OUT-GONE"]
    assert files.where("0" * 64).exists() is False
