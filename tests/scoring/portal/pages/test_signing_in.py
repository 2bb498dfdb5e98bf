"""Signing in: by a personal link that only a press uses, by name and password; throttled, alike for strangers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.portal_data import data_folder
from tests.same_pages import lasting

data_folder()

from scoring.actions.passwords import set_password
from scoring.actions.people import shut_out
from scoring.actions.slips import issue
from scoring.portal.assets import address as asset_address
from scoring.portal.assets import assets
from scoring.portal.pages import signing_in
from scoring.storage.models import Role, Session
from tests.portal_people import browser, demo_round, somebody

NOW = timezone.now()
NOBODYS = "2222-3333-4444-5555"
GOOD = "blue-lamp-on-the-7th-stair"


pytestmark = pytest.mark.usefixtures("db", "nobody_is_locked_out")


@pytest.fixture
def nobody_is_locked_out() -> Iterator[None]:
    """Forget wrong tries, which are counted in memory."""
    cache.clear()
    yield
    cache.clear()


def pressed(client: Client, token: str, pin: str) -> tuple[int, str]:
    """Return status and new address after the press on a personal link."""
    answer = client.post(f"/in/{token}/", {"pin": pin})
    return answer.status_code, answer.headers.get("Location", "")


def test_a_stranger_is_asked_to_sign_in() -> None:
    """The first page brings somebody who is not signed in to the page that asks."""
    answer = browser().get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/in/?next=/")
    assert browser().get("/in/").status_code == 200


def test_only_the_press_uses_a_link() -> None:
    """Scanners of mails may open it as often as they like; the PIN, with or without its blank, lets in."""
    person = somebody(Role.OFFICE)
    slip = issue(person, NOW)
    scanner = browser()
    assert [scanner.get(f"/in/{slip.link_token}/").status_code for _ in range(3)] == [200] * 3
    assert [scanner.head(f"/in/{slip.link_token}/").status_code for _ in range(3)] == [200] * 3
    assert Session.objects.count() == 0
    phone = Client(headers={"user-agent": "Mozilla/5.0 (Linux; Android 13) Chrome/116.0" + "x" * 300})
    assert pressed(phone, slip.link_token.upper(), f"{slip.pin[:3]} {slip.pin[3:]}") == (302, "/")
    session = Session.objects.get(person=person)
    assert (len(session.device), session.device[:11]) == (200, "Mozilla/5.0")
    assert phone.get(f"/in/{slip.link_token}/")["Location"] == "/"
    assert browser(somebody(Role.PANEL, demo_round(), "r1")).get(f"/in/{slip.link_token}/").status_code == 200


def test_a_pin_in_full_width_digits() -> None:
    """As a Chinese keyboard writes them; the page lets them through."""
    slip = issue(somebody(Role.OFFICE), NOW)
    wide = slip.pin.translate({code: code + 0xFEE0 for code in range(ord("0"), ord("9") + 1)})
    assert pressed(browser(), slip.link_token, f"{wide[:3]}\u3000{wide[3:]}") == (302, "/")
    pattern = re.search(r'name="pin"[^>]* pattern="([^"]+)"', browser().get(f"/in/{slip.link_token}/").content.decode())
    assert pattern
    assert re.fullmatch(pattern[1], wide)


def test_a_link_can_be_used_again() -> None:
    """On another device, or when the session is over: the slip stays good until a new one is made."""
    slip = issue(somebody(Role.OFFICE), NOW)
    assert [pressed(browser(), slip.link_token, slip.pin) for _ in range(2)] == [(302, "/")] * 2


def test_wrong_pins_and_unknown_links_are_answered_alike() -> None:
    """Byte for byte, before the press and after it, up to the lock."""
    slip = issue(somebody(Role.OFFICE), NOW)
    wrong = f"{(int(slip.pin) + 1) % 1_000_000:06}"
    found = {}
    for token in (slip.link_token, NOBODYS):
        client = browser()
        answers = [client.get(f"/in/{token}/"), *(client.post(f"/in/{token}/", {"pin": wrong}) for _ in range(6))]
        found[token] = [
            (answer.status_code, lasting(answer.content).replace(token.encode(), b"")) for answer in answers
        ]
    assert found[slip.link_token] == found[NOBODYS]
    assert [status for status, _ in found[NOBODYS]] == [200, 403, 403, 403, 403, 429, 429]


def test_five_wrong_tries_close_one_link_and_no_other() -> None:
    """The right PIN does not help then; whoever sits next to it, at the same address, signs in."""
    first, second = issue(somebody(Role.OFFICE), NOW), issue(somebody(Role.PANEL, demo_round(), "r1"), NOW)
    for _ in range(5):
        pressed(browser(), first.link_token, "no")
    assert pressed(browser(), first.link_token, first.pin)[0] == 429
    assert pressed(browser(), second.link_token, second.pin) == (302, "/")


def test_success_forgets_wrong_tries() -> None:
    """Four wrong tries, a right one, and four more: still open."""
    slip = issue(somebody(Role.OFFICE), NOW)
    for _ in range(2):
        assert [pressed(browser(), slip.link_token, "no")[0] for _ in range(4)] == [403] * 4
        assert pressed(browser(), slip.link_token, slip.pin) == (302, "/")


def test_who_is_shut_out_is_a_stranger() -> None:
    """Neither the slip nor the password lets in any more, and a session is over at the next page."""
    office, member = somebody(Role.OFFICE), somebody(Role.PANEL, demo_round(), "r1")
    slip = issue(member, NOW)
    set_password(member, "", GOOD, None, NOW)
    phone = browser(member)
    shut_out(member, office, NOW)
    assert phone.get("/me/")["Location"] == "/in/?next=/me/"
    assert pressed(browser(), slip.link_token, slip.pin)[0] == 403
    assert browser().post("/in/", {"login": member.login, "password": GOOD}).status_code == 403


def test_a_password_lets_in_where_one_is_set() -> None:
    """Wrong passwords, people without one and names that are nobody's get the same page; what was typed stays."""
    with_one, without = somebody(Role.OFFICE), somebody(Role.PANEL, demo_round(), "r1")
    set_password(with_one, "", GOOD, None, NOW)
    answers = []
    for login in (with_one.login, without.login, "nobody"):
        answer = browser().post("/in/", {"login": login, "password": "wrong", "next": "/me/"})
        assert f'name="login" value="{login}"' in answer.content.decode()
        answers.append((answer.status_code, lasting(answer.content).replace(login.encode(), b"")))
    assert answers == [answers[0]] * 3
    assert answers[0][0] == 403
    answer = browser().post("/in/", {"login": f" {with_one.login} ", "password": GOOD, "next": "/me/"})
    assert (answer.status_code, answer["Location"]) == (302, "/me/")


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_nobody_is_sent_elsewhere(target: str) -> None:
    """Whatever address a link to the page of signing in carries, it leads into the portal."""
    person = somebody(Role.OFFICE)
    set_password(person, "", GOOD, None, NOW)
    answer = browser().post("/in/", {"login": person.login, "password": GOOD, "next": target})
    assert answer["Location"] == "/"


