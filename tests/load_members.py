"""Panel members who save marks, for tests/load.py: bare sockets, so that measuring takes as little as possible.

    python load_members.py save PORT PEOPLE.json N SECONDS EVERY      prints figures as JSON
    python load_members.py wait PORT                                            until a server listens

With EVERY 0 each member saves again as soon as it was answered. What was acknowledged is written to told-*.jsonl
beside PEOPLE.json: person, device, seq, id, value.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import socket
import sys
import time
from pathlib import Path
from typing import Any

PATIENCE = 60.0


class Member:
    """One browser with one connection; marks the cells of its sheets in turn, always over what it last knew."""

    def __init__(self, port: int, person: dict[str, Any], levels: dict[str, list[str]], at: int) -> None:
        self.port, self.person = port, person
        self.device = secrets.token_urlsafe(12)
        self.cells = [(sheet, name) for sheet in person["sheets"] for name in levels]
        self.levels, self.at, self.seq = levels, at, 0
        self.waits: list[float] = []
        self.told: list[tuple[object, ...]] = []
        self.errors: list[str] = []
        self.known: dict[str, list[Any]] = {}  # by sheet and criterion: value and id

    async def work(self, start: float, end: float, every: float) -> None:
        """Save from `start` to `end` (moments of the clock), every so many seconds or without a pause."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        due = start + (self.at * 0.618 % 1) * every
        while (now := time.perf_counter()) < end:
            if due > now:
                await asyncio.sleep(due - now)
            began = time.perf_counter()
            sheet, name, value, request = self._request()
            writer.write(request)
            status, body = await _answer(reader)
            self.waits.append(time.perf_counter() - began)
            self._note(status, body, sheet, name, value)
            due = due + every if every else began
        writer.close()

    def _request(self) -> tuple[int, str, str, bytes]:
        self.seq += 1
        sheet, name = self.cells[(self.seq * 7 + self.at) % len(self.cells)]
        choices = self.levels[name]
        value = choices[(self.seq + self.at) % len(choices)]
        last = self.known.get(f"{sheet} {name}")
        if last and last[0] == value:
            value = choices[(choices.index(value) + 1) % len(choices)]
        save = {"device": self.device, "seq": self.seq, "sheet": sheet, "criterion": name, "value": value}
        more = {"reason": "", "base": last[1] if last else 0, "after": None}
        body = json.dumps({"token": self.person["token"], "saves": [save | more]}, ensure_ascii=False).encode()
        head = (
            f"POST /saves HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nContent-Type: application/json\r\n"
            f"Cookie: pingyi={self.person['session']}\r\nOrigin: http://127.0.0.1:{self.port}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return sheet, name, value, head.encode() + body

    def _note(self, status: int, body: bytes, sheet: int, name: str, value: str) -> None:
        line = json.loads(body)["saves"][0] if status == 200 else {"status": str(status)}
        if line["status"] == "kept":
            self.known[f"{sheet} {name}"] = [value, line["id"]]
            self.told.append((self.person["person"], self.device, self.seq, line["id"], value))
        else:
            self.errors.append(f"{status} {body[:200]!r}")


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head.split(b" ", 2)[1])
    length = next(
        int(line.partition(b":")[2]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")
    )
    return status, await reader.readexactly(length)


def _members(port: int, people: Path, n: int) -> tuple[list[Member], dict[str, Any]]:
    """Return so many members, and what they know of their cells: what the members of an earlier run knew."""
    held = json.loads(people.read_text("utf-8"))
    members = [Member(port, held["people"][at], held["levels"], at) for at in range(n)]
    memory = people.parent / "known.json"
    known: dict[str, Any] = json.loads(memory.read_text("utf-8")) if memory.exists() else {}
    for member in members:
        member.known = known.setdefault(str(member.person["person"]), {})
    return members, known


def _write_down(people: Path, members: list[Member], known: dict[str, Any]) -> None:
    (people.parent / "known.json").write_text(json.dumps(known), "utf-8")
    with (people.parent / f"told-{secrets.token_hex(4)}.jsonl").open("w", encoding="utf-8") as told:
        for member in members:
            told.writelines(json.dumps(line) + "\n" for line in member.told)


async def _save(port: int, people: Path, n: int, seconds: float, every: float) -> dict[str, float]:
    members, known = _members(port, people, n)
    start = time.perf_counter() + 0.2
    await asyncio.gather(*(member.work(start, start + seconds, every) for member in members))
    took = time.perf_counter() - start
    _write_down(people, members, known)
    errors = [error for member in members for error in member.errors]
    for error in errors[:3]:
        print(error, file=sys.stderr)
    waits = sorted(wait for member in members for wait in member.waits)
    at = {f"p{share}": waits[min(len(waits) - 1, len(waits) * share // 100)] * 1000 for share in (50, 95, 99)}
    kept = sum(len(member.told) for member in members)
    return {"rate": kept / took, "n": len(waits), "max": waits[-1] * 1000, "errors": len(errors), **at}


def _wait(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    sys.exit("The server did not start.")


if __name__ == "__main__":
    if sys.argv[1] == "wait":
        _wait(int(sys.argv[2]))
    else:
        port_, people_, n_, seconds_, every_ = sys.argv[2:]
        found_ = asyncio.run(_save(int(port_), Path(people_), int(n_), float(seconds_), float(every_)))
        print(json.dumps(found_))
