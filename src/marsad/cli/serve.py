"""`marsad serve`: the desk in a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.cli.load import ARCHIVE
from marsad.record import UsageError

SERVE_HELP = """Open the desk in a browser: events, their reports, articles with the words that each value rests on.

It answers on this machine only. Where there is no archive yet, it makes one of the sample articles, which one click removes.

Examples:

  marsad serve

  marsad serve --archive syria.sqlite --port 8400

Exit codes: 0 ended, 1 the archive or the port cannot be opened, 2 wrong usage, 130 interrupted.
"""
LOOPBACK = {"127.0.0.1": "127.0.0.1", "localhost": "127.0.0.1", "::1": "[::1]"}


def serve(
    archive: Annotated[str | None, ARCHIVE] = None,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Address of this machine: 127.0.0.1 or ::1.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="Port; 0 takes a free one.")] = 8321,
) -> None:
    if host not in LOOPBACK:
        raise UsageError(
            f"--host {host}",
            "the desk has no accounts yet, so whoever reaches this address could read and decide everything",
            "Leave --host out, and reach it from elsewhere through an SSH tunnel: ssh -L 8321:127.0.0.1:8321 THIS-MACHINE.",
        )
    import socket

    import uvicorn

    from marsad.desk.samples import first_archive
    from marsad.record import ArchiveError
    from marsad.web.app import application

    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((LOOPBACK[host].strip("[]"), port))
        except OSError as error:
            raise ArchiveError(f"--port {port}", f"the port cannot be opened ({error.strerror})", "Another program may use it: name another with --port.") from None
        app = application(first_archive(archive))
        typer.echo(f"http://{LOOPBACK[host]}:{listening.getsockname()[1]}/")
        typer.echo("marsad: Ctrl+C ends it", err=True)
        uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, proxy_headers=False)).run(sockets=[listening])
