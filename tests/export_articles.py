"""The articles of an export that holds many, each read as a load reads it."""

import io
from datetime import UTC, datetime

from schemas.article import Article
from schemas.capture import Sidecar
from tasks.text.formats import form_of
from tasks.text.reading import read

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def articles(data: bytes) -> list[Article]:
    """Every document of the file, in order; each must be an article."""
    form = form_of(data)
    assert form.split
    found: list[Article] = []
    for item in form.split(io.BytesIO(data)):
        article, _ = read(item.data, received_at=NOW, sidecar=Sidecar(form=item.form))
        assert isinstance(article, Article), article
        found.append(article)
    return found
