"""What stands for a tensor: its norm and its probe, or all its values in a file (docs/RUNNERS.md, Outputs)."""
import hashlib
import os

import numpy as np

from data import CHUNK, host_units
from rule import stream_key

PROBE_SUMS = 16


def summary(name, tensor, seed):
    """(l2, probe): probe[i] is the sum of v * r over the indices that are i modulo 16. In float64 on the host."""
    flat = np.asarray(tensor).reshape(-1)
    key = stream_key(seed, f"probe/{name}")
    squares, sums = 0.0, np.zeros(PROBE_SUMS)
    for start in range(0, flat.size, CHUNK):
        values = flat[start : start + CHUNK].astype(np.float64)
        squares += float(values @ values)
        products = values * host_units(key, start, start + values.size)
        products = np.pad(products, (0, -products.size % PROBE_SUMS))
        sums += products.reshape(-1, PROBE_SUMS).sum(0)
    return squares**0.5, sums.tolist()


def choices_sha256(choices):
    return hashlib.sha256(np.asarray(choices).astype("<i4").tobytes()).hexdigest()


def to_file(tensor, folder, number):
    """Little-endian values of the tensor's own type."""
    path = os.path.join(folder, f"{number:05d}.bin")
    values = np.asarray(tensor)
    with open(path, "wb") as file:
        file.write(values.astype(values.dtype.newbyteorder("<")).tobytes() if values.dtype.kind == "f" else values.tobytes())
    return path
