"""Imported before workers fork: reads two small documents, so that what readers load late is loaded once for all
workers.

Loading it (language detection, tables of encodings) takes 0.3 CPU seconds, which no document and no later worker has to
pay.
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
