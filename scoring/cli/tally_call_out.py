"""pingyi tally --call-out: the list from which scores are called out, written to a file."""

from __future__ import annotations

from pathlib import Path

from rubrics import say
from scoring.cli.report import findings_of, show_written
from scoring.folder import Reading, evaluate_folder, write_file
from scoring.reports.counting.call_out import call_out_name, write_call_out


def write_call_out_list(folder: Path, output: Path | None) -> None:
    """Write the call-out list of a round and say where it is. Raises Problems with all faults of the folder."""
    read = evaluate_folder(folder, Reading.FIGURES)
    findings = findings_of(read)
    target = output or folder / "out" / call_out_name(findings)
    written = write_file(target, lambda stream: write_call_out(findings, read.folder.intakes, stream))
    show_written(say("Written: {file}"), written)
