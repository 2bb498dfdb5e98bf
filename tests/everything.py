"""A round that uses everything there is, written with ASCII signs only: every marking, pool, event and kind of file.

`files()` returns its folder (path -> content). What is Chinese on a screen or in a workbook made of it comes from
the program.
"""

from __future__ import annotations

import csv
import io

from rubrics import Rubric, build, fingerprints, import_sources, parse, read_rubric
from scoring.folder.starting import blank_tables
from scoring.rounds import Round

RUBRIC = """\
pingyi: 1
id: everything
title: Service review
basis: Rules of Example City (2026)
source: example.org
sample: An invented rubric.
total: 100
rounding: {places: 2, mode: half_up}
not_applicable: rescale
rank: {by: shown, ties: [own, {untrimmed: visit}, {best_mark: visit}, {preferred: visit}], share: false}
grades:
  by: shown
  of: all
  per: class
  bands:
    - {title: excellent, from: 85, quota: {share: 20%, round: down, tie: out}}
    - {title: good, from: 75, quota: {number: 2, tie: in}}
    - {title: fair, from: 60}
    - {title: poor, from: 0}
classes: [{id: office, title: offices}, {id: town, title: towns}]
methods: [{id: hearing, title: hearing}]
facts:
  - {id: cases, title: cases reported, unit: cases, min: 0}
  - {id: calls, title: calls answered, unit: percent, min: 0, max: 100}
  - {id: lawsuits, title: lawsuits lost, min: 0}
  - {id: accidents, title: accidents, min: 0}
report: {max_chars: 3000}
parts:
  - id: visit
    title: Visit
    by: panel
    pool: {trimmed_mean: {drop: 1, when_more_than: 3}, quorum: majority, incomplete: rescale}
    floor: 2
    cap: 38
    scale: 30
    criteria:
      - id: A1
        no: 1
        title: Signs
        text: Can a stranger find the counter?
        points: 10
        methods: [site_visit]
        marking: {points: {step: 0.5}}
        evidence: [{kind: photograph, required: true, note: not older than a year}, {kind: address}]
      - id: A2
        title: Notices
        methods: [document_review]
        marking: {levels: [{title: high, points: 8, when: all up to date}, {title: low, points: 3}]}
      - id: A3
        title: Counter
        marking: {checklist: [{title: staffed, points: 2}, {title: heated, points: 2}, {title: open, points: 2}]}
      - {id: A4, title: Leaflets, points: 6, marking: {count: {rated: true, each: 1}}}
      - {id: A5, title: Complaints, points: 10, marking: {deductions: {rated: true, each: 1, floor: 2}}}
      - {id: A6, title: Idea, marking: {bonus: {rated: true, each: 1, cap: 2}}}
      - {id: A7, title: Delay, marking: {penalty: {rated: true, each: 0.5}}}
      - {id: A8, title: Refusal, marking: {veto: {rated: any, score: 0}}}
  - id: own
    title: Own work
    points: 16
    pool:
      groups: {panel: 60, council: 40}
      each: {median: {}, quorum: 1}
      quorum: 2
      empty_group: redistribute
      incomplete: leave_out
    criteria:
      - {id: B1, title: Plans, weight: 60, points: 10}
      - {id: B2, title: Results, weight: 40, points: 5}
  - {id: middle, title: Middle, by: panel, points: 4, pool: {middle_sum: {n: 2, odd: low}}}
  - {id: agreed, title: Agreed, by: council, points: 4, pool: {consensus: {}}, methods: [interview]}
  - {id: heard, title: Heard, by: council, points: 3, factor: 2, pool: {mean: {}, quorum: 2}, methods: [hearing]}
  - id: data
    title: Figures
    factor: {from: difficulty}
    subtract: {from: late}
    floor: 0
    cap: 13
    round: {places: 1, mode: half_even}
    criteria:
      - {id: C1, title: Calls, marking: {bands: {fact: calls, table: [{from: 0, points: 1}, {from: 90, points: 6}]}}}
      - {id: C2, title: Cases, points: 4, marking: {count: {fact: cases, each: 0.5}}}
      - {id: C3, title: Lawsuits, points: 4, marking: {deductions: {fact: lawsuits, each: 2}}}
  - id: public
    title: Public
    criteria:
      - {id: D1, title: Votes, marking: {votes: {from: ratio, rule: leader_ratio, scale: 4, floor: 1}}}
      - id: D2
        title: Ballots
        marking:
          votes:
            from: ballots
            rule: satisfaction
            scale: 4
            options: [{title: yes!, points: 4}, {title: no!, points: 1}]
      - {id: D3, title: Notes, marking: {votes: {from: notes, rule: satisfaction, scale: 5, cap: 4}}}
  - {id: tasks, title: Tasks, for: [office], given: {from: tasks, scale: 11}}
  - {id: roads, title: Roads, for: [town], by: panel, points: 11, pool: {mean: {}}}
  - id: extras
    title: Extras
    cap: 3
    criteria:
      - {id: E1, title: Awards, marking: {bonus: {from: awards, each: 2, cap: 4}}}
      - {id: E2, title: Late reports, marking: {penalty: {fact: lawsuits, each: 1, cap: 3}}}
  - id: limits
    title: Limits
    criteria:
      - {id: F1, title: Accident, marking: {veto: {fact: accidents, grade: fair}}}
      - {id: F2, title: Fraud, marking: {veto: {from: fraud, grade: poor}}}
      - {id: F3, title: Distrust, by: council, marking: {veto: {rated: majority, grade: good}}}
      - {id: F4, title: Disgrace, by: council, marking: {veto: {rated: all, grade: good}}}
"""
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
  - {{id: tax, name: Tax Office, class: office}}
  - {{id: parks, name: Parks Office, class: office}}
  - {{id: water, name: Water Office, class: office}}
  - {{id: trade, name: Trade Office, class: office}}
  - {{id: mint, name: Mint, class: office}}
  - {{id: guards, name: Guards, class: office}}
  - {{id: north, name: North Town, class: town}}
  - {{id: south, name: South Town, class: town}}
  - {{id: east, name: East Town, class: town}}
  - {{id: west, name: West Town, class: town}}
groups:
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
    rubric = read_rubric(RUBRIC, "rubric.yaml")
    round_yaml = ROUND.format(scoring=fingerprints(rubric).short[0])
    round_ = build(Round, parse(round_yaml, "round.yaml"))
    found = {
        "round.yaml": round_yaml.encode(),
        "rubric.yaml": RUBRIC.encode(),
        "decision.yaml": DECISION.encode(),
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
