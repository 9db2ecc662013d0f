"""Tensors on the device by name. Where the strategy wants it, the experts' matrices of one side are one tensor."""
import re

import torch

from data import fill

EXPERT = re.compile(r"^(.*)experts\.(\d+)\.(w[123]|b[123])$")


class Parameters:
    """`tensor(name)` gives a leaf, None where there is none; `by_name` what is computed of leaves, under the workload's names."""

    def __init__(self, rows, seed, dtype, device, alignment, trained):
        """`alignment`: None, or experts are stacked, each dimension filled up with zeros to a multiple of so many values."""
        self.leaves = {}
        # Of a stack: (name, shape) of each expert's part, in order.
        self.stacked = {}
        single = []
        for row in rows:
            parts = EXPERT.match(row["name"])
            if parts is None or alignment is None:
                single.append(row)
            else:
                self.stacked.setdefault(f"{parts[1]}experts.*.{parts[3]}", []).append(row)
        for row in single:
            self.leaves[row["name"]] = fill(row, seed, dtype, device)
        for name, members in self.stacked.items():
            self.leaves[name] = stack(members, seed, dtype, device, alignment)
        if trained:
            for leaf in self.leaves.values():
                leaf.requires_grad_()

    def tensor(self, name):
        return self.leaves.get(name)

    def forget_gradients(self):
        for leaf in self.leaves.values():
            leaf.grad = None

    def gradients(self):
        """By the workload's own names. What no row reached has a gradient of zeros, not none."""
        found = {n: torch.zeros_like(leaf) if leaf.grad is None else leaf.grad for n, leaf in self.leaves.items()}
        return self.by_name(found)

    def by_name(self, values):
        """Values of the leaves under the workload's own names: of a stack each expert's, without what fills it up."""
        found = {}
        for name, value in values.items():
            if name not in self.stacked:
                found[name] = value.detach()
                continue
            for row, part in zip(self.stacked[name], value.detach().unbind(0)):
                found[row["name"]] = part[tuple(slice(size) for size in row["shape"])]
        return found

    def is_matrix(self, name):
        shape = self.stacked[name][0]["shape"] if name in self.stacked else self.leaves[name].shape
        return len(shape) > 1


def stack(members, seed, dtype, device, alignment):
    shape = members[0]["shape"]
    values = torch.zeros(len(members), *(-(-size // alignment) * alignment for size in shape), dtype=dtype, device=device)
    for row, part in zip(members, values.unbind(0)):
        fill(row, seed, dtype, device, into=part[tuple(slice(size) for size in shape)])
    return values
