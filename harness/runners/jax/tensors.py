"""The weights of a layer on the device. Experts' matrices of one side are one array [E, ...], which is how the kernels take them."""
import re

from data import fill
from work import moe_tensors

EXPERT = re.compile(r"^experts\.\d+\.(\w+)$")


def leaves_of(workload):
    """{leaf: rows}: a leaf is a tensor of the workload, or `experts.*.<side>`, the tensors of that side of all experts."""
    leaves = {}
    for row in moe_tensors(workload):
        side = EXPERT.match(row["name"])
        leaves.setdefault(f"experts.*.{side.group(1)}" if side else row["name"], []).append(row)
    return leaves


def weights_of(workload, dtype):
    """{leaf: array}."""
    made = {}
    for leaf, rows in leaves_of(workload).items():
        names = [row["name"] for row in rows]
        values = fill(workload["seed"], names, rows[0]["shape"], rows[0]["amplitude"], dtype)
        made[leaf] = values if leaf.startswith("experts.*.") else values[0]
    return made


def by_name(workload, arrays):
    """Arrays of the leaves under the workload's own names, in its order: of a stack those of each expert."""
    found = {}
    for leaf, rows in leaves_of(workload).items():
        stacked = leaf.startswith("experts.*.")
        for place, row in enumerate(rows):
            found[row["name"]] = arrays[leaf][place] if stacked else arrays[leaf]
    return {row["name"]: found[row["name"]] for row in moe_tensors(workload)}
