"""The data rule on the device (docs/WORKLOADS.md, Data): the 32-bit arithmetic in int64 with masks.

A product of two 32-bit numbers wraps modulo 2^64, which leaves its lower 32 bits right. A device that gets sampled values wrong,
or has no int64, gets its values from the host.
"""
import torch

from rule import FIRST_FACTOR, GOLDEN, HALF_RANGE, MASK, SECOND_FACTOR, stream_key

# Values made at once: 2^22 int64 are 32 MiB, and a few of them are alive at a time.
CHUNK = 2**22
CHECKED = 4096


def draws24(key, index):
    """u * 2^24 of each index (int64 tensor)."""
    x = (index * GOLDEN + key) & MASK
    x = ((x ^ (x >> 16)) * FIRST_FACTOR) & MASK
    x = ((x ^ (x >> 13)) * SECOND_FACTOR) & MASK
    return (x ^ (x >> 16)) >> 8


def unit_values(key, index):
    """(2u - 1) as float32, exact: a whole number of 24 bits times a power of two."""
    return (draws24(key, index) - HALF_RANGE).to(torch.float32) * (1.0 / HALF_RANGE)


def fill(row, seed, dtype, device, into=None):
    """A tensor row's values in that type on the device, half types rounded to nearest even. `into`: where they go."""
    values = torch.empty(row["shape"], dtype=dtype, device=device) if into is None else into
    with torch.no_grad():
        if "fill" in row:
            return values.fill_(row["fill"])
        lines = values.view(-1, 1) if values.dim() == 1 else values
        for first, part in drawn(row, seed, dtype, device):
            lines[first : first + part.shape[0]] = part
    return values


def drawn(row, seed, dtype, device):
    """(first line, lines) of one stretch after another; a line is a matrix's row, or a vector's value."""
    shape = row["shape"]
    key, length, width = stream_key(seed, row["name"]), count_of(shape), shape[-1] if len(shape) > 1 else 1
    place = device if draws_right(key, length, device) else "cpu"
    step = max(1, CHUNK // width) * width
    for start in range(0, length, step):
        index = torch.arange(start, min(start + step, length), dtype=torch.int64, device=place)
        values = unit_values(key, index) * row["amplitude"]
        yield start // width, values.to(dtype).to(device).view(-1, width)


def count_of(shape):
    count = 1
    for size in shape:
        count *= size
    return count


def draws_right(key, length, device):
    """Whether the device draws as the host does, at 4,096 places spread over the tensor."""
    if torch.device(device).type == "cpu":
        return True
    index = torch.arange(0, length, max(1, length // CHECKED), dtype=torch.int64)[:CHECKED]
    try:
        there = unit_values(key, index.to(device)).to("cpu")
    except (RuntimeError, NotImplementedError, TypeError):
        return False
    return torch.equal(there, unit_values(key, index))
