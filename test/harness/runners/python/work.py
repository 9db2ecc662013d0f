"""Reads workloads as JSON lines; prints of each what harness/runners/python says of it: tensors, choices, capacity, loss scale, draws."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), *[".."] * 4, "harness", "runners", "python"))

from rule import draw24, stream_key  # noqa: E402
from work import capacity_of, forced_experts, loss_scale, weights_of_part  # noqa: E402

for line in sys.stdin:
    asked = json.loads(line)
    workload = asked["workload"]
    key = stream_key(workload["seed"], "x")
    print(
        json.dumps(
            {
                "tensors": weights_of_part(workload),
                "experts": forced_experts(workload, asked.get("files", {})),
                "capacity": capacity_of(workload),
                "lossScale": loss_scale(workload),
                "draws": [draw24(key, index) for index in asked.get("draws", [])],
            }
        )
    )
