"""A member at a score sheet with every kind of marking: the round and the way in are made before the server starts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_MAKE = """
import os, sys
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.panel_member import Member, all_kinds
member = Member(all_kinds())
member.browser.session.save()
print(member.browser.cookies["pingyi"].value)
"""


def seated_member(data: Path) -> str:
    """Make the round `all-kinds` in a data folder, with its first rater signed in; return the session's key."""
    return seated(data, _MAKE)


def seated(data: Path, make: str) -> str:
    """Run a program that makes a round in a data folder, and prints the key of a session; return the key."""
    environment = {
        **os.environ,
        "PYTHONSAFEPATH": "1",
        # Last: the packages are those that are installed, and only the tests come from this folder.
        "PYTHONPATH": os.pathsep.join([*sys.path, str(Path(__file__).parents[2])]),
        "PINGYI_DATA": str(data),
        "PINGYI_DATABASE": "",
        "PINGYI_LOOPBACK": "1",
        "DJANGO_SETTINGS_MODULE": "scoring.portal.settings",
    }
    made = subprocess.run([sys.executable, "-c", make], capture_output=True, env=environment, check=True, text=True)
    return made.stdout.split()[-1]
