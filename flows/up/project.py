"""The location of the program's data files: prefect.yaml and examples/.

In a checkout they are beside the packages; a wheel installs them under `share/cuttings`.
"""

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from tasks.errors import TaskError

_BESIDE_THE_CODE = Path(__file__).resolve().parents[2]


class FilesMissing(TaskError):
    """The installation lacks its data files."""

    def __init__(self) -> None:
        super().__init__("prefect.yaml is not installed: install cuttings again, from its wheel or a checkout")


def project_folder() -> Path:
    """The folder with prefect.yaml and examples/. Raises FilesMissing."""
    if (_BESIDE_THE_CODE / "prefect.yaml").exists():
        return _BESIDE_THE_CODE
    try:
        installed = distribution("cuttings").files or []
    except PackageNotFoundError:
        installed = []
    for file in installed:
        found = Path(str(file.locate())).resolve()
        if file.name == "prefect.yaml" and found.exists():
            return found.parent
    raise FilesMissing
