"""What the check of float32 products says of this device, and of products that round as reduced precision does."""
import json
import os
import sys

RUNNERS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../../harness/runners")
sys.path[:0] = [os.path.join(RUNNERS, "jax"), os.path.join(RUNNERS, "python")]

import jax.numpy as jnp
from jax import lax

from products import assert_exact, product


def to_bits(values, bits):
    """float32 with so many fraction bits: TF32 has 10, bfloat16 7."""
    return lax.reduce_precision(values, exponent_bits=8, mantissa_bits=bits)


def three_passes(a, b):
    """bfloat16 in three passes, as JAX's precision HIGH on a TPU: the product of the two low parts is left out."""
    a0, b0 = to_bits(a, 7), to_bits(b, 7)
    a1, b1 = to_bits(a - a0, 7), to_bits(b - b0, 7)
    return product(a0, b0) + product(a0, b1) + product(a1, b0)


def refused(multiply):
    try:
        assert_exact(multiply)
    except ArithmeticError:
        return True
    return False


print(
    json.dumps(
        {
            "device": refused(product),
            "tf32": refused(lambda a, b: product(to_bits(a, 10), to_bits(b, 10))),
            "bfloat16": refused(lambda a, b: product(to_bits(a, 7), to_bits(b, 7))),
            "three passes": refused(three_passes),
            "sums in bfloat16": refused(lambda a, b: to_bits(product(a, b), 7)),
        }
    )
)
