"""The settings of a run."""

from importlib.util import find_spec

import pytest
from pydantic import ValidationError

from schemas.settings import Settings


@pytest.mark.skipif(find_spec("spacy") is not None, reason="the extra spacy is installed")
def test_what_is_not_installed_is_refused_with_the_way_to_get_it() -> None:
    with pytest.raises(ValidationError, match=r"pip install 'cuttings\[spacy\]'"):
        Settings.from_environment({"CUTTINGS_ANNOTATE": "spacy"})


@pytest.mark.parametrize("given", ["cuttings", "none"])
def test_what_annotates(given: str) -> None:
    assert Settings.from_environment({"CUTTINGS_ANNOTATE": given}).annotate == given
