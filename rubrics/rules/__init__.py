"""Soundness beyond shape: what a rubric may not say although every word of it is well formed."""

from rubrics.rules.soundness import check

__all__ = ["check"]
