"""Files that agencies bring: looked at by their content, refused when empty, damaged or too large, kept once.

The journal says nothing of them: they belong to a draft until it is handed in.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from rubrics import Message, Place, Problem, Problems, say
from scoring.actions.content_titles import content_title
from scoring.actions.desks import Desk
from scoring.actions.drafting import REPORT_FILE, add_piece, set_answer
from scoring.actions.report_form import Asking
from scoring.actions.reporting import KeptFile
from scoring.actions.sent_files import LONGEST_NAME, SentFile, looked_at
from scoring.folder.report_texts import text_of
from scoring.folder.submissions import LARGEST_FILE, LARGEST_REPORT
from scoring.storage import files
from scoring.storage.models import Piece, Round, Upload
from submissions import Content, kind_rule
from submissions.kinds import DOCUMENTS

LARGEST = {"evidence": LARGEST_FILE, "report": LARGEST_REPORT}
"""How large a file may be, in bytes."""


def add_evidence(desk: Desk, criterion: str, sent: SentFile) -> Piece:
    """Keep a file as evidence for a criterion; the same file sent twice is one piece.

    Raises Problems where it is empty, damaged, too large, did not arrive whole, or is of no type that is asked for.
    """
    section = desk.form.section(criterion)
    if section is None or section.asking is None or "file" not in section.asking.ways:
        raise Problems([Problem("EVIDENCE-UNKNOWN", Place(criterion), _NOT_ASKED, _RELOAD)])
    content = _sound(sent, LARGEST_FILE)
    kinds = _fitting(section.asking, content.kind)
    if not kinds:
        types = {one for kind in section.asking.kinds_by("file") for one in kind_rule(kind).contents or ()}
        rule = _KIND.filled(content=content_title(content.kind))
        raise Problems([sent.fault("FILE-KIND", rule, _accepted(types))])
    upload, new = _kept(desk, sent, content)
    if not new and (known := Piece.objects.filter(upload=upload, criterion=criterion, gone=False).first()):
        return known
    return add_piece(desk, criterion, "file", upload, kinds)


def set_report(desk: Desk, sent: SentFile) -> Upload:
    """Keep a file as the written report, with its text where it can be told.

    Raises Problems as `add_evidence` does, and where it is no document.
    """
    content = _sound(sent, LARGEST_REPORT)
    if content.kind not in DOCUMENTS:
        rule = _NO_REPORT.filled(content=content_title(content.kind))
        raise Problems([sent.fault("FILE-KIND", rule, _accepted(DOCUMENTS))])
    upload, _ = _kept(desk, sent, content)
    keep_text(upload)
    set_answer(desk, REPORT_FILE, str(upload.number))
    return upload


def keep_text(upload: Upload) -> None:
    """Keep the text of a report beside it, where it can be told; of a PDF that may take half a minute."""
    text = "" if upload.text else text_of(files.where(upload.sha256).read_bytes(), upload.kind)
    if text is not None and not upload.text:
        upload.text = files.keep(text.encode("utf-8", "replace"))[0]
        upload.save(update_fields=["text"])


def drop_report(desk: Desk) -> None:
    """Take the report's file out of the draft; the bytes stay."""
    set_answer(desk, REPORT_FILE, "")


def upload_of(round_: Round, agency: str, number: int) -> Upload | None:
    """Return an agency's upload; None where it has none of this number."""
    return Upload.objects.filter(round=round_, agency=agency, number=number).first()


def register(desk: Desk, file: KeptFile, key: str) -> tuple[Upload, bool]:
    """Enter a file of the store among an agency's uploads; return it, and whether it is new."""
    with transaction.atomic():
        # The row of the round is held so that two at once do not get the same number.
        Round.objects.select_for_update().get(pk=desk.round.pk)
        mine = Upload.objects.filter(round=desk.round, agency=desk.agency)
        known = mine.filter(key=key, sha256=file.sha256).first()
        if known:
            return known, False
        most: int | None = mine.aggregate(most=Max("number"))["most"]
        made = Upload.objects.create(
            round=desk.round,
            agency=desk.agency,
            number=(most or 0) + 1,
            key=key,
            name=file.name[-LONGEST_NAME:],
            sha256=file.sha256,
            size=file.size,
            kind=file.kind,
            at=desk.at,
            by=desk.person,
        )
    return made, True


def _kept(desk: Desk, sent: SentFile, content: Content) -> tuple[Upload, bool]:
    sha256, size = files.keep(sent.rewound())
    return register(desk, KeptFile(0, sent.name, sha256, size, content.kind), sent.key)


def _sound(sent: SentFile, most: int) -> Content:
    found = looked_at(sent, most)
    if isinstance(found, Problem):
        raise Problems([found])
    return found


def _accepted(types: Iterable[str]) -> Message:
    return say("Hand in one of: {choices}.", choices=tuple(content_title(kind) for kind in sorted(types)))


def _fitting(asking: Asking, content: str) -> tuple[str, ...]:
    """Return the kinds of evidence that a file of this type may be."""
    rules = {kind: kind_rule(kind).contents for kind in asking.kinds_by("file")}
    return tuple(kind for kind, contents in rules.items() if contents is None or content in contents)


_KIND = say("it holds {content}, which is not asked for here.")
_NO_REPORT = say("it holds {content}, which cannot be a report.")
_NOT_ASKED = say("this is not asked for here.")
_RELOAD = say("Reload the page: the form may have changed.")
