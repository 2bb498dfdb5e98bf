"""`pingyi serve`: a real server, over plain HTTP on this machine, over HTTPS, and in a hall."""

from __future__ import annotations

import http.client
import re
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from scoring.cli import portal_data
from tests.certificates import certificate
from tests.portal_server import Server, serving

Run = Callable[..., Result]
LINK = re.compile(r"(?m)^  (.*): (https?://\S+)/in/(\S+)/  PIN (\d{6})")


def get(server: Server, path: str, *, tls: bool = False, host: str = "") -> tuple[int, str, list[str]]:
    """Return status, body and cookies of an answer."""
    if tls:
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        connection: http.client.HTTPConnection = http.client.HTTPSConnection("127.0.0.1", server.port, context=trusting)
    else:
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.request("GET", path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    body = answer.read().decode()
    cookies = answer.headers.get_all("Set-Cookie") or []
    connection.close()
    return answer.status, body, cookies


def post(server: Server, path: str) -> int:
    """Return the status of the answer to a request with an empty object."""
    request = urllib.request.Request(f"{server.address}{path}", b"{}", {"Content-Type": "application/json"})  # noqa: S310 - http
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request)  # noqa: S310 - as above
    caught.value.close()
    return caught.value.code


def test_first_start(tmp_path: Path) -> None:
    """An empty folder becomes a portal: tables are made, the office's way in is printed, and it opens."""
    with serving(tmp_path / "data") as server:
        ((_, origin, token, _),) = LINK.findall(server.output.read_text("utf-8"))
        status, body, cookies = get(server, f"/in/{token}/")
        assert (origin, status) == (server.address, 200)
        assert "PIN" in body
        assert [cookie for cookie in cookies if "Secure" in cookie] == []
        assert get(server, "/", host="evil.example")[0] == 400
        assert post(server, "/saves") == 400
    assert (tmp_path / "data" / "pingyi.sqlite3").is_file()


def test_rehearsal(tmp_path: Path) -> None:
    """There is a link for each role, and the pages say that nothing counts."""
    with serving(tmp_path / "data", "--demo") as server:
        named = [title.rpartition(" ")[2] for title, *_ in LINK.findall(server.output.read_text("utf-8"))]
        assert named == ["示例市普法办公室", "评议员甲", "评议员乙", "联络员", "联络员", "监督员甲"]
        assert 'class="mode"' in get(server, "/in/")[1]


def test_https(tmp_path: Path) -> None:
    """Over HTTPS cookies are Secure, and browsers are told to stay with it."""
    cert, key = certificate(tmp_path / "tls")
    options = ["--tls-cert", str(cert), "--tls-key", str(key)]
    with serving(tmp_path / "data", *options) as server:
        status, _, cookies = get(server, "/in/", tls=True)
        assert status == 200
        assert [("Secure" in cookie) for cookie in cookies] == [True]


def test_hall_network(tmp_path: Path) -> None:
    """Beyond this machine plain HTTP has to be asked for; then every page says what is weaker."""
    with serving(tmp_path / "data", "--address", "0.0.0.0", "--hall-network", "--host", "hall.test") as server:  # noqa: S104 - nothing else can be meant
        status, body, cookies = get(server, "/in/", host="hall.test")
        assert status == 200
        assert 'class="mode"' in body
        assert [cookie for cookie in cookies if "Secure" in cookie] == []
        assert f"http://hall.test:{server.port}/in/" in server.output.read_text("utf-8")


def test_plain_http_for_others_is_refused(tmp_path: Path) -> None:
    """Without the flag nothing is served, and the remedy is told."""
    with pytest.raises(RuntimeError, match="PLAIN-HTTP"), serving(tmp_path / "data", "--address", "0.0.0.0"):  # noqa: S104 - nothing else can be meant
        pass
    assert not (tmp_path / "data").exists()


def test_a_second_server_on_the_same_data_is_refused(tmp_path: Path) -> None:
    """Nothing of the running one is touched: its way in stays good. Once it is gone, the next one may start."""
    with serving(tmp_path / "data") as server:
        ((_, _, token, _),) = LINK.findall(server.output.read_text("utf-8"))
        (tmp_path / "second").mkdir()
        (tmp_path / "second" / "data").symlink_to(server.data)
        with pytest.raises(RuntimeError, match="SERVING-ALREADY"), serving(tmp_path / "second" / "data"):
            pass
        assert "PIN" in get(server, f"/in/{token}/")[1]
    with serving(tmp_path / "data") as server:
        assert get(server, "/in/")[0] == 200


def test_without_the_extra_it_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The portal is an extra: its absence is a sentence with the command, no trace."""
    monkeypatch.setattr(portal_data, "find_spec", lambda _: None)
    shown = run("serve")
    assert (shown.exit_code, "PORTAL-MISSING" in shown.stderr) == (1, True)
    assert 'pip install "pingyi[portal]"' in shown.stderr
