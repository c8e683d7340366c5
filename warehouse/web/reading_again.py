"""Reading a document again, as a page may ask for it: who does it is somebody else's matter."""

import hashlib
import hmac
import secrets
from typing import Protocol

_KEY = secrets.token_bytes(32)
"""Of this process: a form is good for as long as the server runs."""


class ReadingAgain(Protocol):
    """What reads again."""

    def ask(self, capture_id: str) -> bool:
        """Has the bytes read soon. False: too many wait already."""

    def state(self, capture_id: str) -> str | None:
        """How far it is, in words. None: it was not asked for."""


def form_token(arrival_id: str) -> str:
    """What a form must bring back, so that no other site's form can ask."""
    return hmac.new(_KEY, f"read again {arrival_id}".encode(), hashlib.sha256).hexdigest()


def is_ours(arrival_id: str, token: str, *, fetch_site: str | None) -> bool:
    """Whether a request comes from a form of these pages. `fetch_site` None: the browser does not say."""
    return fetch_site in (None, "same-origin") and hmac.compare_digest(
        token.encode("utf-8", "replace"), form_token(arrival_id).encode()
    )
