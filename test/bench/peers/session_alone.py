"""A step of our PyTorch runner in this process, without harness, pipe or another process: what bench:runner holds the harness against.

Usage: session_alone.py RUNNERS_FOLDER STRATEGY WORKLOAD_JSON THREADS
"""
import json
import os
import sys

runners, strategy, workload, threads = sys.argv[1:5]
sys.path[:0] = [os.path.join(runners, "torch"), os.path.join(runners, "python")]

from session import Session  # noqa: E402

from timing import serve  # noqa: E402

session = Session()
opened = session.answer(
    {
        "do": "open",
        "workload": json.loads(workload),
        "files": {},
        "device": "cpu",
        "strategy": strategy,
        "threads": int(threads),
    }
)
if "error" in opened:
    sys.exit(str(opened["error"]))

# A window is one request, as the harness makes it: what is left out is the pipe, and whatever lies on its other side.
serve({"name": "python alone"}, {"layer": lambda count: session.answer({"do": "steps", "count": count})}, batched=True)
