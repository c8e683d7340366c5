"""Tables and progress on a terminal."""

from collections.abc import Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flows.orchestration.load_report import LoadReport

PIPE_WIDTH = 140

READABLE = 12
"""Fewest characters in which a folded column is readable."""

CELL_CHARACTERS = 120
"""Most characters of a value on the screen; --csv and --json print all."""


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, title: str | None = None) -> None:
    """Prints rows as a table on standard output. Values are text, never markup."""
    made = Table(title=title, title_justify="left", header_style="bold")
    numeric = [bool(rows) and all(isinstance(row[i], int | float) for row in rows) for i in range(len(columns))]
    for column, right in zip(columns, numeric, strict=True):
        made.add_column(Text(column), justify="right" if right else "left", overflow="fold")
    for row in rows:
        made.add_row(*(Text(_shown(value), style="dim" if value is None else "") for value in row))
    console().print(made)


def answer_table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Prints the answer to a query: as a table if its columns fit side by side, else as one record below the other."""
    out = console()
    widths = [max([len(name), *(len(_shown(row[at])) for row in rows)]) for at, name in enumerate(columns)]
    # Longer text is folded. Columns narrower than this cannot be read.
    least = sum(min(width, READABLE) + 3 for width in widths) + 1
    if least <= out.width:
        table(columns, rows)
        return
    name_width = max(map(len, columns))
    for number, row in enumerate(rows, start=1):
        out.print(Text(f"── {number} ".ljust(min(out.width, 60), "─"), style="dim"))
        for name, value in zip(columns, row, strict=True):
            room = max(20, out.width - name_width - 2)
            shown = _shown(value)
            line = Text(name.ljust(name_width + 2), style="bold")
            line.append(
                shown if len(shown) <= room else f"{shown[: room - 1]}…", style="dim" if value is None else "not bold"
            )
            out.print(line, soft_wrap=True)


def counted(number: int, noun: str) -> str:
    """A number and its noun: "1 row", "2 rows"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def say(text: str) -> None:
    """Prints a line on standard output."""
    console().print(Text(text))


def console() -> Console:
    """Standard output: as wide as the terminal; in a file or a pipe wide enough for most tables."""
    out = Console()
    return out if out.is_terminal else Console(width=PIPE_WIDTH)


@contextmanager
def progress() -> "Iterator[Callable[[LoadReport], None]]":
    """Shows the progress of a load, on standard error and only on a terminal. Yields the function to call after each
    batch."""
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        job = bar.add_task("loading", total=None)

        def watch(report: "LoadReport") -> None:
            bar.update(job, completed=report.done, total=report.expected)

        yield watch


def _shown(value: Any) -> str:  # noqa: ANN401 - SQL gives anything
    if value is None:
        return "NULL"
    text = value if isinstance(value, str) else str(value)
    text = text.replace("\r", "").replace("\n", " ⏎ ")
    return text if len(text) <= CELL_CHARACTERS else text[: CELL_CHARACTERS - 1] + "…"
