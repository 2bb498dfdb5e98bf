"""How the portal is served: where its data lie, at which address; over HTTPS, behind a proxy, or plainly in a hall."""

from __future__ import annotations

import os
import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from rubrics import Message, Place, Problem, Problems, say
from scoring.portal.databases import database as database_settings

EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - compared with, and refused without HTTPS
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Serving:
    """What `pingyi serve` was told. `proxy` is the origin under which a trusted reverse proxy offers the portal."""

    data: Path
    database: str = ""
    address: str = "127.0.0.1"
    port: int = 8000
    tls_cert: Path | None = None
    tls_key: Path | None = None
    proxy: str = ""
    proxy_addresses: tuple[str, ...] = ()
    hall: bool = False
    hosts: tuple[str, ...] = ()
    demo: bool = False

    @property
    def loopback(self) -> bool:
        """Whether nobody but this machine reaches the address."""
        return self.address == "localhost" or _is_loopback(self.address)

    @property
    def secure(self) -> bool:
        """Whether browsers speak HTTPS, with the portal or with the proxy before it."""
        return self.tls_cert is not None or self.proxy.startswith("https://")

    @property
    def names(self) -> tuple[str, ...]:
        """The host names and addresses under which requests are answered; the first is the one to print."""
        if self.proxy:
            own: tuple[str, ...] = (urlsplit(self.proxy).hostname or "",)
        elif self.loopback:
            own = ("127.0.0.1", "localhost", "[::1]")
        elif self.address in EVERYWHERE:
            own = (*_addresses_here(), "localhost", "127.0.0.1")
        else:
            own = (_bracketed(self.address),)
        return tuple(dict.fromkeys((*self.hosts, *own)))

    @property
    def origin(self) -> str:
        """The beginning of every link to the portal."""
        if self.proxy:
            return self.proxy
        scheme = "https" if self.tls_cert else "http"
        port = "" if self.port == _PORTS[scheme] else f":{self.port}"
        return f"{scheme}://{self.names[0]}{port}"

    def variables(self) -> dict[str, str]:
        """Return the variables that scoring.portal.settings reads."""
        flag = {True: "1", False: ""}
        return {
            "DJANGO_SETTINGS_MODULE": "scoring.portal.settings",
            "PINGYI_DATA": str(self.data.resolve()),
            "PINGYI_DATABASE": self.database,
            "PINGYI_HOSTS": ",".join(self.names),
            "PINGYI_PROXY": self.proxy,
            "PINGYI_PROXY_ADDRESSES": ",".join(self.proxy_addresses),
            "PINGYI_HALL_NETWORK": flag[self.hall and not self.secure],
            "PINGYI_LOOPBACK": flag[self.loopback and not self.secure],
            "PINGYI_DEMO": flag[self.demo],
        }


def check_serving(serving: Serving) -> None:
    """Raise Problems with all that stands against serving like this."""
    faults = [*_transport(serving), *_certificate(serving), *database_problems(serving.database)]
    if not faults:
        faults += _port(serving)
    if faults:
        raise Problems(faults)


def database_problems(address: str) -> Iterator[Problem]:
    """Yield what is wrong with the address of a database."""
    try:
        database_settings(address, Path())
    except ValueError:
        yield Problem("DATABASE-ADDRESS", Place("--database"), _NO_DATABASE, _WRITE_DATABASE)


def run(serving: Serving) -> None:
    """Answer requests until the program is ended (Ctrl+C, or a signal)."""
    from granian import Granian  # noqa: PLC0415 - the other commands of the portal need no server
    from granian.constants import Interfaces, SSLProtocols  # noqa: PLC0415 - as above
    from granian.log import LogLevels  # noqa: PLC0415 - as above

    os.environ |= serving.variables()
    # One worker: the lane of saves has one writer (docs/decisions/0019); one that dies is started anew.
    Granian(
        "scoring.portal.asgi:application",
        address=serving.address,
        port=serving.port,
        interface=Interfaces.ASGI,
        websockets=False,
        log_level=LogLevels.warning,
        ssl_cert=serving.tls_cert,
        ssl_key=serving.tls_key,
        ssl_protocol_min=SSLProtocols.tls12,  # browsers inside older phones and WeChat
        respawn_failed_workers=True,
        workers_kill_timeout=20,
    ).serve()


