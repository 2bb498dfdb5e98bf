"""The rubric of the round that uses everything there is: every marking, pool, limit and rule of grades."""

from __future__ import annotations

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
