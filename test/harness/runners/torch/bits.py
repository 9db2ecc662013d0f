"""Prints the SHA-256 of the values that the PyTorch runner draws, for each [name, count, amplitude, dtype] of a JSON list on stdin."""
import hashlib
import json
import os
import sys

RUNNERS = os.path.join(os.path.dirname(os.path.abspath(__file__)), *[".."] * 4, "harness", "runners")
sys.path[:0] = [os.path.join(RUNNERS, "torch"), os.path.join(RUNNERS, "python")]

from data import fill  # noqa: E402
from dtypes import DTYPES  # noqa: E402
from summary import bytes_of  # noqa: E402

asked = json.load(sys.stdin)
for name, count, amplitude, dtype in asked["tensors"]:
    values = fill({"name": name, "shape": [count], "amplitude": amplitude}, asked["seed"], DTYPES[dtype], "cpu")
    print(hashlib.sha256(bytes_of(values)).hexdigest())