def test_wechat_is_told_to_open_the_phones_browser() -> None:
    """Inside WeChat the page says how to leave it; elsewhere it does not."""
    inside = Client(headers={"user-agent": "Mozilla/5.0 (Linux; Android 13) MicroMessenger/8.0"})
    pages = [client.get(f"/in/{NOBODYS}/").content.decode() for client in (inside, browser())]
    assert ["···" in page for page in pages] == [True, False]


def test_a_device_brings_its_choices_and_takes_the_accounts() -> None:
    """Larger type that was chosen before signing in is kept; what the account says reaches the device."""
    person = somebody(Role.OFFICE)
    person.language = "en"
    person.save()
    slip = issue(person, NOW)
    phone = browser()
    phone.cookies["pingyi-care"] = "1"
    pressed(phone, slip.link_token, slip.pin)
    person.refresh_from_db()
    assert person.care
    assert {name: phone.cookies[name].value for name in ("pingyi-care", "pingyi-lang")} == {
        "pingyi-care": "1",
        "pingyi-lang": "en",
    }


@pytest.mark.parametrize("address", ["/in/", f"/in/{NOBODYS}/"])
def test_where_one_signs_in_the_pages_of_whoever_had_the_device_are_forgotten(address: str) -> None:
    """The script that forgets them is on the page, and calls them what the service worker calls them."""
    page = browser().get(address).content.decode()
    script, worker = (assets()[name].data.decode() for name in ("leave.js", "worker.js"))
    assert page.count(f'<script src="{asset_address("leave.js")}" defer></script>') == 1
    assert ('caches.delete("pingyi-pages")' in script, 'const PAGES = "pingyi-pages";' in worker) == (True, True)


def test_a_flood_of_passwords_holds_nobody_up() -> None:
    """A few are checked at a time; more are told at once to come again, and everybody else gets their pages."""
    with ExitStack() as held:
        for _ in range(4):
            assert signing_in._CHECKS.acquire(blocking=False)  # noqa: SLF001 - as a flood would
            held.callback(signing_in._CHECKS.release)  # noqa: SLF001 - as above
        asked = browser().post("/in/", {"login": "nobody", "password": "x"})
        assert (asked.status_code, browser().get("/in/").status_code) == (503, 200)
    assert [browser().post("/in/", {"login": f"nobody{n}", "password": "x"}).status_code for n in range(5)] == [403] * 5


def test_signing_out_ends_the_session() -> None:
    """By a press alone: an address that is merely opened changes nothing."""
    phone = browser(somebody(Role.OFFICE))
    assert phone.get("/out/").status_code == 405
    assert (phone.post("/out/")["Location"], Session.objects.count()) == ("/in/", 0)
