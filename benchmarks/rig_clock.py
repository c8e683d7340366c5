"""A clock that goes back a day for the processes under a rig, and for nobody else on the machine.

Waits are measured by the monotonic clock, which nobody sets; what waits until a time of day (multiprocessing does)
would wait a day too long or not at all, so those times are moved along.
"""

import subprocess
from collections.abc import Mapping
from pathlib import Path

DAY = 86_400
"""Seconds."""

_SOURCE = f"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static time_t back(void) {{
    const char *file = getenv("RIG_CLOCK_BACK");
    return file && !access(file, F_OK) ? {DAY} : 0;
}}
int clock_gettime(clockid_t which, struct timespec *now) {{
    int (*real)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
    int failed = real(which, now);
    if (!failed && (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE)) now->tv_sec -= back();
    return failed;
}}
int gettimeofday(struct timeval *now, void *zone) {{
    int (*real)(struct timeval *, void *) = dlsym(RTLD_NEXT, "gettimeofday");
    int failed = real(now, zone);
    if (!failed) now->tv_sec -= back();
    return failed;
}}
time_t time(time_t *now) {{
    struct timespec found;
    clock_gettime(CLOCK_REALTIME, &found);
    if (now) *now = found.tv_sec;
    return found.tv_sec;
}}
int sem_timedwait(sem_t *semaphore, const struct timespec *until) {{
    int (*real)(sem_t *, const struct timespec *) = dlsym(RTLD_NEXT, "sem_timedwait");
    struct timespec moved = *until;
    moved.tv_sec += back();
    return real(semaphore, &moved);
}}
"""


def clock_environment(folder: Path, switch: Path) -> Mapping[str, str]:
    """Variables under which processes live a day earlier while the file `switch` exists. Needs a C compiler, `cc`."""
    source, library = folder / "clock.c", folder / "clock.so"
    source.write_text(_SOURCE)
    subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"], check=True)  # noqa: S607
    return {"LD_PRELOAD": str(library), "RIG_CLOCK_BACK": str(switch)}
