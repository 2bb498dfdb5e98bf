"""Which stages of a round's results are given out at this moment: who may see what hangs on it."""

from __future__ import annotations

from scoring.storage.models import Publication, Round


def given_out(round_: Round) -> dict[str, Publication]:
    """Return the newest publication of every stage by stage, without those that were taken back."""
    newest = {item.stage: item for item in Publication.objects.filter(round=round_).order_by("pk")}
    return {stage: item for stage, item in newest.items() if item.back is None}
