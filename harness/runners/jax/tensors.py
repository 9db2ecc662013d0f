"""The weights of a layer on the device. Experts' matrices of one side are one array [E, ...], which is how the kernels take them."""
import re

import numpy as np

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
    """(name, values on the host) of every tensor, leaf after leaf: one slice on the device would be one program an expert."""
    for leaf, rows in leaves_of(workload).items():
        values = np.asarray(arrays[leaf])
        for place, row in enumerate(rows):
            yield row["name"], values[place] if leaf.startswith("experts.*.") else values
