"""Rows lined up by expert, and back, by gathers alone: the two ways are each other's gradient, so that nothing is scattered.

A pair is (token, j-th choice), numbered t * k + j. Its slot is where it stands when the experts' rows are laid end to end, each
expert's by rising pair and its beginning at a multiple of `block`. A dropped pair's slot lies behind the last.
"""
from typing import NamedTuple

import jax
import jax.numpy as jnp


class Line(NamedTuple):
    slots: jax.Array  # [T,k]
    pair: jax.Array  # [S], the number of pairs where a slot is padding
    token: jax.Array  # [S], the number of tokens or more there
    rows: jax.Array  # [E]: rows each expert computes
    ends: jax.Array  # [E]: where each expert's slots end, padding included


def line_up(choices, experts, capacity, block, slot_count):
    tokens, top_k = choices.shape
    expert = choices.reshape(-1)
    order = jnp.argsort(expert, stable=True).astype(jnp.int32)
    named = jnp.bincount(expert, length=experts).astype(jnp.int32)
    rows = named if capacity is None else jnp.minimum(named, capacity)
    taken = (rows + block - 1) // block * block
    ends = jnp.cumsum(taken, dtype=jnp.int32)
    owner = expert[order]
    place = jnp.arange(expert.size, dtype=jnp.int32) - (jnp.cumsum(named, dtype=jnp.int32) - named)[owner]
    slot = jnp.where(place < rows[owner], (ends - taken)[owner] + place, slot_count)
    pair = jnp.full(slot_count, expert.size, jnp.int32).at[slot].set(order, mode="drop")
    slots = jnp.zeros(expert.size, jnp.int32).at[order].set(slot).reshape(tokens, top_k)
    return Line(slots, pair, pair // top_k, rows, ends)


def rows_at(values, index):
    """values [N,h] at indices; zeros where there is none of that index."""
    return jnp.take(values, index, axis=0, mode="fill", fill_value=0)


@jax.custom_vjp
def spread(values, index, back):
    """values [N,h] -> [S,h]; `back` [N,r]: where each of the N rows went."""
    return rows_at(values, index)


@jax.custom_vjp
def gather_sum(values, index, back):
    """values [S,h] -> [T,h]: each token's results summed; `back` [S]: the token of each."""
    return rows_at(values, index).sum(1)


def mirror(there, back):
    """The gradient of one way is the other way, with both indices exchanged."""
    there.defvjp(
        lambda values, index, returns: (there(values, index, returns), (index, returns)),
        lambda kept, slope: (back(slope, kept[1], kept[0]), None, None),
    )


mirror(spread, gather_sum)
mirror(gather_sum, spread)
