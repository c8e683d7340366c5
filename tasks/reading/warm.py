"""Imported before workers fork: two small documents are read, so that what readers load late is loaded once for all.

Loading it (language detection, tables of encodings) costs .3 CPU seconds: no document pays for it, and no worker again.
"""

from datetime import UTC, datetime

from tasks.text.reading import read

_SENTENCE = "The harbour bridge at Oldmere stays closed for another week, said the harbour master, Ida Holm. "
_DOCUMENTS = (
    f"Bridge closed\n\nBy Ida Holm\n\n{_SENTENCE * 4}\n\n{_SENTENCE * 4}",
    f"<html><body><article><h1>Bridge closed</h1><p>{_SENTENCE * 4}</p><p>{_SENTENCE * 4}</p></article></body></html>",
)

for _document in _DOCUMENTS:
    read(_document.encode(), received_at=datetime(2026, 1, 1, tzinfo=UTC))
