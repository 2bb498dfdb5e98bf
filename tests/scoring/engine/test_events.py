"""Every kind of event in words, with agencies' names and raters' seats."""

from __future__ import annotations

from typing import Any

from scoring.engine.events import event_words
from tests.scoring.engine.test_results import PUBLIC, found

EVENTS: list[dict[str, Any]] = [
    {"renamed": {"agency": "a", "name": "甲委"}},
    {"renamed": {"agency": "a", "name": "甲办"}},
    {"withdrawn": {"agency": "c"}},
    {"replaced": {"rater": "j1", "by": {"id": "j4", "name": "四"}, "since": "b", "sheets": "valid"}},
    {"replaced": {"rater": "j2", "by": {"id": "j3", "name": "三"}, "since": "b", "sheets": "void"}},
    {"assigned": {"rater": "j4", "agencies": ["b", "c"]}},
    {"assigned": {"rater": "j3", "methods": ["site_visit", "document_review"]}},
    {"assigned": {"rater": "j3"}},
    {"recused": {"rater": "j3", "agency": "b"}},
    {"absent": {"rater": "j4", "agencies": ["b"], "methods": ["interview"]}},
    {"absent": {"rater": "j4"}},
    {"corrected": {"text": "0123ABCD", "scoring": "89ABCDEF"}},
]


def test_every_kind_of_event() -> None:
    """What was changed, for whom, and from when on."""
    dated = [{"date": f"2026-03-{day:02}", "reason": "原因", **event} for day, event in enumerate(EVENTS, start=1)]
    held = found({}, PUBLIC, {}, events=dated)
    assert [event_words(held, event).render() for event in held.round.events] == [
        "甲局 renamed to 甲委",
        "甲委 renamed to 甲办",
        "丙局 withdrew",
        "评议团1 replaced by 评议团1′ from 乙局 on, earlier sheets count",
        "评议团2 replaced by 评议团2′ from 乙局 on, earlier sheets are void",
        "评议团1′ is assigned to: 乙局, 丙局; other marks are set aside",
        "评议团2′ is assigned to: site visit, document review; other marks are set aside",
        "评议团2′ is assigned to: everything; other marks are set aside",
        "评议团2′ recused for 乙局",
        "评议团1′ absent: 乙局, interview",
        "评议团1′ absent: everything still awaited",
        "wording of the rubric corrected, text fingerprint 0123ABCD before",
    ]
