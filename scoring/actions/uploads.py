"""Files that agencies bring: looked at by their content, refused when empty, damaged or too large, kept once.

The journal says nothing of them: they belong to a draft until it is handed in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from django.db import transaction
from django.db.models import Max

from rubrics import Message, Place, Problem, Problems, say
from scoring.actions.content_titles import content_title
from scoring.actions.desks import Desk
from scoring.actions.drafting import REPORT_FILE, add_piece, set_answer
from scoring.actions.report_form import Asking
from scoring.actions.reporting import KeptFile
from scoring.folder.opening import MEGABYTE
from scoring.folder.report_texts import text_of
from scoring.folder.submissions import LARGEST_FILE, LARGEST_REPORT
from scoring.storage import files
from scoring.storage.models import Piece, Round, Upload
from submissions import Content, examine, kind_rule
from submissions.kinds import DOCUMENTS

_NAME = 120
LARGEST = {"evidence": LARGEST_FILE, "report": LARGEST_REPORT}
"""How large a file may be, in bytes."""


@dataclass(frozen=True)
class Brought:
    """A file as a browser sent it: its name, its bytes, the browser's `key` for it, and the size that it declared."""

    name: str
    stream: BinaryIO
    key: str
    size: int | None = None


def add_evidence(desk: Desk, criterion: str, brought: Brought) -> Piece:
    """Keep a file as evidence for a criterion; the same file sent twice is one piece.

    Raises Problems where it is empty, damaged, too large, did not arrive whole, or is of no type that is asked for.
    """
    section = desk.form.section(criterion)
    if section is None or section.asking is None or "file" not in section.asking.ways:
        raise Problems([Problem("EVIDENCE-UNKNOWN", Place(criterion), _NOT_ASKED, _RELOAD)])
    content = _sound(brought, LARGEST_FILE)
    kinds = _fitting(section.asking, content.kind)
    if not kinds:
        types = {one for kind in section.asking.kinds_by("file") for one in kind_rule(kind).contents or ()}
        raise _refused("FILE-KIND", brought, _KIND.filled(content=content_title(content.kind)), _accepted(types))
    upload, new = _kept(desk, brought, content)
    if not new and (known := Piece.objects.filter(upload=upload, criterion=criterion, gone=False).first()):
        return known
    return add_piece(desk, criterion, "file", upload, kinds)


def set_report(desk: Desk, brought: Brought) -> Upload:
    """Keep a file as the written report, with its text where it can be told.

    Raises Problems as `add_evidence` does, and where it is no document.
    """
    content = _sound(brought, LARGEST_REPORT)
    if content.kind not in DOCUMENTS:
        raise _refused(
            "FILE-KIND", brought, _NO_REPORT.filled(content=content_title(content.kind)), _accepted(DOCUMENTS)
        )
    upload, _ = _kept(desk, brought, content)
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
            name=file.name[-_NAME:],
            sha256=file.sha256,
            size=file.size,
            kind=file.kind,
            at=desk.at,
            by=desk.person,
        )
    return made, True


def _kept(desk: Desk, brought: Brought, content: Content) -> tuple[Upload, bool]:
    brought.stream.seek(0)
    sha256, size = files.keep(brought.stream)
    return register(desk, KeptFile(0, brought.name, sha256, size, content.kind), brought.key)


def _sound(brought: Brought, most: int) -> Content:
    size = brought.stream.seek(0, 2)
    if not size:
        raise _refused("FILE-EMPTY", brought, say("“{file}” is empty.", file=brought.name), _EMPTY)
    if brought.size is not None and brought.size != size:
        raise _refused("FILE-CUT", brought, say("“{file}” did not arrive whole.", file=brought.name), _EMPTY)
    if size > most:
        raise _refused(
            "FILE-SIZE", brought, say("“{file}” is larger than {n} MB.", file=brought.name, n=most // MEGABYTE), _LARGE
        )
    content = examine(brought.stream)
    if content.fault:
        rule = say("“{file}” cannot be used: {reason}.", file=brought.name, reason=content.fault)
        raise _refused("FILE-UNREADABLE", brought, rule, _EMPTY)
    return content


def _accepted(types: Iterable[str]) -> Message:
    return say("Hand in one of: {choices}.", choices=tuple(content_title(kind) for kind in sorted(types)))


def _fitting(asking: Asking, content: str) -> tuple[str, ...]:
    """Return the kinds of evidence that a file of this type may be."""
    rules = {kind: kind_rule(kind).contents for kind in asking.kinds_by("file")}
    return tuple(kind for kind, contents in rules.items() if contents is None or content in contents)


def _refused(code: str, brought: Brought, rule: Message, remedy: Message) -> Problems:
    return Problems([Problem(code, Place(brought.name[-_NAME:]), rule, remedy)])


_EMPTY = say("Choose it once more; a photo may first have to be saved on the telephone.")
_LARGE = say("Make it smaller, or hand it in as a web address or on a disc.")
_KIND = say("it holds {content}, which is not asked for here.")
_NO_REPORT = say("it holds {content}, which cannot be a report.")
_NOT_ASKED = say("this is not asked for here.")
_RELOAD = say("Reload the page: the form may have changed.")
