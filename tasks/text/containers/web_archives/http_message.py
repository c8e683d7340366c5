"""An HTTP response as transmitted: status line, headers, body."""

import re
from dataclasses import dataclass

from tasks.text.containers.web_archives.web_coding import decoded_body

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]{1,4}(\d{3})")
_END = re.compile(rb"\r?\n\r?\n")
MAX_HEAD = 65_536


@dataclass(frozen=True, slots=True)
class Response:
    """One response. `headers` have names in lower case, the last value of each; `body` is decoded."""

    status: str
    headers: dict[str, str]
    body: bytes


def response_head(data: bytes) -> tuple[str, dict[str, str], int] | None:
    """Status, headers, and where the body begins. None: these bytes are not a response."""
    status = _STATUS.match(data)
    if status is None:
        return None
    end = _END.search(data, status.end(), MAX_HEAD)
    lines = data[: end.start() if end else min(len(data), MAX_HEAD)].split(b"\n")[1:]
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(b":")
        if colon and not name[:1].isspace():
            headers[name.strip().decode("latin-1").lower()] = value.strip().decode("latin-1")
    return status[1].decode(), headers, end.end() if end else len(data)


def http_response(data: bytes) -> Response | None:
    """The response in `data`. None: it is not a response."""
    head = response_head(data)
    if head is None:
        return None
    status, headers, start = head
    return Response(status, headers, decoded_body(data[start:], headers))
