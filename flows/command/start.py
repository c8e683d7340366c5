"""Where the program `cuttings` starts: what it needs is imported inside, so that Ctrl-C meanwhile is one line too."""

import os
import sys

STOPPED = "cuttings: stopped; run the same command again to go on\n"


def main() -> int:
    """The command line. Returns the exit code."""
    try:
        from flows.command.main import main as command

        return command()
    except KeyboardInterrupt:
        sys.stderr.write(STOPPED)
        sys.stderr.flush()
        # Half-imported modules would print their own tracebacks while the interpreter exits.
        os._exit(130)
