"""What a peer of a benchmark says to it: one JSON object a line, in and out. Only the work between two clock readings is timed."""
import json
import os
import sys
import time


def serve(describe, works, batched=False):
    """`describe`: what is printed first. `works`: functions by name that have finished when they return: each does its work once, or, `batched`,
    as often as it is told."""
    # Libraries may print: what they say goes to standard error, and the protocol keeps the first standard output.
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    answer = lambda document: print(json.dumps(document), file=answers, flush=True)
    answer(describe)
    for line in sys.stdin:
        request = json.loads(line)
        if request["do"] == "close":
            return
        try:
            answer({"ms": timed(works[request["do"]], request["count"], batched)})
        except Exception as error:  # A peer that cannot is a peer that is left out, with its words.
            answer({"error": f"{type(error).__name__}: {error}".splitlines()[0]})


def timed(work, count, batched):
    """Milliseconds of `count` times in a row, all of them together."""
    start = time.perf_counter()
    if batched:
        work(count)
    else:
        for _ in range(count):
            work()
    return (time.perf_counter() - start) * 1000
