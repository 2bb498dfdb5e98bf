"""Why a document is refused: a code, the rule, and what to do."""

from __future__ import annotations

from rubrics import Message, say

Refusal = tuple[str, Message, Message]
AGAIN = say("Save it once more as a Word document (.docx).")
