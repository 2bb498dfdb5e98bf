"""What a round may not say about the places that are visited, and about the order of reporting."""

from __future__ import annotations

from tests.scoring.rounds.test_rules import faults, rubric

AGENCIES = [{"id": "a", "name": "甲局", "presents": 1}, {"id": "b", "name": "乙局", "presents": 2}]
GROUPS = [{"id": "panel", "title": "评议团", "members": [{"id": "j1", "name": "一"}]}]


def site(id_: str, agency: str = "a", **more: str) -> dict[str, str]:
    """Return a site of round.yaml."""
    return {"id": id_, "agency": agency, "place": "街道办事处", **more}


def test_sound_sites() -> None:
    """Several sites of one agency, one of them for one group."""
    sites = [site("s1"), site("s2", group="panel"), site("s3", "b", date="2026-05-01")]
    assert faults(rubric(), agencies=AGENCIES, groups=GROUPS, sites=sites) == []


def test_a_site_belongs_to_the_round() -> None:
    """Its agency and its group are known, and its id is its own whatever the case."""
    sites = [site("s1", "z"), site("s2", group="others"), site("S2")]
    assert [(code, path) for code, path, _ in faults(rubric(), agencies=AGENCIES, groups=GROUPS, sites=sites)] == [
        ("ROUND-UNKNOWN", "sites[0].agency"),
        ("ROUND-UNKNOWN", "sites[1].group"),
        ("SITE-TWICE", "sites[2].id"),
    ]


def test_nobody_reports_at_the_same_time() -> None:
    """A place in the order of reporting is one agency's."""
    agencies = [*AGENCIES, {"id": "c", "name": "丙局", "presents": 1}]
    assert faults(rubric(), agencies=agencies, groups=GROUPS) == [
        ("ROUND-ORDER", "agencies[2].presents", "“a” reports as number 1 already.")
    ]
