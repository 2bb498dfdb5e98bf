"""The closing of a round: what is written down before all its records are sealed."""

from __future__ import annotations

from typing import Literal

from rubrics import Settings, Text
from scoring.rounds.intakes import Moment


class Closing(Settings):
    """closing.yaml: when and by whom a round was closed, the version of the engine, and the SHA-256 of the results."""

    pingyi: Literal[1]
    at: Moment
    by: Text
    engine: Text
    results: Text
