"""pingyi serve: the portal, until it is stopped."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rubrics import Message, say
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import show_line, telling
from scoring.cli.portal_data import USUAL, data_options, need_portal

if TYPE_CHECKING:
    from scoring.actions.slips import Slip
    from scoring.portal.serving import Serving

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command(help=_("Run the portal."))
@data_options
@click.option("--address", default="127.0.0.1", metavar="IP", help=_("Where to listen; 0.0.0.0 is everywhere."))
@click.option("--port", default=8000, type=click.IntRange(1, 65535), help=_("The port to listen on (8000)."))
@click.option("--tls-cert", type=FILE, help=_("HTTPS: the certificate with its chain (PEM)."))
@click.option("--tls-key", type=FILE, help=_("HTTPS: the certificate's key (PEM)."))
@click.option("--behind-proxy", metavar="ORIGIN", default="", help=_("Where a trusted reverse proxy offers it."))
@click.option("--proxy", metavar="IP", multiple=True, help=_("The proxy's own address, if on another machine."))
@click.option("--hall-network", is_flag=True, help=_("Allow plain HTTP in a network of your own."))
@click.option("--host", metavar="NAME", multiple=True, help=_("A name to answer under; the first is printed."))
@click.option("--demo", is_flag=True, help=_("Open a rehearsal round, with a link for each role."))
@click.option("--office-link", is_flag=True, help=_("Print a new link for the office's first account."))
@telling
def serve(  # noqa: PLR0913 - one for each option
    *,
    data: Path | None,
    database: str,
    address: str,
    port: int,
    tls_cert: Path | None,
    tls_key: Path | None,
    behind_proxy: str,
    proxy: tuple[str, ...],
    hall_network: bool,
    host: tuple[str, ...],
    demo: bool,
    office_link: bool,
) -> None:
    need_portal(database)
    from scoring.portal.one_server import one_server  # noqa: PLC0415 - the portal is an extra
    from scoring.portal.serving import Serving, check_serving, run  # noqa: PLC0415 - as above
    from scoring.portal.starting import make_folder  # noqa: PLC0415 - as above

    with ExitStack() as until_stopped:
        if demo and data is None:
            folder = tempfile.TemporaryDirectory(prefix="pingyi-", ignore_cleanup_errors=True)
            data = Path(until_stopped.enter_context(folder))
        serving = Serving(
            data=data or Path(USUAL),
            database=database,
            address=address,
            port=port,
            tls_cert=tls_cert,
            tls_key=tls_key,
            proxy=behind_proxy.rstrip("/"),
            proxy_addresses=proxy,
            hall=hall_network,
            hosts=host,
            demo=demo,
        )
        check_serving(serving)
        make_folder(serving.data)
        until_stopped.enter_context(one_server(serving.data))
        _prepare(serving, anew=office_link)
        run(serving)


def _prepare(serving: Serving, *, anew: bool) -> None:
    """Bring the tables up to date, and print the ways in."""
    from scoring.portal.starting import start  # noqa: PLC0415 - the portal is an extra

    start(serving.variables())
    # Django is set up now, and only now may its models be read.
    from django.db import connections  # noqa: PLC0415 - as above

    from scoring.actions.first_office import first_office, office_slip  # noqa: PLC0415 - as above
    from scoring.actions.rehearsal import rehearse  # noqa: PLC0415 - as above
    from scoring.storage.leftovers import sweep  # noqa: PLC0415 - as above

    now = datetime.now(UTC)
    sweep(serving.data, now.timestamp())
    show_line((say("The portal: {address}", address=serving.origin).render(tr), "bold green"))
    if serving.hall and not serving.secure:
        show_line((tr(_WEAKER.text), "bold yellow"))
    if serving.demo:
        show_line(tr("Rehearsal: everything in it is fictional. Open one of these links, and type the PIN beside it:"))
        for slip in rehearse(now).slips:
            _show(serving, slip)
    else:
        name = tr("The office")
        way_in = office_slip(name, now) if anew else first_office(name, now)
        if way_in is not None:
            show_line(tr("The way in for the office; it stays good until the office makes a new slip:"))
            _show(serving, way_in)
    connections.close_all()
    show_line(tr("Stop it with Ctrl+C."))


def _show(serving: Serving, slip: Slip) -> None:
    title = _ROLES[slip.person.role].render(tr)
    link = f"{serving.origin}/in/{slip.link_token}/"
    show_line(f"{title} {slip.person.name}: {link}  PIN {slip.pin}", indent=2)


_ROLES: dict[str, Message] = {
    "office": say("Office"),
    "panel": say("Panel member"),
    "agency": say("Agency"),
    "observer": say("Observer"),
}
_WEAKER = say(
    "Plain HTTP: cookies are not Secure, drafts lie in the browser's storage alone, and pages do not reload offline."
)
