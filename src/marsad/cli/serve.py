"""`marsad serve`: the desk in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marsad.cli.collect import HERE, ConfigFile
from marsad.cli.load import ARCHIVE
from marsad.record import ArchiveError, UsageError

if TYPE_CHECKING:
    from marsad.archive.connect import Archive

SERVE_HELP = """Open the desk in a browser: events, their reports, articles with the words that each value rests on.

On this machine alone it needs no account. For any other address it demands them (`marsad accounts add`), and HTTPS: by a certificate of its own,
or by a proxy before it. Where there is no archive yet, it makes one of the sample articles, which one click removes.

Examples:

  marsad serve

  marsad serve --archive syria.sqlite --port 8400

  marsad serve --host 0.0.0.0 --name desk.example.org --certificate desk.pem --key desk.key

  marsad serve --accounts --name desk.example.org --behind-proxy

Exit codes: 0 ended, 1 the archive or the port cannot be opened, 2 wrong usage, 130 interrupted.
"""
LOOPBACK = {"127.0.0.1": "127.0.0.1", "localhost": "127.0.0.1", "::1": "[::1]"}
EVERYWHERE = ("0.0.0.0", "::")


def serve(
    archive: Annotated[str | None, ARCHIVE] = None,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Address to listen at; 0.0.0.0 or :: for all of this machine's.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="Port; 0 takes a free one.")] = 8321,
    name: Annotated[list[str] | None, typer.Option("--name", metavar="HOST", help="Name by which browsers reach it; may be given more than once.", show_default=False)] = None,
    accounts: Annotated[bool, typer.Option("--accounts", help="Demand accounts on this machine too.")] = False,
    certificate: Annotated[Path | None, typer.Option("--certificate", metavar="FILE", help="Certificate for HTTPS (PEM), with --key.", show_default=False)] = None,
    key: Annotated[Path | None, typer.Option("--key", metavar="FILE", help="Its private key (PEM).", show_default=False)] = None,
    behind_proxy: Annotated[bool, typer.Option("--behind-proxy", help="A proxy on this machine speaks HTTPS to the browsers.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="HTTP without encryption: passwords can be read on the way.")] = False,
    config: ConfigFile = HERE,
) -> None:
    names = [host, *(name or [])]
    secure = certificate is not None or behind_proxy
    local = all(one in LOOPBACK for one in names)
    demanded = accounts or not local
    _check(host, name or [], certificate, key, secure or plain or local)
    import socket

    import uvicorn

    from marsad.desk.samples import first_archive
    from marsad.web.app import LOOPBACK as OWN
    from marsad.web.app import application
    from marsad.web.door import Door
    from marsad.web.rounds import Rounds

    opened = first_archive(archive)
    if demanded:
        _check_accounts(opened, host)
    address = LOOPBACK.get(host, host)
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((address.strip("[]"), port))
        except OSError as error:
            raise ArchiveError(f"--host {host} --port {port}", f"the port cannot be opened ({error.strerror})", "Another program may use it: name another with --port.") from None
        hosts = {_shown(one) for one in names if one not in EVERYWHERE} | ({*OWN} if local or behind_proxy else set())
        app = application(opened, hosts, Door(demanded, secure, config))
        first = next((_shown(one) for one in [*(name or []), host] if one not in EVERYWHERE), "127.0.0.1")
        typer.echo(f"{'https' if certificate else 'http'}://{first if not local else address}:{listening.getsockname()[1]}/")
        typer.echo("marsad: Ctrl+C ends it", err=True)
        options: dict[str, Any] = {"log_level": "warning", "access_log": False, "server_header": False, "proxy_headers": behind_proxy, "forwarded_allow_ips": "127.0.0.1,::1"}
        if certificate is not None:
            options |= {"ssl_certfile": str(certificate), "ssl_keyfile": str(key)}
        rounds = Rounds(app)
        rounds.start()
        try:
            uvicorn.Server(uvicorn.Config(app, **options)).run(sockets=[listening])
        finally:
            rounds.stop()


def _check(host: str, names: list[str], certificate: Path | None, key: Path | None, private: bool) -> None:
    """Refuse what would be open to others by mistake. Raises UsageError."""
    if (certificate is None) != (key is None):
        raise UsageError("--certificate", "a certificate needs its key, and a key its certificate", "Give both.")
    if certificate is not None and key is not None:
        import ssl

        try:
            ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key)
        except (OSError, ssl.SSLError) as error:
            raise UsageError("--certificate", f"they cannot be used ({error})", "Give a certificate and its key as PEM files.") from None
    if not private:
        raise UsageError(
            f"--host {host}",
            "passwords would travel unencrypted",
            "Give --certificate and --key, or --behind-proxy if a proxy speaks HTTPS, or --plain if you mean it; or leave --host out and use an SSH tunnel.",
        )
    if host in EVERYWHERE and not names:
        raise UsageError(f"--host {host}", "by which name browsers reach it is not said", "Name it: --name desk.example.org. Requests under other names are refused.")


def _check_accounts(archive: Archive, host: str) -> None:
    from marsad.archive.accounts import any_account

    with archive.reading() as connection:
        if not any_account(connection):
            raise UsageError(
                f"--host {host}", "the desk has no accounts yet, so whoever reaches this address could read and decide everything",
                "Make one first: marsad accounts add NAME --role admin. Or leave --host out, and reach it through an SSH tunnel: ssh -L 8321:127.0.0.1:8321 THIS-MACHINE.",
            )  # fmt: skip


def _shown(host: str) -> str:
    """Give a host as it stands in an address."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host.lower()
