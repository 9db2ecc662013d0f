"""Reads [name, marks] rows as JSON on stdin; prints of each whose device it is. No torch is needed."""
import json
import os
import sys

RUNNERS = os.path.join(os.path.dirname(os.path.abspath(__file__)), *[".."] * 4, "harness", "runners")
sys.path.insert(0, os.path.join(RUNNERS, "torch"))

from devices.cuda_vendor import vendor_of  # noqa: E402

print(json.dumps([vendor_of(name, marks) for name, marks in json.load(sys.stdin)]))
