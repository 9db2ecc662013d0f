"""What experts compute between their matrices, routed and shared."""
import jax
import jax.numpy as jnp

from products import product


def clamped_swiglu(a, b):
    """gpt-oss: a steeper gate, both sides clamped at 7, one added to the linear side."""
    a, b = jnp.minimum(a, 7), jnp.clip(b, -7, 7)
    return a * jax.nn.sigmoid(1.702 * a) * (b + 1)


ACTIVATIONS = {
    "swiglu": lambda a, b: jax.nn.silu(a) * b,
    "geglu": lambda a, b: jax.nn.gelu(a, approximate=True) * b,
    "clamped-swiglu": clamped_swiglu,
    "relu": lambda a, b: jnp.maximum(a, 0),
    "relu2": lambda a, b: jnp.square(jnp.maximum(a, 0)),
    "gelu": lambda a, b: jax.nn.gelu(a, approximate=True),
}


def feed_forward(rows, side, multiply, add_bias, activation, weight=None):
    """act(r w1 + b1, r w3 + b3) w2 + b2. `side(name)`: a weight, None where there is none. A row's `weight` [S,1] multiplies
    the hidden activation and b2 in place of the result: the same, but backward need not keep the result."""

    def linear(values, number):
        return add_bias(multiply(values, side(f"w{number}")), side(f"b{number}"))

    gate = None if side("w3") is None else linear(rows, 3)
    hidden = ACTIVATIONS[activation](linear(rows, 1), gate)
    if weight is None:
        return linear(hidden, 2)
    return add_bias(multiply(hidden * weight, side("w2")), side("b2"), weight)


def shared_experts(x, weights, activation, gate):
    """One expert as wide as all shared ones, always on; `gate` [T,1]: what its output is multiplied by, or None."""

    def add_bias(values, bias, weight=None):
        return values if bias is None else values + (bias if weight is None else weight * bias)

    return feed_forward(x, lambda name: weights.get(f"shared.{name}"), product, add_bias, activation, gate)


def routed_experts(rows, weights, line, kernel, activation, weight):
    """rows [S,H], lined up -> [S,H]."""
    experts = line.ends.shape[0]
    # A bias reaches its rows by a product with ones and zeros, whose gradient is a product too and no scatter.
    owner = jnp.searchsorted(line.ends, jnp.arange(rows.shape[0], dtype=jnp.int32), side="right")
    mark = jax.nn.one_hot(owner, experts, dtype=rows.dtype)

    def add_bias(values, bias, weight=None):
        return values if bias is None else values + product(mark if weight is None else mark * weight, bias)

    def multiply(values, stack):
        return kernel.times(values, stack, line)

    return feed_forward(rows, lambda name: weights.get(f"experts.*.{name}"), multiply, add_bias, activation, weight)
