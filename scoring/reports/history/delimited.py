"""The record as a .csv file: a row for each agency, UTF-8 with a byte order mark, for any spreadsheet program."""

from __future__ import annotations

import csv
import io
from typing import BinaryIO

from rubrics import Translate, say
from rubrics.messages import shown
from scoring.reports.history.record import RecordOfRounds
from scoring.reports.history.wording import last_year, next_words, outcome_words
from submissions.plain_text import one_line

# What makes spreadsheet programs take a text for a formula; the wide ones do so where Chinese is typed.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def write_history_table(record: RecordOfRounds, stream: BinaryIO, translate: Translate) -> None:
    """Write id, names, what came out in every round, the last evaluation and the next; the same record, same bytes.

    A text that a spreadsheet would work out gets an apostrophe in front.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    labels = (recorded.label for recorded in record.rounds)
    heads = (say("Id"), say("Agency"), say("Former names"), *labels, say("Last evaluation"), say("Next"))
    writer.writerow(_cells(heads, translate))
    for item in record.agencies:
        outcomes = map(outcome_words, item.evaluations)
        row = (item.agency, item.name, item.former_names, *outcomes, last_year(item), next_words(item))
        writer.writerow(_cells(row, translate))
    stream.write(text.getvalue().encode("utf-8-sig"))


def _cells(values: tuple[object, ...], translate: Translate) -> list[str]:
    texts = (one_line(shown(value, translate)) for value in values)
    return [f"'{text}" if text.startswith(_FORMULA) else text for text in texts]