def _transport(serving: Serving) -> Iterator[Problem]:
    if serving.proxy:
        parts = urlsplit(serving.proxy)
        if parts.scheme not in _PORTS or not parts.hostname or parts.path or parts.query:
            yield Problem("PROXY-ORIGIN", Place("--behind-proxy"), _NO_ORIGIN.filled(name=serving.proxy), _WRITE_ORIGIN)
        elif parts.scheme == "http" and not serving.hall:
            yield Problem("PLAIN-HTTP", Place("--behind-proxy"), _PROXY_PLAIN, _PROXY_HTTPS)
        for address in serving.proxy_addresses:
            if not _is_address(address):
                yield Problem("PROXY-ADDRESS", Place("--proxy"), _NO_ADDRESS.filled(name=address), _WRITE_ADDRESS)
        if not serving.loopback and not serving.proxy_addresses:
            yield Problem("PROXY-UNKNOWN", Place("--behind-proxy"), _WHO_IS_PROXY, _NAME_PROXY)
    elif not (serving.loopback or serving.secure or serving.hall):
        yield Problem("PLAIN-HTTP", Place(f"{serving.address}:{serving.port}"), _PLAIN, _HOW_SECURE)


def _certificate(serving: Serving) -> Iterator[Problem]:
    if (serving.tls_cert is None) != (serving.tls_key is None):
        yield Problem("TLS-PAIR", Place("--tls-cert"), _PAIR, _BOTH)
    if serving.tls_cert is None or serving.tls_key is None:
        return
    try:
        text = serving.tls_key.read_bytes()
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(serving.tls_cert, serving.tls_key, password="")
    except (OSError, ValueError) as error:  # an SSLError is an OSError; ValueError: the key wants a password
        reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or str(error)
        yield Problem("TLS-FILES", Place(str(serving.tls_cert)), _UNUSABLE.filled(reason=reason), _GIVE_PEM)
        return
    if b"BEGIN PRIVATE KEY" not in text:
        yield Problem("TLS-KEY-FORM", Place(str(serving.tls_key)), _OLD_KEY, _CONVERT.filled(file=serving.tls_key))


def _port(serving: Serving) -> Iterator[Problem]:
    family = socket.AF_INET6 if ":" in serving.address else socket.AF_INET
    with socket.socket(family) as probe:
        if os.name != "nt":
            # On Windows this flag would let two programs share a port.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((serving.address, serving.port))
        except OSError as error:
            place = Place(f"{serving.address}:{serving.port}")
            yield Problem("PORT-TAKEN", place, _TAKEN.filled(reason=error.strerror or str(error)), _OTHER_PORT)


def _addresses_here() -> tuple[str, ...]:
    """Return this machine's addresses: the one it would send from first, then those under its name."""
    found: list[str] = []
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # an address kept for examples; nothing is sent to it
        found.append(probe.getsockname()[0])
    with suppress(OSError):  # a machine whose name nobody knows
        found += socket.gethostbyname_ex(socket.gethostname())[2]
    return (*dict.fromkeys(found), socket.gethostname().lower())


def _is_loopback(address: str) -> bool:
    return _is_address(address) and ip_address(address).is_loopback


def _is_address(address: str) -> bool:
    try:
        ip_address(address)
    except ValueError:
        return False
    return True


def _bracketed(address: str) -> str:
    return f"[{address}]" if ":" in address else address


_PLAIN = say("other machines would reach the portal over plain HTTP: anybody on the way could read and alter it all.")
_HOW_SECURE: Message = say(
    "Give --tls-cert and --tls-key, or --behind-proxy ORIGIN; in a hall with a network of its own, --hall-network."
)
_PROXY_PLAIN = say("the proxy offers the portal over plain HTTP.")
_PROXY_HTTPS = say("Let the proxy speak HTTPS and write its origin with https://, or add --hall-network.")
_NO_ORIGIN = say("“{name}” is not an origin.")
_WRITE_ORIGIN = say("Write what stands before the first page's address, such as https://pingyi.example.gov.cn.")
_NO_ADDRESS = say("“{name}” is not an IP address.")
_WRITE_ADDRESS = say("Write the address from which the proxy connects, such as 10.0.0.5.")
_WHO_IS_PROXY = say("other machines reach the portal beside the proxy, and nothing says which of them is the proxy.")
_NAME_PROXY = say("Leave out --address, or give the proxy's own address with --proxy.")
_PAIR = say("a certificate needs its key, and a key its certificate.")
_BOTH = say("Give both --tls-cert and --tls-key.")
_UNUSABLE = say("certificate and key cannot be used ({reason}).")
_GIVE_PEM = say("Give the certificate with its chain and its own key, both as PEM files, the key without a password.")
_OLD_KEY = say("the key is in a form that the server does not read.")
_CONVERT = say("Convert it once: openssl pkcs8 -topk8 -nocrypt -in {file} -out key.pem")
_TAKEN = say("the address cannot be used ({reason}).")
_OTHER_PORT = say("Give another one with --address or --port, or end the program that uses it.")
_NO_DATABASE = say("this is not the address of a PostgreSQL database.")
_WRITE_DATABASE = say("Write postgresql://USER:PASSWORD@HOST:5432/NAME, or leave it out: then SQLite is used.")
