"""How the portal is served, and what is refused."""

from __future__ import annotations

import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rubrics import Problems
from scoring.portal.serving import Serving, check_serving
from tests.certificates import certificate
from tests.portal_server import free_port

PROXY = "https://pingyi.example.gov.cn"


def codes(serving: Serving) -> list[str]:
    """Return the codes of what stands against serving like this."""
    try:
        check_serving(serving)
    except Problems as problems:
        return [problem.code for problem in problems.items]
    return []


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, []),
        ({"address": "localhost"}, []),
        ({"address": "::1"}, []),
        ({"address": "0.0.0.0"}, ["PLAIN-HTTP"]),  # noqa: S104 - told, not served
        ({"address": "::"}, ["PLAIN-HTTP"]),
        ({"address": "192.168.1.5"}, ["PLAIN-HTTP"]),
        ({"address": "0.0.0.0", "hall": True}, []),  # noqa: S104 - told, not served
        ({"proxy": PROXY}, []),
        ({"proxy": PROXY, "address": "0.0.0.0"}, ["PROXY-UNKNOWN"]),  # noqa: S104 - told, not served
        ({"proxy": PROXY, "address": "0.0.0.0", "proxy_addresses": ("10.0.0.5",)}, []),  # noqa: S104 - told, not served
        ({"proxy": PROXY, "proxy_addresses": ("proxy.local",)}, ["PROXY-ADDRESS"]),
        ({"proxy": "http://10.0.0.1"}, ["PLAIN-HTTP"]),
        ({"proxy": "http://10.0.0.1", "hall": True}, []),
        ({"proxy": "pingyi.example.gov.cn"}, ["PROXY-ORIGIN"]),
        ({"proxy": f"{PROXY}/portal"}, ["PROXY-ORIGIN"]),
        ({"database": "mysql://a/b"}, ["DATABASE-ADDRESS"]),
        ({"tls_cert": Path("c.pem")}, ["TLS-PAIR"]),
        ({"tls_key": Path("k.pem"), "address": "0.0.0.0"}, ["TLS-PAIR", "PLAIN-HTTP"]),  # noqa: S104 - told, not served
    ],
)
def test_what_is_refused(told: dict[str, Any], expected: list[str]) -> None:
    """Nobody serves plainly beyond this machine without saying so; all faults are told at once."""
    assert codes(replace(Serving(Path("data"), port=free_port()), **told)) == expected


def test_certificates_are_tried_before_the_server_starts(tmp_path: Path) -> None:
    """A key of another certificate, a key in an old form and a file that is none are told with what to do."""
    cert, key = certificate(tmp_path / "one")
    _, other = certificate(tmp_path / "two")
    old = tmp_path / "old.pem"
    certificate(tmp_path / "three", old_form=True)[1].replace(old)
    cert_of_old = tmp_path / "three" / "cert.pem"
    serving = Serving(Path("data"), address="127.0.0.1", port=free_port())
    pairs = [(cert, key), (cert, other), (cert_of_old, old), (tmp_path / "none.pem", key)]
    found = [codes(replace(serving, tls_cert=one, tls_key=two)) for one, two in pairs]
    assert found == [[], ["TLS-FILES"], ["TLS-KEY-FORM"], ["TLS-FILES"]]


def test_a_port_that_is_taken_is_told() -> None:
    """Another program's port is found before anything is printed."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert codes(Serving(Path("data"), port=other.getsockname()[1])) == ["PORT-TAKEN"]


@pytest.mark.parametrize(
    ("told", "origin", "modes"),
    [
        ({}, "http://127.0.0.1:8000", ("", "1")),
        ({"address": "0.0.0.0", "hall": True, "hosts": ("hall.lan",)}, "http://hall.lan:8000", ("1", "")),  # noqa: S104 - told, not served
        ({"address": "10.1.2.3", "hall": True, "port": 80}, "http://10.1.2.3", ("1", "")),
        ({"address": "fd00::1", "hall": True}, "http://[fd00::1]:8000", ("1", "")),
        (
            {"address": "10.1.2.3", "tls_cert": Path("c"), "tls_key": Path("k"), "port": 443},
            "https://10.1.2.3",
            ("", ""),
        ),
        ({"proxy": PROXY}, PROXY, ("", "")),
        ({"proxy": "http://10.0.0.1", "hall": True}, "http://10.0.0.1", ("1", "1")),
    ],
)
def test_links_begin_where_browsers_find_the_portal(told: dict[str, Any], origin: str, modes: tuple[str, str]) -> None:
    """The origin is the browser's; cookies are Secure unless a mode is on in which they cannot be."""
    serving = replace(Serving(Path("data")), **told)
    variables = serving.variables()
    assert serving.origin == origin
    assert (variables["PINGYI_HALL_NETWORK"], variables["PINGYI_LOOPBACK"]) == modes


def test_everywhere_means_every_address_of_this_machine() -> None:
    """Phones in the hall name the machine by its address, and get an answer."""
    names = Serving(Path("data"), address="0.0.0.0", hall=True, hosts=("hall.lan",)).names  # noqa: S104 - nothing is served
    assert names[0] == "hall.lan"
    assert {"localhost", "127.0.0.1", socket.gethostname().lower()} <= set(names)
