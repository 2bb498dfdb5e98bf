"""Events as they are written into round.yaml."""

from __future__ import annotations

import pytest

from rubrics import Document, Problems, build
from scoring.rounds.events import KINDS, Corrected, Event


def event(**kind: object) -> Event:
    """Return an event of a day, with a reason."""
    return build(Event, Document("round.yaml", {"date": "2026-05-01", "reason": "机构改革", **kind}, {}))


def test_every_kind() -> None:
    """Each is written under its own word."""
    agency, rater = {"agency": "a"}, {"rater": "j1"}
    written = {
        "renamed": {**agency, "name": "新局"},
        "withdrawn": agency,
        "replaced": {**rater, "by": {"id": "j9", "name": "九"}, "since": "a", "sheets": "valid"},
        "assigned": {**rater, "agencies": ["a"], "methods": ["site_visit"]},
        "recused": {**rater, **agency},
        "absent": rater,
        "corrected": {"text": "0123ABCD", "scoring": "FFFFFFFF"},
    }
    assert tuple(written) == KINDS
    for kind, value in written.items():
        held = event(**{kind: value})
        assert [name for name in KINDS if getattr(held, name) is not None] == [kind]
        assert (held.date, held.reason) == ("2026-05-01", "机构改革")


@pytest.mark.parametrize("missing", ["date", "reason"])
def test_no_event_without_day_and_reason(missing: str) -> None:
    """Both are printed on the report."""
    value = {"date": "2026-05-01", "reason": "请假", "absent": {"rater": "j1"}}
    del value[missing]
    with pytest.raises(Problems) as caught:
        build(Event, Document("round.yaml", value, {}))
    assert [(item.code, item.place.path) for item in caught.value.items] == [("SHAPE-MISSING", missing)]


@pytest.mark.parametrize(("written", "read"), [("89abcdef", "89ABCDEF"), (12345678, "12345678")])
def test_a_fingerprint(written: object, read: str) -> None:
    """Its letters may be small; eight digits are a number in the file."""
    held = event(corrected={"text": written, "scoring": written})
    assert held.corrected == Corrected(text=read, scoring=read)


@pytest.mark.parametrize("written", ["89ABCDE", "89ABCDEFG", "89ABCDEG", 1234567, True, None, ["89ABCDEF"]])
def test_what_is_no_fingerprint(written: object) -> None:
    """Anything but eight hexadecimal digits."""
    with pytest.raises(Problems) as caught:
        event(corrected={"text": written, "scoring": "89ABCDEF"})
    assert [(item.code, item.place.path) for item in caught.value.items] == [("SHAPE-VALUE", "corrected.text")]
