"""What a load costs: CPU of `cuttings ingest` on made pages, and how much of it is not reading.

    .venv/bin/python -m benchmarks.ingest [--pages 1000]

Reading is what the workers measured in themselves while they read documents; the rest is start-up, archive, staging,
deciding, storing and publishing, the child processes' included.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.made_pages import write_pages

CUTTINGS = Path(sys.executable).with_name("cuttings")


def children_cpu() -> float:
    """CPU seconds of all ended children so far."""
    times = os.times()
    return times.children_user + times.children_system


def main() -> None:
    """Prints one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=int, default=1000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cuttings-ingest-") as folder:
        inbox, home = Path(folder, "in"), Path(folder, "home")
        size = sum(path.stat().st_size for path in write_pages(inbox, given.pages))
        print(f"{given.pages} pages, {size / given.pages / 1024:.0f} kB each")
        wall, cpu = time.monotonic(), children_cpu()
        done = subprocess.run(
            [CUTTINGS, "ingest", inbox, "--home", home, "--no-record"], check=False, capture_output=True, text=True
        )
        cpu, wall = children_cpu() - cpu, time.monotonic() - wall
        reading = re.search(r"([0-9.]+) CPU s of reading", done.stdout)
        read = float(reading.group(1)) if reading else float("nan")
        print(f"exit {done.returncode}, {wall:.1f} s wall, {cpu:.1f} CPU s, {1000 * cpu / given.pages:.1f} ms a page")
        print(f"reading {read:.1f} CPU s; not reading {cpu - read:.1f} CPU s = {100 * (cpu - read) / cpu:.1f}%")


if __name__ == "__main__":
    main()
