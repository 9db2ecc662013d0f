"""A moe-layer made ready to be stepped: the whole step is one compiled function, whose arguments are x, dy and every weight.

Nothing of them is a constant of the compiled code, so nothing can be folded. A step drops what the one before returned, so the
allocator puts the new gradients where the old ones lay; donating them would give XLA nothing to write into earlier.
"""
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from choice import forced_bias, route, shared_weight
from data import fill
from experts import routed_experts, shared_experts
from kernels import KERNELS
from line import gather_sum, line_up, spread
from products import wide_type
from tensors import by_name, weights_of
from work import capacity_of, forced_experts, loss_scale


class LayerSteps:
    """`step()` computes, `ready()` waits, `outputs()` names what the last step returned."""

    def __init__(self, workload, files, strategy):
        self.workload = workload
        dtype = jnp.dtype(workload["dtype"])
        shape = (workload["tokens"], workload["hidden"])
        self.scale = loss_scale(workload)
        self.kernel = KERNELS[strategy](workload["tokens"] * workload["topK"], workload["experts"])
        x, dy = (fill(workload["seed"], [name], shape, 1.0, dtype)[0] for name in ("x", "dy"))
        bias = forced_bias(forced_experts(workload, files), workload["experts"], wide_type(dtype))
        self.arguments = (x, weights_of(workload, dtype), dy, bias)
        self.compiled = jax.jit(partial(layer_step, workload, self.kernel, self.scale)).lower(*self.arguments).compile()
        self.last = None

    def step(self):
        self.last = None
        self.last = self.compiled(*self.arguments)

    def ready(self):
        jax.block_until_ready(self.last)

    def outputs(self):
        """(name, values) of each tensor, one after another."""
        yield "y", self.last["y"]
        if "slopes" in self.last:
            of_x, of_weights = self.last["slopes"]
            yield "grad:x", self.unscaled(np.asarray(of_x))
            for name, slope in by_name(self.workload, of_weights):
                yield f"grad:{name}", self.unscaled(slope)

    def decided(self):
        """(loss, choices [T,k], scores [T,E] that experts were chosen by)."""
        return float(self.last["loss"]), np.asarray(self.last["choices"]), np.asarray(self.last["scores"])

    def unscaled(self, slope):
        """float16 would lose the bits that the loss scale saved: divided in float32."""
        return slope if self.scale == 1 else slope.astype(np.float32) / np.float32(self.scale)


def layer_step(workload, kernel, scale, x, weights, dy, bias):
    wide = wide_type(x.dtype)
    per_token = dy.astype(wide) * (1.0 / workload["tokens"])
    forward = partial(mixture, workload, kernel, bias)
    if workload["pass"] == "forward":
        y, decided = forward(x, weights)
        slopes = {}
    else:
        y, back, decided = jax.vjp(forward, x, weights, has_aux=True)
        slopes = {"slopes": back((per_token * scale).astype(x.dtype))}
    loss = (y.astype(wide) * per_token).sum()
    return {"y": y, "loss": loss, **decided, **slopes}


def mixture(workload, kernel, bias, x, weights):
    """x [T,H] -> y [T,H], and what was decided."""
    w = workload
    share, choices, scores = route(x, weights, w, bias, wide_type(x.dtype))
    line = line_up(choices, w["experts"], capacity_of(w), kernel.block, kernel.slot_count)
    rows = spread(x, line.token, line.slots)
    weight = spread(share.reshape(-1, 1), line.pair, line.slots.reshape(-1, 1))
    if w["weightOn"] == "input":
        out = routed_experts(rows * weight, weights, line, kernel, w["activation"], None)
    else:
        out = routed_experts(rows, weights, line, kernel, w["activation"], weight)
    y = gather_sum(out, line.slots, line.token)
    if w["sharedExperts"] > 0:
        y = y + shared_experts(x, weights, w["activation"], shared_weight(x, weights, wide_type(x.dtype)))
    return y, {"choices": choices, "scores": scores}
