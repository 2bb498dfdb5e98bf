"""Four hundred members of one round for tests/load.py, signed in; and whether what they were told was kept is there."""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import django

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent))
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import transaction
from django.utils import timezone

from rubrics.library import demo_files
from scoring.actions.opening import open_round
from scoring.actions.plans import plan_of
from scoring.folder import write_folder
from scoring.portal.lane import token_of
from scoring.rounds.keyed import leaf_of
from scoring.storage.models import Person, Role, Save, Sheet
from scoring.storage.models.sessions import SessionStore

BACKEND = "scoring.portal.sign_in.Backend"


def make(target: Path, members: int) -> None:
    """Open a round with so many panel members and write down how each of them saves."""
    now = timezone.now()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "round"
        write_folder(root, _files(members, now))
        round_ = open_round(root, None, now)
    plan = plan_of(round_)
    levels = {name: [level.title for level in leaf_of(leaf).rule.levels or ()] for name, leaf in plan.leaves.items()}
    people = []
    with transaction.atomic():
        for rater in plan.round.raters:
            person = Person.objects.create(
                login=f"load-{rater}", name=rater, role=Role.PANEL, round=round_, seat=rater, created=now
            )
            sheets = [
                Sheet.objects.create(round=round_, rater=rater, agency=agency).pk for agency in plan.round.presenting
            ]
            key = _session(person)
            people.append({"session": key, "token": token_of(key), "sheets": sheets, "person": person.pk})
    target.write_text(json.dumps({"people": people, "levels": levels}), "utf-8")


def check(people: Path) -> None:
    """Compare the rows with what was acknowledged, save by save; end with an error where one is missing or altered."""
    told = [json.loads(line) for file in people.parent.glob("told-*.jsonl") for line in file.open(encoding="utf-8")]
    rows = {
        (device, seq): (pk, value)
        for device, seq, pk, value in Save.objects.values_list("device", "seq", "pk", "value").iterator()
    }
    lost = [line for line in told if rows.get((f"{line[0]}.{line[1]}", line[2])) != (line[3], line[4])]
    if lost:
        sys.exit(f"{len(lost)} of {len(told)} saves were acknowledged and are not there: {lost[:3]}")
    print(f"  all {len(told)} acknowledged saves are in the database, as they were sent")


def _session(person: Person) -> str:
    store = SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(person.pk), BACKEND
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def _files(members: int, now: datetime) -> dict[str, bytes]:
    """Return the demonstration round with other members, in its meeting."""
    demo = demo_files()
    before = demo["round.yaml"].decode().partition("    members:\n")[0]
    seats = "".join(f"      - {{id: r{n}, name: 评议员{n}号}}\n" for n in range(1, members + 1))
    opens, closes = ((now + timedelta(hours=hours)).isoformat(timespec="seconds") for hours in (-1, 10))
    calendar = f"pingyi: 1\nphases:\n  - {{phase: meeting, opens: '{opens}', closes: '{closes}'}}\n"
    return {
        "round.yaml": f"{before}    members:\n{seats}".encode(),
        "rubric.yaml": demo["rubric.yaml"],
        "calendar.yaml": calendar.encode(),
    } | {path: data for path, data in demo.items() if path.startswith("imports/")}


if __name__ == "__main__":
    where, what = Path(sys.argv[1]), sys.argv[2]
    if what == "check":
        check(where)
    else:
        make(where, int(what))
