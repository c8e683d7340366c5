"""`cuttings browse`: the library as pages."""

import argparse
import ipaddress
import os
import secrets
import socket

from flows.command.read_again import ReadAgain
from flows.command.terminal import say
from schemas.settings import Settings
from tasks.errors import TaskError
from warehouse.web.security import LEAST_TOKEN

TOKEN = "CUTTINGS_BROWSE_TOKEN"  # noqa: S105 - the name of a variable
"""Environment variable with the token, which `ps` does not show."""
_BACKLOG = 64


class CannotBrowse(TaskError):
    """The pages cannot be served in this way. The message says why and what to do."""


def run_browse(given: argparse.Namespace, settings: Settings) -> int:
    """Serves the pages until Ctrl-C. Raises CannotBrowse, NoSnapshot, Unreadable."""
    if not 1 <= given.port <= 65535:
        raise CannotBrowse(f"--port {given.port}: choose one from 1 to 65535")
    token = chosen_token(given.token, os.environ.get(TOKEN), host=given.host)
    listening = _listening(given.host, given.port)
    import uvicorn

    from warehouse.web.application import application

    shown = f"[{given.host}]" if ":" in given.host else given.host
    say(f"the pages of {settings.home}: http://{shown}:{given.port} (Ctrl-C ends)")
    if token and given.token == "":
        say(f"token: {token}")
    app = application(settings.home, token=token, again=ReadAgain(settings.home))
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, limit_concurrency=64,
        timeout_keep_alive=5, h11_max_incomplete_event_size=32_768, timeout_graceful_shutdown=3,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listening])
    return 0


def chosen_token(given: str | None, environment: str | None, *, host: str) -> str | None:
    """The required token: the given one, "" for a new one, or the environment's. None: only this machine reaches
    `host`.

    Raises CannotBrowse for an address that others can reach without a token, and for a token that is too short.
    """
    token = secrets.token_urlsafe(24) if given == "" else given or environment or None
    if token is None and not is_loopback(host):
        raise CannotBrowse(
            f"{host} is reached from other machines: give --token TOKEN ({LEAST_TOKEN} characters or more), "
            f"or --token alone for a new one, or set {TOKEN}"
        )
    if token is not None and (len(token) < LEAST_TOKEN or not token.isascii() or not token.isprintable()):
        raise CannotBrowse(f"a token has {LEAST_TOKEN} characters or more, all of them printable ASCII")
    return token


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listening(host: str, port: int) -> socket.socket:
    """The port is bound before anything is printed, so that a port in use gives one line and no traceback."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, kind, protocol)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(_BACKLOG)
    except OSError as error:
        raise CannotBrowse(f"{host}:{port} cannot be listened on: {error.strerror}; choose another --port") from error
    return made
