"""Seeded data: a tensor is a function of (seed, name, flat index). DESIGN.md, The work, Data."""

MASK = 0xFFFFFFFF
GOLDEN = 0x9E3779B9


def fnv1a32(text):
    """FNV-1a, 32 bit, over the UTF-8 bytes."""
    key = 0x811C9DC5
    for byte in text.encode("utf-8"):
        key = ((key ^ byte) * 0x01000193) & MASK
    return key


def finalise(x):
    """The murmur3 32-bit finaliser."""
    x ^= x >> 16
    x = (x * 0x85EBCA6B) & MASK
    x ^= x >> 13
    x = (x * 0xC2B2AE35) & MASK
    return x ^ (x >> 16)


def draw24(key, index):
    """u times 2^24, an integer in [0, 2^24)."""
    return finalise((key + index * GOLDEN) & MASK) >> 8


def signed_unit(key, index):
    """2u - 1 in [-1, 1), exact: 24 bits of numerator over 2^23."""
    return (draw24(key, index) - 2**23) / 2**23


def amplitude(fan_in):
    """a = 2^-m with m the smallest integer such that 4^m >= fan_in."""
    m = 0
    while 4**m < fan_in:
        m += 1
    return 2.0**-m


def matrix(seed, name, rows, columns, a):
    """The tensor `name` of shape [rows, columns], as a list of rows."""
    key = fnv1a32(f"{seed}/{name}")
    return [[signed_unit(key, r * columns + c) * a for c in range(columns)] for r in range(rows)]


def weight(seed, name, rows, columns):
    """A weight tensor: its first dimension is the fan-in."""
    return matrix(seed, name, rows, columns, amplitude(rows))


def vector(seed, name, length):
    """A tensor of one dimension, which is its fan-in too; kept as one row."""
    return matrix(seed, name, 1, length, amplitude(length))
