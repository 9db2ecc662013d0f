"""Matrix products with IEEE float32, and with float32 accumulation for half types."""
import jax
import jax.numpy as jnp
from jax import lax

# HIGHEST: no TF32 on a GPU, six bfloat16 passes on a TPU.
EXACT = lax.Precision.HIGHEST


def wide_type(dtype):
    """The type in which a half type is summed, decided and scored: float32; any other type is its own."""
    return jnp.dtype(jnp.float32) if jnp.dtype(dtype).itemsize == 2 else jnp.dtype(dtype)


def product(a, b, contract=(1, 0)):
    """a and b contracted over one axis of each, summed in the wide type and rounded once to a's own."""
    axes = (((contract[0],), (contract[1],)), ((), ()))
    return lax.dot_general(a, b, axes, precision=EXACT, preferred_element_type=wide_type(a.dtype)).astype(a.dtype)


def assert_exact(multiply=product):
    """Raises unless float32 products are IEEE: TF32, HF32, bfloat16 and its three passes round 1 + 2^-12 + 2^-20."""
    value, terms = 1.0 + 2.0**-12 + 2.0**-20, 8
    a = jnp.full((128, terms), value, jnp.float32)
    error = float(jnp.max(jnp.abs(jax.jit(multiply)(a, a.T) / (terms * value * value) - 1.0)))
    if not error <= 1e-6:
        raise ArithmeticError(f"float32 products of this device are off by {error:.1e}: reduced precision is on")
