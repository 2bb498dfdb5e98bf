"""Where figures of imports/ came from."""

from __future__ import annotations

from scoring.rounds.figure_intakes import FiguresIntake, file_name, newest, next_number


def intake(source: str, number: int) -> FiguresIntake:
    """Return a taking-in with this number."""
    return FiguresIntake(
        source=source,
        number=number,
        at="2026-09-01T09:00:00+08:00",
        by="张三",
        file="问卷.xlsx",
        sha256="0a",
        conversion="平均",
        scoring="0b",
        shape="matrix",
        rows=3,
        agencies=2,
        table="0c",
    )


def test_a_later_one_holds() -> None:
    """Each source is numbered by itself, whatever the order of files."""
    held = [intake("survey", 2), intake("daily", 1), intake("survey", 1)]
    assert newest(held) == {"survey": held[0], "daily": held[1]}
    assert [next_number(held, source) for source in ("survey", "daily", "online")] == [3, 2, 1]
    assert file_name(held[0]) == "survey-0002.yaml"
