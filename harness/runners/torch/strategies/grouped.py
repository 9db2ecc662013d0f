"""All experts of a layer in one call of torch's grouped matrix product, whose name and limits moved with the versions.

torch 2.8 has `torch._grouped_mm`, for CUDA capability 9.0 alone; 2.9 has it on the CPU too; 2.10 `torch.nn.functional.grouped_mm`. Where
there is no fast kernel torch falls back, silently, to a product an expert: which of the two runs is found by trying (kernels.py).
Rows behind the last expert's are left unwritten, forward and backward (pytorch#193633): dispatch.py takes none of them.
"""
import torch
from torch.nn import functional

from dtypes import DTYPES, wide_type
from model.experts import hidden_of
from kernels import grouped_kernel

NAME = "grouped"
TRACES = "each"
FIXED_LINE = True
WEIGHT_ON = "narrower"
# Leading strides must be whole multiples of so many bytes.
ALIGNED_BYTES = 16
SMALL = {"experts": 3, "hidden": 64, "ffn": 32, "sizes": (16, 0, 24)}


def alignment(dtype):
    return ALIGNED_BYTES // torch.empty(0, dtype=dtype).element_size()


def grouped_product():
    product = getattr(functional, "grouped_mm", None) or getattr(torch, "_grouped_mm", None)
    if product is None:
        raise NotImplementedError(f"torch {torch.__version__} has no grouped matrix product: 2.8 is the first that has one")
    return product


def try_on(board, dtype):
    """The kernel that runs, or raises what keeps it from running."""
    if dtype == "float8-tensorwise":
        raise NotImplementedError("torch's grouped product scales float8 by rows, not by tensors")
    product = grouped_product()
    return grouped_kernel(board, lambda: small_product(product, DTYPES[dtype], board.device))


def small_product(product, dtype, device):
    """Forward and backward of three experts, one of them empty: its gradient must be zeros."""
    rows = torch.ones(sum(SMALL["sizes"]), SMALL["hidden"], dtype=dtype, device=device, requires_grad=True)
    shape = (SMALL["experts"], SMALL["hidden"], SMALL["ffn"])
    weights = torch.ones(shape, dtype=dtype, device=device, requires_grad=True)
    ends = torch.tensor(SMALL["sizes"]).cumsum(0).to(torch.int32).to(device)
    y = product(rows, weights, offs=ends)
    y.backward(torch.ones_like(y))
    seen = (y.min(), y.max(), weights.grad[1].abs().max(), weights.grad[2].min())
    expected = (SMALL["hidden"], SMALL["hidden"], 0, SMALL["sizes"][2])
    if [float(value) for value in seen] != [float(value) for value in expected]:
        raise NotImplementedError(f"the grouped product of ones gives {[float(value) for value in seen]}, not {list(expected)}")


def experts_of(workload, tensor, scope):
    """The experts' tensors of one side as one: [E,H,F], and [E,F] of biases."""
    found = {side: tensor(f"{scope}experts.*.{side}") for side in ("w1", "w2", "w3", "b1", "b2", "b3")}
    return {side: stack for side, stack in found.items() if stack is not None}


def run(rows, line, stacks, activation, weight, arithmetic):
    """rows [R,H] in the order of the experts -> [R,H]."""
    return run_with(grouped_product(), rows, line, stacks, activation, weight)


def run_with(product, rows, line, stacks, activation, weight):
    """Widths that no kernel takes are filled up with zeros, as the stacks are."""
    hidden_size = rows.shape[1]
    ends = torch.cumsum(line.counts, 0).to(torch.int32)
    filled = stacks["w1"].shape[1] - hidden_size
    rows = functional.pad(rows, (0, filled)) if filled else rows

    def linear(x, side):
        y = product(x, stacks[f"w{side}"], offs=ends)
        return y + bias_rows(stacks[f"b{side}"], line, x.shape[0]) if f"b{side}" in stacks else y

    hidden = hidden_of(activation, linear(rows, 1), linear(rows, 3) if "w3" in stacks else None)
    if weight is None:
        y = linear(hidden, 2)
    else:
        y = product(hidden * weight, stacks["w2"], offs=ends)
        y = y + weight * bias_rows(stacks["b2"], line, y.shape[0]) if "b2" in stacks else y
    return y[:, :hidden_size] if filled else y


def bias_rows(biases, line, rows):
    """Each row's expert's bias, [R,width]. Gradients of half types are summed in float32, and none comes from a row of nobody."""
    ends = torch.cumsum(line.counts, 0)
    places = torch.arange(rows, device=biases.device)
    expert = torch.searchsorted(ends, places, right=True).clamp(max=biases.shape[0] - 1)
    chosen = functional.embedding(expert, biases.to(wide_type(biases.dtype))).to(biases.dtype)
    return chosen if line.valid is None else torch.where(line.valid, chosen, torch.zeros_like(chosen))


def prepared(steps):
    return steps.step
