"""The forward of the `grouped` strategy compiled by torch.compile, and its backward with it.

A product an expert cannot be: how many rows an expert has differs from step to step, and each new size would be compiled anew. The
grouped form's shapes are all fixed by the workload, with a capacity too: the line keeps the dropped pairs at its end.
"""
import torch

from strategies import grouped
from strategies.grouped import alignment, experts_of
from strategies.opaque import opaque_product

NAME = "compile"
# Its backward is compiled whole: dX and dW cannot be had apart.
TRACES = "passes"
FIXED_LINE = True
WEIGHT_ON = "narrower"

__all__ = ["NAME", "TRACES", "FIXED_LINE", "WEIGHT_ON", "alignment", "experts_of", "run", "try_on", "prepared"]


def run(rows, line, stacks, activation, weight, arithmetic):
    """rows [R,H] in the order of the experts -> [R,H]."""
    return grouped.run_with(opaque_product, rows, line, stacks, activation, weight)


def compiled(function):
    return torch.compile(function, dynamic=False, fullgraph=True)


def try_on(board, dtype):
    """Compiles the gate of an expert: that finds a missing compiler, as the grouped product's own try finds a missing kernel."""
    if dtype == "tf32":
        raise NotImplementedError("the router's product is not TF32, and a compiled step cannot switch between the two")
    kernel = grouped.try_on(board, dtype)
    gate = compiled(lambda x: torch.nn.functional.silu(x) * x + 1)
    x = torch.ones(8, 16, device=board.device, requires_grad=True)
    gate(x).sum().backward()
    board.synchronise()
    return f"torch.compile ({kernel})"


def prepared(steps):
    # The compiler counts how often it saw the same code with other shapes, and gives up at eight: another workload is no repetition.
    torch.compiler.reset()
    steps.forward = compiled(steps.forward)
    return steps.step
