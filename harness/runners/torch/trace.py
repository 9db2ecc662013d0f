"""How long the parts of a step take, each by the difference of two times (docs/RUNNERS.md, `trace`)."""
import time
from statistics import median

RUNS = 5


def parts_ms(board, steps):
    """Milliseconds by part: of medians, taken in turn so that a change of the machine's speed reaches all alike."""
    parts = steps.parts()
    times = {name: [] for name, _ in parts}
    for _ in range(RUNS):
        for name, run in parts:
            times[name].append(timed_ms(board, run))
    found, before = {}, 0.0
    for name, _ in parts:
        until = median(times[name])
        found[name], before = max(0.0, until - before), until
    return found


def timed_ms(board, run):
    board.synchronise()
    start = time.monotonic_ns()
    run()
    board.synchronise()
    return (time.monotonic_ns() - start) / 1e6
