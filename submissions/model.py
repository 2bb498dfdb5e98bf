"""What an agency hands in, as frozen values: report, self-assessment, facts, evidence."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from rubrics import Id, Number, Prose, Settings, Text

Status = Literal["draft", "submitted", "accepted", "returned"]


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Label = Annotated[Text, BeforeValidator(_as_text)]


class Report(Settings):
    """The 履职报告: its text, or the file that holds it (relative to the agency's folder)."""

    text: Prose | None = None
    file: Text | None = None
    sha256: Text | None = None


class OnSite(Settings):
    """现场备查: material that stays where it is; its document number and who keeps it."""

    number: Label
    holder: Text


class Evidence(Settings):
    """One piece of 佐证材料 for a criterion: a file, an address, a telephone number, or 现场备查."""

    criterion: Id
    kind: Text
    title: Text
    file: Text | None = None
    sha256: Text | None = None
    url: Text | None = None
    phone: Label | None = None
    on_site: OnSite | None = None


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

    @property
    def complete(self) -> bool:
        """Whether nothing may be missing any more: it has been handed in."""
        return self.status in {"submitted", "accepted"}
