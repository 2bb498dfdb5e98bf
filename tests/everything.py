"""A round that uses everything there is, written with ASCII signs only: every marking, pool, event and kind of file.

`files()` returns its folder (path -> content); `undecided(more)` the same before the decision and with more agencies.
What is Chinese on a screen or in a file made of it comes from the program.
"""

from __future__ import annotations

import csv
import io

from rubrics import Rubric, build, fingerprints, import_sources, parse, read_rubric
from scoring.folder.starting import blank_tables
from scoring.rounds import Round
from tests.everything_rubric import RUBRIC

ROUND = """\
pingyi: 1
id: everything-2026
title: Service review 2026
organizer: Example City Office
period: {{from: 2026-01-01, to: 2026-06-30}}
date: 2026-08-01
source: example.org
fictional: true
rubric: rubric.yaml
agencies:
  - {{id: tax, region: the hill, name: Tax Office, class: office}}
  - {{id: parks, region: the hill, name: Parks Office, class: office}}
  - {{id: water, name: Water Office, class: office}}
  - {{id: trade, name: Trade Office, class: office}}
  - {{id: mint, name: Mint, class: office}}
  - {{id: guards, name: Guards, class: office}}
  - {{id: north, region: the plain, name: North Town, class: town}}
  - {{id: south, region: the plain, name: South Town, class: town}}
  - {{id: east, name: East Town, class: town}}
  - {{id: west, name: West Town, class: town}}
{more}groups:
  - id: panel
    title: Panel
    seat: Member
    members:
      - {{id: p1, name: One, kind: lawyer}}
      - {{id: p2, name: Two}}
      - {{id: p3, name: Three}}
      - {{id: p4, name: Four}}
      - {{id: p5, name: Five}}
  - {{id: council, title: Council, members: [{{id: c1, name: Six}}, {{id: c2, name: Seven}}, {{id: c3, name: Eight}}]}}
assignments:
  - {{rater: p5, agencies: [tax, parks, water, mint, guards, north, south, east, west]}}
recusals:
  - {{rater: p1, agency: mint, reason: worked there}}
  - {{rater: c1, agency: guards, reason: worked there}}
  - {{rater: c2, agency: guards, reason: worked there}}
  - {{rater: c3, agency: guards, reason: worked there}}
not_applicable:
  - {{agency: south, criterion: A2, reason: has no notices}}
events:
  - {{date: 2026-07-01, reason: a new statute, renamed: {{agency: parks, name: Gardens Office}}}}
  - {{date: 2026-07-02, reason: dissolved, withdrawn: {{agency: trade}}}}
  - date: 2026-07-03
    reason: moved away
    replaced: {{rater: p3, by: {{id: p3b, name: Nine}}, since: water, sheets: valid}}
  - date: 2026-07-03
    reason: fell ill
    replaced: {{rater: p4, by: {{id: p4b, name: Ten}}, since: parks, sheets: void}}
  - date: 2026-07-04
    reason: a long way
    assigned: {{rater: p5, agencies: [tax, parks, water, mint, north, south, west]}}
  - {{date: 2026-07-05, reason: related to the director, recused: {{rater: p2, agency: water}}}}
  - {{date: 2026-07-06, reason: a train was late, absent: {{rater: c2, agencies: [north], methods: [hearing]}}}}
  - {{date: 2026-07-07, reason: a typing error, corrected: {{text: '0A0A0A0A', scoring: '{scoring}'}}}}
"""
DECISION = """\
pingyi: 1
body: City Council
date: 2026-08-01
minutes: Minutes 7 of 2026
grades:
  - {agency: tax, proposed: excellent, decided: excellent}
  - {agency: parks, proposed: good, decided: excellent, reason: fire of 2026}
  - {agency: water, proposed: fair, decided: fair, reason: nobody answers}
  - {agency: mint, proposed: poor, decided: poor, reason: an inquest}
  - {agency: guards, proposed: good, decided: good, reason: an inquest}
  - {agency: north, proposed: good, decided: good, reason: an inquest}
  - {agency: south, proposed: good, decided: good, reason: an inquest}
  - {agency: east, proposed: fair, decided: fair, reason: an inquest}
  - {agency: west}
"""
FEEDBACK = """\
pingyi: 1
remarks:
  - {agency: tax, text: Keep the counter as it is.}
  - {agency: tax, about: A4, text: Print fewer leaflets.}
  - {agency: west, about: public, text: Ask more of the people.}
"""
SUBMISSION = """\
pingyi: 1
agency: {agency}
status: accepted
report: {{text: We answered every call.}}
self: {{A1: 9, A2: 8, A3: 6, A4: 6, A5: 10, B1: 9, B2: 5, middle: 4, agreed: 4, heard: 3}}
facts: {{cases: {cases}, calls: 95, lawsuits: {lawsuits}, accidents: {accidents}}}
evidence: [{{criterion: A1, kind: photograph, title: The counter, file: counter.png}}]
"""
MARKS = {
    "A1": "9",
    "A2": "high",
    "A3": "yyy",
    "A4": "6",
    "A5": "1",
    "A6": "0",
    "A7": "0",
    "A8": "no",
    "B1": "9",
    "B2": "4.5",
    "middle": "3.5",
    "agreed": "4",
    "heard": "2.5",
    "roads": "10",
    "F3": "no",
    "F4": "no",
}
# What differs, by agency, rater and criterion; "" for any rater. None leaves the mark out: it is awaited.
OTHERWISE: dict[tuple[str, str, str], str | None] = {
    ("tax", "p1", "A1"): "10",
    ("tax", "p2", "A1"): "7.5",
    ("tax", "p3", "A3"): "y n y",
    ("tax", "", "A6"): "2",
    ("tax", "p1", "A7"): "1",
    ("parks", "p2", "A4"): "absent",
    ("parks", "p3", "A1"): "recused",
    ("water", "", "A6"): "9",
    ("mint", "p2", "A8"): "yes",
    ("guards", "", "F3"): "yes",
    ("north", "", "F3"): "yes",
    ("north", "", "F4"): "yes",
    ("north", "p1", "A1"): "0",
    ("east", "c1", "agreed"): "4",
    ("west", "c2", "agreed"): "3",
    ("west", "p2", "middle"): None,
}
LATE = {"p2": ("water", "A1", "8"), "p4": ("tax", "A1", "8")}
"""Marks that an event sets aside, by rater."""
FIGURES = {
    "difficulty": {"": "1", "tax": "1.1", "parks": "0.9"},
    "late": {"": "0", "mint": "20", "parks": "0.25"},
    "tasks": {"": "10.5", "water": "9.9"},
    "awards": {"": "0", "tax": "3", "south": "1", "east": "1"},
    "fraud": {"": "no", "mint": "yes"},
    "ratio": {"": "80", "tax": "100", "mint": "5"},
}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001010000000037"
    "6ef9240000000a49444154789c636000000002000148afa4710000000049454e44ae426082"
)


