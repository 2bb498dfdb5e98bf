"""How many marks the portal keeps, on SQLite and PostgreSQL, beside a bare Django view in the same run: `nox -s load`.

Everything stays on this machine and ends after a few minutes. The servers and the members (load_members.py) are
processes of their own. Each row of the table is one run: 400 members who save a mark every two seconds, or 50 members
who save as fast as they are answered; the yardstick is a Django view that writes the same row through the ORM, under
the same server (load_bare.py). `nox -s load -- sqlite` or `-- postgres` measures one of the two.

Nothing is refused because it is slow. What was acknowledged and is not in the database, once, as it was sent, ends
the run with an error.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

HERE = Path(__file__).parent
# The installed wheel comes first; this folder is only for what the tests share.
sys.path.append(str(HERE.parent))

from tests.portal_server import free_port, serving
from tests.postgres_server import postgres

MEMBERS, EVERY, SECONDS = 400, 2.0, 30.0
CONNECTIONS, SATURATED = 50, 10.0
ROUNDS = 2
WIDTHS = (34, 9, 8, 9, 9, 9, 9, 8)


def main() -> None:
    """Measure and print the table."""
    wanted = sys.argv[1:] or ["sqlite", "postgres"]
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors")
    print(*_padded("", "saves/s", "n", "p50 ms", "p95 ms", "p99 ms", "max ms", "errors"))
    for name in wanted:
        with postgres(durable=True) if name == "postgres" else nullcontext("") as database:
            measure(name, database)


def measure(name: str, database: str) -> None:
    """Print the rows of one kind of database."""
    with tempfile.TemporaryDirectory(prefix="pingyi-load-") as folder:
        data = Path(folder) / "data"
        with serving(data, database=database):
            pass  # the tables are made
        people = Path(folder) / "people.json"
        _run("load_people.py", data, database, str(people), str(MEMBERS))
        rates: dict[str, list[float]] = {"lane": [], "bare": []}
        with serving(data, database=database) as server:
            paced = _members(server.port, people, MEMBERS, SECONDS, EVERY)
            _print(f"{name}: 400 members, every 2 s", paced)
            for number in range(ROUNDS):
                found = _members(server.port, people, CONNECTIONS, SATURATED, 0)
                rates["lane"].append(_print(f"{name}: 50 at once, {number + 1}", found))
                with bare(data, database) as port:
                    found = _members(port, people, CONNECTIONS, SATURATED, 0)
                rates["bare"].append(_print(f"{name}: bare Django view, {number + 1}", found))
        print(f"{name}: {max(rates['lane']) / max(rates['bare']):.1f} times the bare view")
        _run("load_people.py", data, database, str(people), "check")


@contextmanager
def bare(data: Path, database: str) -> Iterator[int]:
    """Serve the yardstick on the same tables, and give its port."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(
        [*command, "--workers", "1", "--blocking-threads", "8", "--log-level", "error", "load_bare:application"],
        env=_environment(data, database),
        cwd=HERE,
    ) as process:
        try:
            subprocess.run([sys.executable, HERE / "load_members.py", "wait", str(port)], check=True)
            yield port
        finally:
            process.terminate()
            process.wait(20)


def _members(port: int, people: Path, n: int, seconds: float, every: float) -> dict[str, float]:
    asked = [str(port), str(people), str(n), str(seconds), str(every)]
    done = subprocess.run(
        [sys.executable, HERE / "load_members.py", "save", *asked], check=True, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _run(script: str, data: Path, database: str, *arguments: str) -> None:
    subprocess.run([sys.executable, HERE / script, *arguments], check=True, env=_environment(data, database))


def _environment(data: Path, database: str) -> dict[str, str]:
    own = {"PINGYI_DATA": str(data), "PINGYI_DATABASE": database, "PINGYI_LOOPBACK": "1"}
    return {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "scoring.portal.settings"}


def _print(title: str, found: dict[str, float]) -> float:
    figures = [f"{found[name]:.1f}" for name in ("p50", "p95", "p99", "max")]
    print(*_padded(title, f"{found['rate']:.0f}", f"{found['n']:.0f}", *figures, f"{found['errors']:.0f}"), flush=True)
    return found["rate"]


def _padded(first: str, *others: str) -> list[str]:
    return [first.ljust(WIDTHS[0]), *(text.rjust(width) for text, width in zip(others, WIDTHS[1:], strict=True))]


if __name__ == "__main__":
    main()
