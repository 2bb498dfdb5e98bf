"""The version of the engine: of the distribution, printed on every report. pyproject.toml reads it here."""

from __future__ import annotations

VERSION = "0.1.0"
