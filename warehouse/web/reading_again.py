"""Asks for a document to be read again. The application is given the component that does it."""

import hashlib
import hmac
import secrets
from typing import Protocol

_KEY = secrets.token_bytes(32)
"""The secret of this process: a form is valid as long as the server runs."""


class ReadingAgain(Protocol):
    """The component that reads documents again."""

    def ask(self, capture_id: str) -> bool:
        """Queues the bytes for reading. False: too many are waiting."""

    def state(self, capture_id: str) -> str | None:
        """The progress, in words. None: nobody asked for this document."""


def form_token(arrival_id: str) -> str:
    """The value that a form must send back, so that no other site's form can ask."""
    return hmac.new(_KEY, f"read again {arrival_id}".encode(), hashlib.sha256).hexdigest()


def is_ours(arrival_id: str, token: str, *, fetch_site: str | None) -> bool:
    """Whether a request comes from a form of these pages. `fetch_site` None: the browser does not say."""
    return fetch_site in (None, "same-origin") and hmac.compare_digest(
        token.encode("utf-8", "replace"), form_token(arrival_id).encode()
    )
