"""Official figure skating protocols as round folders: how a segment is written as a rubric, and where its files go.

Data: 1,726 performances of 152 segments, October 2016 to December 2017, from the protocols of the International
Skating Union, collected by BuzzFeedNews/figure-skating-scores (CC BY 4.0). Rule: of the marks given drop one highest
and one lowest, mean, rounded half up to 0.01; times the factor, rounded again; the segment's score is elements plus
components less deductions; equal scores are parted by components (free programmes) or by elements (short ones).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from rubrics import write

# Beside the checkout, and never committed.
DATA = Path(__file__).parents[3] / "shared" / "cases" / "skating"
JUDGES = tuple(f"J{number}" for number in range(1, 10))
NO_MARK = "0.0"
CENTS = {"places": 2, "mode": "half_up"}


@dataclass(frozen=True)
class Component:
    """One row of the component file: nine marks and the official mark of the panel."""

    id: str
    title: str
    factor: Decimal
    marks: tuple[str, ...]
    panel: Decimal


@dataclass(frozen=True)
class Performance:
    """One row of the performance file, with its five components."""

    id: str
    name: str
    rank: int
    total: Decimal
    elements: Decimal
    component_total: Decimal
    deductions: Decimal
    components: tuple[Component, ...]


@dataclass(frozen=True)
class Segment:
    """One programme of one competition."""

    competition: str
    programme: str
    performances: tuple[Performance, ...]

    @property
    def free(self) -> bool:
        """Whether this is a free programme, where components part equal scores."""
        return "FREE" in self.programme


def segments() -> Iterator[Segment]:
    """Yield all segments in the order of the file."""
    components: dict[str, list[Component]] = {}
    for row in _rows("fs_components.csv"):
        components.setdefault(row["performance_id"], []).append(_component(row))
    grouped: dict[tuple[str, str], list[Performance]] = {}
    for row in _rows("fs_performances.csv"):
        performance = _performance(row, tuple(sorted(components[row["performance_id"]], key=lambda item: item.id)))
        grouped.setdefault((row["competition"], row["program"]), []).append(performance)
    for (competition, programme), performances in grouped.items():
        yield Segment(competition, programme, tuple(performances))


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _component(row: dict[str, str]) -> Component:
    title = row["component"]
    return Component(
        title.split()[0].lower(),
        title,
        Decimal(row["factor"]),
        tuple(row[judge] for judge in JUDGES),
        Decimal(row["official_panel_mark"]),
    )


def _performance(row: dict[str, str], components: tuple[Component, ...]) -> Performance:
    return Performance(
        row["performance_id"],
        row["name"],
        int(row["rank"]),
        Decimal(row["total_segment_score"]),
        Decimal(row["total_element_score"]),
        Decimal(row["total_component_score"]),
        Decimal(row["total_deductions"]),
        components,
    )


def rubric(segment: Segment) -> dict[str, object]:
    """Return the segment's rules as a rubric."""
    return {
        "pingyi": 1,
        "id": "skating",
        "title": f"{segment.competition} {segment.programme}",
        "basis": "ISU Special Regulations and Technical Rules, season 2016/17 and 2017/18",
        "rounding": CENTS,
        "rank": {"by": "exact", "ties": ["components" if segment.free else "elements"], "share": True},
        "subtract": {"from": "deductions"},
        "parts": [
            {"id": "elements", "title": "Total element score", "given": {"from": "elements"}},
            {
                "id": "components",
                "title": "Total component score",
                "by": "judges",
                "parts": [
                    {
                        "id": f"{component.id}.factored",
                        "title": f"{component.title}, factored",
                        "factor": component.factor,
                        "round": CENTS,
                        "criteria": [
                            {
                                "id": component.id,
                                "title": component.title,
                                "points": 10,
                                "marking": {"points": {"step": Decimal("0.25")}},
                                "pool": {"trimmed_mean": {"drop": 1, "when_more_than": 2}},
                                "round": CENTS,
                            }
                        ],
                    }
                    for component in segment.performances[0].components
                ],
            },
        ],
    }


def write_folder(segment: Segment, folder: Path) -> None:
    """Write the segment as an ordinary round folder."""
    for name in ("imports", "sheets"):
        (folder / name).mkdir(parents=True)
    round_ = {
        "pingyi": 1,
        "id": "segment",
        "title": f"{segment.competition} {segment.programme}",
        "organizer": "International Skating Union",
        "rubric": "rubric.yaml",
        "agencies": [{"id": item.id, "name": item.name} for item in segment.performances],
        "groups": [
            {"id": "judges", "title": "Judges", "members": [{"id": judge, "name": judge} for judge in JUDGES]},
        ],
    }
    (folder / "round.yaml").write_text(write(round_), encoding="utf-8")
    (folder / "rubric.yaml").write_text(write(rubric(segment)), encoding="utf-8")
    elements = [(item.id, str(item.elements)) for item in segment.performances]
    deductions = [(item.id, str(item.deductions)) for item in segment.performances]
    _write(folder / "imports" / "elements.csv", ("agency", "value"), elements)
    _write(folder / "imports" / "deductions.csv", ("agency", "value"), deductions)
    ids = [component.id for component in segment.performances[0].components]
    marks = [
        (item.id, judge, *("缺席" if c.marks[seat] == NO_MARK else c.marks[seat] for c in item.components))
        for item in segment.performances
        for seat, judge in enumerate(JUDGES)
    ]
    _write(folder / "sheets" / "marks.csv", ("agency", "rater", *ids), marks)


def _write(file: Path, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([header, *rows])
