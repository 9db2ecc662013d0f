"""The data rule in whole numbers (docs/WORKLOADS.md): a tensor is a function of (seed, name, flat index).

x = (key + index * golden) mod 2^32, then murmur3's finaliser (Appleby); its upper 24 bits are u * 2^24, and a value is (2u - 1) * a.
"""
GOLDEN = 0x9E3779B9
FIRST_FACTOR = 0x85EBCA6B
SECOND_FACTOR = 0xC2B2AE35
MASK = 0xFFFFFFFF
HALF_RANGE = 2**23


def stream_key(seed, name):
    """FNV-1a, 32 bits, of `<seed>/<name>` in UTF-8 (Fowler, Noll, Vo)."""
    key = 0x811C9DC5
    for byte in f"{seed}/{name}".encode():
        key = ((key ^ byte) * 0x01000193) & MASK
    return key


def draw24(key, index):
    """u * 2^24 at that index of a stream."""
    x = (key + index * GOLDEN) & MASK
    x = ((x ^ (x >> 16)) * FIRST_FACTOR) & MASK
    x = ((x ^ (x >> 13)) * SECOND_FACTOR) & MASK
    return (x ^ (x >> 16)) >> 8


def weight_amplitude(fan_in):
    """2^-m, m the smallest integer with 4^m >= fan_in: about 1/sqrt(fan_in), and exact in every type."""
    m = 0
    while 4**m < fan_in:
        m += 1
    return 2.0**-m
