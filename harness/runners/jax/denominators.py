"""Matrix products alone, and the stream: what efficiencies are reckoned against (docs/RUNNERS.md, Other parts)."""
from functools import partial

import jax
import jax.numpy as jnp
from jax import lax

from data import fill
from products import product


class Kernel:
    kernel = "jax dot_general"


class ProductSteps:
    """c.<i>.<j> = a.<i> b.<i>.<j>, either side stored transposed; or of a stream c = a + b."""

    kernel = Kernel()

    def __init__(self, workload):
        self.workload = workload
        dtype = jnp.dtype(workload["dtype"])
        self.arguments = {
            name: fill(workload["seed"], [name], shape, 1.0, dtype)[0] for name, shape in operands(workload).items()
        }
        self.compiled = jax.jit(partial(products, workload)).lower(self.arguments).compile()
        self.last = None

    def step(self):
        self.last = None
        self.last = self.compiled(self.arguments)

    def ready(self):
        jax.block_until_ready(self.last)

    def outputs(self):
        yield from self.last.items()

    def decided(self):
        """There is no loss, and nothing is chosen."""
        return None, None, None


def operands(workload):
    if workload["part"] == "stream":
        return {name: (workload["elements"],) for name in ("a", "b")}
    shapes = {}
    for i, p in enumerate(workload["matmuls"]):
        shapes[f"a.{i}"] = (p["k"], p["m"]) if p["transposeA"] else (p["m"], p["k"])
        for j in range(p["count"]):
            shapes[f"b.{i}.{j}"] = (p["n"], p["k"]) if p["transposeB"] else (p["k"], p["n"])
    return shapes


def pairs(workload):
    """(output, left, right, product) for each time a product is done."""
    for i, p in enumerate(workload["matmuls"]):
        for j in range(p["count"]):
            yield f"c.{i}.{j}", f"a.{i}", f"b.{i}.{j}", p


def products(workload, given):
    if workload["part"] == "stream":
        return {"c": given["a"] + given["b"]}
    made = {}
    for name, left, right, p in pairs(workload):
        whole = product(given[left], given[right], (0 if p["transposeA"] else 1, 1 if p["transposeB"] else 0))
        # Behind the barrier the whole product exists before its first row is taken; without it XLA multiplies one row.
        made[name] = whole if p["kept"] else lax.optimization_barrier(whole)[:1]
    return made
