"""A document that is one JSON object."""

import json
from typing import Any

from schemas.rejection import Rejected, RejectionReason
from tasks.text.decode.json_escapes import storable_escapes


def json_object(text: str) -> dict[str, Any] | Rejected:
    """The object, with strings that can be stored; or why there is none."""
    try:
        record = json.loads(storable_escapes(text))
    except (ValueError, RecursionError) as error:
        return Rejected(reason=RejectionReason.MALFORMED, detail=f"not JSON: {error}"[:200])
    if not isinstance(record, dict):
        return Rejected(reason=RejectionReason.MALFORMED, detail=f"a JSON {type(record).__name__}, not an object")
    return record
