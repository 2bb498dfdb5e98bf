"""What an agency hands in, as frozen values: report, self-assessment, facts, evidence."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from rubrics import Date, Id, Number, Prose, Settings, Text, Whole

Status = Literal["draft", "submitted", "accepted", "returned"]


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Label = Annotated[Text, BeforeValidator(_as_text)]


class Report(Settings):
    """The 履职报告: its text, or the file that holds it (relative to the agency's folder).

    `text_file` holds the plain text that was taken out of the file, for as long as the file is the one of `sha256`.
    """

    text: Prose | None = None
    file: Text | None = None
    sha256: Text | None = None
    text_file: Text | None = None


class OnSite(Settings):
    """现场备查: material that stays where it is; its document number and who keeps it."""

    number: Label
    holder: Text


class Disc(Settings):
    """光盘: a film or the like that is handed over on a disc or stick; what is written on it."""

    label: Label


class Evidence(Settings):
    """One piece of 佐证材料 for a criterion: a file, an address, a telephone number, 现场备查 or a disc.

    `sha256` is that of the file, also of one that lies behind an address or on a disc; `date` is the material's own.
    """

    criterion: Id
    kind: Text
    title: Text
    file: Text | None = None
    sha256: Text | None = None
    url: Text | None = None
    phone: Label | None = None
    on_site: OnSite | None = None
    disc: Disc | None = None
    date: Date | None = None
    note: Prose | None = None


class Contact(Settings):
    """Who filled the form in, and where questions about it are answered."""

    name: Text | None = None
    phone: Label | None = None


class Receipt(Settings):
    """How a form came in: the moment, who took it in, the workbook's name and SHA-256, and its issue number."""

    at: Text
    by: Text
    file: Text
    sha256: Text
    issue: Whole | None = None


class Submission(Settings):
    """One agency's 履职材料. `self` (自评) gives points by criterion, `facts` numbers by fact.

    `reasons` say why a returned submission (退回补正) was sent back.
    """

    pingyi: Literal[1] = 1
    agency: Id
    status: Status
    reasons: tuple[Text, ...] = ()
    report: Report = Report()
    self_assessment: dict[str, Number] = Field(default_factory=dict, alias="self")
    facts: dict[str, Number] = Field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    contact: Contact | None = None
    received: Receipt | None = None

    @property
    def complete(self) -> bool:
        """Whether nothing may be missing any more: it has been handed in."""
        return self.status in {"submitted", "accepted"}
