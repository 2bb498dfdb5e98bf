"""历年台账, the record of past rounds: who was evaluated when, with which grade, and who is due.

The workbook's writer stays in its module: a table on a screen need not wait for XlsxWriter.
"""

from scoring.reports.history.bodies import Body, bodies_from
from scoring.reports.history.delimited import write_history_table
from scoring.reports.history.past import PastRound, past_round
from scoring.reports.history.record import EVERY, RecordOfRounds, check_rounds, record_of_rounds
from scoring.reports.history.values import history_record

__all__ = [
    "EVERY",
    "Body",
    "PastRound",
    "RecordOfRounds",
    "bodies_from",
    "check_rounds",
    "history_record",
    "past_round",
    "record_of_rounds",
    "write_history_table",
]
