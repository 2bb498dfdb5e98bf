"""A submission back into the fields of a draft: what came in by another door is worked on here."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.actions.desks import Desk
from scoring.actions.drafting import REPORT_FILE, add_piece, set_answer
from scoring.actions.reporting import NAME, KeptFile, read_kept
from scoring.actions.uploads import register
from scoring.storage.models import Upload
from submissions import Evidence, inside
from submissions.kinds import WAYS


def refill(desk: Desk, held: Mapping[str, KeptFile]) -> None:
    """Write into an empty draft what `held`, the files of the agency's folder, say; inside a transaction.

    What the form does not ask for any more is left out.
    """
    _Refilling(desk, held).all()


class _Refilling:
    """One draft while it is filled."""

    def __init__(self, desk: Desk, held: Mapping[str, KeptFile]) -> None:
        self.desk, self.held = desk, held

    def all(self) -> None:
        submission = read_kept(self.held[NAME].sha256)
        contact, report = submission.contact, submission.report
        typed = {
            "report.text": report.text,
            "contact.name": contact.name if contact else None,
            "contact.phone": contact.phone if contact else None,
            **{f"self.{id_}": f"{points:f}" for id_, points in submission.self_assessment.items()},
            **{f"facts.{id_}": f"{value:f}" for id_, value in submission.facts.items()},
        }
        self._set({name: typed.get(name) for name in self.desk.form.names})
        if upload := self._upload(report.file):
            text = self.held.get(inside(report.text_file or "") or "")
            upload.text = text.sha256 if text else ""
            upload.save(update_fields=["text"])
            self._set({REPORT_FILE: str(upload.number)})
        for piece in submission.evidence:
            self._piece(piece)

    def _piece(self, piece: Evidence) -> None:
        way = next((way for way in WAYS if getattr(piece, way) is not None), "")
        section = self.desk.form.section(piece.criterion)
        if section is None or section.asking is None or not section.asking.kinds_by(way):
            return
        upload = self._upload(piece.file)
        if way == "file" and upload is None:
            return
        made = add_piece(self.desk, piece.criterion, way, upload, (piece.kind,))
        said = {
            "title": piece.title,
            "url": piece.url,
            "phone": piece.phone,
            "number": piece.on_site.number if piece.on_site else None,
            "holder": piece.on_site.holder if piece.on_site else None,
            "label": piece.disc.label if piece.disc else None,
            "sha256": piece.sha256 if piece.disc else None,
            "date": str(piece.date) if piece.date else None,
            "note": piece.note,
        }
        self._set({f"piece.{made.number}.{name}": value for name, value in said.items()})

    def _upload(self, name: str | None) -> Upload | None:
        file = self.held.get(inside(name or "") or "")
        if file is None:
            return None
        return register(self.desk, file, file.sha256)[0]

    def _set(self, values: Mapping[str, str | None]) -> None:
        for name, value in values.items():
            if value:
                set_answer(self.desk, name, value)
