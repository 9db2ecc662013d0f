"""Whether a device's float32 products are IEEE: shown by a product, whatever a switch says.

A product with the identity returns its other operand exactly, in whatever order the sums are made, unless operands are rounded:
TF32 and HF32 keep 11 bits of a value's 24, bfloat16 keeps 8.
"""
import torch

from data import unit_values
from rule import stream_key

# Large enough that a library takes its matrix units where it may, and of a size that suits them.
SIDE = 512


def products(device):
    """(values, values times identity, identity times values), on the host."""
    index = torch.arange(SIDE * SIDE, dtype=torch.int64)
    values = unit_values(stream_key(1, "ieee"), index).reshape(SIDE, SIDE)
    there, identity = values.to(device), torch.eye(SIDE, dtype=torch.float32).to(device)
    return values, (there @ identity).to("cpu"), (identity @ there).to("cpu")


def is_exact(device):
    values, left, right = products(device)
    return torch.equal(values, left) and torch.equal(values, right)


def is_rounded(device):
    """Rounded or cut to 11 bits, and to no fewer: a unit is 2^-10 of the value's power of two."""
    values, left, right = products(device)
    largest = max(float(((product - values).abs() / values.abs().clamp(min=2.0**-10)).max()) for product in (left, right))
    return 2.0**-16 < largest <= 2.0**-10
