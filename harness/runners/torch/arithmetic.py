"""How a workload's dtype is computed with: the type of its tensors, of what decides, and of its products."""
from contextlib import nullcontext

from dtypes import dtype_of, wide_type
from model.experts import multiply


class Arithmetic:
    def __init__(self, workload, board):
        self.dtype = dtype_of(workload)
        self.wide = wide_type(self.dtype)
        # TF32 is a switch for all products of a process; what decides is computed without it.
        self.exact = board.without_tf32 if workload["dtype"] == "tf32" else nullcontext
        self.product = multiply
        if workload["dtype"] == "float8-tensorwise":
            from float8 import float8_product

            self.product = float8_product

    def router_product(self, x, weight):
        with self.exact():
            return x @ weight
