"""The papers of a round folder's count, read together: intakes, issues, ballots, spot checks, visits, forms."""

from __future__ import annotations

from pathlib import Path

from rubrics import Problems
from scoring.folder.ballots import read_ballots
from scoring.folder.evaluating import EvaluatedFolder
from scoring.folder.intakes import read_issues
from scoring.folder.spot_checks import read_spot_checks
from scoring.folder.visits import read_visits
from scoring.reports.counting.accounts import Accounts


def accounts_of(read: EvaluatedFolder, root: Path) -> Accounts:
    """Return the papers of a folder's count. Raises Problems where one of their files cannot be read."""
    held = read.folder
    visits, faults = read_visits(root, held.round)
    if faults:
        raise Problems(faults)
    received = {agency: handed_in.received for agency, handed_in in held.submissions.items()}
    return Accounts(
        read.results,
        held.intakes,
        read_issues(root),
        tuple(read_ballots(root).values()),
        read_spot_checks(root),
        frozenset(record.issue for record in visits),
        {agency: receipt.issue for agency, receipt in received.items() if receipt and receipt.issue},
    )
