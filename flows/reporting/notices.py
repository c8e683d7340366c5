"""Messages to people, by mail or chat: apprise, which comes with Prefect."""

import logging
from datetime import UTC, datetime

from schemas.home import Home
from schemas.settings import Settings
from tasks.errors import FileWrong
from tasks.telling.tell import tell
from warehouse.backend.backend import backend_of
from warehouse.errors import WarehouseError

logger = logging.getLogger(__name__)


def tell_due(settings: Settings) -> int:
    """Tells the channels of watches.toml what is due; to how many. What goes wrong here fails no run."""
    if not (Home(settings.home).watches.exists() and backend_of(settings.home).exists()):
        return 0
    try:
        return len(tell(settings, now=datetime.now(UTC), send=send))
    except (FileWrong, WarehouseError) as error:
        logger.warning("nobody was told: %s", error)
        return 0


def send(address: str, title: str, text: str) -> bool:
    """Sends a plain text to an address of apprise; whether it was taken."""
    import apprise

    post = apprise.Apprise()
    if not post.add(address):
        return False
    return bool(post.notify(title=title, body=text, body_format=apprise.NotifyFormat.TEXT))
