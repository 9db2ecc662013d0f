"""The experts' matrix products: rows [S,a] of all experts, lined up, times each expert's own [a,b] of a stack [E,a,b].

`blocks`: a loop over blocks of rows of one expert, as many as there are; plain XLA, so it runs wherever JAX does. `ragged`:
jax.lax.ragged_dot, which has kernels of its own on accelerators; on a CPU it multiplies every row by every expert.
"""
from functools import partial

import jax
import jax.numpy as jnp
from jax import lax

from products import EXACT, product, wide_type

# Rows of a block: fewer make the products thin, more pad the experts' last blocks further.
MOST_ROWS = 128
FEWEST_ROWS = 8


class Blocks:
    def __init__(self, pairs, experts):
        even = max(1, pairs // experts)
        self.block = min(MOST_ROWS, max(FEWEST_ROWS, 1 << (even.bit_length() - 1)))
        # Every expert may leave part of one block empty.
        self.slot_count = (pairs // self.block + experts) * self.block
        self.kernel = f"jax loop over blocks of {self.block} rows"

    def times(self, rows, stack, line):
        starts = jnp.arange(self.slot_count // self.block, dtype=jnp.int32) * self.block
        owner = jnp.searchsorted(line.ends, starts, side="right").astype(jnp.int32)
        return block_product(self.block, rows, stack, owner, line.ends[-1] // self.block)


class Ragged:
    block = 1
    kernel = "jax.lax.ragged_dot"

    def __init__(self, pairs, experts):
        self.slot_count = pairs

    def times(self, rows, stack, line):
        wide = wide_type(rows.dtype)
        out = lax.ragged_dot(rows, stack, line.rows, precision=EXACT, preferred_element_type=wide)
        return out.astype(rows.dtype)


def part(values, i, block):
    return lax.dynamic_slice_in_dim(values, i * block, block)


def over_blocks(block, count, values, stack, owner, contract, width):
    """Each block of values times its expert's matrix: [S,width]."""

    def body(i, out):
        matrix = lax.dynamic_index_in_dim(stack, owner[i], keepdims=False)
        return lax.dynamic_update_slice_in_dim(out, product(part(values, i, block), matrix, contract), i * block, 0)

    return lax.fori_loop(0, count, body, jnp.zeros((values.shape[0], width), values.dtype))


@partial(jax.custom_vjp, nondiff_argnums=(0,))
def block_product(block, rows, stack, owner, count):
    return over_blocks(block, count, rows, stack, owner, (1, 0), stack.shape[2])


def block_product_forward(block, rows, stack, owner, count):
    return block_product(block, rows, stack, owner, count), (rows, stack, owner, count)


def block_product_backward(block, kept, slope):
    rows, stack, owner, count = kept
    wide = wide_type(rows.dtype)

    def body(i, total):
        axes = (((0,), (0,)), ((), ()))
        a, b = part(rows, i, block), part(slope, i, block)
        return total.at[owner[i]].add(lax.dot_general(a, b, axes, precision=EXACT, preferred_element_type=wide))

    of_stack = lax.fori_loop(0, count, body, jnp.zeros(stack.shape, wide)).astype(stack.dtype)
    return over_blocks(block, count, slope, stack, owner, (1, 1), stack.shape[1]), of_stack, None, None


block_product.defvjp(block_product_forward, block_product_backward)

KERNELS = {"jit": Blocks, "ragged": Ragged}
