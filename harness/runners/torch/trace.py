"""How long the parts of a step take, each by the difference of two times (docs/RUNNERS.md, `trace`)."""
import time
from statistics import median

import torch

from apart import told_apart

RUNS = 5


def parts_ms(board, steps):
    """Milliseconds by part: of medians, taken in turn so that a change of the machine's speed reaches all alike."""
    if steps.strategy.TRACES == "nothing":
        return {}
    parts, last = steps.parts(), steps.last
    before = [tensor.detach().to("cpu", copy=True) for tensor in steps.state()]
    times = {name: [] for name, _ in parts}
    for _ in range(RUNS):
        for name, run in parts:
            times[name].append(timed_ms(board, run))
    put_back(steps, before, last)
    return told_apart([(name, median(times[name])) for name, _ in parts])


def put_back(steps, state, last):
    """A trace is no step: what comes after it sees what the last step left."""
    with torch.no_grad():
        for tensor, value in zip(steps.state(), state):
            tensor.copy_(value)
    steps.last = last


def timed_ms(board, run):
    board.synchronise()
    start = time.monotonic_ns()
    run()
    board.synchronise()
    return (time.monotonic_ns() - start) / 1e6
