"""The data rule on the device, in unsigned 32-bit arithmetic (docs/RUNNERS.md, The data).

A device whose arithmetic differs from the host's on 4,096 values of a tensor gets that tensor from the host.
"""
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from rule import FIRST_FACTOR, GOLDEN, HALF_RANGE, SECOND_FACTOR, stream_key

CHECKED = 4096
# Values the host makes at once: 2^22 uint32 are 16 MiB, and a few of them are alive at a time.
CHUNK = 2**22


def draws(np_or_jnp, key, index):
    """u * 2^24 of uint32 keys and indices: murmur3's finaliser over a Weyl sequence. uint32 products wrap modulo 2^32."""
    word = np_or_jnp.uint32
    x = key + index * word(GOLDEN)
    x = (x ^ (x >> word(16))) * word(FIRST_FACTOR)
    x = (x ^ (x >> word(13))) * word(SECOND_FACTOR)
    return (x ^ (x >> word(16))) >> word(8)


@partial(jax.jit, static_argnames=("length", "dtype"))
def device_values(keys, amplitude, length, dtype):
    """[names, length]: (2u - 1) * a, exact in float32, then rounded to the type."""
    index = jnp.arange(length, dtype=jnp.uint32)
    whole = draws(jnp, keys[:, None], index[None, :]).astype(jnp.int32) - HALF_RANGE
    return (whole.astype(jnp.float32) * (amplitude * jnp.float32(2.0**-23))).astype(dtype)


def host_units(key, start, end):
    """2u - 1 of a range of indices, float64."""
    index = np.arange(start, end, dtype=np.uint64).astype(np.uint32)
    return (draws(np, np.uint32(key), index).astype(np.int64) - HALF_RANGE) * 2.0**-23


def fill(seed, names, shape, amplitude, dtype):
    """[names, *shape]: one tensor a name, all of one shape."""
    keys = np.array([stream_key(seed, name) for name in names], dtype=np.uint32)
    length = int(np.prod(shape))
    values = device_values(jnp.asarray(keys), jnp.float32(amplitude), length, jnp.dtype(dtype).name)
    if not agrees_with_host(values, keys, amplitude):
        values = jnp.asarray(host_values(keys, length, amplitude).astype(dtype))
    return values.reshape(len(names), *shape)


def agrees_with_host(values, keys, amplitude):
    """Whether values spread over the tensors are, bit by bit, what the host's arithmetic says."""
    names, length = values.shape
    flat = np.arange(0, names * length, max(1, names * length // CHECKED), dtype=np.int64)[:CHECKED]
    rows, index = flat // length, flat % length
    whole = draws(np, keys[rows], index.astype(np.uint32)).astype(np.int32) - HALF_RANGE
    expected = (whole * np.float32(amplitude * 2.0**-23)).astype(np.float32).astype(values.dtype)
    sampled = np.asarray(values[jnp.asarray(rows), jnp.asarray(index)])
    return sampled.tobytes() == expected.tobytes()


def host_values(keys, length, amplitude):
    made = np.empty((len(keys), length), dtype=np.float32)
    for row, key in enumerate(keys):
        for start in range(0, length, CHUNK):
            end = min(start + CHUNK, length)
            made[row, start:end] = host_units(key, start, end) * amplitude
    return made
