"""Matrix products alone, and the stream: what the speed of others is held against (docs/method/efficiency.md)."""
import torch

from arithmetic import Arithmetic
from data import fill
from dtypes import dtype_of
from work import activation


class ProductSteps:
    """c.<i>.<j> = a.<i> b.<i>.<j>, either side stored transposed."""

    def __init__(self, workload, files, board, strategy):
        self.workload, self.strategy, self.last = workload, strategy, {"loss": None, "choices": [], "chosen_by": {}}
        self.product = Arithmetic(workload, board).product
        self.values, self.products = {}, []

        def operand(name, rows, columns, transposed):
            shape = (columns, rows) if transposed else (rows, columns)
            values = fill(activation(name, *shape), workload["seed"], dtype_of(workload), board.device)
            return values.T if transposed else values

        for i, product in enumerate(workload["matmuls"]):
            left = operand(f"a.{i}", product["m"], product["k"], product["transposeA"])
            for j in range(product["count"]):
                right = operand(f"b.{i}.{j}", product["k"], product["n"], product["transposeB"])
                self.products.append((f"c.{i}.{j}", left, right, product["kept"]))

    def load(self):
        """Every step has the same operands."""

    def compute(self):
        self.values.clear()
        with torch.no_grad():
            for name, left, right, kept in self.products:
                product = self.product(left, right)
                # Of a product that is not kept the first row is the output; its memory may hold the next.
                self.values[name] = product if kept else product[:1].clone()

    def step(self):
        self.compute()

    def state(self):
        return []

    def outputs(self):
        return self.values.items()

    def parts(self):
        return [("forward", self.compute)]


class StreamSteps(ProductSteps):
    """c = a + b."""

    def __init__(self, workload, files, board, strategy):
        super().__init__({**workload, "matmuls": []}, files, board, strategy)
        self.workload = workload
        dtype, seed = dtype_of(workload), workload["seed"]
        a, b = (fill(activation(name, workload["elements"]), seed, dtype, board.device) for name in ("a", "b"))
        self.operands, self.values = (a, b), {"c": torch.empty_like(a)}

    def compute(self):
        torch.add(*self.operands, out=self.values["c"])
