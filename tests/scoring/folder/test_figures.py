"""intakes/figures/ on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubrics import Problems
from scoring.folder.figures import Original, read_figure_intakes, standing_table, write_figures
from tests.scoring.rounds.test_figure_intakes import intake

GIVEN = Original("问卷.CSV", "单位,评价\n甲,满意\n".encode())


def codes(raised: pytest.ExceptionInfo[Problems]) -> list[tuple[str, str]]:
    """Return code and file of every problem."""
    return [(problem.code, problem.place.file) for problem in raised.value.items]


def test_there_and_back(tmp_path: Path) -> None:
    """What was written is read again, by source and number; a number is given once."""
    first, second = intake("survey", 1), intake("survey", 2).model_copy(update={"replaced": "0d"})
    write_figures(tmp_path, second, GIVEN, b"two", b"one")
    write_figures(tmp_path, first, GIVEN, b"one", None)
    assert read_figure_intakes(tmp_path) == ((first, second), [])
    kept = sorted(path.name for path in (tmp_path / "intakes" / "figures" / "originals").iterdir())
    assert kept == ["0a.csv", "0d.csv"]
    with pytest.raises(Problems) as raised:
        write_figures(tmp_path, first, GIVEN, b"three", None)
    assert codes(raised) == [("INTAKE-TAKEN", "survey-0001.yaml")]
    assert standing_table(tmp_path, "survey") == b"one"


def test_a_table_that_is_open_elsewhere(tmp_path: Path) -> None:
    """Nothing is left of the attempt: a table beside the table would be one too many."""
    imports = tmp_path / "imports"
    imports.mkdir()
    (imports / "survey.csv").write_bytes(b"old")
    (imports / ".~lock.survey.csv#").touch()
    with pytest.raises(Problems) as raised:
        write_figures(tmp_path, intake("survey", 1), GIVEN, b"new", b"old")
    assert codes(raised) == [("FILE-OPEN", (imports / "survey.csv").as_posix())]
    assert sorted(path.name for path in imports.iterdir()) == [".~lock.survey.csv#", "survey.csv"]
    assert read_figure_intakes(tmp_path) == ((), [])


def test_a_workbook_in_imports(tmp_path: Path) -> None:
    """Figures that stand there in a workbook are not doubled."""
    (tmp_path / "imports").mkdir()
    (tmp_path / "imports" / "survey.xlsx").touch()
    with pytest.raises(Problems) as raised:
        standing_table(tmp_path, "survey")
    assert codes(raised) == [("IMPORT-TWICE", "imports/survey.xlsx")]
    assert standing_table(tmp_path, "daily") is None


def test_a_file_under_another_name(tmp_path: Path) -> None:
    """It is told, as is one that cannot be read."""
    write_figures(tmp_path, intake("survey", 1), GIVEN, b"one", None)
    folder = tmp_path / "intakes" / "figures"
    (folder / "survey-0001.yaml").rename(folder / "survey-0003.yaml")
    (folder / "x.yaml").write_text("a: 1\n", "utf-8")
    _, faults = read_figure_intakes(tmp_path)
    assert {problem.place.file for problem in faults} == {
        "intakes/figures/survey-0003.yaml",
        "intakes/figures/x.yaml",
    }
    assert [problem.code for problem in faults if problem.place.file.endswith("3.yaml")] == ["INTAKE-NAME"]


def test_files_of_lines_and_workbooks() -> None:
    """What ends in .csv or .txt is read as lines, everything else as a workbook."""
    assert GIVEN.grids()[0].rows == ((1, {0: "单位", 1: "评价"}), (2, {0: "甲", 1: "满意"}))
    with pytest.raises(Problems) as raised:
        Original("f.pdf", b"%PDF-1.7").grids()
    assert [problem.place.file for problem in raised.value.items] == ["f.pdf"]