def files() -> dict[str, bytes]:
    """Return the round folder."""
    return {**undecided(), "decision.yaml": DECISION.encode()}


def undecided(more: int = 0) -> dict[str, bytes]:
    """Return the round folder without its decision, and with `more` further towns, each of a region of its own."""
    rubric = read_rubric(RUBRIC, "rubric.yaml")
    towns = (f"  - {{id: t{at}, name: Town {at}, class: town, region: shore {at}}}\n" for at in range(more))
    round_yaml = ROUND.format(scoring=fingerprints(rubric).short[0], more="".join(towns))
    round_ = build(Round, parse(round_yaml, "round.yaml"))
    found = {
        "round.yaml": round_yaml.encode(),
        "rubric.yaml": RUBRIC.encode(),
        "feedback.yaml": FEEDBACK.encode(),
        **_tables(rubric, round_),
    }
    for agency in round_.names:
        facts = {"cases": 9, "lawsuits": int(agency == "west"), "accidents": int(agency == "south")}
        found[f"submissions/{agency}/submission.yaml"] = SUBMISSION.format(agency=agency, **facts).encode()
        found[f"submissions/{agency}/counter.png"] = PNG
    return found


def _tables(rubric: Rubric, round_: Round) -> dict[str, bytes]:
    blank = blank_tables(rubric, round_)
    header, *rows = csv.reader(io.StringIO(blank["sheets/marks.csv"].decode("utf-8-sig")))
    marks = [header]
    for agency, rater, criterion, *_ in rows:
        mark = OTHERWISE.get((agency, rater, criterion), OTHERWISE.get((agency, "", criterion), MARKS[criterion]))
        marks += [] if mark is None else [[agency, rater, criterion, mark, ""]]
    marks += [[agency, rater, criterion, mark, "late"] for rater, (agency, criterion, mark) in LATE.items()]
    tables = {"sheets/marks.csv": _csv(marks)}
    for source in import_sources(rubric):
        columns, *agencies = csv.reader(io.StringIO(blank[f"imports/{source}.csv"].decode("utf-8-sig")))
        if source in FIGURES:
            values = [[agency, FIGURES[source].get(agency, FIGURES[source][""])] for agency, *_ in agencies]
        else:
            values = [[agency, "4", "9"] for agency, *_ in agencies]
        tables[f"imports/{source}.csv"] = _csv([columns, *values])
    return tables


def _csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()
