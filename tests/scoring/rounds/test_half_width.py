"""Full-width letters, digits and signs."""

from __future__ import annotations

from scoring.rounds.half_width import half_width


def test_only_what_keyboards_widen_becomes_narrow() -> None:
    """Letters, digits, signs and the space; powers, circled digits and Chinese marks stay."""
    assert half_width("！０９ＡｚＡ～\u3000。，8²⑧㎡") == "!09AzA~ 。,8²⑧㎡"
