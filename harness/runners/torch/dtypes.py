"""The types that a workload's dtype stands for."""
import torch

DTYPES = {
    "float32": torch.float32,
    "tf32": torch.float32,
    "float16": torch.float16,
    "bfloat16": torch.bfloat16,
    "float64": torch.float64,
    # Weights, gradients and what passes between products; the products of feed-forwards are float8 (float8.py).
    "float8-tensorwise": torch.bfloat16,
}


def dtype_of(workload):
    return DTYPES[workload["dtype"]]


def wide_type(dtype):
    """The type of scores, losses and optimizer states: float32 of half types, else the type itself."""
    return torch.float32 if dtype in (torch.float16, torch.bfloat16) else dtype
