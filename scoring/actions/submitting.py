"""Handing a report in: the draft becomes submissions/<agency>/ with its files; what it replaces lies under earlier/.

A receipt is the moment, who handed in, and one SHA-256 over the list of the SHA-256 of every file (checksums.txt),
form.yaml with all answers among them: what `sha256sum -c` checks in an exported folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from rubrics import Place, Problem, Problems, say
from scoring.actions.desks import Desk
from scoring.actions.draft_checks import built_from, faults_of
from scoring.actions.drafting import Draft, draft_of
from scoring.actions.intakes import moment_of
from scoring.actions.journal import note
from scoring.actions.receipts import Version
from scoring.actions.records import write
from scoring.actions.refilling import refill
from scoring.actions.reporting import EARLIER, NAME, home_of, kept_files, read_kept, records_of, versions_within
from scoring.actions.uploads import keep_text
from scoring.folder.handed_in import TEXT_FILE, same
from scoring.storage import files
from scoring.storage.models import Round
from submissions import Receipt, Submission, inside, write_submission

ANSWERS_FILE, CHECKSUMS_FILE = "form.yaml", "checksums.txt"
Kept = dict[str, tuple[str, int]]


@dataclass(frozen=True)
class HandedIn:
    """What became of a hand-in: the number of its receipt, counted from 1, and whether anything was new."""

    number: int
    new: bool


def begin(desk: Desk) -> Draft:
    """Return an agency's draft; where it has none, one that says what it handed in before."""
    draft = draft_of(desk.round, desk.agency)
    if draft.begun:
        return draft
    held = kept_files(desk.round, desk.agency)
    if NAME in held:
        with transaction.atomic():
            refill(desk, held)
        draft = draft_of(desk.round, desk.agency)
        if draft.report:
            keep_text(draft.report)
    return draft


def submit(desk: Desk) -> HandedIn:
    """Hand an agency's draft in.

    Raises Problems with all that is missing or wrong, each at its field; or that what was handed in is accepted
    already: it is returned before it is replaced.
    """
    draft = draft_of(desk.round, desk.agency)
    made, faults = faults_of(desk, draft, real=True)
    if faults:
        raise Problems(fault.problem for fault in faults)
    brought: Kept = {name: (upload.sha256, upload.size) for name, upload in made.uploads.items()}
    if draft.report and draft.report.text:
        brought[TEXT_FILE] = (draft.report.text, files.where(draft.report.text).stat().st_size)
    answers = made.submission()
    kept = _sealed(desk, answers, brought)
    with transaction.atomic():
        locked = Round.objects.select_for_update().get(pk=desk.round.pk)
        now = records_of(locked, desk.agency)
        before = read_kept(now[NAME].sha256) if NAME in now else None
        if before is not None and before.status == "accepted":
            raise Problems([Problem("SUBMISSION-ACCEPTED", Place(desk.name), _ACCEPTED, _RETURN)])
        number = max(versions_within(now), default=0) + 1
        if before is not None and before.status == "submitted":
            held = {name: record.sha256 for name, record in now.items()}
            if same(_by_bytes(before, held), _by_bytes(answers, {name: sha256 for name, (sha256, _) in kept.items()})):
                return HandedIn(number, new=False)
        number += before is not None
        home = home_of(desk.agency)
        own = {name: record for name, record in now.items() if not name.startswith(f"{EARLIER}/")}
        aside = {f"{home}{EARLIER}/{number - 1:04}/{name}": (held.sha256, held.size) for name, held in own.items()}
        written = {**aside, **{f"{home}{name}": item for name, item in kept.items()}}
        write(locked, desk.person, desk.at, written, [held.path for held in own.values() if held.path not in written])
        note(
            locked, desk.person, say("“{agency}” handed in its report (no. {n}).", agency=desk.name, n=number), desk.at
        )
    desk.round.refresh_from_db()
    return HandedIn(number, new=True)


def changed_since(desk: Desk, before: Version, draft: Draft) -> bool:
    """Return whether a draft says anything else than a version that was handed in."""
    try:
        made = built_from(desk, draft)
    except Problems:
        return True
    now = _by_bytes(made.submission(), {name: upload.sha256 for name, upload in made.uploads.items()})
    return not same(_by_bytes(before.submission, {name: file.sha256 for name, file in before.files.items()}), now)


def _by_bytes(said: Submission, held: Mapping[str, str]) -> Submission:
    """Return a submission that calls its files by their SHA-256 (`held`, by name): a folder may name them otherwise."""

    def called(file: str | None) -> str | None:
        return held.get(inside(file) or "", file) if file else None

    report = said.report.model_copy(update={"file": called(said.report.file), "sha256": None, "text_file": None})
    evidence = (
        piece.model_copy(update={"file": called(piece.file), "sha256": None if piece.file else piece.sha256})
        for piece in said.evidence
    )
    return said.model_copy(update={"report": report, "evidence": tuple(evidence)})


def _sealed(desk: Desk, answers: Submission, brought: Kept) -> Kept:
    """Return all files of a hand-in as they are kept, the receipt within submission.yaml."""
    kept: Kept = {**brought, ANSWERS_FILE: files.keep(write_submission(answers).encode())}
    sums = "".join(f"{sha256}  {name}\n" for name, (sha256, _) in sorted(kept.items())).encode()
    seal = hashlib.sha256(sums).hexdigest()
    by = desk.person.name if desk.person else "—"
    received = Receipt(at=moment_of(desk.at), by=by, file=CHECKSUMS_FILE, sha256=seal)
    whole = write_submission(answers.model_copy(update={"received": received}))
    return {**kept, CHECKSUMS_FILE: files.keep(sums), NAME: files.keep(whole.encode())}


_ACCEPTED = say("the agency's submission has been accepted already.")
_RETURN = say("Ask the office to return it first, if something in it must be changed.")
