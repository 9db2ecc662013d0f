"""What stands for the outputs of a step: norms and probes, or whole tensors as files (docs/RUNNERS.md, `outputs`)."""
import hashlib
import os
import sys
from ctypes import string_at

import torch

from data import CHUNK, draws_right, unit_values
from rule import stream_key

PROBE_SUMS = 16
# Products summed in float32 where a device has no float64 to spare; the sums of those are float64 on the host.
SUMMED = 256


def name_of(dtype):
    return str(dtype).replace("torch.", "")


def row_of(name, tensor):
    return {"name": name, "shape": list(tensor.shape), "dtype": name_of(tensor.dtype)}


def summary(name, tensor, seed):
    """l2 and probe of a tensor. probe[i]: the sum of out times r over the indices that are i modulo 16."""
    flat = tensor.detach().reshape(-1)
    key = stream_key(seed, f"probe/{name}")
    exact = flat.device.type == "cpu" or flat.dtype == torch.float64
    wide = torch.float64 if exact else torch.float32
    place = flat.device if draws_right(key, flat.numel(), flat.device) else "cpu"
    squares, probe = 0.0, torch.zeros(PROBE_SUMS, dtype=torch.float64)
    for start in range(0, flat.numel(), CHUNK):
        part = flat[start : start + CHUNK].to(place).to(wide)
        index = torch.arange(start, start + part.numel(), dtype=torch.int64, device=place)
        squares += float(in_blocks(part * part).sum(1).to("cpu").to(torch.float64).sum())
        probe += in_blocks(part * unit_values(key, index).to(wide)).sum(1).to("cpu").to(torch.float64).sum(0)
    return squares**0.5, probe.tolist()


def in_blocks(values):
    """[blocks, 256, 16]: what is summed over the second axis keeps its index modulo 16."""
    block = SUMMED * PROBE_SUMS
    return torch.nn.functional.pad(values, (0, -values.numel() % block)).reshape(-1, SUMMED, PROBE_SUMS)


def choices_of(layers):
    """[T,k] of each layer after the other, as int32 on the host."""
    return torch.cat([choices.reshape(-1) for choices in layers]).to("cpu").to(torch.int32)


def sha256_of(tensor):
    return hashlib.sha256(bytes_of(tensor)).hexdigest()


def bytes_of(tensor):
    """Little-endian values of the tensor's own type, without numpy, which torch does not need."""
    flat = tensor.detach().to("cpu").contiguous().reshape(-1)
    data = string_at(flat.data_ptr(), flat.numel() * flat.element_size())
    return data if sys.byteorder == "little" else swapped(data, flat.element_size())


def swapped(data, size):
    return b"".join(data[start : start + size][::-1] for start in range(0, len(data), size))


def to_file(tensor, folder, number):
    path = os.path.join(folder, f"{number:05d}.bin")
    with open(path, "wb") as file:
        file.write(bytes_of(tensor))
    return path
