"""Access to the pages, and what a browser may do with them."""

import asyncio
import hashlib
import hmac
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "cuttings_token"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
LEAST_TOKEN = 16
"""Fewest characters of a token: a shorter one can be guessed."""
_MOST_FORM = 2_000
_WRONG_SECONDS = 0.5

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""No script, no frame, nothing from another host."""
DOCUMENT_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""The policy for the bytes of documents."""
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "private, no-store",
}


class Guard:
    """Refuses strangers, other methods and other names of this host; adds the headers to every answer.

    `token` None: only this machine can connect. Then the host name in a request must be one of this machine's: a page
    on another site could let its own host name point here, and read these pages (DNS rebinding).
    """

    def __init__(self, app: ASGIApp, *, token: str | None) -> None:
        self._app, self._token = app, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message.get("headers", [])}
                more = [
                    (name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in given
                ]
                message = {**message, "headers": [*message.get("headers", []), *more]}
            await send(message)

        refused = self._refused(scope)
        await (refused or self._app)(scope, receive, send_with_headers)

    def _refused(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if self._token is None:
            if not is_this_machine(headers.get("host", "")):
                return PlainTextResponse("Ask for 127.0.0.1 or localhost.\n", 421)
            return None
        open_to_all = scope["path"] == "/token" or scope["path"].startswith("/static/")
        if open_to_all or self._is_known(Request(scope)):
            return None
        if scope["path"].startswith("/data") or scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse(
                "Send the token: Authorization: Bearer TOKEN\n", 401, {"www-authenticate": "Bearer"}
            )
        return RedirectResponse("/token", 303)

    def _is_known(self, request: Request) -> bool:
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and self._token:
            return _same(given.strip(), self._token)
        return bool(self._token) and _same(request.cookies.get(COOKIE, ""), pass_of(self._token or ""))


def is_this_machine(host: str) -> bool:
    """Whether a Host header names this machine, with or without a port."""
    name, _, port = host.rpartition(":") if not host.endswith("]") and ":" in host else (host, "", "")
    return name.lower() in LOOPBACK and (not port or port.isdecimal())


def pass_of(token: str) -> str:
    """The value of the cookie, which is not the token itself."""
    return hmac.new(token.encode(), b"cuttings browse", hashlib.sha256).hexdigest()


async def received(request: Request, name: str) -> str:
    """The value of that field in a small form. "": the form does not have it."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_FORM:
            return ""
    return parse_qs(body.decode("utf-8", "replace")).get(name, [""])[0]


async def admitted(given: str, token: str | None) -> Response | None:
    """The answer to the right token, with the cookie. None, after a delay: the token is wrong."""
    if token is None or not _same(given, token):
        await asyncio.sleep(_WRONG_SECONDS)
        return None
    answer = RedirectResponse("/", 303)
    answer.set_cookie(COOKIE, pass_of(token), httponly=True, samesite="strict", path="/")
    return answer


def _same(given: str, known: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), known.encode())
