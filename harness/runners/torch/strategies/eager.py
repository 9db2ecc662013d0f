"""Rows sorted by expert, a matrix product an expert. Each expert's weights are tensors of their own, as the workload names them."""
import torch

from dtypes import DTYPES
from model.experts import feed_forward, weights_of

NAME = "eager"
TRACES = "each"
FIXED_LINE = False
# One product with all results, not one an expert.
WEIGHT_ON = "result"
KERNEL = "a matrix product an expert"
FLOAT8_KERNEL = "torch _scaled_mm, a product an expert"


def alignment(dtype):
    """Experts are not stacked."""


def try_on(board, dtype):
    """Raises what the device raises for one expert of this type."""
    if dtype == "float8-tensorwise":
        from float8 import check_float8

        check_float8(board.device)
        return FLOAT8_KERNEL
    rows = torch.ones(8, 16, dtype=DTYPES[dtype], device=board.device, requires_grad=True)
    (rows @ torch.ones(16, 8, dtype=DTYPES[dtype], device=board.device)).sum().backward()
    board.synchronise()
    return KERNEL


def experts_of(workload, tensor, scope):
    """The experts' weights from `tensor(name)`: a list by expert of weights by side."""
    return [weights_of(tensor, f"{scope}experts.{expert}") for expert in range(workload["experts"])]


def run(rows, line, experts, activation, weight, arithmetic):
    """rows [R,H] in the order of the experts -> [R,H]. The ends of the experts' rows come to the host, so the host waits here."""
    sizes = line.counts.tolist()
    weights = [None] * len(experts) if weight is None else torch.split(weight, sizes)
    parts = [
        feed_forward(part, experts[e], activation, weights[e], arithmetic.product)
        for e, part in enumerate(torch.split(rows, sizes))
    ]
    return torch.cat(parts)


def prepared(steps):
    return steps.step
