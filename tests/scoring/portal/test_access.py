"""Who may see what: every door × everybody × every phase and stage."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.portal_data import data_folder
from tests.same_pages import lasting

data_folder()

from scoring.actions.plans import plan_of
from scoring.portal.doors import Door
from scoring.rounds.calendar import Phase
from scoring.storage.models import Role
from tests.access import EXPECTED, address, asking, concerns, doors, everybody, table
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")
DOORS = doors()
OPEN_TO_STRANGERS = {
    "care", "language", "sign-in", "sign-in-password", "personal-link", "personal-link-confirm", "public",
    "public-file",
}  # fmt: skip


def send(client: Client, door: Door, where: str) -> tuple[int, bytes, str]:
    """Return status, lasting bytes and new address of what is answered at a door."""
    answer = client.get(where) if door.method == "GET" else client.post(where)
    body = answer.getvalue()
    # The switches of language and type size say where to go back to: that is what the visitor asked for.
    body = body.replace(f'value="{where}"'.encode(), b'value=""')
    return answer.status_code, lasting(body), answer.headers.get("Location", "")


def test_the_table_is_as_written() -> None:
    """`tests/access.txt` says for each door who passes in which phase and stage; a change of it is read by people."""
    assert "\n".join(table(demo_round())) + "\n" == EXPECTED.read_text("utf-8")


@pytest.mark.parametrize("door", DOORS, ids=lambda door: f"{door.method} {door.name}")
def test_who_may_not_pass_learns_nothing(door: Door) -> None:
    """The answer is the one for an address that does not exist; strangers are asked to sign in; nothing breaks."""
    round_ = demo_round(Phase.MEETING)
    plan = plan_of(round_)
    for tries in everybody(round_):
        if not concerns(door, tries):
            continue
        client, where = browser(tries.person), address(door, round_, tries)
        got = send(client, door, where)
        visitor = asking(door, round_, tries, plan)
        if door.may(visitor):
            assert got[0] < 500, (tries.title, where, got)
            assert door.when(visitor) is None or got[0] == 403, (tries.title, where, got)
        elif tries.person is None:
            assert got == (302, b"", f"/in/?next={where}" if door.method == "GET" else "/in/"), where
        else:
            assert got == send(client, door, "/there/is/nothing/"), (tries.title, where)


@pytest.mark.parametrize("door", [door for door in DOORS if door.method == "POST"], ids=lambda door: door.name)
def test_no_change_without_the_token_of_a_page(door: Door) -> None:
    """Every action refuses a form that did not come from one of our pages (CSRF), also from the office."""
    round_ = demo_round(Phase.MEETING)
    for tries in everybody(round_):
        client = Client(enforce_csrf_checks=True)
        if tries.person:
            client.force_login(tries.person, "scoring.portal.sign_in.Backend")
        answer = client.post(address(door, round_, tries), HTTP_COOKIE="pingyi-lang=en")
        assert (answer.status_code, b"nothing was changed" in answer.content) == (403, True), tries.title


def test_strangers_pass_only_where_they_must() -> None:
    """Signing in, language and type size, and what the office made public."""
    passing = {door.name for door in DOORS if "stranger" in held_open(door)}
    assert passing == OPEN_TO_STRANGERS


def held_open(door: Door) -> list[str]:
    """Return who ever passes a door, by access.txt."""
    lines = EXPECTED.read_text("utf-8").splitlines()
    at = lines.index(f"{door.method} /{door.route} ({door.name})")
    found = []
    for line in lines[at + 1 :]:
        if not line.startswith(" "):
            break
        rule, _, titles = line.partition(" | ")
        if rule.strip() != "-":
            found += titles.split("; ")
    return found


def test_nobody_ever_passes_for_what_is_another_agencys_or_raters() -> None:
    """No phase and no stage opens another's door, but for the standings that the office shows to the whole panel."""
    others = {(door.name, title) for door in DOORS for title in held_open(door) if ", of an" in title}
    assert others == {("panel-explain", "panel member, of an agency recused from")}


def test_another_rounds_people_find_nothing() -> None:
    """Who belongs to one round passes no door of another that only members of a round pass."""
    elsewhere = demo_round(Phase.MEETING)
    elsewhere.slug = "elsewhere"
    elsewhere.save(update_fields=["slug"])
    there = somebody(Role.OBSERVER, elsewhere)
    client = browser(there)
    round_ = demo_round(Phase.MEETING)
    tries = everybody(round_)[-1]
    reached = [
        door.name
        for door in DOORS
        if "<slug:slug>" in door.route
        and send(client, door, address(door, round_, tries)) != send(client, door, "/there/is/nothing/")
    ]
    assert reached == []
