"""What the office wants printed on its papers: who signs them, and what the letters are called."""

from __future__ import annotations

from pydantic import Field

from rubrics import Settings, Text, say

# Who signs a ranked sheet where round.yaml names nobody.
SIGNATURES = (
    say("counted by"),
    say("checked by"),
    say("supervised by"),
    say("head of the panel"),
    say("approved by"),
)


class Paperwork(Settings):
    """`signatures` stand below page 1, one blank line each; `letter_title` is the title of the letter to an agency."""

    signatures: tuple[Text, ...] | None = Field(default=None, min_length=1)
    letter_title: Text | None = None
